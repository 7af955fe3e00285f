"""Which columns matter, for the card of a model."""

from lepton.workflows.explaining import columns_that_matter


def test_what_decides_comes_first_and_what_was_left_out_is_not_there(model, classes_model):
    found = columns_that_matter(model)
    assert next(iter(found)) == "visits"
    assert set(found) == set(model.problem.features)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert columns_that_matter(model) == found
    assert set(columns_that_matter(classes_model)) == set(classes_model.problem.features)
