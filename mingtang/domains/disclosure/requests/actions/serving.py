"""Serving letters with proof, telling a third party what was decided, and correcting a reply that has a mistake."""

from datetime import date

from django.utils import timezone

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.actions.replying import GOVERNMENT
from mingtang.domains.disclosure.requests.actions.stepping import complete, require_at, require_past
from mingtang.domains.disclosure.requests.actions.writing import issue_letter
from mingtang.domains.disclosure.requests.models import (
    Consultation,
    DeliveryProof,
    DisclosureLetter,
    DisclosureRequest,
    day_in_words,
)
from mingtang.domains.disclosure.requests.replies import remedies, remedies_of_third_party, reply_kinds
from mingtang.domains.disclosure.requests.rules import (
    DELIVERED,
    EVIDENCE,
    SERVICE_WAYS,
    Asked,
    Node,
    Way,
)
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act


def serve_letter(
    actor: Actor, letter: DisclosureLetter, *, way: Way, served_on: date, evidence: str, receiver: str = ""
) -> DeliveryProof:
    """Record how a letter reached whom it is for, and what shows it (送达回证). Raises Refused."""
    with act(acts.SERVE, actor, letter.request) as deed:
        return _served(deed, actor, letter, way=way, served_on=served_on, evidence=evidence, receiver=receiver)


def _served(
    deed: Deed, actor: Actor, letter: DisclosureLetter, *, way: Way, served_on: date, evidence: str, receiver: str
) -> DeliveryProof:
    require_past(served_on, "served_on")
    if served_on < letter.issued_on:
        raise Refused("送达日期不能早于文书的日期。", "served_on")
    if not evidence.strip():
        raise Refused(f"请填写送达凭证：{EVIDENCE[way]}。", "evidence")
    if DeliveryProof.objects.filter(letter=letter).exists():
        raise Refused("这份文书已经登记送达。")
    receiver = receiver or letter.data["to"]
    proof = issue_letter(
        deed, actor, letter.request, "proof", to=letter.data["to"], served=str(letter), receiver=receiver,
        way=SERVICE_WAYS[way], served_on=day_in_words(served_on), evidence=evidence,
    )  # fmt: skip
    served = DeliveryProof(
        letter=letter, proof=proof, way=way, served_on=served_on, receiver=receiver, evidence=evidence
    )
    deed.create(served)
    return served


def deliver_reply(
    actor: Actor, request: DisclosureRequest, *, delivered_on: date, way: Way, evidence: str, receiver: str = ""
) -> None:
    """Record how the reply was served, with its proof, which ends the request. Raises Refused."""
    require_at(request, Node.DELIVER)
    if request.given_files.filter(released_at=None).exists():
        raise Refused("随答复提供的材料还没有核对放行。")
    letter = request.letters.filter(kind="reply").latest("pk")
    letter.request = request
    with act(acts.DELIVER, actor, request) as deed:
        served = _served(
            deed, actor, letter, way=way, served_on=delivered_on, evidence=evidence, receiver=receiver
        )  # fmt: skip
        deed.change(request, delivered_on=delivered_on, delivery=str(served)[:200])
        complete(actor, request, DELIVERED)


def tell_third_party(
    actor: Actor, consultation: Consultation, *, discloses: bool, reason: str, reviewed_by: str = GOVERNMENT
) -> None:
    """Tell a third party in writing whether its information is disclosed, and why (第三十二条). Raises Refused."""
    request = consultation.request
    if consultation.asked != Asked.THIRD_PARTY or not consultation.opinion:
        raise Refused("征求过意见的第三方，收到意见或者期限届满以后告知。", "consultation")
    if consultation.told_on:
        raise Refused("已经告知。", "consultation")
    with act(acts.TELL_THIRD_PARTY, actor, request) as deed:
        deed.change(consultation, told_on=timezone.localdate(), discloses=discloses, decision_reason=reason)
        issue_letter(
            deed, actor, request, "third_party_decision", to=consultation.name,
            opinion=consultation.get_opinion_display(), decision="予以公开" if discloses else "不予公开", reason=reason,
            remedies=remedies_of_third_party(discloses=discloses, reviewed_by=reviewed_by),
        )  # fmt: skip


def correct_reply(
    actor: Actor, request: DisclosureRequest, *, detail: str, reason: str, reviewed_by: str = GOVERNMENT
) -> DisclosureLetter:
    """Correct a mistake in a reply that was given (更正答复): a letter beside it, the reply stays as it was. Raises Refused."""
    given = request.letters.filter(kind="reply").last()
    if given is None or request.is_open:
        raise Refused("已经答复并送达的，才能更正。")
    if request.drafted_by_id == actor.account_id:
        raise Refused("拟稿人不能签发自己拟定的答复的更正。")
    with act(acts.CORRECT_REPLY, actor, request) as deed:
        deed.note = reason
        said = remedies(reply_kinds()[request.reply_kind], reviewed_by=reviewed_by)
        return issue_letter(
            deed, actor, request, "reply_correction", replied=day_in_words(given.issued_on), reply=str(given),
            detail=detail, reason=reason, remedies=said,
        )  # fmt: skip
