"""The certificate of a licence (照面): set by typst, sealed by its issuer, kept in the storage of the node under its digest.

It is marked as not sealed (未用印) while the issuer has no seal for licences, and on copies for one purpose.
"""

from datetime import date
from typing import Any

import segno
from django.conf import settings
from django.utils import timezone
from django_tasks import task

from mingtang.domains.services.licences import acts
from mingtang.domains.services.licences.models import Licence, LicenceHolder
from mingtang.domains.services.licences.rules import HolderKind
from mingtang.kernel.forms.api import readonly
from mingtang.kernel.letters.api import LATER, Filing, Letter, Origin, render, template_for
from mingtang.kernel.trust.api import declare_seal_scope

SEALED_AS = declare_seal_scope("services.licences", "电子证照")
VERIFY_PAGE = "/licences/verify/{}/"


def set_certificate(licence: Licence, *, address: str = "", purpose: str = "", user: str = "") -> Letter:
    """The certificate as a letter; with a `purpose`, a copy (加注件) that says so on its face.

    `address` is the origin of this site, for the code that cameras read. Raises NoTemplate, MissingVariables, CannotSet.
    """
    return render(licence.type.letter, facts_of(licence, address or site_address()) | _annotation(purpose, user))


def site_address() -> str:
    """The origin that the operator has named for this site; empty when there is none."""
    return settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else ""


def facts_of(licence: Licence, address: str = "") -> dict[str, Any]:
    """What the template is given."""
    verify = f"{address}{VERIFY_PAGE.format(licence.code)}" if address else licence.printed_code
    return {
        "name": licence.type.name,
        "number": licence.number,
        "holders": [holder.name for holder in licence.holders.all()],
        "numbers": [_printed_number(holder) for holder in licence.holders.all()],
        "face": [[label, text] for label, text in face_of(licence) if text],
        "term": _term(licence),
        "issuer": licence.issuer.name,
        "date": _words(licence.issued_on),
        "identifier": licence.identifier,
        "code": licence.printed_code,
        "qr": segno.make(verify, error="m").svg_inline(border=2, light="#fff", omitsize=True),
    }


def _printed_number(holder: LicenceHolder) -> str:
    """Credit codes are public, numbers of people stay masked."""
    return holder.number if holder.kind == HolderKind.CREDIT_CODE else holder.masked_number


def face_of(licence: Licence) -> list[tuple[str, str]]:
    """The face in words: label and text. Tables stand as their rows."""
    said: list[tuple[str, str]] = []
    for section in readonly(licence.face_version_id, licence.face):
        said += section.items
        said += [(table.title, "；".join("，".join(row) for row in table.rows)) for table in section.tables]
    return said


def _annotation(purpose: str, user: str) -> dict[str, Any]:
    if not purpose:
        return {}
    return {"annotation": f"仅限{user}用于“{purpose}”，{_words(timezone.localdate())}，他用无效。"}


def _term(licence: Licence) -> str:
    if licence.valid_until is None:
        return "长期"
    return f"{_words(licence.valid_from)}至{_words(licence.valid_until)}"


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _origin_of(licence: Licence) -> Origin:
    data = facts_of(licence, site_address())
    return Origin(
        template_for(licence.type.letter, data).pk, data, licence.issuer_id, title=f"{licence.type.name} {licence.number}",
        folder=f"licences/{licence.issued_on:%Y}",
    )  # fmt: skip


FILES = Filing(acts.KEEP_CERTIFICATE, SEALED_AS, _origin_of)


@task()
def make_certificate(licence_id: int) -> str:
    """The PDF of a certificate. Returns the digest."""
    return FILES.make(_with_terms(licence_id), make_twin)


@task(priority=LATER)
def make_twin(licence_id: int) -> str:
    """The sealed OFD of a certificate. Returns its digest, empty where there is no seal now."""
    return FILES.make_twin(_with_terms(licence_id))


def _with_terms(licence_id: int) -> Licence:
    return Licence.objects.select_related("type", "issuer", "face_version").get(pk=licence_id)
