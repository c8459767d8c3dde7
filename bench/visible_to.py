"""A list of the newest 100 among 1 000 000 protected rows, for officers with 1, 10 and 170 grants.

What one request pays is measured: reading the compiled scopes of the post, and the list through `visible_to`.
Limits: at most 5 statements; 170 grants cost at most 1.3 times what one grant costs; nobody waits 0.2 s, by the median.
"""

import os
from datetime import date

from scratch import on_both_databases, p50, p95, side_by_side, verdict

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))
ORGANS = 1000
BEARABLE = 200.0
"""Milliseconds that even the most awkward officer may wait: hundreds of keys with few rows, or with old rows only."""
OFFICERS = {
    "1 grant": range(5, 6),
    "10 grants": range(1, 11),
    "170 grants": range(1, 171),  # organs with most of the rows
    "170 quiet": range(201, 371),  # organs with a handful of rows each
    "170 ended": range(401, 571),  # organs all of whose rows are old
}

FILL = """INSERT INTO bench_{table} (organ_id, owner_id, at, title, body)
SELECT CASE WHEN n %% 1000 = 0 THEN 201 + (n / 1000) %% 170
            WHEN n < {rows} / 5 AND n %% 3 = 0 THEN 401 + (n * 48271) %% 170
            ELSE 1 + (n * 69621) %% 200 END,
       1 + (n * 40692) %% 5000, {at}, 'title of row', '{body}'
FROM {numbers}"""
NUMBERS = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {rows}) SELECT n FROM c)",
    "postgresql": "generate_series(1::bigint, {rows}) AS n",
}
AT = {
    "sqlite": "datetime('2020-01-01', (n * 150) || ' seconds')",
    "postgresql": "timestamptz '2020-01-01' + n * interval '150 seconds'",
}


def measure(database: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    tables = make_tables()
    for table in tables:
        fill(database, table._meta.db_table.removeprefix("bench_"))
    actors = {name: officer(name, organs) for name, organs in OFFICERS.items()}
    for table in tables:
        cases = {name: lambda make=make, table=table: newest(table, make()) for name, make in actors.items()}
        cases["unprotected"] = lambda table=table: list(table.objects.order_by("-at")[:100])
        statements = {}
        for name, case in cases.items():
            with CaptureQueriesContext(connection) as captured:
                assert len(case()) == 100
            statements[name] = len(captured)
        report(database, table._meta.db_table, side_by_side(cases, ROUNDS), statements)


def report(database: str, table: str, times: dict[str, list[float]], statements: dict[str, int]) -> None:
    for name, each in times.items():
        print(
            f"{database:10} {table:12} {name:12} {statements[name]} statements  p50 {p50(each):7.2f} ms  p95 {p95(each):7.2f} ms"
        )
    print(f"{database:10} {table:12} statements: {verdict(max(statements.values()), 5)}")
    one, many = times["1 grant"], times["170 grants"]
    print(
        f"{database:10} {table:12} 170 grants : 1 grant, p50 {verdict(p50(many) / p50(one), 1.3)}, p95 {verdict(p95(many) / p95(one), 1.3)}"
    )
    worst = max(p50(each) for each in times.values())
    print(f"{database:10} {table:12} slowest p50 : {BEARABLE:g} ms = {verdict(worst / BEARABLE, 1)}")


def make_tables() -> list[type]:
    """Rows that belong to an organ, and rows that belong to an organ and to an owner who may always read them."""
    from django.db import connection, models

    from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection, declare_permission

    read = declare_permission("bench.read", "查阅")

    class Row(models.Model):
        organ_id = models.BigIntegerField()
        owner_id = models.BigIntegerField()
        at = models.DateTimeField(db_index=True)
        title = models.CharField(max_length=80)
        body = models.CharField(max_length=400)
        objects = ProtectedQuerySet.as_manager()

        class Meta:
            abstract = True
            app_label = "bench"

    def make(name: str, protection: Protection) -> type:
        indexes = [models.Index(fields=["organ_id", "at"], name=f"{name}_organ_at"),
                   models.Index(fields=["owner_id", "at"], name=f"{name}_owner_at")]  # fmt: skip
        meta = type("Meta", (Row.Meta,), {"abstract": False, "db_table": f"bench_{name}", "indexes": indexes})
        members = {"__module__": __name__, "Meta": meta, "protection": protection}
        table = type(name.title(), (Row,), members)
        with connection.schema_editor() as editor:
            editor.create_model(table)
        return table

    return [make("plain", Protection(read=read)), make("owned", Protection(read=read, owner="owner_id"))]


def fill(database: str, table: str) -> None:
    from django.db import connection

    statement = FILL.format(
        table=table, rows=ROWS, at=AT[database], body="x" * 300, numbers=NUMBERS[database].format(rows=ROWS)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("%%", "%"))
        if database == "postgresql":
            cursor.execute(f"VACUUM ANALYZE bench_{table}")


def officer(name: str, organs: range):
    """A function that makes the actor anew, as every request does."""
    from mingtang.kernel.directory.actor import AccountActor
    from mingtang.kernel.directory.compilation import compile_posts
    from mingtang.kernel.directory.models import Account, Appointment, Grant, Organ, Person, Post, Region, Role

    start = date(2020, 1, 1)
    if not Organ.objects.exists():
        region = Region.objects.create(code="99", name="省", level=1)
        Organ.objects.bulk_create(
            Organ(pk=pk, name=f"机关{pk}", branch="government", region=region, path=f"/{pk}/")
            for pk in range(1, ORGANS + 1)
        )
        Role.objects.create(code="reader", name="读者", permissions=["bench.read"])
    person = Person.objects.create(name=name)
    account = Account.objects.create(login=name, kind="official", person=person, organ_id=1, state="active")
    post = Post.objects.create(organ_id=1, name=name)
    appointment = Appointment.objects.create(person=person, post=post, organ_id=1, start=start)
    role = Role.objects.get()
    Grant.objects.bulk_create(
        Grant(post=post, organ_id=1, role=role, kind="organ", scope_organ_id=pk, start=start) for pk in organs
    )
    compile_posts([post.pk])
    return lambda: AccountActor(account, appointment=appointment)


def newest(table, actor) -> list:
    return list(table.objects.visible_to(actor).order_by("-at")[:100])


if __name__ == "__main__":
    on_both_databases(measure)
