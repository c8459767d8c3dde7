"""Issuing the documents of an application: a number in the transaction of the act, the PDF behind it."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.events import LetterIssued
from mingtang.domains.services.applications.models import Application, IssuedLetter, Part
from mingtang.domains.services.applications.shipped_letters import ShippedLetter, shipped_letters
from mingtang.kernel.directory.api import Organ, issue_number
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act
from mingtang.kernel.letters.api import keep, keep_twin, kept, render_again, sealed, sealed_twin, template_for
from mingtang.kernel.trust.api import declare_seal_scope

LATER = -50
"""How urgent the OFD of a document is: everything else comes first."""
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


@task()
def make_letter(letter_id: int) -> str:
    """Set a document by the template it was issued with, seal it, and keep it, unless that was done; its OFD follows.

    A task of its own and not part of a handler: setting takes a while, and a handler holds the database's only writer.
    Returns the digest.
    """
    letter = IssuedLetter.objects.get(pk=letter_id)
    if letter.file_name:
        return str(letter.file_digest)
    made = sealed(letter.template_id, letter.data, about=letter, **_sealed_as(letter))
    name = keep(made, _folder(letter))
    with act(acts.KEEP_LETTER, SYSTEM, letter) as deed:
        deed.change(letter, file_name=name, file_digest=made.digest)
        if made.is_sealed and settings.KEEPS_OFD:
            make_twin.enqueue(letter.pk)
    return made.digest


@task(priority=LATER)
def make_twin(letter_id: int) -> str:
    """Keep a document as a sealed OFD as well, unless that was done. Returns its digest, empty where there is no seal now."""
    letter = IssuedLetter.objects.get(pk=letter_id)
    if letter.ofd_name:
        return str(letter.ofd_digest)
    twin = sealed_twin(letter.template_id, letter.data, about=letter, **_sealed_as(letter))
    if twin is None:
        return ""
    name = keep_twin(twin, _folder(letter))
    with act(acts.KEEP_LETTER, SYSTEM, letter) as deed:
        deed.change(letter, ofd_name=name, ofd_digest=twin.digest)
    return twin.digest


def _sealed_as(letter: IssuedLetter) -> dict[str, Any]:
    return {"organ_id": letter.organ_id, "scope": SEALED_AS, "title": f"{letter.title} {letter.number}"}


def _folder(letter: IssuedLetter) -> str:
    return f"letters/{letter.issued_at:%Y}"


def pdf_of(letter: IssuedLetter) -> bytes:
    """The document as it was kept; set on the spot while the worker has not come to it."""
    return kept(letter.file_name) if letter.file_name else render_again(letter.template_id, letter.data).pdf
