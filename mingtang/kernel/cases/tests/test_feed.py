"""The feed of events: in order, each once, nothing skipped while transactions commit out of order."""

from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.cases.queries.feed import feed_after
from mingtang.kernel.cases.tests.desk import Office, complete, new_office
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.flow.tests.drawing import sequence


def test_whoever_goes_on_from_cursor_to_cursor_sees_every_step_once(office: Office) -> None:
    case = office.run(sequence("one", "two", "three"))
    for node in ("one", "two", "three"):
        complete(office["clerk"], case, node)
    seen, cursor = [], Step.objects.earliest("pk").pk - 1
    while (piece := feed_after(SYSTEM, cursor, limit=2)).cursor != cursor:
        seen, cursor = [*seen, *(step.command for step in piece.steps)], piece.cursor
    assert seen == ["Start", "Complete", "Complete", "Complete"]


def test_a_reader_gets_the_steps_of_its_cases_and_its_cursor_passes_the_others(office: Office) -> None:
    office.run(sequence("one"))
    stranger = new_office("乙局")["clerk"]
    piece = feed_after(stranger, 0)
    assert piece.steps == []
    assert piece.cursor == Step.objects.latest("pk").pk


def test_what_was_rolled_back_holds_nothing_up(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    try:
        with transaction.atomic():
            _step(case, "Urge")
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    complete(office["clerk"], case, "one")
    assert [step.command for step in feed_after(SYSTEM, 0).steps] == ["Start", "Complete"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
def test_a_step_that_commits_late_is_waited_for(db: Any) -> None:
    """One transaction has taken a number and not committed; another one with a higher number has."""
    case = new_office().run(sequence("one"))
    begin = Step.objects.latest("pk").pk
    numbered, commit = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            _step(case, "Slow")
            numbered.set()
            assert commit.wait(20)
        connection.close()

    thread = Thread(target=slow)
    thread.start()
    assert numbered.wait(20)
    _step(case, "Fast")
    assert feed_after(SYSTEM, begin).steps == []
    commit.set()
    thread.join()
    assert [step.command for step in feed_after(SYSTEM, begin).steps] == ["Slow", "Fast"]


def _step(case: Case, command: str) -> Step:
    step: Step = Step.objects.create(case=case, at=timezone.now(), command=command, name="某人")
    return step
