"""Six processes fight over forty cases while some are killed: nothing lost, nothing double, no deadlock, evidence whole."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.proofs.fighting import BRANCHES
from tests.runtime.node import Node

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("proofs")]

CASES = int(os.environ.get("FIGHT_CASES", "40"))
FIGHTERS = 6
MOST_KILLS = 8
SECONDS = 300


def has_begun(ledger: Path) -> bool:
    return ledger.exists() and ledger.stat().st_size > 0


class Fight:
    """Fighters with their ledgers; killed ones are replaced."""

    def __init__(self, node: Node) -> None:
        self.node, self.chance, self.killed, self.started = node, random.Random(20261122), 0, 0
        self.fighters: dict[subprocess.Popen[bytes], Path] = {}
        self.ledgers: list[Path] = []

    def program(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "tests.proofs.fighting", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        return {**self.node.environment, "DJANGO_SETTINGS_MODULE": "mingtang.config.settings"}

    def ask(self, *arguments: str) -> object:
        done = subprocess.run(
            self.program(*arguments), env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    def start_one(self) -> None:
        self.started += 1
        ledger = self.node.folder.parent / f"ledger{self.started}"
        self.ledgers.append(ledger)
        log = (self.node.folder.parent / f"fighter{self.started}.log").open("w")
        command = self.program("fight", str(self.started), str(ledger))
        self.fighters[subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)] = ledger

    def strike(self) -> None:
        """Kill one in the midst of its work, and send another in its place."""
        working = [each for each, book in self.fighters.items() if each.poll() is None and has_begun(book)]
        if working:
            victim = self.chance.choice(working)
            victim.kill()
            victim.wait()
            self.killed += 1
            del self.fighters[victim]
            self.start_one()

    def until_all_has_ended(self) -> bool:
        end = time.monotonic() + SECONDS
        next_kill = self.chance.randint(5, 30)
        while time.monotonic() < end:
            if all(each.poll() is not None for each in self.fighters):
                return True
            if self.killed < MOST_KILLS and len(self.lines()) > next_kill:
                self.strike()
                next_kill += self.chance.randint(10, 60)
            time.sleep(0.02)
        return False

    def lines(self) -> list[list[str]]:
        return [line.split(maxsplit=3) for ledger in self.ledgers if ledger.exists() for line in ledger.open()]


def test_six_processes_fight_over_forty_cases_and_some_are_killed(make_node, pattern) -> None:
    node = make_node("fight", like=pattern)
    migrated = node.run("manage", "migrate")
    assert migrated.returncode == 0, migrated.stderr
    fight = Fight(node)
    assert len(fight.ask("prepare", str(CASES))) == CASES
    for _ in range(FIGHTERS):
        fight.start_one()
    assert fight.until_all_has_ended(), "the cases do not end"
    assert [each.returncode for each in fight.fighters] == [0] * FIGHTERS, logs(node)
    lines = fight.lines()
    said = Counter(line[0] for line in lines)
    print(f"{dict(said)}, killed {fight.killed}")
    assert fight.killed >= 3
    assert not said["error"], [line for line in lines if line[0] == "error"][:3]
    acknowledged = Counter((line[1], line[2]) for line in lines if line[0] == "Complete")
    assert max(acknowledged.values()) == 1, "an item was acknowledged twice"
    assert said["Complete"] >= CASES * (2 + 2 * BRANCHES) - fight.killed
    assert fight.ask("audit") == []
    the_audit_can_fail(fight)


def the_audit_can_fail(fight: Fight) -> None:
    """The negative control: a doubled, a lost and a changed row are found."""
    damage = (
        "import django; django.setup(); from django.db import connection as c; e = c.cursor().execute;"
        "e(\"UPDATE cases_token SET life = 'X' WHERE (case_id, no) = (SELECT case_id, max(no) FROM cases_token"
        " WHERE kind = 'T' GROUP BY case_id ORDER BY case_id LIMIT 1)\");"
        "e('DELETE FROM cases_step WHERE id = (SELECT max(id) FROM cases_step)')"
    )
    subprocess.run([sys.executable, "-c", damage], env=fight.environment, check=True)
    faults = " ".join(fight.ask("audit"))
    assert "the history says" in faults
    assert "records" in faults


def logs(node: Node) -> str:
    return "\n".join(path.read_text()[-1500:] for path in sorted(node.folder.parent.glob("fighter*.log")))
