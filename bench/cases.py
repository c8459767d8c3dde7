"""Commands on cases: against pgbench's three-statement transaction, against SpiffWorkflow, and against themselves when old.

    python bench/cases.py                 BENCH_FINISHED=3000000 BENCH_SECONDS=2 BENCH_ROUNDS=5 set the scale

A command is one call of `open_case` or `handle` with permission, candidates, clocks, history and evidence; the reading
of the next item before each is in the cost and not counted. SpiffWorkflow has none of these: it restores one JSON
document, goes on, and writes it back. Slices take turns so that all meet the same machine.
Limits: two workers, synchronous commit: at least 30 % of pgbench and 5 times SpiffWorkflow; at most 10 statements;
fiftieth loop and millions of finished rows at most 1.1 times the first and the empty table.
"""

import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from glob import glob
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent))

from scratch import on_both_databases, p50, p95, timed, verdict

SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
FINISHED = int(os.environ.get("BENCH_FINISHED", "150000"))
WORKERS = 2
RAW3 = """\\set id random(1,1000)
BEGIN;
SELECT bal FROM raw3 WHERE id=:id FOR UPDATE;
UPDATE raw3 SET bal=bal+1 WHERE id=:id;
INSERT INTO raw3h(id,d) VALUES(:id,1);
COMMIT;
"""


def measure(database: str) -> None:
    from scratch.approval import Ours, Spiffs, ThreeStatements

    for contender in (Spiffs, ThreeStatements):
        contender.create_tables(execute)
    Ours()
    for sync in ("on", "off") if database == "postgresql" else ("",):
        compare(database, sync)
    one_by_one(database)
    loops(database)
    with_finished_rows(database)
    timers(database)


