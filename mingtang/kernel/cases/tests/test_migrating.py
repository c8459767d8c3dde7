"""Moving running cases for good: planned without touching them, carried out one by one, recorded, repeatable."""

from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.cases.api import Step, handle, history, tasks
from mingtang.kernel.cases.migrating.carrying import carry_on
from mingtang.kernel.cases.migrating.ordering import migrate_cases, order_migration
from mingtang.kernel.cases.migrating.planning import plan_migration
from mingtang.kernel.cases.migrating.versions import CannotMigrate, passage
from mingtang.kernel.cases.models import Case, Errand, MigratedCase, Token
from mingtang.kernel.cases.tests.desk import Office, complete, item, new_office, work
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted, records_about, seal_pending, verify_chain
from mingtang.kernel.processes.api import ProcessVersion, install
from mingtang.lib.flow import Refused as Unfit
from mingtang.lib.flow.commands import Return
from mingtang.lib.flow.tests.drawing import Drawing, sequence, timer


def versions(case: Case, new: Drawing) -> tuple[ProcessVersion, ProcessVersion]:
    """The version of a case, and `new` published after it."""
    source = ProcessVersion.objects.select_related("definition").get(pk=case.version_id)
    key = source.definition.key
    return source, install(key, "流程", new.xml(key=key))


def test_the_dry_run_groups_cases_by_outcome_and_touches_none(office: Office) -> None:
    drawing = sequence("one", "two")
    cases = [office.run(drawing) for _ in range(3)]
    complete(office["clerk"], cases[0], "one")
    source, target = versions(cases[0], sequence("two", "three"))
    before = list(Token.objects.order_by("pk").values())
    with CaptureQueriesContext(connection) as captured:
        plan = plan_migration(SYSTEM, source, target, {})
    assert (plan.movable, plan.blocked) == (1, 2)
    blocked, movable = plan.groups
    assert blocked.reasons == (("one", "新版本没有这个环节，请指定对应的环节"),)
    assert movable.moves == (("two", "two", ""),)
    assert movable.severed
    assert {case.pk for case in blocked.samples} == {cases[1].pk, cases[2].pk}
    assert list(Token.objects.order_by("pk").values()) == before
    assert len(captured) <= 7
    assert plan_migration(SYSTEM, source, target, {"one": "two"}).movable == 3


