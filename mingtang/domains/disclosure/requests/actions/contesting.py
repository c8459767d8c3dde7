"""Reconsideration and litigation: recorded, ended, and a new reply where the old one was corrected."""

from datetime import date

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.actions.stepping import require_past
from mingtang.domains.disclosure.requests.calendar import REPLY
from mingtang.domains.disclosure.requests.models import DisclosureRequest, PastReply, Proceeding
from mingtang.domains.disclosure.requests.rules import CASE_TYPE_ANEW, Course, Result, State, why_not_contest
from mingtang.kernel.cases.api import clocks, open_case
from mingtang.kernel.clocks.api import start_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act


def record_proceeding(
    actor: Actor, request: DisclosureRequest, *, course: Course, body: str, number: str, filed_on: date
) -> Proceeding:
    """Record that a reply, or that none was given, is contested. Raises Refused."""
    require_past(filed_on, "filed_on")
    if request.received_on is None or filed_on < request.received_on:
        raise Refused("受理日期不能早于收到申请的日期。", "filed_on")
    reviewed = request.proceedings.filter(course=Course.REVIEW, ended_on__isnull=False).exists()
    if reason := why_not_contest(course, reviewed=reviewed):
        raise Refused(reason, "course")
    with act(acts.RECORD_PROCEEDING, actor, request) as deed:
        proceeding = Proceeding(request=request, course=course, body=body, number=number, filed_on=filed_on)
        deed.create(proceeding)
    return proceeding


def end_proceeding(actor: Actor, proceeding: Proceeding, *, result: Result, ended_on: date, lessons: str = "") -> None:
    """Record how it ended. Raises Refused, also when that was recorded already."""
    require_past(ended_on, "ended_on")
    if proceeding.ended_on:
        raise Refused("结果已经登记。")
    if result is Result.PENDING:
        raise Refused("请选择结果。", "result")
    if ended_on < proceeding.filed_on:
        raise Refused("审结日期不能早于受理日期。", "ended_on")
    with act(acts.END_PROCEEDING, actor, proceeding.request) as deed:
        deed.change(proceeding, result=result, ended_on=ended_on, lessons=lessons)


def reopen_request(actor: Actor, proceeding: Proceeding, *, ordered_on: date) -> DisclosureRequest:
    """Reply anew in a case of its own, because the reply was corrected; the old one is kept as it was given.

    The limit is counted from the day the organ got the decision (`ordered_on`); a decision that names another limit goes
    before it (unconfirmed). Raises Refused.
    """
    request = proceeding.request
    require_past(ordered_on, "ordered_on")
    if proceeding.result != Result.CORRECTED or PastReply.objects.filter(proceeding=proceeding).exists():
        raise Refused("结果为纠正、还没有重新答复的，才能重新答复。")
    if request.is_open or request.replied_on is None:
        raise Refused("申请还在办理，不需要重新答复。")
    if proceeding.ended_on and ordered_on < proceeding.ended_on:
        raise Refused("收到决定的日期不能早于审结日期。", "ordered_on")
    with act(acts.REOPEN, actor, request) as deed:
        deed.create(_kept(request, proceeding))
        deed.change(request, case=_new_case(actor, request), **_ANEW)
        clocks.begin(SYSTEM, request.case_id, REPLY, since=start_of(ordered_on))
    return request


_ANEW = {
    "state": State.IN_PROCESS, "reply_kind": "", "reply_detail": "", "earlier_number": "", "drafted_by_id": None,
    "replied_on": None, "delivered_on": None, "delivery": "", "ended_at": None,
}  # fmt: skip


def _kept(request: DisclosureRequest, proceeding: Proceeding) -> PastReply:
    return PastReply(
        request=request, proceeding=proceeding, case=request.case, kind=request.reply_kind, detail=request.reply_detail,
        replied_on=request.replied_on, delivered_on=request.delivered_on, delivery=request.delivery,
    )  # fmt: skip


def _new_case(actor: Actor, request: DisclosureRequest) -> object:
    routing = {"confirmed": True, "channel": request.channel}
    title = f"重新答复：{request.title}"
    return open_case(actor, CASE_TYPE_ANEW, title=title, organ=request.organ, vars=routing)