def execute(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


# against others


def compare(database: str, sync: str) -> None:
    """Two workers in alternating slices, medians over the rounds: by the clock, and by the CPU of client and database.

    On a machine that others use too, the second is the one to trust.
    """
    teams = {name: Team(name, sync) for name in ("ours", "spiff", *(["raw"] if database == "sqlite" else []))}
    slices: dict[str, list[tuple[float, float]]] = {name: [] for name in ("raw", *teams)}
    for _round in range(ROUNDS):
        for name, team in teams.items():
            slices[name].append(measured(team.slice))
        if database == "postgresql":
            slices["raw"].append(measured(lambda: pgbench(sync)))
    for team in teams.values():
        team.dismiss()
    label = f"{database:10} {f'synchronous commit {sync}, ' if sync else ''}{len(team.pipes)} workers,"
    for place, per in enumerate(("second", "CPU-second")):
        ours, spiff, raw = (
            statistics.median(each[place] for each in slices[name]) for name in ("ours", "spiff", "raw")
        )
        print(f"{label} per {per}: {ours:.0f} commands, {raw:.0f} of three statements, {spiff:.0f} of SpiffWorkflow; "
              f"share {at_least(100 * ours / raw, 30)} %, times SpiffWorkflow {at_least(ours / spiff, 5)}", flush=True)  # fmt: skip


def at_least(value: float, limit: float) -> str:
    return f"{value:.1f} (goal {limit:g}: {'kept' if value >= limit else 'MISSED'})"


def measured(work: Callable[[], tuple[float, float, float]]) -> tuple[float, float]:
    """Rates per second and per CPU-second; `work` gives its number, its rate and the CPU of its clients."""
    before = cpu_of_database()
    number, rate, client = work()
    return rate, number / (client + cpu_of_database() - before)


def cpu_of_database() -> float:
    """Seconds of CPU that all processes of the PostgreSQL server have used; 0 with SQLite, which is the client."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = stat_of(cursor.fetchone()[0])[1]
    used = sum(map(int, stat_of(server)[11:15]))
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                stat = stat_of(folder.name)
            except OSError:
                continue
            used += int(stat[11]) + int(stat[12]) if stat[1] == server else 0
    return used / os.sysconf("SC_CLK_TCK")


def stat_of(pid: object) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


class Team:
    """Processes that do units of one contender for a slice of time whenever they are told to."""

    def __init__(self, name: str, sync: str) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipes: list[Any] = []
        workers = WORKERS if sync else 1  # SQLite has one writer at a time
        for _worker in range(workers):
            mine, theirs = context.Pipe()
            context.Process(target=labour, args=(name, sync, theirs), daemon=True).start()
            self.pipes.append(mine)
        for pipe in self.pipes:
            assert pipe.recv() == "ready"

    def slice(self) -> tuple[float, float, float]:
        """Commands, commands per second, and CPU seconds of the whole team."""
        for pipe in self.pipes:
            pipe.send(SECONDS)
        said = [pipe.recv() for pipe in self.pipes]
        return sum(each[0] for each in said), sum(each[1] for each in said), sum(each[2] for each in said)

    def dismiss(self) -> None:
        for pipe in self.pipes:
            pipe.send(0)


def labour(name: str, sync: str, pipe: Any) -> None:
    prepare_worker()
    if sync:
        execute(f"SET synchronous_commit = {sync}")
    from scratch.approval import Ours, Spiffs, ThreeStatements

    contender = {"ours": Ours, "spiff": Spiffs, "raw": ThreeStatements}[name]()
    for _warming in range(3):
        contender.unit()
    pipe.send("ready")
    while seconds := pipe.recv():
        done, started, used = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - started < seconds:
            contender.unit()
            done += contender.commands
        pipe.send((done, done / (time.perf_counter() - started), time.process_time() - used))


def prepare_worker() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingtang.config.settings")
    django.setup()
    from django.db import connection

    connection.ensure_connection()


def pgbench(sync: str) -> tuple[float, float, float]:
    """Number, rate and client CPU of pgbench's prepared three-statement script with as many clients as we have workers."""
    address = urlsplit(os.environ["DATABASE_URL"])
    script = Path(os.environ["MINGTANG_VAR"]) / "raw3.sql"
    script.write_text(RAW3)
    program = max(glob("/usr/lib/postgresql/*/bin/pgbench"))  # noqa: PTH207 - an absolute pattern
    command = [program, "-n", "-M", "prepared", "-f", str(script), "-c", str(WORKERS), "-j", "1"]
    command += ["-T", str(max(1, round(SECONDS))), "-h", str(address.hostname), "-p", str(address.port)]
    command += ["-U", str(address.username), address.path.lstrip("/")]
    environment = {**os.environ, "PGOPTIONS": f"-c synchronous_commit={sync}"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    number = next(line for line in said.splitlines() if "actually processed" in line).split(":")[1].split("/")[0]
    rate = next(line for line in said.splitlines() if line.startswith("tps")).split()[2]
    return float(number), float(rate), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# against itself


def one_by_one(database: str) -> None:
    """Milliseconds and statements of single commands, one client."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from scratch.approval import Ours

    ours, opened, completed = Ours(), [], []
    for _case in range(30):
        case = 0

        def begin() -> None:
            nonlocal case
            case = ours.open()

        opened.append(timed(begin))
        while (no := ours.open_item(case)) is not None:
            completed.append(timed(lambda case=case, no=no: ours.complete(case, no)))
    counts = []
    case = ours.open()
    while (no := ours.open_item(case)) is not None:
        with CaptureQueriesContext(connection) as captured:
            ours.complete(case, no)
        counts.append(
            len([each for each in captured if not each["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))])
        )
    print(f"{database:10} one client: open {p50(opened):.2f} ms (p95 {p95(opened):.2f}), "
          f"complete {p50(completed):.2f} ms (p95 {p95(completed):.2f})")  # fmt: skip
    median, most = statistics.median(counts), verdict(max(counts), 10)
    print(f"{database:10} statements of a completion: median {median:g}, most {most}")


def loops(database: str) -> None:
    """The fiftieth round of 补正 against the first, in many cases."""
    from scratch.approval import Ours

    ours, first, fiftieth = Ours(), [], []
    for _case in range(10):
        case = ours.open()
        for number in range(50):
            cost = used(lambda case=case: again(ours, case))
            if number == 0:
                first.append(cost)
            elif number == 49:
                fiftieth.append(cost)
    print(f"{database:10} fiftieth : first loop = {verdict(p50(fiftieth) / p50(first), 1.1)}")


def used(work: Callable[[], object]) -> float:
    """Seconds of CPU that `work` takes, here and in the server; the machine may have other work."""
    backend, before, started = own_backend(), 0.0, time.process_time()
    before = cpu_of_backend(backend)
    work()
    return time.process_time() - started + cpu_of_backend(backend) - before


def own_backend() -> int:
    from django.db import connection

    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def cpu_of_backend(pid: int) -> float:
    """Nanoseconds are told by the scheduler; the ticks of stat would be too coarse for one command."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9 if pid else 0.0


def again(ours: Any, case: int) -> None:
    ours.complete(case, ours.open_item(case))
    ours.complete(case, ours.open_item(case), accept="supplement")


def with_finished_rows(database: str) -> None:
    """A case among millions of finished rows against one in the empty table."""
    from scratch.approval import Ours

    ours = Ours()
    empty = [used(ours.unit) for _ in range(25)]
    fill(database)
    for _warming in range(5):
        ours.unit()
    full = [used(ours.unit) for _ in range(25)]
    print(f"{database:10} with {FINISHED} finished rows : without = {verdict(p50(full) / p50(empty), 1.1)}")


def fill(database: str) -> None:
    """Finished cases of 15 rows each, with their history."""
    series = f"generate_series(1, {FINISHED})" if database == "postgresql" else "numbers"
    numbers = "" if database == "postgresql" else (
        f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {FINISHED}) "
    )  # fmt: skip
    n = "n" if database == "sqlite" else "s.n"
    source = f"{series} AS s(n)" if database == "postgresql" else series
    case = f"{10_000_000} + {n} / 15"
    execute(
        'INSERT INTO cases_token (case_id, no, node, kind, born, scope, src, flow, host, life, "by", "when", holder, name, '
        f"key, details, title, ended_at) {numbers}SELECT {case}, {n} % 15 + 1, 'review1', 'T', CURRENT_TIMESTAMP, 0, 0, 'flow', 0, 'D', "
        f"{n} % 15 + 1, 30, 'account:1', '', '', '{{}}', '审查', CURRENT_TIMESTAMP FROM {source}"
    )
    execute(
        "INSERT INTO cases_step (case_id, at, command, no, node, title, account_id, name, post_name, organ_name, outcome, "
        f"opinion, body, key) {numbers}SELECT {case}, CURRENT_TIMESTAMP, 'Complete', {n} % 15 + 1, 'review1', '审查', 1, '审批员', '', '', "
        f"'同意', '同意', '{{}}', '' FROM {source}"
    )
    execute("ANALYZE")


def timers(database: str) -> None:
    """Overdue timers that one worker fires in a second."""
    from django.utils import timezone
    from scratch.approval import Ours

    from mingtang.kernel.cases.errands import run_due_errands
    from mingtang.kernel.cases.models import Errand

    ours = Ours()
    cases = [ours.open() for _ in range(200)]
    fired = Errand.objects.filter(case__in=cases, kind="timer").update(due_at=timezone.now())

    def drain() -> None:
        while run_due_errands():
            pass

    seconds = [0.0]
    cpu = used(lambda: seconds.append(timed(drain) / 1000))
    assert not Errand.objects.filter(case__in=cases, kind="timer").exists()
    print(
        f"{database:10} timers fired by one worker: {at_least(fired / seconds[-1], 500)} per second, "
        f"{fired / cpu:.0f} per CPU-second"
    )


if __name__ == "__main__":
    os.environ.setdefault("POSTGRESQL_OPTIONS", "-c fsync=on -c synchronous_commit=on -c full_page_writes=on")
    on_both_databases(measure)
