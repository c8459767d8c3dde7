"""When number and frequency of requests clearly exceed what is reasonable (第三十五条): reasons asked, and what comes of them."""

from datetime import date

from django.utils import timezone

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.actions.stepping import require_at, require_past
from mingtang.domains.disclosure.requests.actions.writing import issue_letter
from mingtang.domains.disclosure.requests.calendar import REASONABLE, REPLY
from mingtang.domains.disclosure.requests.models import DisclosureRequest, day_in_words
from mingtang.domains.disclosure.requests.queries.requests import this_month
from mingtang.domains.disclosure.requests.rules import Node
from mingtang.kernel.cases.api import clocks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act
from mingtang.lib.clocks import Rule


def ask_reasons(actor: Actor, request: DisclosureRequest, *, finding: str, until: date) -> None:
    """Ask the applicant for his reasons; `finding` is what was found of number and frequency. The limit runs on. Raises Refused."""
    require_at(request, Node.HANDLE)
    today = timezone.localdate()
    if request.reasons_asked_on:
        raise Refused("已经要求说明理由。")
    if until <= today:
        raise Refused("说明理由的期限应晚于今天。", "until")
    with act(acts.ASK_REASONS, actor, request) as deed:
        deed.change(request, reasons_asked_on=today, reasons_until=until)
        issue_letter(
            deed, actor, request, "reasons", finding=finding, count=this_month(request), until=day_in_words(until)
        )  # fmt: skip


def take_reasons(actor: Actor, request: DisclosureRequest, *, told_on: date, reasons: str) -> None:
    """Record the reasons that the applicant gave. Raises Refused."""
    require_past(told_on, "told_on")
    if not request.reasons_asked_on or not request.is_open:
        raise Refused("没有要求说明理由。")
    if told_on < request.reasons_asked_on:
        raise Refused("说明理由的日期不能早于要求的日期。", "told_on")
    with act(acts.TAKE_REASONS, actor, request) as deed:
        deed.change(request, reasons_told_on=told_on, reasons=reasons)


def tell_reasonable_time(actor: Actor, request: DisclosureRequest, *, until: date, reason: str) -> None:
    """Tell until when the reply comes, where the reasons are good and the limit cannot be kept (第三十五条). Raises Refused.

    The limit of the reply ends here; the day that was told takes its place.
    """
    require_at(request, Node.HANDLE)
    today = timezone.localdate()
    if not request.reasons_told_on:
        raise Refused("申请人说明理由、理由合理的，才能确定延迟答复的合理期限。")
    if request.reasonable_until or until <= today:
        raise Refused("合理期限只确定一次，应晚于今天。", "until")
    rule = Rule.until(REASONABLE, "延迟答复的合理期限", today, until, source="政府信息公开条例第三十五条")
    with act(acts.TELL_REASONABLE_TIME, actor, request) as deed:
        deed.note = reason
        deed.change(request, reasonable_until=until)
        issue_letter(deed, actor, request, "reasonable_time", reason=reason, until=day_in_words(until))
        clocks.stop(SYSTEM, request.case_id, REPLY, reason="确定延迟答复的合理期限")
        clocks.begin(SYSTEM, request.case_id, rule)
