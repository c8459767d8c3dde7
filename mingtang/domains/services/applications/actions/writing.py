"""Issuing the documents of an application: a number in the transaction of the act, the PDF behind it."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django_tasks import task

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.events import LetterIssued
from mingtang.domains.services.applications.models import Application, IssuedLetter, Part
from mingtang.domains.services.applications.shipped_letters import ShippedLetter, shipped_letters
from mingtang.kernel.directory.api import Organ, issue_number
from mingtang.kernel.evidence.api import Actor, Deed
from mingtang.kernel.letters.api import LATER, Filing, Origin, template_for
from mingtang.kernel.trust.api import declare_seal_scope

SEALED_AS = declare_seal_scope("services.letters", "政务服务文书")


def issue_letter(
    deed: Deed, actor: Actor, application: Application, kind: str, /, *, part: Part | None = None, **said: Any
) -> IssuedLetter:
    """Issue the document `kind` (`acceptance`) of the organ that acts, with what it says beside names and dates.

    Raises NoTemplate, NoNumberFormat, MissingVariables, which undo the act.
    """
    organ = part.organ if part else application.organ
    shipped, now = shipped_letters()[kind], timezone.now()
    number = issue_number(organ, shipped.numbering, on=timezone.localdate(now))
    data = {**_shared(application, organ, now), "title": shipped.title, "number": number, **said}
    template = template_for(_key_of(application, shipped), data, organ_id=organ.pk)
    letter = IssuedLetter(
        application=application, part=part, organ=organ, kind=kind, title=shipped.title, number=number,
        data=data, template=template, issued_at=now, issued_by_id=actor.account_id,
    )  # fmt: skip
    deed.create(letter)
    deed.announce(
        LetterIssued(subject=f"application:{application.pk}", application_id=application.pk, letter_id=letter.pk)
    )
    return letter


def _key_of(application: Application, shipped: ShippedLetter) -> str:
    """The template that the item names for its own, else the usual one."""
    own = {each["letter_kind"]: each["letter_key"] for each in application.version.document.get("letters", [])}
    return own.get(shipped.kind, shipped.key)


def _shared(application: Application, organ: Organ, now: datetime) -> dict[str, Any]:
    document = application.version.document
    return {
        "organ": organ.name,
        "to": application.applicant_name,
        "item": application.item.name,
        "project_no": application.number,
        "date": day_in_words(timezone.localdate(now)),
        "contact": "，".join(str(document[name]) for name in ("link_way", "transact_addr") if document.get(name)),
    }


def day_in_words(day: date | None) -> str:
    """`2026年3月2日`; empty without a day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def remedies_in_words(application: Application) -> str:
    """Where and until when a refusal can be contested, from the item's own words (行政复议法第二十条, 行政诉讼法第四十六条)."""
    document = application.version.document
    court = document.get("litigation_court") or "有管辖权的人民法院"
    review = document.get("review_dept") or "本级人民政府"
    return (
        f"如不服本决定，可以自收到本决定书之日起六十日内向{review}申请行政复议，或者在六个月内向{court}提起行政诉讼。"
    )


def _origin_of(letter: IssuedLetter) -> Origin:
    return Origin(
        letter.template_id, letter.data, letter.organ_id, title=f"{letter.title} {letter.number}",
        folder=f"letters/{letter.issued_at:%Y}",
    )  # fmt: skip


FILES = Filing(acts.KEEP_LETTER, SEALED_AS, _origin_of)


@task()
def make_letter(letter_id: int) -> str:
    """The PDF of a document. Returns the digest."""
    return FILES.make(IssuedLetter.objects.get(pk=letter_id), make_twin)


@task(priority=LATER)
def make_twin(letter_id: int) -> str:
    """The sealed OFD of a document. Returns its digest, empty where there is no seal now."""
    return FILES.make_twin(IssuedLetter.objects.get(pk=letter_id))
