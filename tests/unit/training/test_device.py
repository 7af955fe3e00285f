import pytest

from lepton.errors import InputError, MissingExtra
from lepton.training import gpu_available, train, usable_device
from lepton.training.device import choose_device


@pytest.fixture
def no_gpu():
    if gpu_available():
        pytest.skip("this machine has a GPU that works")


def test_auto_says_that_it_went_on_without_a_gpu(no_gpu):
    device, note = choose_device("auto", uses_gpu=True, family="xgboost")
    assert device == usable_device() == "cpu"
    assert note == "No usable GPU was found, so it was trained on the processor."


def test_cuda_without_a_gpu_is_refused_and_nothing_is_trained(no_gpu, small):
    seen = []
    with pytest.raises(MissingExtra, match="no usable GPU was found") as refused:
        train(small, "left", device="cuda", on_progress=lambda *step: seen.append(step))
    assert "Use device auto or cpu" in str(refused.value)
    assert seen == []


def test_cuda_is_refused_for_a_family_that_cannot_use_it():
    with pytest.raises(InputError, match="device must be cpu for the family linear; got cuda"):
        choose_device("cuda", uses_gpu=False, family="linear")


def test_a_family_without_gpu_says_nothing_about_it():
    assert choose_device("auto", uses_gpu=False, family="linear") == ("cpu", None)


def test_the_processor_can_be_asked_for():
    assert choose_device("cpu", uses_gpu=True, family="xgboost") == ("cpu", None)


def test_an_unknown_device_is_refused():
    with pytest.raises(InputError, match="device must be one of auto, cpu, cuda; got 'tpu'"):
        choose_device("tpu", uses_gpu=True, family="xgboost")


def test_what_was_used_stands_in_the_model(no_gpu, small):
    info = train(small, "left", "xgboost", device="auto").info
    assert info["device"] == "cpu"
    assert "No usable GPU was found, so it was trained on the processor." in info["notes"]
