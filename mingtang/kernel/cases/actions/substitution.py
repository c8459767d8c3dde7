"""Who acts for somebody who is away: named by the absent himself, ended by him at any time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mingtang.kernel.cases.acts import APPOINT_SUBSTITUTE, END_SUBSTITUTION
from mingtang.kernel.cases.models import Substitution
from mingtang.kernel.cases.rules import account_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


@dataclass(frozen=True)
class Absence:
    """The days away, both included, the types of cases concerned (all when empty), and why."""

    start: date
    end: date
    types: Sequence[str] = ()
    reason: str = ""


def appoint_substitute(actor: Actor, substitute: str, absence: Absence) -> Substitution:
    """Let the account with key `substitute` act for the actor. Raises Refused for oneself and for days already given."""
    account = account_of(substitute)
    if account is None or account == actor.account_id:
        raise Refused("请选择另一位工作人员。")
    if absence.end < absence.start:
        raise Refused("结束日期不能早于开始日期。")
    given = Substitution.objects.filter(account=actor.account_id, substitute=account, ended_at=None)
    if given.filter(start__lte=absence.end, end__gte=absence.start).exists():
        raise Refused("这些日子已经委托给这位同事，请先收回原来的委托。")
    row = Substitution(
        account_id=actor.account_id,
        substitute_id=account,
        start=absence.start,
        end=absence.end,
        types=list(absence.types),
        reason=absence.reason,
    )
    with act(APPOINT_SUBSTITUTE, actor) as deed:
        deed.create(row)
    return row


def end_substitution(actor: Actor, row: Substitution) -> None:
    """End one's own substitution now; it does nothing when it has ended."""
    if row.ended_at is not None:
        return
    with act(END_SUBSTITUTION, actor, row) as deed:
        deed.change(row, ended_at=timezone.now())
