"""A city of applications in bulk: one real application, multiplied by SQL over organs, items, people, states and days.

Every column that is not named keeps the value of the pattern, so that new columns need no change here.
"""

from collections.abc import Iterator
from typing import Any

ORGANS, ITEMS, PEOPLE = 200, 2000, 5000
OPEN_IN = 25
"""One in so many applications is under way; the others were decided within nine days."""
DAYS = 690
"""They were filed over so many days, the last of them twelve days ago."""
FIRST = 500_000_000
MEASURES = (
    "submitted", "online", "accepted", "corrected", "denied", "refused", "decided", "on_time", "early", "immediate",
    "working_days", "natural_days", "abandoned",
)  # fmt: skip


class City:
    """The people and patterns of a filled node; `fill` makes the rest."""

    def __init__(self, database: str, applications: int) -> None:
        from scratch.permits import Permits

        self.database, self.applications = database, applications
        self.permits = Permits()
        self.citizen = self.permits.citizen.account
        self.organ, self.officials = self.permits.organ, self.permits.officials
        self.handler = self.officials["handler"].account
        self.supervisor = _supervisor(self.organ)
        self.first_organ, self.first_item, self.first_person = _many(self.organ, self.permits.item)
        self.pattern = self.permits.submit(self.permits.drafted())
        _measure(self.pattern.pk)

    def fill(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            for statement in self._statements():
                cursor.execute(statement)

    def _statements(self) -> Iterator[str]:
        """Cases, applications, parts, outcomes; open items with clocks for those under way; then the counters."""
        from mingtang.domains.services.applications.models import Application, Part
        from mingtang.domains.services.efficiency.models import Outcome
        from mingtang.kernel.cases.models import Case, Clock, Token

        application, case = self.pattern.pk, self.pattern.case_id
        part = Part.objects.get(application=application).pk
        key, is_open = f"{FIRST} + s.n", f"s.n % {OPEN_IN} = 0"
        organ, item = f"{self.first_organ} + s.n % {ORGANS}", f"{self.first_item} + s.n % {ITEMS}"
        person = f"{self.first_person} + s.n % {PEOPLE}"
        own = f"CASE WHEN s.n % {self.applications // 300} = 0 THEN {self.citizen.pk} ELSE {person} END"
        handler = f"CASE WHEN s.n % {self.applications // 10000} = 0 THEN {self.handler.pk} ELSE {person} END"
        filed, decided = self._day(), self._day("- 2 - s.n % 8")
        ended = f"CASE WHEN {is_open} THEN NULL ELSE {self._moment(decided)} END"
        decided_on = self._null_date(is_open, decided)
        number = "'A' || s.n"
        yield self._multiply(
            Case, case, id=key, organ_id=organ, number=f"'C' || {number}", title=f"'公共场所卫生许可 ' || {number}", key="''",
            opened_at=self._moment(filed), ended_at=ended, status=f"CASE WHEN {is_open} THEN 'running' ELSE 'completed' END",
            due_at=self._due(is_open), initiator_id=own,
        )  # fmt: skip
        yield self._multiply(
            Application, application, id=key, case_id=key, organ_id=organ, window_id=organ, item_id=item, owner_id=own,
            number=f"'510100' || {number}", query_code="''", applicant_name="'申请人' || s.n % 90000", saved_at=self._moment(filed),
            submitted_at=self._moment(filed), received_at=self._moment(filed), decided_at=ended, delivered_at=ended,
            ended_at=ended, state=f"CASE WHEN {is_open} THEN 'reviewing' ELSE 'closed' END", due_at=self._due(is_open),
        )  # fmt: skip
        yield self._multiply(
            Part, part, id=key, application_id=key, organ_id=organ, number=f"'510100' || {number}", handler_id=handler,
            state=f"CASE WHEN {is_open} THEN 'reviewing' ELSE 'closed' END", accepted_on=filed, decided_at=ended,
            decision=f"CASE WHEN {is_open} THEN '' ELSE 'granted' END",
        )  # fmt: skip
        true, false = ("true", "false") if self.database == "postgresql" else ("1", "0")
        yield self._multiply(
            Outcome, part, part_id=key, application_id=key, organ_id=organ, item_id=item, person_id=handler, submitted_on=filed,
            accepted_on=filed, decided_on=decided_on, online=f"CASE WHEN s.n % 5 > 0 THEN {true} ELSE {false} END",
            on_time=f"CASE WHEN {is_open} OR s.n % 90 = 0 THEN {false} ELSE {true} END",
            early=f"CASE WHEN {is_open} OR s.n % 8 > 4 THEN {false} ELSE {true} END",
            working_days=f"CASE WHEN {is_open} THEN NULL ELSE 2 + s.n % 8 END", natural_days=f"CASE WHEN {is_open} THEN NULL ELSE 2 + s.n % 8 END",
        )  # fmt: skip
        yield self._multiply(
            Token, (case, 1), table_key="case_id", rows=self.applications // OPEN_IN, case_id=f"{FIRST} + s.n * {OPEN_IN}", no="9",
            node="'review'", kind="'T'", life="'A'", title="'审查'", organ_id=f"{self.first_organ} + (s.n * {OPEN_IN}) % {ORGANS}",
            holder=f"CASE WHEN s.n % {max(1, self.applications // OPEN_IN // 200)} = 0 THEN 'account:{self.handler.pk}' ELSE 'account:' || ({self.first_person} + s.n % {PEOPLE}) END",
            due_at=self._due("1 = 1"), ended_at="NULL",
        )  # fmt: skip
        clock = Clock.objects.filter(case=case).order_by("pk").first()
        if clock is not None:
            yield self._multiply(
                Clock, clock.pk, id=f"{FIRST} + s.n", rows=self.applications // OPEN_IN, case_id=f"{FIRST} + s.n * {OPEN_IN}", no="0",
                code="'services.promise'", due_at=self._due("1 = 1"), standing="'running'", stopped_at="NULL", organ_id=f"{self.first_organ} + (s.n * {OPEN_IN}) % {ORGANS}",
            )  # fmt: skip
        yield from self._counters()
        yield "ANALYZE" if self.database == "sqlite" else "VACUUM ANALYZE"

    def _multiply(self, model: Any, pattern: Any, *, rows: int = 0, table_key: str = "", **given: str) -> str:
        """One statement that writes `rows` copies of a row, with the columns given as expressions over `s.n`."""
        from case_lists import numbers

        columns = [field.column for field in model._meta.concrete_fields if getattr(field, "column", None)]
        where = f"t.{table_key or model._meta.pk.column} = {pattern[0] if table_key else pattern}"
        if table_key:
            where += " AND t.no = (SELECT MIN(no) FROM cases_token WHERE case_id = t.case_id)"
        values = ", ".join(given.get(column) or f't."{column}"' for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        table = model._meta.db_table
        return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, {numbers(self.database, rows or self.applications)} WHERE {where}"

    def _day(self, later: str = "") -> str:
        """The day an application was filed, or `later`, written as days less."""
        back = f"(12 + (s.n * 7919) % {DAYS} {later})"
        if self.database == "postgresql":
            return f"(current_date - {back}::int)"
        return f"date('now', '-' || {back} || ' days')"

    def _moment(self, day: str) -> str:
        if self.database == "postgresql":
            return f"({day} + ((s.n * 31) % 30000) * interval '1 second')::timestamp AT TIME ZONE 'UTC'"
        return f"datetime({day}, '+' || ((s.n * 31) % 30000) || ' seconds')"

    def _due(self, is_open: str) -> str:
        """Limits of what is under way end around today."""
        if self.database == "postgresql":
            return f"CASE WHEN {is_open} THEN (current_date + ((s.n / {OPEN_IN}) % 15 - 2)::int)::timestamp AT TIME ZONE 'Asia/Shanghai' END"
        return (
            f"CASE WHEN {is_open} THEN datetime(date('now', ((s.n / {OPEN_IN}) % 15 - 3) || ' days'), '+16 hours') END"
        )

    def _null_date(self, condition: str, day: str) -> str:
        return f"CASE WHEN {condition} THEN NULL ELSE {day} END"

    def _counters(self) -> Iterator[str]:
        """The counters of all outcomes, by SQL: each event on its own day, then by day and by month."""
        whole = dict.fromkeys(MEASURES, "0")

        def event(day: str, **counted: str) -> str:
            sums = ", ".join(f"{value} AS {name}" for name, value in {**whole, **counted}.items())
            return f"SELECT organ_id, item_id, person_id, {day} AS day, {sums} FROM services_efficiency_outcome WHERE {day} IS NOT NULL"

        def flag(name: str) -> str:
            return f"CASE WHEN {name} THEN 1 ELSE 0 END"

        events = " UNION ALL ".join(
            [
                event("submitted_on", submitted="1", online=flag("online")),
                event("accepted_on", accepted="1", corrected=flag("corrected"), denied=flag("denied")),
                event("refused_on", refused="1"),
                event("abandoned_on", abandoned="1"),
                event(
                    "decided_on", decided="1", on_time=flag("on_time"), early=flag("early"), immediate=flag("immediate"),
                    working_days="working_days", natural_days="natural_days",
                ),
            ]
        )  # fmt: skip
        month = "date_trunc('month', day)::date" if self.database == "postgresql" else "date(day, 'start of month')"
        sums = ", ".join(f"SUM({name})" for name in MEASURES)
        for table, of, start in (
            ("organday", "", "day"), ("organmonth", "", month), ("itemmonth", "item_id", month), ("personmonth", "person_id", month),
        ):  # fmt: skip
            names = ", ".join(filter(None, ("organ_id", of)))
            yield f"DELETE FROM services_efficiency_{table}"
            yield (
                f"INSERT INTO services_efficiency_{table} ({names}, start, {', '.join(MEASURES)}) "
                f"SELECT {names}, {start}, {sums} FROM ({events}) e {f'WHERE {of} IS NOT NULL' if of else ''} GROUP BY {names}, {start}"
            )


def _measure(application: int) -> None:
    from mingtang.domains.services.efficiency.api import measure

    measure(application)


def _supervisor(organ: Any) -> Any:
    """An official who supervises the whole node."""
    from mingtang.domains.services.applications.api import READ_APPLICATIONS
    from mingtang.domains.services.efficiency.api import READ_EFFICIENCY, SUPERVISE_EFFICIENCY
    from mingtang.kernel.cases.tests.desk import employ
    from mingtang.kernel.directory.models import Grant, Role

    codes = [each.code for each in (READ_APPLICATIONS, READ_EFFICIENCY, SUPERVISE_EFFICIENCY)]
    role = Role.objects.create(code="bench-supervisor", name="效能监察", permissions=codes)
    known = employ(organ, organ.units.first(), "效能监察")
    Grant.objects.create(post=known.appointment.post, organ=organ, role=role, kind="node", start="2020-01-01")
    return known.account


def _many(organ: Any, item: Any) -> tuple[int, int, int]:
    """Organs, items and people, the measured organ and item first; the first id of each."""
    from mingtang.domains.services.catalogue.models import ServiceItem
    from mingtang.kernel.directory.compilation import compile_posts
    from mingtang.kernel.directory.models import Account, Organ, Person

    organs = Organ.objects.bulk_create(
        Organ(pk=FIRST + n, name=f"机关{n}", branch="government", region=organ.region, path=f"/{FIRST + n}/") for n in range(ORGANS)
    )  # fmt: skip
    Organ.objects.filter(pk=organ.pk).update(path=f"/{organ.pk}/")
    ServiceItem.objects.bulk_create(
        ServiceItem(
            pk=FIRST + n, organ=organs[n % ORGANS], code=f"B{n:030}", task_code=f"B{n:030}", name=f"事项{n}", state="published",
            in_force=item.in_force, project_type="2", promise_amount=5, promise_unit="working_days", statutory_amount=20,
            statutory_unit="working_days", is_online=bool(n % 3), visits=n % 3,
        )
        for n in range(ITEMS)
    )  # fmt: skip
    persons = Person.objects.bulk_create(Person(name=f"人员{n}") for n in range(PEOPLE))
    Account.objects.bulk_create(
        Account(pk=FIRST + n, login=f"bench-{n}", kind="official", person=person, organ=organs[n % ORGANS], state="active", password="")
        for n, person in enumerate(persons)
    )  # fmt: skip
    _move_people_of(organ, organs[0])
    compile_posts()
    return FIRST, FIRST, FIRST


def _move_people_of(organ: Any, busy: Any) -> None:
    """The officials of the pattern work in an organ with a full share of the applications."""
    from mingtang.kernel.directory.models import Grant

    Grant.objects.filter(kind="organ", scope_organ=organ).update(scope_organ=busy)
