"""Issuing the letters of a request: a number in the transaction of the act, the file behind it."""

from typing import Any

from django.utils import timezone

from mingtang.domains.disclosure.requests.events import DisclosureLetterIssued
from mingtang.domains.disclosure.requests.models import DisclosureLetter, DisclosureRequest, day_in_words
from mingtang.domains.disclosure.requests.shipped_letters import shipped_letters
from mingtang.kernel.directory.api import issue_number
from mingtang.kernel.evidence.api import Actor, Deed
from mingtang.kernel.letters.api import template_for


def issue_letter(
    deed: Deed, actor: Actor, request: DisclosureRequest, kind: str, /, *, to: str = "", title: str = "", **said: Any
) -> DisclosureLetter:
    """Issue the letter `kind` (`receipt`) to the applicant or `to` somebody else, its text filled with what is `said`.

    Raises NoTemplate, NoNumberFormat, MissingVariables, which undo the act.
    """
    shipped, today = shipped_letters()[kind], timezone.localdate()
    number = issue_number(request.organ, shipped.key, on=today)
    data = {
        "organ": request.organ.name,
        "title": title or shipped.title,
        "number": number,
        "to": to or request.applicant_name,
        "date": day_in_words(today),
        "text": shipped.text.format(request=request.number, **said),
    }
    template = template_for(shipped.key, data, organ_id=request.organ_id)
    letter = DisclosureLetter(
        request=request, kind=kind, title=data["title"], number=number, data=data, template=template,
        issued_on=today, issued_by_id=actor.account_id,
    )  # fmt: skip
    deed.create(letter)
    deed.announce(
        DisclosureLetterIssued(subject=f"disclosure_request:{request.pk}", request_id=request.pk, letter_id=letter.pk)
    )
    return letter
