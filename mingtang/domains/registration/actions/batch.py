"""Opening applications for many of an organ's staff at once, from a table; their holders then supply the requests."""

from typing import Any, BinaryIO

from django.utils import timezone

from mingtang.domains.registration.actions.applying import Wish, apply
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.queries import authority_of
from mingtang.domains.registration.rules import OVER, PROFILES, HolderKind, Kind
from mingtang.kernel.directory.api import Account, officials_visible_to
from mingtang.kernel.evidence.api import Actor, several_acts
from mingtang.kernel.trust.api import Certificate
from mingtang.lib.tables import Column, Limits, Row, Table, read_table

LIMITS = Limits(max_bytes=2 * 1024 * 1024, max_rows=500)
LONGEST_YEARS = 5


def _years(text: str) -> str:
    if text not in {str(year) for year in range(1, LONGEST_YEARS + 1)}:
        raise ValueError(f"应为 1 至 {LONGEST_YEARS}")
    return text


COLUMNS = (
    Column("login", "工号", required=True, unique=True, max_length=60),
    Column("name", "姓名", required=True, max_length=100),
    Column("years", "年限", parse=_years),
    Column("purpose", "用途", max_length=200),
    Column("carrier", "介质编号", unique=True, max_length=60),
)


def open_batch(actor: Actor, file: BinaryIO, filename: str) -> int:
    """Open an application for each row; all of them or none. Returns how many.

    Raises TableRejected with every fault by row, Refused where the actor's organ takes no applications, NotPermitted.
    """
    authority_of(actor)
    table = read_table(file, filename, COLUMNS, LIMITS)
    accounts = _accounts_of(actor, table)
    _check(table, accounts)
    rows = table.accepted()
    with several_acts():
        for row in rows:
            apply(actor, _wish(row, accounts[row["login"]]))
    return len(rows)


def _accounts_of(actor: Actor, table: Table) -> dict[str, Account]:
    """Officials whom the actor may see, by login, with the posts they hold as `person.held`; three statements."""
    asked = [row["login"] for row in table.rows]
    return {each.login: each for each in officials_visible_to(actor, timezone.localdate()).filter(login__in=asked)}


def _check(table: Table, accounts: dict[str, Account]) -> None:
    """Note every fault of every row; two statements."""
    ids = [account.pk for account in accounts.values()]
    profile = PROFILES[HolderKind.OFFICER][0]
    standing = Certificate.objects.filter(account__in=ids, profile=profile, not_after__gte=timezone.now())
    certified = set(standing.exclude(state=Certificate.State.REVOKED).values_list("account", flat=True))
    open_ones = CertificateApplication.objects.filter(holder__in=ids).exclude(stage__in=OVER)
    asking = set(open_ones.values_list("holder", flat=True))
    for row in table.rows:
        account = accounts.get(row["login"])
        if account is None:
            table.add_fault(row.number, "工号", "没有这个工号的工作人员，或者不在您的管辖范围内")
        elif column_and_fault := _fault_of(row, account, certified, asking):
            table.add_fault(row.number, *column_and_fault)


def _fault_of(row: Row, account: Account, certified: set[int], asking: set[int]) -> tuple[str, str] | None:
    if account.holder_name != row["name"]:
        return "姓名", f"工号 {row['login']} 登记的姓名不是“{row['name']}”"
    if not account.is_active:
        return "工号", "账号没有启用"
    if not _posts_of(account):
        return "工号", "现在没有任职岗位"
    if account.pk in certified:
        return "工号", "已有在用的证书，请办理更新或补办"
    return ("工号", "已有正在办理的申请") if account.pk in asking else None


def _posts_of(account: Account) -> list[Any]:
    """Current appointments, as `officials_visible_to` has read them."""
    return getattr(account.person, "held", [])


def _wish(row: Row, account: Account) -> Wish:
    held = _posts_of(account)[0]
    return Wish(
        kind=Kind.NEW, holder_kind=HolderKind.OFFICER, applicant=account, holder=account, post=held.post,
        organ=held.organ, years=int(row["years"] or 1), purpose=row["purpose"], carrier=row["carrier"],
    )  # fmt: skip
