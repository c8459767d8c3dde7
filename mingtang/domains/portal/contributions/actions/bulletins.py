"""Bulletins: drafted by an editor, approved by another, sent to all units, confirmed and answered by them, closed."""

from typing import Any

from django.utils import timezone

from mingtang.domains.portal.contributions import acts
from mingtang.domains.portal.contributions.actions.telling import tell_units
from mingtang.domains.portal.contributions.bulletin_letter import NUMBERING, TEMPLATE, facts
from mingtang.domains.portal.contributions.dates import last_day_to_answer
from mingtang.domains.portal.contributions.models import Bulletin, BulletinCopy, ReportingUnit
from mingtang.domains.portal.contributions.queries.ranking import ranking
from mingtang.domains.portal.contributions.rules.course import BulletinState
from mingtang.domains.portal.contributions.rules.faults import fault_of
from mingtang.domains.portal.contributions.rules.periods import Period
from mingtang.domains.portal.contributions.rules.ranking import Standing
from mingtang.kernel.directory.api import Organ, Refused, issue_number
from mingtang.kernel.evidence.api import Act, Actor, NotPermitted, act, record_refusal
from mingtang.kernel.letters.api import template_for

_GROUPS = dict(ReportingUnit.Group.choices)


def draft_bulletin(actor: Actor, desk: Organ, period: Period, remarks: str) -> Bulletin:
    """Write the ranking of a period down as it stands. Raises NotPermitted, Refused where nobody reports."""
    bulletin = Bulletin(
        organ=desk, period=period.text, remarks=remarks, standings=[], drafted_by_id=actor.account_id,
        drafted_at=timezone.now(),
    )  # fmt: skip
    with act(acts.DRAFT_BULLETIN, actor, within=desk) as deed:
        bulletin.standings = [_row(each) for each in ranking(desk.pk, period)]
        if not bulletin.standings:
            raise Refused("还没有登记报送单位。")
        if period.first > timezone.localdate():
            raise Refused("这个期间还没有开始。", "period")
        deed.create(bulletin)
    return bulletin


def _row(each: Standing) -> dict[str, Any]:
    return {
        "organ": each.unit, "name": each.name, "group": _GROUPS[each.group], "rank": each.rank, "submitted": each.submitted,
        "adopted": each.adopted, "rate": each.rate, "points": f"{each.points:f}", "change": f"{each.change:+f}" if each.change else "0",
        "fault": fault_of(each),
    }  # fmt: skip


def approve_bulletin(actor: Actor, bulletin: Bulletin) -> None:
    """Approve a draft; nobody approves his own. Raises NotPermitted, Refused."""
    with act(acts.APPROVE_BULLETIN, actor, bulletin) as deed:
        _require(bulletin, BulletinState.DRAFT)
        if actor.account_id is not None and actor.account_id == bulletin.drafted_by_id:
            raise Refused("起草人不能签发自己起草的通报。")
        approved = {"approved_by_id": actor.account_id, "approved_at": timezone.now()}
        deed.change(bulletin, state=BulletinState.APPROVED.value, **approved)


def publish_bulletin(actor: Actor, bulletin: Bulletin) -> None:
    """Number a bulletin and send it to every unit. Raises NotPermitted, Refused, NoTemplate, NoNumberFormat."""
    today = timezone.localdate()
    with act(acts.PUBLISH_BULLETIN, actor, bulletin) as deed:
        _require(bulletin, BulletinState.APPROVED)
        number = issue_number(bulletin.organ, NUMBERING, on=today)
        deed.change(
            bulletin, number=number, state=BulletinState.PUBLISHED.value, published_at=timezone.now(),
            due_on=last_day_to_answer(bulletin.organ_id, today),
        )  # fmt: skip
        deed.change(bulletin, template=template_for(TEMPLATE, facts(bulletin), organ_id=bulletin.organ_id))
        for row in bulletin.standings:
            copy = BulletinCopy(desk_id=bulletin.organ_id, bulletin=bulletin, organ_id=row["organ"], fault=row["fault"])
            deed.create(copy)
        tell_units(bulletin, [row["organ"] for row in bulletin.standings])


def confirm_reading(actor: Actor, copy: BulletinCopy) -> None:
    """Say for one's organ that a bulletin was read. Raises NotPermitted for others."""
    _require_own(acts.CONFIRM_BULLETIN, actor, copy)
    with act(acts.CONFIRM_BULLETIN, actor, copy) as deed:
        if copy.confirmed_at is None:
            deed.change(copy, confirmed_at=timezone.now(), confirmed_by_id=actor.account_id)


def answer_bulletin(actor: Actor, copy: BulletinCopy, reply: str) -> None:
    """Say how what was at fault was put right; that confirms reading too. Raises NotPermitted, Refused."""
    _require_own(acts.ANSWER_BULLETIN, actor, copy)
    with act(acts.ANSWER_BULLETIN, actor, copy) as deed:
        if not copy.fault:
            raise Refused("本单位没有需要整改的问题。")
        if not reply.strip():
            raise Refused("请写明怎样整改的。", "reply")
        _require(copy.bulletin, BulletinState.PUBLISHED)
        now = timezone.now()
        read = {} if copy.confirmed_at else {"confirmed_at": now, "confirmed_by_id": actor.account_id}
        deed.change(copy, reply=reply.strip(), replied_at=now, **read)


def close_bulletin(actor: Actor, bulletin: Bulletin) -> None:
    """End a bulletin that everybody has confirmed and, where asked, answered. Raises NotPermitted, Refused."""
    with act(acts.CLOSE_BULLETIN, actor, bulletin) as deed:
        _require(bulletin, BulletinState.PUBLISHED)
        waiting = [copy for copy in bulletin.copies.select_related("organ") if not copy.is_settled]
        if waiting:
            names = "、".join(copy.organ.label for copy in waiting)
            raise Refused(f"还在等待签阅或者反馈：{names}。")
        deed.change(bulletin, state=BulletinState.CLOSED.value)


def _require(bulletin: Bulletin, state: BulletinState) -> None:
    if bulletin.state != state:
        raise Refused(f"通报现在是“{bulletin.get_state_display()}”，不能这样办。")


def _require_own(kind: Act, actor: Actor, copy: BulletinCopy) -> None:
    if actor.organ_id != copy.organ_id:
        record_refusal(kind, actor, copy)
        raise NotPermitted("只能由本单位签阅和反馈。")
