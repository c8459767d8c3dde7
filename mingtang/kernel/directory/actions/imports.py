"""Importing regions and organs from foreign tables: all faults are listed, and nothing is imported while there is one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from django.utils import timezone

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.organs import write_organ
from mingtang.kernel.directory.actions.people import PersonDetails, checked_numbers, write_official
from mingtang.kernel.directory.compilation import compile_where_tree_matters
from mingtang.kernel.directory.keyring import indexes_of
from mingtang.kernel.directory.models import Account, Branch, Organ, Person, Region
from mingtang.kernel.directory.permissions import MANAGE_ORGANS
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.lib.identifiers import CreditCode, RegionCode
from mingtang.lib.tables import Column, Limits, Row, Table, read_table

Progress = Callable[[int, int], None]
"""Called with how many rows are done and how many there are."""

CHUNK = 2000
REGION_LIMITS = Limits(max_bytes=64 * 1024 * 1024, max_rows=1_000_000)


def silent(done: int, total: int) -> None:
    """Progress for which nobody waits."""


def import_regions(actor: Actor, file: BinaryIO, filename: str, *, progress: Progress = silent) -> int:
    """Import `code,name,parent`; known codes get the new name. Returns how many rows; raises TableRejected.

    The parent may stand anywhere in the file or already be known, and must be one level up (GB/T 2260).
    """
    table = read_table(file, filename, _REGION_COLUMNS, REGION_LIMITS)
    _check_parents(table)
    rows = sorted(table.accepted(), key=lambda row: len(row["code"]))
    everywhere = Region()  # belongs to no organ, so that the right over the whole node is asked for
    with act(acts.IMPORT_REGIONS, actor, within=everywhere) as deed:
        for start in range(0, len(rows), CHUNK):
            chunk = [Region.of(row["code"], row["name"], row["parent"]) for row in rows[start : start + CHUNK]]
            Region.objects.bulk_create(
                chunk, update_conflicts=True, unique_fields=["code"], update_fields=["name", "parent", "level"]
            )
            progress(min(start + CHUNK, len(rows)), len(rows))
        deed.note = f"导入行政区划 {len(rows)} 条"
    return len(rows)


def _code(text: str) -> str:
    return str(RegionCode.parse(text))


_REGION_COLUMNS = (
    Column("code", "代码", required=True, unique=True, max_length=12, parse=_code),
    Column("name", "名称", required=True, max_length=60),
    Column("parent", "上级代码", max_length=12, parse=_code),
)


def _check_parents(table: Table) -> None:
    """Every parent exists and is the code one level up; provinces have none."""
    known = {row["code"] for row in table.rows} | set(Region.objects.values_list("code", flat=True))
    for row in table.rows:
        parent = RegionCode.parse(row["code"]).parent
        if (str(parent) if parent else "") != row["parent"]:
            table.add_fault(row.number, "上级代码", f"应为“{parent or '空'}”")
        elif row["parent"] and row["parent"] not in known:
            table.add_fault(row.number, "上级代码", f"没有代码为 {row['parent']} 的行政区划")


def import_organs(actor: Actor, file: BinaryIO, filename: str, *, progress: Progress = silent) -> int:
    """Import organs with their superiors, which may stand earlier in the file or be known by credit code or name.

    One act, so that it can be undone whole. Returns how many; raises TableRejected with every fault, NotPermitted when
    a superior is out of the actor's reach.
    """
    plan = _OrganPlan(read_table(file, filename, ORGAN_COLUMNS))
    plan.check()
    rows, today = plan.table.accepted(), timezone.localdate()
    with act(acts.IMPORT_ORGANS, actor, within=plan.hardest_place(actor)) as deed:
        for done, row in enumerate(rows, start=1):
            _import_organ(deed, row, plan, today)
            if done % 50 == 0 or done == len(rows):
                progress(done, len(rows))
        deed.note = f"导入机构 {len(rows)} 个"
        compile_where_tree_matters()
    return len(rows)


def check_organs(actor: Actor, file: BinaryIO, filename: str) -> list[Row]:
    """The rows that `import_organs` would import. Raises TableRejected with every fault, also of reach."""
    plan = _OrganPlan(read_table(file, filename, ORGAN_COLUMNS))
    plan.check()
    plan.check_reach(actor)
    return plan.table.accepted()


def _import_organ(deed: Deed, row: Row, plan: "_OrganPlan", on: date) -> None:
    organ = Organ(
        name=row["name"],
        short_name=row["short_name"],
        credit_code=row["credit_code"] or None,
        branch=row["branch"],
        kind=row["kind"] or Organ.Kind.ORGAN,
        region_id=row["region"],
        document_word=row["document_word"],
        superior=plan.find(row["superior"]),
        line_superior=plan.find(row["line_superior"]),
    )
    try:
        write_organ(deed, organ, on=on)
    except Refused as fault:
        raise _rejected(row, fault) from fault
    plan.remember(organ)


def _rejected(row: Row, fault: Refused) -> Exception:
    table = Table()
    table.add_fault(row.number, None, str(fault))
    try:
        table.accepted()
    except ValueError as rejected:
        return rejected
    raise AssertionError("a table with a fault is never accepted")


def _credit_code(text: str) -> str:
    return str(CreditCode.parse(text))


def _branch(text: str) -> str:
    return _choice(text, dict(Branch.choices))


def _kind(text: str) -> str:
    return _choice(text, dict(Organ.Kind.choices))


def _choice(text: str, labels: dict[str, str]) -> str:
    """The value whose value or Chinese label is `text`."""
    values = {label: value for value, label in labels.items()} | {value: value for value in labels}
    if text not in values:
        raise ValueError(f"应为 {'、'.join(labels.values())} 之一")
    return values[text]


ORGAN_COLUMNS = (
    Column("name", "名称", required=True, max_length=120),
    Column("branch", "系统", required=True, parse=_branch),
    Column("region", "行政区划代码", required=True, parse=_code),
    Column("credit_code", "统一社会信用代码", unique=True, parse=_credit_code),
    Column("superior", "隶属上级", max_length=120),
    Column("line_superior", "业务指导上级", max_length=120),
    Column("kind", "类型", parse=_kind),
    Column("short_name", "简称", max_length=40),
    Column("document_word", "机关代字", max_length=20),
)


@dataclass
class _OrganPlan:
    """Organs known so far, by credit code and by name, while a table of organs is checked and written."""

    table: Table
    by_key: dict[str, Organ | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for organ in Organ.objects.active():
            self.remember(organ)

    def remember(self, organ: Organ) -> None:
        """An organ can be named as superior by its credit code, or by its name."""
        self.by_key[organ.name] = organ
        if organ.credit_code:
            self.by_key[organ.credit_code] = organ

    def find(self, key: str) -> Organ | None:
        return self.by_key[key] if key else None

    def check(self) -> None:
        """Note every fault of regions, codes and superiors."""
        regions = set(Region.objects.values_list("code", flat=True))
        taken = set(Organ.objects.exclude(credit_code=None).values_list("credit_code", flat=True))
        branches = {key: organ.branch for key, organ in self.by_key.items() if organ}
        for row in self.table.rows:
            if row["region"] not in regions:
                self.table.add_fault(row.number, "行政区划代码", f"没有代码为 {row['region']} 的行政区划")
            if row["credit_code"] in taken:
                self.table.add_fault(row.number, "统一社会信用代码", "已被别的机构使用")
            for column, title in (("superior", "隶属上级"), ("line_superior", "业务指导上级")):
                if row[column] and row[column] not in branches:
                    self.table.add_fault(row.number, title, f"没有找到“{row[column]}”，应为已有或前面行中的机构")
            if branches.get(row["superior"], row["branch"]) != row["branch"]:
                self.table.add_fault(row.number, "隶属上级", "上下级机构应属同一系统")
            branches |= {key: row["branch"] for key in (row["name"], row["credit_code"]) if key}

    def check_reach(self, actor: Actor) -> None:
        """Note every row whose superior the actor does not govern."""
        for row, place in self._places():
            if not actor.may(MANAGE_ORGANS, place):
                self.table.add_fault(
                    row.number,
                    "隶属上级",
                    "不在您的管辖范围内" if row["superior"] else "不能为空：您不能设立最上级机构",
                )

    def hardest_place(self, actor: Actor) -> Organ:
        """The first place that the actor does not govern, so that the ritual refuses it; else any place."""
        places = [place for _, place in self._places()]
        return next((place for place in places if not actor.may(MANAGE_ORGANS, place)), (places or [Organ()])[0])

    def _places(self) -> list[tuple[Row, Organ]]:
        """Where rows hang on what exists: under a known organ, or at the top. Rows under earlier rows follow those."""
        rows = [row for row in self.table.rows if not row["superior"] or row["superior"] in self.by_key]
        return [(row, self.find(row["superior"]) or Organ()) for row in rows]


def import_officials(actor: Actor, file: BinaryIO, filename: str, organ: Organ) -> int:
    """Import officials of one organ: 工号, 姓名, 身份证件号, 手机号. Accounts wait to be enabled. Raises TableRejected."""
    rows = check_officials(file, filename)
    with act(acts.IMPORT_OFFICIALS, actor, within=organ) as deed:
        for row in rows:
            try:
                write_official(deed, organ, _details(row), login=row["login"])
            except Refused as fault:
                raise _rejected(row, fault) from fault
        deed.on = organ
        deed.note = f"导入工作人员 {len(rows)} 名"
    return len(rows)


def check_officials(file: BinaryIO, filename: str) -> list[Row]:
    """The rows that `import_officials` would import. Raises TableRejected with every fault."""
    table = read_table(file, filename, OFFICIAL_COLUMNS)
    _check_officials(table)
    return table.accepted()


OFFICIAL_COLUMNS = (
    Column("login", "工号", required=True, unique=True, max_length=60),
    Column("name", "姓名", required=True, max_length=100),
    Column("identity_number", "身份证件号", unique=True),
    Column("phone", "手机号"),
)


def _details(row: Row) -> PersonDetails:
    return PersonDetails(name=row["name"], identity_number=row["identity_number"], phone=row["phone"])


def _check_officials(table: Table) -> None:
    """Note every number that is wrong, taken, or registered in another name."""
    titles = {column.name: column.title for column in OFFICIAL_COLUMNS}
    taken = set(Account.objects.filter(login__in=[row["login"] for row in table.rows]).values_list("login", flat=True))
    indexes: dict[str, Row] = {}
    for row in table.rows:
        if row["login"] in taken:
            table.add_fault(row.number, "工号", "已被使用")
        try:
            identity_number, _ = checked_numbers(_details(row))
        except Refused as fault:
            table.add_fault(row.number, titles.get(fault.field), str(fault))
            continue
        indexes |= dict.fromkeys(indexes_of(identity_number, "person.identity"), row)
    _check_known_people(table, indexes)


def _check_known_people(table: Table, indexes: dict[str, Row]) -> None:
    """Note the rows, by index of their identity number, that speak of somebody known otherwise; two statements."""
    known = {person.identity_index: person for person in Person.objects.filter(identity_index__in=indexes)}
    officials = set(
        Account.objects.filter(kind="official", person__in=known.values()).values_list("person_id", flat=True)
    )
    for index, person in known.items():
        if person.name != indexes[index]["name"]:
            table.add_fault(indexes[index].number, "身份证件号", "已登记在另一姓名下")
        elif person.pk in officials:
            table.add_fault(indexes[index].number, "身份证件号", "已有工作人员账号")
