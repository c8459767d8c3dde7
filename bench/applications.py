"""Applications: submitted, and carried from the draft to delivery through four organs, beside bare transactions.

    python bench/applications.py          BENCH_SECONDS=4 BENCH_ROUNDS=5 set the scale

A creation is all that a citizen does: begin a draft, save what was typed, submit it, with form rules, materials, number, parts,
case, limits, evidence and facts: three transactions. A joint case is a building permit of four organs: submitted, received,
distributed, looked at by all, accepted, reviewed, checked, decided four times, concluded, made and delivered, with its
documents, by its own people. A bare transaction locks a row, changes it and adds one to a history. Slices take turns.
Limits on PostgreSQL: with two processes at least 250 cases created a second, 95 of 100 submissions within 60 ms. The submission
is what creates the case; its rate is how many the time that the submissions took would have held. Stricter is the rate of whole
creations, drafts and all.
"""

import os
import statistics
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from scratch import on_both_databases, p95, timed, verdict
from scratch.approval import ThreeStatements
from scratch.teams import Team

SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
TRANSACTIONS_OF_A_CREATION = 3


def measure(database: str) -> None:
    from scratch.permits import Permits

    ThreeStatements.create_tables(execute)
    joint, office = Joint(), Permits()  # the city is copied with its keys: it comes first
    joint.unit([])
    statements(database, office, joint)
    for workers in (1, 2):
        compare(database, workers)


def execute(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


class Creations:
    """Drafted and submitted by one citizen; remembers how long each submission took."""

    def __init__(self) -> None:
        from scratch.permits import Permits

        self.permits = Permits()

    def unit(self, times: list[float]) -> None:
        draft = self.permits.drafted()
        times.append(timed(lambda: self.permits.submit(draft)))


class Joint:
    """A building permit of four organs, from the draft to delivery."""

    def __init__(self) -> None:
        from mingtang.domains.services.applications.tests.joint_desk import JointDesk
        from tests.world import World, build_world

        world = World() if _is_built() else build_world()
        world.actor = cache(world.actor)  # type: ignore[method-assign] - who acts is no part of the cost
        world.organ = cache(world.organ)  # type: ignore[method-assign]
        self.desk = JointDesk(world)

    def unit(self, times: list[float]) -> None:
        times.append(timed(self._whole))

    def _whole(self) -> None:
        from django.utils import timezone

        from mingtang.domains.services.applications import api

        desk = self.desk
        case = desk.running()
        desk.decide(case, "drawing")
        desk.opine(case)
        desk.decide(case, "fire")
        desk.decide(case, "permit")
        desk.work_off()
        desk.conclude(desk.fresh(case))
        api.issue_result(desk.handler("permit"), desk.fresh(case), desk.no(case, "issue"))
        receipt = api.Receipt("窗口领取", "林叙", timezone.now())
        api.deliver(desk.world.actor("window-clerk"), desk.fresh(case), desk.no(case, "deliver"), receipt)


class Bare(ThreeStatements):
    """What the database can do at most, through the same driver."""

    def unit(self, times: list[float]) -> None:  # type: ignore[override] - tells how long it took, like its neighbours
        self.number = self.number % 1000 + 1
        times.append(timed(self._transaction))

    def _transaction(self) -> None:
        from django.db import connection, transaction

        lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT bal FROM raw3 WHERE id = %s{lock}", [self.number])
            cursor.execute("UPDATE raw3 SET bal = bal + 1 WHERE id = %s", [self.number])
            cursor.execute("INSERT INTO raw3h (id, d) VALUES (%s, 1)", [self.number])


def _is_built() -> bool:
    from mingtang.kernel.directory.models import Organ

    return bool(Organ.objects.filter(name="和源市住房和城乡建设局").exists())


def statements(database: str, office: Any, joint: Joint) -> None:
    """How many statements one of each takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(work: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            work()
        ours = [each["sql"] for each in captured]
        return len([sql for sql in ours if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))])

    draft = office.drafted()
    print(f"{database:10} statements: {count(lambda: office.submit(draft))} of a submission, "
          f"{count(lambda: joint.unit([]))} of a joint case", flush=True)  # fmt: skip


def compare(database: str, workers: int) -> None:
    """Alternating slices of each contender, medians over the rounds."""
    teams = {kind.__name__: Team(kind, workers) for kind in (Bare, Creations, Joint)}
    rates: dict[str, list[float]] = {name: [] for name in teams}
    times: dict[str, list[float]] = {name: [] for name in teams}
    for _round in range(ROUNDS):
        for name, team in teams.items():
            rate, took = team.slice(SECONDS)
            rates[name].append(rate)
            times[name] += took
    for team in teams.values():
        team.dismiss()
    bare, created, joined = (statistics.median(rates[name]) for name in ("Bare", "Creations", "Joint"))
    label = f"{database:10} {workers} process{'es' if workers > 1 else ''}:"
    alone = 1000 * workers / statistics.fmean(times["Creations"])
    share = 100 * created * TRANSACTIONS_OF_A_CREATION / bare
    print(f"{label} {created:.0f} creations a second{_verdict(database, workers, created)}, {share:.1f} % of {bare:.0f} bare "
          f"transactions; the submissions in them {alone:.0f} a second{_verdict(database, workers, alone)}, "
          f"p95 {verdict(p95(times['Creations']), 60)} ms")  # fmt: skip
    print(f"{label} {joined:.1f} joint cases a second, {100 * joined / bare:.2f} bare in 100; "
          f"p95 {p95(times['Joint']):.0f} ms each", flush=True)  # fmt: skip


def _verdict(database: str, workers: int, rate: float) -> str:
    """Against the goal, which is for PostgreSQL on two cores."""
    if database != "postgresql" or workers < 2:
        return ""
    return f" (goal 250: {'kept' if rate >= 250 else 'MISSED'})"


if __name__ == "__main__":
    os.environ.setdefault("POSTGRESQL_OPTIONS", "-c fsync=on -c synchronous_commit=on -c full_page_writes=on")
    on_both_databases(measure)
