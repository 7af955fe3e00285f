"""The case of a project is kept, locked and reopened; two people do not overwrite each other."""

from dataclasses import replace

import pytest

from lepton.errors import Conflict, InputError, NotFound, StorageError
from lepton.finance import Case, FlatEarning, cash_flow, first_plan
from lepton.workflows.case_store import (
    changed_between,
    delete_version,
    has_plan,
    keep_mine_as_scenario,
    keep_plan,
    last_revision,
    lock_version,
    plan_at,
    plan_of,
    reopen_version,
    version,
    versions,
)

EARNING = FlatEarning(profit=20.0, decisions_per_month=1000)
SHORT = '{"name": "Old", "plan": "{}"}'
SAVED = r"Ann saved this case on \d+ \w+ \d{4}, \d\d:\d\d UTC"


@pytest.fixture
def project(store):
    return store.create_project("Who will leave?")


@pytest.fixture
def plan():
    return first_plan(Case(), EARNING)


@pytest.fixture
def kept(store, project, plan):
    return keep_plan(store, project, plan, revision=0, by="Ann")


def test_a_case_is_kept_with_who_and_when(store, project, plan, kept):
    found = plan_of(store, project)
    assert found == kept
    assert (found.plan, found.revision, found.by) == (plan, 1, "Ann")
    assert found.at == store.project(project.id).updated


def test_before_anything_is_kept_there_is_nothing(store, project):
    assert not has_plan(store, project)
    with pytest.raises(NotFound):
        plan_of(store, project)
    assert versions(store, project) == []


def test_who_saves_second_is_told_who_was_first_and_what_they_changed(store, project, plan, kept):
    theirs = plan.with_values({"hosting": 300, "day_rate": 900})
    keep_plan(store, project, theirs, revision=kept.revision, by=" Ann ")
    said = SAVED + r" and changed A day of work \(800, now 900\), Hosting \(150, now 300\)\. "
    with pytest.raises(Conflict, match=said + "Nothing of yours was written"):
        keep_plan(store, project, plan, revision=kept.revision, by="Bob")
    assert plan_of(store, project).plan == theirs


def test_a_save_that_changed_nothing_and_an_unnamed_one_are_said_so(store, project, plan, kept):
    keep_plan(store, project, plan, revision=1)
    with pytest.raises(Conflict, match=r"Somebody saved this case .* without changing any value\."):
        keep_plan(store, project, plan, revision=1)
    with pytest.raises(Conflict, match=r"Somebody saved this case on [^.]*UTC\. Nothing of yours"):
        keep_plan(store, project, plan, revision=0)


def test_a_case_that_was_removed_meanwhile_is_said_to_be(store, project, plan, kept):
    store.delete_document(project.id, "case/plan")
    with pytest.raises(Conflict, match="The case was removed since you read it"):
        keep_plan(store, project, plan, revision=1)


def test_after_a_conflict_both_can_be_kept(store, project, plan, kept):
    keep_plan(store, project, plan.with_values({"hosting": 300}), revision=1, by="Ann")
    mine = plan.with_values({"hosting": 200})
    both = keep_mine_as_scenario(store, project, mine, name="Bob's", by="Bob").plan
    assert both.case.hosting == 300
    assert both.book["Bob's"].changes == {"hosting": 200.0}
    assert plan_of(store, project).plan == both


def test_after_a_conflict_mine_can_be_put_over_theirs_knowingly(store, project, plan, kept):
    theirs = keep_plan(store, project, plan.with_values({"hosting": 300}), revision=1, by="Ann")
    mine = keep_plan(store, project, plan, revision=theirs.revision, by="Bob")
    assert plan_of(store, project) == mine
    assert plan_at(store, project, 2).plan == theirs.plan


def test_a_locked_version_stays_as_it_was(store, project, plan, kept):
    locked = lock_version(store, project, name="For the board", by="Ann")
    keep_plan(store, project, plan.with_values({"hosting": 300}), revision=1)
    assert version(store, project, locked.id).plan == plan
    assert [(v.name, v.by) for v in versions(store, project)] == [("For the board", "Ann")]
    assert versions(store, project)[0] == locked


