"""Reviewing for secrets: of exactly what the item says, by somebody who did not draft it; opinions of others."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from mingtang.domains.disclosure.catalogue import acts
from mingtang.domains.disclosure.catalogue.actions.stepping import complete, require_another, require_at
from mingtang.domains.disclosure.catalogue.actions.writing import digest_of
from mingtang.domains.disclosure.catalogue.models import InformationItem, Opinion, SecrecyReview
from mingtang.domains.disclosure.catalogue.rules import (
    CONCLUSIONS,
    MAY_OPEN,
    NOT_OPEN,
    Conclusion,
    Step,
    why_not_concluded,
)
from mingtang.domains.disclosure.catalogue.scanning import scan
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def review_item(
    actor: Actor,
    item: InformationItem,
    *,
    conclusion: str,
    found: Sequence[str] = (),
    opinion: str = "",
    deletions: str = "",
) -> SecrecyReview:
    """Write the review form and go where its conclusion leads. Raises Refused where it does not rest on what was found."""
    require_at(item, Step.SECRECY)
    require_another(actor, item)
    personal = [str(each) for each in scan(item)]
    if fault := why_not_concluded(conclusion, found, opinion, deletions, personal):
        raise Refused(*fault)
    review = SecrecyReview(
        item=item, digest=digest_of(item), found=list(found), deletions=deletions, conclusion=conclusion,
        opinion=opinion, reviewer_id=actor.account_id, reviewer_name=actor.name, at=timezone.now(),
    )  # fmt: skip
    passes = Conclusion(conclusion) is Conclusion.OPEN
    with act(acts.REVIEW, actor, item) as deed:
        deed.note = "；".join(personal)
        deed.create(review)
        deed.change(item, digest=review.digest, reviewed_digest=review.digest if passes else "")
        complete(actor, item, CONCLUSIONS[Conclusion(conclusion)], opinion or deletions)
    return review


def record_opinion(
    actor: Actor, item: InformationItem, *, name: str, asked_on: date, answer: str, reason: str = ""
) -> Opinion:
    """Write down what a third party or another organ answered, which decides whether the item goes on. Raises Refused."""
    require_at(item, Step.OPINION)
    if asked_on > timezone.localdate():
        raise Refused("日期不能晚于今天。", "asked_on")
    if answer in {Opinion.Answer.OVERRIDDEN, Opinion.Answer.SILENT} and not reason.strip():
        raise Refused("请写明决定公开的理由。", "reason")
    made = Opinion(item=item, name=name, asked_on=asked_on, answer=answer, reason=reason)
    with act(acts.CONSULT, actor, item) as deed:
        deed.create(made)
        outcome = NOT_OPEN if answer == Opinion.Answer.REFUSES else MAY_OPEN
        complete(actor, item, outcome, f"{name}：{made.get_answer_display()}")
    return made
