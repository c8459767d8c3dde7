"""kill -9 at any moment: what was acknowledged is recorded, every fact has its effect once, and the chain holds."""

import json
import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field

import pytest

from mingtang.config.demo.accounts import PASSWORD
from tests.proofs.officer import Officer
from tests.runtime.node import Node, eventually

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("proofs")]

ACTS = int(os.environ.get("KILL_TEST_ACTS", "400"))
SECONDS = float(os.environ.get("KILL_TEST_SECONDS", "20"))
"""The officers stop after so many acts or seconds, whichever comes first: a busy machine must not hold up the suite."""
OFFICERS = 4  # one account holds at most five sessions
SYSTEM_OFFICER = "hy0031"


@dataclass
class Ledger:
    """What the database says of the renamings, and what the officers were told."""

    acknowledged: list[str]
    tried: list[str]
    recorded: Counter[str] = field(default_factory=Counter)
    facts: dict[int, int] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)
    counter: dict[int, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    last_recorded: dict[int, str] = field(default_factory=dict)

    def faults(self) -> list[str]:
        """Everything that is not as it must be."""
        found = [f"acknowledged but not recorded: {name}" for name in self.acknowledged if not self.recorded[name]]
        found += [f"recorded twice: {name}" for name, times in self.recorded.items() if times > 1]
        found += [f"recorded but never asked for: {name}" for name in set(self.recorded) - set(self.tried)]
        if sum(self.facts.values()) != sum(self.recorded.values()):
            found.append(f"{sum(self.recorded.values())} records but {sum(self.facts.values())} facts")
        found += [f"facts of organ {organ}: {self.facts[organ]}, effects: {self.counted.get(organ, 0)} rows, "
                  f"{self.counter.get(organ, 0)} counted" for organ in self.facts
                  if not self.facts[organ] == self.counted.get(organ) == self.counter.get(organ)]  # fmt: skip
        found += [f"organ {organ} is named {name}, its last record says {self.last_recorded.get(organ)}"
                  for organ, name in self.names.items() if self.last_recorded.get(organ) != name]  # fmt: skip
        found += [f"{number} deliveries are {state}" for state, number in self.states.items() if state != "done"]
        return found


def ledger_of(node: Node, officers: list[Officer], first: dict[int, str]) -> Ledger:
    """What stands in the database; `first` are the names before anybody began."""
    ledger = Ledger(
        [name for officer in officers for name in officer.acknowledged],
        [name for officer in officers for name in officer.tried],
        last_recorded=dict(first),
    )
    records = node.rows(
        "SELECT object_id, object_label FROM evidence_record"
        f" WHERE act = 'directory.rename_organ' AND outcome = 'done' AND object_id IN ({quoted(officers)}) ORDER BY id"
    )
    for organ, name in records:
        ledger.recorded[name] += 1
        ledger.last_recorded[int(organ)] = name
    subjects = {f"organ:{officer.organ}": officer.organ for officer in officers}
    for subject, number in node.rows(
        "SELECT subject, count(*) FROM evidence_fact WHERE name = 'directory.OrganChanged' GROUP BY subject"
    ):
        ledger.facts[subjects[subject]] = number
    ledger.counted = dict(node.rows("SELECT organ, count(*) FROM counted GROUP BY organ"))
    ledger.counter = dict(node.rows("SELECT organ, handled FROM counter"))
    ledger.states = dict(node.rows("SELECT state, count(*) FROM evidence_delivery GROUP BY state"))
    ledger.names = names_of(node, officers)
    return ledger


def names_of(node: Node, officers: list[Officer]) -> dict[int, str]:
    """The names of the organs that are renamed."""
    organs = ",".join(str(officer.organ) for officer in officers)
    return dict(node.rows(f"SELECT id, name FROM directory_organ WHERE id IN ({organs})"))


def quoted(officers: list[Officer]) -> str:
    return ",".join(f"'{officer.organ}'" for officer in officers)


class Killer:
    """Kills the worker, the web process, or the server in front of it; the next time some acts later."""

    def __init__(self, node: Node, seed: int) -> None:
        self.node, self.random, self.killed = node, random.Random(seed), Counter[str]()
        self.victims: list[tuple[str, int]] = [("web", -1), ("worker", 0)]  # the first two, however slow the machine
        self.next = 10

    def strike_after(self, acts: int) -> None:
        """Strike if enough has been done since the last time: a node that never gets ready proves nothing."""
        if acts >= self.next:
            self.next = acts + self.random.randint(ACTS // 25, ACTS // 12)
            self._strike()

    def _strike(self) -> None:
        if not self.victims:
            self.victims = self.random.sample([("worker", 0)] * 3 + [("web", -1)] * 4 + [("web", 0)], 8)
        what, which = self.victims.pop()
        pids = self.node.pids(what)
        if pids:
            os.kill(pids[which], signal.SIGKILL)
            self.killed[f"{what} {which}"] += 1


def leaf_organs(node: Node, number: int) -> list[int]:
    return [
        row[0]
        for row in node.rows(
            "SELECT id FROM directory_organ o WHERE state = 'active'"
            f" AND NOT EXISTS (SELECT 1 FROM directory_organ b WHERE b.superior_id = o.id) ORDER BY id LIMIT {number}"
        )
    ]


def verified(node: Node) -> dict[str, object]:
    return json.loads(node.run("evidence", "verify", "--json").stdout)


def test_kills_lose_nothing_that_was_acknowledged_and_do_nothing_twice(counting_node: Node) -> None:
    node = counting_node
    loaded = node.run("manage", "shell", "-c", "from mingtang.config.demo.city import load_city; load_city()")
    assert loaded.returncode == 0, loaded.stderr
    node.start()
    assert eventually(node.is_ready), node.output()
    killer = Killer(node, seed=20260301)
    officers = [
        Officer(node.port, SYSTEM_OFFICER, PASSWORD, organ, ACTS // OFFICERS) for organ in leaf_organs(node, OFFICERS)
    ]
    first = names_of(node, officers)
    started = time.monotonic()
    for officer in officers:
        officer.start()
    while any(officer.is_alive() for officer in officers) and time.monotonic() - started < SECONDS:
        time.sleep(killer.random.uniform(0, 0.2))
        killer.strike_after(sum(len(officer.acknowledged) for officer in officers))
    for officer in officers:
        officer.stop.set()
        officer.join(60)
    worked = time.monotonic() - started
    acknowledged = sum(len(officer.acknowledged) for officer in officers)
    print(f"{acknowledged} acts acknowledged in {worked:.0f} s, kills: {dict(killer.killed)}, "
          f"unanswered: {sum(len(officer.tried) - len(officer.acknowledged) for officer in officers)}")  # fmt: skip
    assert acknowledged >= min(ACTS, 5 * SECONDS / OFFICERS), [officer.refused[-1:] for officer in officers]
    assert {"worker 0", "web -1"} <= set(killer.killed)

    def at_rest() -> bool:
        time.sleep(0.5)
        return node.get("/readyz")[0] == 200 and node.rows(
            "SELECT (SELECT count(*) FROM evidence_unsealed), count(*) FROM evidence_delivery WHERE state = 'waiting'"
        ) == [(0, 0)]

    assert eventually(at_rest), node.rows("SELECT state, tries, count(*) FROM evidence_delivery GROUP BY state, tries")
    ledger = ledger_of(node, officers, first)
    assert ledger.faults() == []
    verdict = verified(node)
    assert verdict["holds"], verdict
    assert eventually(lambda: verified(node)["waiting"] == 0)  # the node acts by itself meanwhile
    node.stop()
    the_checks_can_fail(node, officers, first)


def the_checks_can_fail(node: Node, officers: list[Officer], first: dict[int, str]) -> None:
    """The negative control: each of these damages must be found by the checks above."""
    organ = officers[0].organ
    officers[1].acknowledged.append("never recorded")
    execute(node, f"DELETE FROM counted WHERE organ = {organ}")
    execute(node, f"UPDATE counter SET handled = handled + 1 WHERE organ = {officers[1].organ}")
    execute(node, f"UPDATE directory_organ SET name = 'x' WHERE id = {officers[2].organ}")
    faults = " ".join(ledger_of(node, officers, first).faults())
    for damage in ("never recorded", f"facts of organ {organ}", f"facts of organ {officers[1].organ}", "is named x"):
        assert damage in faults
    remove = "from mingtang.kernel.evidence.guards import remove_guards; remove_guards(connection)"
    execute(
        node, "UPDATE evidence_record SET actor_name = 'x' WHERE id = (SELECT min(id) FROM evidence_record)", remove
    )
    assert verified(node)["broken"]["seq"] == 1


def execute(node: Node, statement: str, before: str = "pass") -> None:
    """Change the database behind the application's back."""
    code = f"import django; django.setup(); from django.db import connection; {before}; connection.cursor().execute({statement!r})"
    assert node.run("manage", "shell", "-c", code).returncode == 0
