"""What is stored is what the pure engine says: random commands on random processes, durable and in memory."""

import random
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from mingtang.kernel.cases import handling, opening
from mingtang.kernel.cases.api import Case, Refused, handle, state_of
from mingtang.kernel.cases.models import Candidate
from mingtang.kernel.cases.tests.desk import Office
from mingtang.kernel.cases.verbs import NEEDS_PAST
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes.api import net_of
from mingtang.lib.flow import Kind, Life, Net, State, apply, commands, step
from mingtang.lib.flow.commands import Command, SignPlace
from mingtang.lib.flow.tests.random_processes import Structured

PEOPLE = [f"account:{number}" for number in range(1, 4)]


class Twin:
    """A case in memory beside the one in the database; both get the same commands at the same moments."""

    def __init__(self, case: Case, net: Net, now: datetime) -> None:
        self.case, self.net, self.now = case, net, now
        self.state = State(past={})
        self.do(commands.Start(dict(case.vars)))

    def do(self, command: Command) -> None:
        seen = self.state if type(command) in NEEDS_PAST else replace(self.state, past=None)
        self.state = apply(self.state, step(self.net, seen, command, self.now))

    def assert_equal(self) -> None:
        stored = state_of(Case.objects.get(pk=self.case.pk), past=True)
        assert dict(stored.live) == dict(self.state.live)
        assert dict(stored.past) == dict(sorted(self.state.past.items()))
        assert (stored.vars, stored.last, stored.status) == (self.state.vars, self.state.last, self.state.status)
        open_work = {row.no for row in self.state.live.values() if row.kind is Kind.WORK}
        offered = set(Candidate.objects.filter(case=self.case.pk).values_list("no", flat=True))
        assert offered <= open_work
        free = {row.no for row in self.state.work if not row.holder}
        assert set(Candidate.objects.filter(case=self.case.pk, taken=False).values_list("no", flat=True)) == free


def random_command(twin: Twin, chance: random.Random) -> Command:
    """Any verb on any row, sensible or not."""
    rows = list(twin.state.live.values())
    done = [row for row in twin.state.past.values() if row.kind is Kind.WORK and row.life is Life.DONE]
    no = chance.choice(rows).no if rows else 1
    past = chance.choice(done).no if done else 1
    person = chance.choice(PEOPLE)
    work = chance.choice(twin.state.work).no if twin.state.work else no
    return chance.choice(
        [
            *[commands.Complete(work, chance.choice(["", "同意"]), {"x": chance.randint(0, 9)})] * 6,
            commands.Claim(work, person),
            commands.Release(work),
            *[commands.Return(work, past)] * 2,
            commands.Withdraw(past),
            commands.Reassign(work, person),
            commands.Delegate(work, person),
            commands.EndDelegation(work),
            commands.AddSign(work, tuple(chance.sample(PEOPLE, 2)), chance.choice(list(SignPlace))),
            commands.AddSign(work, (person,), SignPlace.AFTER),
            commands.DropSign(work),
            commands.Supervise(work, "市级"),
            commands.Suspend(chance.choice([0, no])),
            *[commands.Resume(0)] * 2,
            commands.Resume(no),
            commands.AddTask("补充", chance.choice(["", person])),
        ]
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_random_commands_leave_the_same_rows_as_in_memory(
    office: Office, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    now = timezone.now()
    for module in (handling, opening):
        monkeypatch.setattr(module.timezone, "now", lambda: now)
    for person in ("one", "two", "three"):
        _ = office[person]
    people(office)
    process = Structured(seed)
    case = office.run(process.xml, key="p", **process.facts)
    twin = Twin(case, net_of(case.version_id), now)
    twin.assert_equal()
    chance = random.Random(seed)
    for _turn in range(30):
        command = random_command(twin, chance)
        assert_same(twin, command)
        twin.assert_equal()


def people(office: Office) -> None:
    """The keys that commands name are those of real accounts."""
    PEOPLE[:] = [f"account:{office[name].account_id}" for name in ("one", "two", "three")]


def assert_same(twin: Twin, command: Command) -> None:
    """Both do it, or both refuse with the same code."""
    said: list[Any] = []
    for act in (twin.do, lambda command: handle(SYSTEM, twin.case.pk, command)):
        try:
            act(command)
            said.append("done")
        except Refused as refusal:
            said.append(refusal.code)
    assert said[0] == said[1], (command, said)
