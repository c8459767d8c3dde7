"""What commands cost in statements, and on PostgreSQL in waits for the database."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.cases.models import Case, Token
from mingtang.kernel.cases.tests.desk import Office, item
from mingtang.kernel.statements.postgresql import Batches
from mingtang.lib.flow import commands
from mingtang.lib.flow.commands import Command
from mingtang.lib.flow.tests.drawing import sequence

HANDING_ON = 9
"""Statements at most of a command that opens no step: claim, release, hand on, sign, circulate, urge."""
MOVING = 13
"""Where one limit ends and another begins, for somebody who is new to the case."""
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
WAITS = 5
"""What is asked before a command, the edition of the calendars, what the command writes, its place in the line for sealing;
and the end of one that is announced.
"""


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """One entry for each wait for PostgreSQL."""
    exchange, waited = Batches._exchange, list[Any]()
    monkeypatch.setattr(Batches, "_exchange", lambda batches: (waited.append(batches), exchange(batches)))
    return waited


def a_case_with_limits(office: Office) -> Case:
    limits = {"": "services.decision", "one": "services.acceptance", "two": "services.decision"}
    return office.run(sequence("one", "two", "three"), kind={"clocks": limits})


def every_verb(office: Office, case: Case) -> Iterator[tuple[Any, Command, int]]:
    """Who does what, and how many statements it may cost; each is asked for when the one before is done."""
    clerk, head = office["clerk"], office["head"]
    mine, his, third = (f"account:{office[post].account_id}" for post in ("clerk", "head", "third"))
    yield clerk, commands.Claim(item(case, "one"), mine), HANDING_ON
    yield clerk, commands.Release(item(case, "one")), HANDING_ON
    yield head, commands.Complete(item(case, "one")), MOVING
    yield head, commands.Withdraw(done(case, "one")), MOVING
    yield head, commands.Complete(item(case, "one")), MOVING
    yield clerk, commands.Return(item(case, "two"), done(case, "one")), MOVING
    yield head, commands.Reassign(item(case, "one"), mine), HANDING_ON
    yield clerk, commands.Delegate(item(case, "one"), his), HANDING_ON
    yield clerk, commands.EndDelegation(item(case, "one")), HANDING_ON
    yield clerk, commands.AddSign(item(case, "one"), (his, third)), MOVING
    yield clerk, commands.DropSign(held(case, third)), HANDING_ON
    yield head, commands.Complete(held(case, his)), HANDING_ON
    yield clerk, commands.Circulate(item(case, "one"), (his,)), HANDING_ON
    yield clerk, commands.Urge(item(case, "one")), HANDING_ON
    yield clerk, commands.Complete(item(case, "one")), MOVING
    yield clerk, commands.Complete(item(case, "two")), MOVING
    yield clerk, commands.Complete(item(case, "three")), MOVING


def held(case: Case, holder: str) -> int:
    return Token.objects.filter(case=case, life="A", kind="T", holder=holder).latest("no").no


def done(case: Case, node: str) -> int:
    return Token.objects.filter(case=case, node=node, life="D", kind="T").latest("no").no


def test_no_verb_costs_more_than_its_statements_and_waits(office: Office, waits: list[Any]) -> None:
    from mingtang.kernel.cases.api import handle

    case = a_case_with_limits(office)
    for actor, command, most in every_verb(office, case):
        waits.clear()
        with CaptureQueriesContext(connection) as captured:
            handle(actor, case.pk, command)
        statements = [each["sql"] for each in captured if not each["sql"].startswith(FRAME)]
        assert len(statements) <= most, (type(command).__name__, statements)
        assert len(waits) <= WAITS
        assert waits or connection.vendor != "postgresql"
    assert Case.objects.get(pk=case.pk).status == "completed"
