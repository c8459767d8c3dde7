"""Replying: drafted by one, reviewed by another, signed; and ending what lapsed."""

from django.utils import timezone

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.actions.stepping import complete, require_at
from mingtang.domains.disclosure.requests.actions.writing import issue_letter
from mingtang.domains.disclosure.requests.models import DisclosureRequest, day_in_words
from mingtang.domains.disclosure.requests.replies import remedies, reply_kinds
from mingtang.domains.disclosure.requests.rules import (
    BACK,
    DRAFTED,
    NOT_CORRECTED,
    NOT_PAID,
    SIGNED,
    Asked,
    Facts,
    Node,
    Opinion,
    why_not_disclose,
    why_not_reply,
)
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act

GOVERNMENT = "本级人民政府"
"""Who reconsiders, where nobody says otherwise (行政复议法第二十四条). Organs led from above name their superior."""


def draft_reply(actor: Actor, request: DisclosureRequest, *, kind: str, detail: str, earlier_number: str = "") -> None:
    """Write down the reply and hand it on for review. Raises Refused where it does not rest on what the law asks."""
    require_at(request, Node.HANDLE)
    heard = request.consultations.filter(asked=Asked.THIRD_PARTY, answered_on__isnull=False).exists()
    facts = Facts(bool(request.corrected_on), heard, earlier_number, _reasons_heard(request))
    if reason := why_not_reply(kind, facts):
        raise Refused(reason, "kind")
    with act(acts.DRAFT_REPLY, actor, request) as deed:
        deed.change(
            request, reply_kind=kind, reply_detail=detail, earlier_number=earlier_number, drafted_by_id=actor.account_id
        )
        complete(actor, request, DRAFTED)


def _reasons_heard(request: DisclosureRequest) -> bool:
    """Whether the applicant was asked for his reasons and gave them, or let the time pass."""
    until = request.reasons_until
    return bool(request.reasons_told_on or (until and timezone.localdate() > until))


def sign_reply(
    actor: Actor, request: DisclosureRequest, *, outcome: str = SIGNED, opinion: str = "", reviewed_by: str = GOVERNMENT
) -> None:
    """Sign the reply, which issues its letter with the remedies that belong to it, or send it back. Raises Refused."""
    require_at(request, Node.SIGN)
    if outcome == BACK and not opinion.strip():
        raise Refused("请写明退回的理由。", "opinion")
    if request.drafted_by_id == actor.account_id:
        raise Refused("拟稿人不能签发自己拟定的答复。")
    if outcome == SIGNED and (reason := why_not_disclose(request.reply_kind, untold=_is_untold(request))):
        raise Refused(reason)
    with act(acts.SIGN_REPLY, actor, request) as deed:
        deed.note = opinion
        if outcome == SIGNED:
            _issue(deed, actor, request, reviewed_by)
        complete(actor, request, outcome, opinion)


def _is_untold(request: DisclosureRequest) -> bool:
    """Whether a third party refused and was not told that its information is disclosed; one statement."""
    refusing = request.consultations.filter(asked=Asked.THIRD_PARTY, opinion=Opinion.REFUSES)
    return bool(refusing.exclude(told_on__isnull=False, discloses=True).exists())


def _issue(deed: Deed, actor: Actor, request: DisclosureRequest, reviewed_by: str = GOVERNMENT) -> None:
    """Put the date of the reply down and issue its letter."""
    kind = reply_kinds()[request.reply_kind]
    deed.change(request, replied_on=timezone.localdate())
    issue_letter(
        deed, actor, request, "reply", title=kind.title, received=day_in_words(request.received_on), law=kind.law,
        body=kind.body(request.reply_detail, request.earlier_number), remedies=remedies(kind, reviewed_by=reviewed_by),
    )  # fmt: skip


_LAPSES = {
    Node.CORRECT: ("correction_until", "other.no_correction", NOT_CORRECTED),
    Node.PAY: ("fee_until", "other.no_fee", NOT_PAID),
}


def lapse_request(actor: Actor, request: DisclosureRequest, *, detail: str = "") -> None:
    """End a request that was not corrected, or not paid for, in time. Raises Refused before that time is over."""
    require_at(request, *_LAPSES)
    node = Node.CORRECT if request.state == "correcting" else Node.PAY
    column, kind, outcome = _LAPSES[node]
    if (until := getattr(request, column)) and timezone.localdate() <= until:
        raise Refused(f"期限到 {until:%Y-%m-%d}，没有届满以前不能按逾期处理。")
    with act(acts.LAPSE, actor, request) as deed:
        deed.change(request, reply_kind=kind, reply_detail=detail)
        _issue(deed, actor, request)
        complete(actor, request, outcome, detail)
