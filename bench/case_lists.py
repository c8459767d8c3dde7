"""The seven lists of work among 1 000 000 open items, for a clerk, a head with a pool, and an officer of the whole node.

    python bench/case_lists.py            BENCH_ITEMS=1000000 BENCH_ROUNDS=12 set the scale

A page is what the view asks for: the statements of the actor, the count, and 50 rows. Limits: 5 statements, p95 150 ms.
On a machine that others use too, the CPU milliseconds of client and database are the ones to trust.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from scratch import on_both_databases, p50, p95, timed, verdict

ITEMS = int(os.environ.get("BENCH_ITEMS", "1000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "12"))
PAGE = 50
ORGANS, PEOPLE = 200, 5000
HEADS_POOL = "unit:1"
"""A key with 2 000 items that nobody holds."""
BEARABLE = 150.0
"""Milliseconds, by the 95th percentile."""
QUERIES = {
    "first page": {},
    "deep page": {"page": "999999"},
    "by words": {"q": "第77"},
    "by type": {"type": "bench-approval"},
    "by light": {"light": "red"},
    "by title": {"sort": "title"},
    "by limit": {"sort": "due"},
    "by arrival": {"sort": "-received"},
}


def measure(database: str) -> None:
    people = prepare_people()
    fill(database, {name: actor().account_id for name, actor in people.items()})
    costs: dict[str, float] = {}
    most = 0
    for who, make in people.items():
        for address in addresses():
            line = []
            for name, query in QUERIES.items():
                statements, times, used = page_costs(make, address, query)
                most = max(most, statements)
                costs[f"{who}, {address}, {name}"] = p95(times)
                line.append(f"{name} {p95(times):.0f} ({p50(used):.0f})")
            print(f"{database:10} {who:8} {address:14} {', '.join(line)}", flush=True)
    slow = {name: cost for name, cost in costs.items() if cost > BEARABLE}
    print(f"{database:10} above: p95 in ms, and in brackets the median of CPU ms")
    print(f"{database:10} statements of a page: most {verdict(most, 5)}")
    print(f"{database:10} pages over {BEARABLE:g} ms: {len(slow)} of {len(costs)}")
    for name in sorted(slow, key=slow.__getitem__, reverse=True):
        print(f"{database:10}     {slow[name]:6.0f} ms  {name}")


def addresses() -> list[str]:
    from mingtang.kernel.cases.views.places import PLACES

    return [place.address for place in PLACES]


def page_costs(make: Any, address: str, query: dict[str, str]) -> tuple[int, list[float], list[float]]:
    """Statements of one page, its milliseconds, and its CPU milliseconds; the actor is new for each, as in requests."""
    from cases import used
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from mingtang.kernel.cases.lamps import Lamps
    from mingtang.kernel.cases.views.places import BY_ADDRESS

    def show() -> None:
        actor, place = make(), BY_ADDRESS[address]
        lamps = Lamps.of_organ(actor.organ_id)
        replace(place.listing(lamps), page_size=PAGE).page(
            RequestFactory().get("/", query), place.rows(actor), lamps=lamps
        )

    show()
    with CaptureQueriesContext(connection) as captured:
        show()
    times: list[float] = []
    cpu = [used(lambda: times.append(timed(show))) * 1000 for _ in range(ROUNDS)]
    return len(captured), times, cpu


def prepare_people() -> dict[str, Any]:
    """Actors by name, made anew at each call; organs, units, and many accounts to hold items."""
    from scratch.approval import prepare_office

    from mingtang.kernel.directory.actor import AccountActor
    from mingtang.kernel.directory.compilation import compile_posts
    from mingtang.kernel.directory.models import Account, Grant, Organ, Person, Region, Role, Unit

    organ, officer = prepare_office()
    region = Region.objects.get(code="51")
    Organ.objects.bulk_create(
        Organ(name=f"机关{n}", branch="government", region=region, path=f"/{9000 + n}/") for n in range(ORGANS)
    )
    persons = Person.objects.bulk_create(Person(name=f"人员{n}") for n in range(PEOPLE))
    Account.objects.bulk_create(
        Account(login=f"list-{n}", kind="official", person=person, organ=organ, state="active", password="")
        for n, person in enumerate(persons)
    )
    unit = Unit.objects.first()
    role = Role.objects.create(code="bench-reader", name="读者", permissions=["cases.read"])
    Grant.objects.create(post_id=officer.post_id, organ=organ, role=role, kind="node", start=date(2020, 1, 1))
    compile_posts([officer.post_id])
    people = {"clerk": "经办人", "head": "科长"}
    return {
        **{name: acting(AccountActor, post, organ, unit if name == "head" else None) for name, post in people.items()},
        "officer": lambda: AccountActor(officer.account, appointment=officer.appointment),
    }


def acting(kind: Any, post: str, organ: Any, unit: Any) -> Any:
    from mingtang.kernel.cases.tests.desk import employ

    known = employ(organ, unit, post)
    return lambda: kind(known.account, appointment=known.appointment)


def numbers(database: str, most: int) -> str:
    """A table `s` with the whole numbers 1 to `most` in column `n`."""
    if database == "postgresql":
        return f"generate_series(1::bigint, {most}) AS s(n)"
    return f"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {most}) SELECT n FROM c) AS s"


def fill(database: str, accounts: dict[str, int]) -> None:
    """Five open items a case. One in two is held; the rest is offered: to the head's unit, to organs and to posts.

    The clerk holds 300 items, the head 100, and each has 3 000 done, opened, followed and been given.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements(database, accounts):
            cursor.execute(statement)


