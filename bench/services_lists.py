"""The pages of government services among 1 000 000 applications: what people wait for, through the whole stack of a request.

    python bench/services_lists.py            BENCH_APPLICATIONS=1000000 BENCH_ROUNDS=12 set the scale

An inbox, a citizen's own applications, an organ's list, the list of a supervisor of the whole node, looking for one by
number and by name, and the dashboard with what it leads to. Limit: p95 150 ms. On a machine that others use too, the CPU
milliseconds of client and database, in brackets, are the ones to trust.
"""

import os
from typing import Any

from case_lists import BEARABLE
from cases import used
from scratch import on_both_databases, p50, p95, timed

APPLICATIONS = int(os.environ.get("BENCH_APPLICATIONS", "1000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "12"))
NUMBER = "510100A777777"
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "handler": (("inbox", "/workbench/tasks/"),),
    "citizen": (("own applications", "/services/applications/"),),
    "front_clerk": (
        ("organ's list", "/workbench/applications/"),
        ("organ's list, deep", "/workbench/applications/?page=999"),
        ("organ's list, by state", "/workbench/applications/?state=reviewing"),
        ("organ's list, by limit", "/workbench/applications/?sort=due"),
        ("organ's search, number", f"/workbench/applications/?name={NUMBER}"),
        ("organ's search, name", "/workbench/applications/?name=申请人777"),
    ),
    "supervisor": (
        ("all applications", "/workbench/applications/"),
        ("all, number", f"/workbench/applications/?name={NUMBER}"),
        ("all, name", "/workbench/applications/?name=申请人7770"),
        ("all, common name", "/workbench/applications/?name=申请"),
        ("dashboard, month", "/workbench/efficiency/"),
        ("dashboard, year", "/workbench/efficiency/?period={year}"),
        ("by organ, year", "/workbench/efficiency/by/organs/?period={year}"),
        ("by item, month", "/workbench/efficiency/by/items/"),
        ("by item, year", "/workbench/efficiency/by/items/?period={year}"),
        ("by person, year", "/workbench/efficiency/by/people/?period={year}"),
        ("drill down, month", "/workbench/efficiency/cases/?what=overdue&organ=500000000"),
        ("drill down, all of a year", "/workbench/efficiency/cases/?period={year}"),
        ("lights", "/workbench/efficiency/lights/"),
    ),
}


def measure(database: str) -> None:
    from django.utils import timezone
    from scratch.million import City

    city = City(database, APPLICATIONS)
    print(f"{database:10} {APPLICATIONS} applications written in {timed(city.fill) / 1000:.0f} s", flush=True)
    slow = []
    for who, pages in PAGES.items():
        client = client_of(city, who)
        for name, address in pages:
            statements, times, cpu = cost(client, address.format(year=timezone.localdate().year))
            slow += [name] if p95(times) > BEARABLE else []
            print(f"{database:10} {who:12} {name:28} {statements:3} statements, p95 {p95(times):7.0f} ms, CPU ({p50(cpu):.0f})", flush=True)  # fmt: skip
    print(f"{database:10} pages over {BEARABLE:g} ms: {len(slow)} {slow}")


def client_of(city: Any, who: str) -> Any:
    """A browser in which somebody has signed in."""
    from django.test import Client

    from mingtang.kernel.directory.sign_in import BACKEND

    client = Client()
    client.force_login(getattr(city, who), backend=BACKEND)
    return client


def cost(client: Any, address: str) -> tuple[int, list[float], list[float]]:
    """Statements of a page, its milliseconds, and its CPU milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def show() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    show()
    with CaptureQueriesContext(connection) as captured:
        show()
    statements = len(captured)  # the next request empties the log
    times: list[float] = []
    cpu = [used(lambda: times.append(timed(show))) * 1000 for _ in range(ROUNDS)]
    return statements, times, cpu


if __name__ == "__main__":
    on_both_databases(measure)