def test_a_locked_version_is_reopened_without_losing_what_was_there(store, project, plan, kept):
    locked = lock_version(store, project, name="First", by="Ann")
    later = keep_plan(store, project, plan.with_values({"hosting": 300}), revision=1)
    with pytest.raises(Conflict):
        reopen_version(store, project, locked.id, revision=1, by="Bob")
    back = reopen_version(store, project, locked.id, revision=later.revision, by="Bob")
    assert (back.plan, back.by) == (plan, "Bob")
    assert plan_at(store, project, 2).plan == later.plan
    assert len(versions(store, project)) == 1


def test_a_locked_version_gives_the_numbers_it_gave_then(store, project, plan, kept):
    locked = lock_version(store, project, name="First", by="Ann")
    richer = FlatEarning(profit=50.0, decisions_per_month=1000)
    then = version(store, project, locked.id).plan.as_kept(richer)
    assert cash_flow(*then.under(richer)).npv == cash_flow(plan.case, EARNING).npv


def test_two_versions_are_compared(store, project, plan, kept):
    one = lock_version(store, project, name="One", by="Ann")
    two = lock_version(store, project, plan.with_values({"hosting": 300}), name="Two", by="Bob")
    a, b = (version(store, project, each.id).plan for each in (one, two))
    assert [each.said() for each in changed_between(a, b)] == ["Hosting (150, now 300)"]
    assert [v.name for v in versions(store, project)] == ["Two", "One"]


def test_a_version_needs_a_free_name_and_somebody(store, project, kept):
    lock_version(store, project, name="For the board", by="Ann")
    with pytest.raises(InputError, match="one that is not taken; got FOR THE  BOARD"):
        lock_version(store, project, name="FOR THE  BOARD", by="Bob")
    with pytest.raises(InputError, match="your name must be a name; got ''"):
        lock_version(store, project, name="Second", by="")
    with pytest.raises(InputError, match="name of the version must be a name"):
        lock_version(store, project, name=" ", by="Ann")
    with pytest.raises(InputError, match="your name must be at most 60 characters"):
        keep_plan(store, project, kept.plan, revision=1, by="x" * 61)
    assert len(versions(store, project)) == 1
    assert plan_of(store, project).revision == 1


def test_a_hundred_versions_are_enough(store, project, kept):
    for i in range(99):
        store.put_document(project.id, f"case/versions/{i}", SHORT, revision=0)
    first = lock_version(store, project, name="Hundredth", by="Ann")
    with pytest.raises(InputError, match="number of versions must be at most 100; got 100"):
        lock_version(store, project, name="One more", by="Ann")
    delete_version(store, project, first.id)
    assert lock_version(store, project, name="One more", by="Ann").name == "One more"
    with pytest.raises(NotFound):
        version(store, project, first.id)


def test_a_case_that_cannot_be_read_is_said_to_be_and_can_be_replaced(store, project, kept):
    lock_version(store, project, name="Sound", by="Ann")
    store.put_document(project.id, "case/plan", "{", revision=1)
    store.put_document(project.id, "case/versions/abc", "{", revision=0)
    with pytest.raises(StorageError, match=r"cannot be read: .* Reopen a locked version"):
        plan_of(store, project)
    assert has_plan(store, project)
    assert [each.name for each in versions(store, project)] == ["Sound"]
    with pytest.raises(StorageError, match="A locked version of this case is damaged"):
        version(store, project, "abc")
    with pytest.raises(Conflict, match="Somebody saved this case meanwhile, and it cannot be read"):
        keep_plan(store, project, kept.plan, revision=1)
    sound, revision = versions(store, project)[0], last_revision(store, project)
    assert reopen_version(store, project, sound.id, revision=revision).plan == kept.plan


def test_the_case_and_its_versions_go_with_the_project(store, project, kept):
    lock_version(store, project, name="One", by="Ann")
    store.delete_project(project.id)
    assert not has_plan(store, project)
    assert versions(store, project) == []
    with pytest.raises(NotFound, match="This project is not in the store"):
        keep_plan(store, project, kept.plan, revision=1)


def test_a_full_plan_comes_back_as_it_was(store, project, plan, kept):
    full = replace(plan.with_ends(EARNING), notes="Ask.\nWait.", shown="Optimistic")
    keep_plan(store, project, full.with_client({"hosting": 1}), revision=1)
    assert plan_of(store, project).plan == full.with_client({"hosting": 1})