def statements(database: str, accounts: dict[str, int]) -> Iterator[str]:
    from mingtang.kernel.directory.models import Account, Organ, Unit
    from mingtang.kernel.processes.models import ProcessVersion

    first, version = Account.objects.filter(login="list-0").get().pk, ProcessVersion.objects.latest("pk").pk
    organ, own = Organ.objects.get(name="机关0").pk, Organ.objects.get(name="审批局").pk
    unit = f"unit:{Unit.objects.first().pk}"
    moment = {
        "sqlite": "datetime('2026-01-01', ({n} * 20 % 28000000) || ' seconds')",
        "postgresql": "timestamptz '2026-01-01' + ({n} * 20 % 28000000) * interval '1 second'",
    }[database]
    at, due = moment.format(n="s.n"), moment.format(n="(s.n * 7919)")
    cases, source = ITEMS // 5, numbers(database, ITEMS)
    clerk, head = accounts["clerk"], accounts["head"]
    yield (
        "INSERT INTO cases_case (id, type, version_id, number, title, status, organ_id, initiator_id, parent_no, vars, last, "
        f"urgency, due_at, opened_at, key) SELECT 500000000 + s.n, 'bench-approval', {version}, 'L' || s.n, '第' || s.n || '号施工许可', "
        f"'running', {organ} + s.n % {ORGANS}, CASE WHEN s.n <= 6000 THEN CASE s.n % 2 WHEN 0 THEN {clerk} ELSE {head} END "
        f"ELSE {first} + s.n % {PEOPLE} END, 0, '{{}}', 9, 0, {due}, {at}, '' FROM {numbers(database, cases)}"
    )
    holder = (
        f"CASE WHEN s.n <= 600 THEN 'account:{clerk}' WHEN s.n <= 800 THEN 'account:{head}' "
        f"WHEN s.n % 2 = 0 THEN 'account:' || ({first} + s.n % {PEOPLE}) ELSE '' END"
    )
    yield (
        'INSERT INTO cases_token (case_id, no, node, kind, born, scope, src, flow, host, life, "by", "when", holder, name, key, '
        f"details, title, organ_id, due_at) SELECT 500000001 + s.n % {cases}, s.n / {cases} + 1, 'review', 'T', {at}, 0, 0, 'flow', 0, 'A', "
        f"0, 0, {holder}, '', '', '{{}}', '审查', {organ} + s.n % {ORGANS}, {due} FROM {source}"
    )
    key = f"CASE WHEN s.n < 4801 THEN '{unit}' WHEN s.n % 3 = 0 THEN 'organ:' || ({organ} + s.n % {ORGANS}) ELSE 'post:' || (100000 + s.n % {PEOPLE}) END"
    yield (
        f"INSERT INTO cases_candidate (case_id, no, key, offered_at, taken) SELECT 500000001 + s.n % {cases}, s.n / {cases} + 1, {key}, "
        f"{at}, {'false' if database == 'postgresql' else 0} FROM {source} WHERE s.n % 2 = 1 AND s.n > 800"
    )
    yield (
        "INSERT INTO cases_step (case_id, at, command, no, node, title, account_id, name, post_name, organ_name, outcome, opinion, body, key) "
        f"SELECT 500000001 + s.n % {cases}, {at}, CASE WHEN s.n % 2 = 0 THEN 'Complete' ELSE 'Start' END, 1, 'accept', '受理', "
        f"CASE WHEN s.n <= 12000 THEN CASE s.n % 4 WHEN 0 THEN {clerk} ELSE {head} END ELSE {first} + s.n % {PEOPLE} END, '某人', '', '', "
        f"'同意', '', '{{}}', '' FROM {source}"
    )
    for number, account in enumerate(accounts.values()):
        yield (
            f"INSERT INTO cases_participant (case_id, account_id, organ_id, since) SELECT 500000000 + s.n * 3 + {number}, {account}, {own}, {at} "
            f"FROM {numbers(database, 3000)}"
        )
        yield (
            f"INSERT INTO cases_watch (case_id, account_id, since) SELECT 500000000 + s.n * 3 + {number}, {account}, {at} FROM {numbers(database, 3000)}"
        )
        yield (
            f"INSERT INTO cases_copy (case_id, no, reader_id, giver_name, given_at) SELECT 500000000 + s.n, 1, {account}, '某人', {at} "
            f"FROM {numbers(database, 3000)}"
        )
    yield "ANALYZE" if database == "sqlite" else "VACUUM ANALYZE"


if __name__ == "__main__":
    on_both_databases(measure)
