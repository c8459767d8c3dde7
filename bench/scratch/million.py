"""A city of applications in bulk: one real application, multiplied by SQL over organs, items, people, states and days.

Every column that is not named keeps the value of the pattern, so that new columns need no change here.
"""

from collections.abc import Iterator
from typing import Any

from mingtang.domains.services.efficiency.rules.tally import MEASURES

ORGANS, ITEMS, PEOPLE = 200, 2000, 5000
OPEN_IN = 25
"""One in so many applications is under way; the others were decided within nine days."""
DAYS = 690
"""They were filed over so many days, the last of them twelve days ago."""
FIRST = 500_000_000


class City:
    """The people and patterns of a filled node; `fill` makes the rest."""

    def __init__(self, database: str, applications: int) -> None:
        from scratch.permits import Permits

        self.database, self.applications = database, applications
        self.permits = Permits()
        self.citizen = self.permits.citizen.account
        self.organ = self.permits.item.organ
        self.handler, self.front_clerk = _reader(self.organ, "承办人"), _reader(self.organ, "窗口受理员")
        self.supervisor = _supervisor(self.organ)
        self.first_organ, self.first_item, self.first_person = _many(self.organ, self.permits.item)
        self.pattern = self.permits.submit(self.permits.drafted())
        _measure(self.pattern.pk)

    def fill(self) -> None:
        from django.db import connection

        from mingtang.domains.services.applications.queries.naming import APPLICANTS, applicants

        with connection.cursor() as cursor:
            for statement in self._statements():
                cursor.execute(statement)
            APPLICANTS.rebuild(applicants())
            cursor.execute("ANALYZE" if self.database == "sqlite" else "VACUUM ANALYZE")

    def _statements(self) -> Iterator[str]:
        """Cases, applications, parts, outcomes; open items with clocks for those under way; then the counters."""
        self._name_columns()
        yield self._cases()
        yield self._filed()
        yield self._parts()
        yield self._outcomes()
        yield self._items()
        yield self._clocks()
        yield from self._counters()

    def _name_columns(self) -> None:
        """Expressions over `s.n` that several tables share."""
        self.key, self.is_open = f"{FIRST} + s.n", f"s.n % {OPEN_IN} = 0"
        self.of_organ, self.of_item = f"{self.first_organ} + s.n % {ORGANS}", f"{self.first_item} + s.n % {ITEMS}"
        self.by_day, self.decided = self._day(), self._day("- 2 - s.n % 8")
        self.ended = self._while_open("NULL", self._moment(self.decided))
        self.state = self._while_open("'reviewing'", "'closed'")
        self.of_handler = self._one_in(self.applications // 10000, self.handler.pk)

    def _while_open(self, then: str, otherwise: str) -> str:
        return f"CASE WHEN {self.is_open} THEN {then} ELSE {otherwise} END"

    def _one_in(self, number: int, account: int) -> str:
        """Every so many-th is the account's, the others are those of anybody."""
        return f"CASE WHEN s.n % {max(1, number)} = 0 THEN {account} ELSE {self.first_person} + s.n % {PEOPLE} END"

    def _cases(self) -> str:
        from mingtang.kernel.cases.models import Case

        return self._multiply(
            Case, self.pattern.case_id, id=self.key, organ_id=self.of_organ, number="'CA' || s.n", title="'公共场所卫生许可 A' || s.n",
            key="''", opened_at=self._moment(self.by_day), ended_at=self.ended, status=self._while_open("'running'", "'completed'"),
            due_at=self._due(self.is_open), initiator_id=self._one_in(self.applications // 300, self.citizen.pk),
        )  # fmt: skip

    def _filed(self) -> str:
        from mingtang.domains.services.applications.models import Application

        at = self._moment(self.by_day)
        return self._multiply(
            Application, self.pattern.pk, id=self.key, case_id=self.key, organ_id=self.of_organ, window_id=self.of_organ,
            item_id=self.of_item, owner_id=self._one_in(self.applications // 300, self.citizen.pk), number="'510100A' || s.n",
            query_code="''", applicant_name="'申请人' || (s.n % 90000)", saved_at=at, submitted_at=at, received_at=at,
            decided_at=self.ended, delivered_at=self.ended, ended_at=self.ended, state=self.state, due_at=self._due(self.is_open),
        )  # fmt: skip

    def _parts(self) -> str:
        from mingtang.domains.services.applications.models import Part

        return self._multiply(
            Part, self._part, id=self.key, application_id=self.key, organ_id=self.of_organ, number="'510100A' || s.n",
            handler_id=self.of_handler, state=self.state, accepted_on=self.by_day, decided_at=self.ended,
            decision=self._while_open("''", "'granted'"),
        )  # fmt: skip

    @property
    def _part(self) -> int:
        """The part of the pattern."""
        return int(self.pattern.parts.get().pk)

    def _outcomes(self) -> str:
        from mingtang.domains.services.efficiency.models import Outcome

        true, false = ("true", "false") if self.database == "postgresql" else ("1", "0")
        days = self._while_open("NULL", "2 + s.n % 8")
        return self._multiply(
            Outcome, self._part, part_id=self.key, application_id=self.key, organ_id=self.of_organ, item_id=self.of_item,
            person_id=self.of_handler, submitted_on=self.by_day, accepted_on=self.by_day,
            decided_on=self._while_open("NULL", self.decided), online=f"CASE WHEN s.n % 5 > 0 THEN {true} ELSE {false} END",
            on_time=f"CASE WHEN {self.is_open} OR s.n % 90 = 0 THEN {false} ELSE {true} END",
            early=f"CASE WHEN {self.is_open} OR s.n % 8 > 4 THEN {false} ELSE {true} END", working_days=days, natural_days=days,
        )  # fmt: skip

    def _items(self) -> str:
        """The open item of every application under way; one in two hundred is the handler's."""
        from mingtang.kernel.cases.models import Token

        rows = self.applications // OPEN_IN
        mine = self._one_in(rows // 200, self.handler.pk)
        return self._multiply(
            Token, (self.pattern.case_id, 1), table_key="case_id", rows=rows, case_id=f"{FIRST} + s.n * {OPEN_IN}", no="9",
            node="'review'", kind="'T'", life="'A'", title="'审查'", organ_id=self._organ_of_open, holder=f"'account:' || ({mine})",
            due_at=self._due("1 = 1"), ended_at="NULL",
        )  # fmt: skip

    def _clocks(self) -> str:
        """The promise of every application under way."""
        from mingtang.kernel.cases.models import Clock

        clock = Clock.objects.filter(case=self.pattern.case_id).order_by("pk")[0]
        return self._multiply(
            Clock, clock.pk, id=f"{FIRST} + s.n", rows=self.applications // OPEN_IN, case_id=f"{FIRST} + s.n * {OPEN_IN}", no="0",
            code="'services.promise'", due_at=self._due("1 = 1"), standing="'running'", stopped_at="NULL",
            organ_id=self._organ_of_open,
        )  # fmt: skip

    @property
    def _organ_of_open(self) -> str:
        return f"{self.first_organ} + (s.n * {OPEN_IN}) % {ORGANS}"

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

    def _counters(self) -> Iterator[str]:
        """The counters of all outcomes, by SQL: each event on its own day, then by day and by month."""
        month = "date_trunc('month', day)::date" if self.database == "postgresql" else "date(day, 'start of month')"
        sums = ", ".join(f"SUM({name})" for name in MEASURES)
        for table, of, start in (
            ("organday", "", "day"), ("organmonth", "", month), ("itemmonth", "item_id", month), ("personmonth", "person_id", month),
        ):  # fmt: skip
            names = ", ".join(filter(None, ("organ_id", of)))
            known = f"WHERE {of} IS NOT NULL" if of else ""
            yield f"DELETE FROM services_efficiency_{table}"
            yield (
                f"INSERT INTO services_efficiency_{table} ({names}, start, {', '.join(MEASURES)}) "
                f"SELECT {names}, {start}, {sums} FROM ({_events()}) e {known} GROUP BY {names}, {start}"
            )


def _events() -> str:
    """Everything that counters count, each on its day."""
    return " UNION ALL ".join(
        [
            _event("submitted_on", submitted="1", online=_flag("online")),
            _event("accepted_on", accepted="1", corrected=_flag("corrected"), denied=_flag("denied")),
            _event("refused_on", refused="1"),
            _event("abandoned_on", abandoned="1"),
            _event(
                "decided_on", decided="1", on_time=_flag("on_time"), early=_flag("early"), immediate=_flag("immediate"),
                working_days="working_days", natural_days="natural_days",
            ),
        ]
    )  # fmt: skip


def _event(day: str, **counted: str) -> str:
    sums = ", ".join(f"{value} AS {name}" for name, value in {**dict.fromkeys(MEASURES, "0"), **counted}.items())
    return f"SELECT organ_id, item_id, person_id, {day} AS day, {sums} FROM services_efficiency_outcome WHERE {day} IS NOT NULL"


def _flag(name: str) -> str:
    return f"CASE WHEN {name} THEN 1 ELSE 0 END"


def _measure(application: int) -> None:
    from mingtang.domains.services.efficiency.api import measure

    measure(application)


def _reader(organ: Any, name: str) -> Any:
    """An official who may read what the organ handles."""
    from mingtang.domains.services.applications.api import READ_APPLICATIONS

    return _official(organ, name, [READ_APPLICATIONS], kind="organ", scope_organ=organ)


def _supervisor(organ: Any) -> Any:
    """An official who supervises the whole node."""
    from mingtang.domains.services.applications.api import READ_APPLICATIONS
    from mingtang.domains.services.efficiency.api import READ_EFFICIENCY, SUPERVISE_EFFICIENCY

    return _official(organ, "效能监察", [READ_APPLICATIONS, READ_EFFICIENCY, SUPERVISE_EFFICIENCY], kind="node")


def _official(organ: Any, name: str, permissions: list[Any], **scope: Any) -> Any:
    from mingtang.kernel.cases.tests.desk import employ
    from mingtang.kernel.directory.models import Grant, Role, Unit

    unit, _ = Unit.objects.get_or_create(organ=organ, name="审批科")
    role = Role.objects.create(code=f"bench-{name}", name=name, permissions=[each.code for each in permissions])
    known = employ(organ, unit, name)
    Grant.objects.create(post=known.appointment.post, organ=organ, role=role, start="2020-01-01", **scope)
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