def test_cases_go_on_in_the_new_version_with_history_and_evidence(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    complete(office["clerk"], case, "one")
    source, target = versions(case, sequence("one", "two", "three"))
    order = order_migration(SYSTEM, source, target, {}, reason="增加复核")
    migrate_cases.call(order.pk)
    case = Case.objects.get(pk=case.pk)
    assert case.version_id == target.pk
    assert [each.outcome for each in MigratedCase.objects.all()] == ["moved"]
    assert [step.command for step in history(case)] == ["Start", "Complete", "Migrate"]
    complete(office["head"], case, "two")
    assert work(case) == ["three"]
    complete(office["head"], case, "three")
    assert Case.objects.get(pk=case.pk).status == "completed"
    while seal_pending():
        pass
    assert verify_chain().holds
    assert records_about(SYSTEM, case)[2].act == "cases.migrate"


def test_repeating_an_order_changes_nothing(office: Office) -> None:
    case = office.run(sequence("one"))
    source, target = versions(case, sequence("one", "two"))
    order = order_migration(SYSTEM, source, target, {}, reason="")
    assert carry_on(order) == 0
    MigratedCase.objects.update(outcome="waiting")
    assert carry_on(order) == 0
    assert Step.objects.filter(case=case, command="Migrate").count() == 1
    assert order.ended_at is not None


def test_a_case_that_cannot_be_moved_stays_as_it_is_and_says_why(office: Office) -> None:
    case = office.run(sequence("one"))
    source, target = versions(case, sequence("two"))
    carry_on(order_migration(SYSTEM, source, target, {}, reason=""))
    (row,) = MigratedCase.objects.all()
    assert (row.outcome, row.reason) == ("blocked", "one：新版本没有这个环节，请指定对应的环节")
    assert Case.objects.get(pk=case.pk).version_id == source.pk
    complete(office["clerk"], case, "one")


def test_a_case_that_ended_meanwhile_is_left_alone(office: Office) -> None:
    case = office.run(sequence("one"))
    source, target = versions(case, sequence("one", "two"))
    order = order_migration(SYSTEM, source, target, {}, reason="")
    complete(office["clerk"], case, "one")
    carry_on(order)
    assert MigratedCase.objects.get().outcome == "gone"


def test_lists_show_the_item_under_its_new_name(office: Office) -> None:
    case = office.run(sequence("one"))
    source, target = versions(case, sequence("first"))
    carry_on(order_migration(SYSTEM, source, target, {"one": "first"}, reason=""))
    (found,) = tasks.pool(office["clerk"])
    assert (found.node, found.title) == ("first", "first")


def test_a_step_before_the_move_can_be_returned_to_when_it_is_still_there(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    first = item(case, "one")
    complete(office["clerk"], case, "one")
    source, target = versions(case, sequence("first", "two"))
    carry_on(order_migration(SYSTEM, source, target, {"one": "first"}, reason=""))
    handle(office["clerk"], case.pk, Return(item(case, "two"), first))
    assert work(case) == ["first"]


def test_a_step_that_is_gone_cannot_be_returned_to(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    first = item(case, "one")
    complete(office["clerk"], case, "one")
    source, target = versions(case, sequence("two", "three"))
    carry_on(order_migration(SYSTEM, source, target, {}, reason=""))
    with pytest.raises(Unfit):
        handle(office["clerk"], case.pk, Return(item(case, "two"), first))
    assert work(case) == ["two"]


def test_timers_are_set_by_the_new_version_from_their_beginning(office: Office) -> None:
    def drawn(text: str) -> Drawing:
        drawing = sequence("one")
        drawing.node("boundaryEvent", "late", timer(text), attachedToRef="one")
        drawing.node("endEvent", "out")
        drawing.path("late", "out")
        return drawing

    case = office.run(drawn("P5D"))
    (before,) = Errand.objects.all()
    source, target = versions(case, drawn("P9D"))
    carry_on(order_migration(SYSTEM, source, target, {}, reason=""))
    (after,) = Errand.objects.filter(kind="timer")
    assert (after.due_at - before.due_at).days == 4


def test_only_versions_of_one_process_and_only_with_the_permission(office: Office) -> None:
    case = office.run(sequence("one"))
    source, target = versions(case, sequence("one", "two"))
    other = install("another", "另一流程", sequence("x").xml(key="another"))
    for wrong in (source, other):
        with pytest.raises(CannotMigrate):
            passage(source, wrong, {})
    with pytest.raises(CannotMigrate, match="没有环节"):
        passage(source, target, {"one": "nowhere"})
    with pytest.raises(NotPermitted):
        order_migration(office["clerk"], source, target, {}, reason="")
    carry_on(order_migration(SYSTEM, source, target, {}, reason=""))
    with pytest.raises(Refused, match="没有可以变更的案件"):
        order_migration(SYSTEM, source, target, {}, reason="")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite locks the whole file")
def test_a_case_in_somebody_s_hands_is_left_for_the_next_round(db: Any) -> None:
    office = new_office()
    case = office.run(sequence("one"))
    source, target = versions(case, sequence("one", "two"))
    order = order_migration(SYSTEM, source, target, {}, reason="")
    locked, release = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            Case.objects.select_for_update().get(pk=case.pk)
            locked.set()
            assert release.wait(20)
        connection.close()

    thread = Thread(target=hold)
    thread.start()
    assert locked.wait(20)
    assert carry_on(order) == 1
    assert order.ended_at is None
    release.set()
    thread.join()
    assert carry_on(order) == 0
    assert Case.objects.get(pk=case.pk).version_id == target.pk
