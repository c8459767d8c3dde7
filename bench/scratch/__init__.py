"""A scratch node for benchmarks: its own folder and databases, once SQLite, once PostgreSQL where it is installed."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from glob import glob
from pathlib import Path

ROOT = Path(__file__).parents[2]


def on_both_databases(measure: Callable[[str], None]) -> None:
    """Call `measure` with `sqlite` and with `postgresql`, each in a process of its own with a fresh database.

    BENCH_KEEP names a folder where both databases stay, and are found again by the next run; BENCH_ONLY names one of them.
    """
    if name := os.environ.get("BENCH_DATABASE"):
        prepare()
        measure(name)
        return
    only = os.environ.get("BENCH_ONLY", "")
    if only != "postgresql":
        run("sqlite", [])
    if only == "sqlite":
        return
    if glob("/usr/lib/postgresql/*/bin/initdb"):  # noqa: PTH207 - an absolute pattern
        run("postgresql", [str(ROOT / "scripts" / "with-postgresql")])
    else:
        print("postgresql: not installed, not measured")


def run(name: str, before: list[str]) -> None:
    with folder_of(name) as folder:
        given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        given |= {
            "BENCH_DATABASE": name,
            "MINGTANG_VAR": folder,
            "MINGTANG_LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
        }
        if os.environ.get("BENCH_KEEP"):
            given["POSTGRESQL_KEEP"] = f"{folder}/server"
        subprocess.run([*before, sys.executable, *sys.argv], env=given, cwd=ROOT, check=True)


def folder_of(name: str) -> AbstractContextManager[str]:
    """Where the node has its files: a folder that stays, or one for this run."""
    if not (keep := os.environ.get("BENCH_KEEP")):
        return tempfile.TemporaryDirectory(prefix="mingtang-bench-")
    folder = Path(keep).resolve() / name
    folder.mkdir(parents=True, exist_ok=True)
    return nullcontext(str(folder))


def prepare() -> None:
    """Django with an empty, migrated database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingtang.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def rate(work: Callable[[], object], seconds: float, together: int = 1) -> float:
    """How often `work` is done in a second of CPU time; quick work `together` many times between looks at the clock."""
    work()
    count, begin = 0, time.process_time()
    while (spent := time.process_time() - begin) < seconds:
        for _ in range(together):
            work()
        count += together
    return count / spent


def side_by_side(cases: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each case in `rounds` rounds, the cases taking turns so that all meet the same machine."""
    for work in cases.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, work in cases.items():
            times[name].append(timed(work))
    return times


def p50(times: list[float]) -> float:
    return statistics.median(times)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def verdict(value: float, limit: float) -> str:
    """`value` beside its limit."""
    return f"{value:.2f} (limit {limit:g}: {'kept' if value <= limit else 'MISSED'})"
