"""Issuing licences: their number and identifier, holders, face, and the days on which holders will be reminded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.services.licences import acts
from mingtang.domains.services.licences.actions.telling import tell_holders
from mingtang.domains.services.licences.events import LicenceIssued
from mingtang.domains.services.licences.models import Issuer, Licence, LicenceHolder, LicenceType, Reminder
from mingtang.domains.services.licences.rules import holder_number, new_code
from mingtang.domains.services.licences.terms import end_of_term, reminder_days, renewal_window
from mingtang.kernel.cases.api import Case
from mingtang.kernel.directory.api import NoNumberFormat, Organ, Refused, Region, issue_number
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.kernel.forms.api import FormVersion, NoForm, published, rest_validate
from mingtang.lib.identifiers import InvalidIdentifier, LicenceIdentifier

SERIALS = "licence"
"""The kind of number that serials of identifiers are."""


@dataclass(frozen=True, kw_only=True)
class HolderDetails:
    """One holder: `kind` as in `rules.HolderKind`, the number as it was typed."""

    kind: str
    name: str
    number: str


@dataclass(frozen=True, kw_only=True)
class IssueDetails:
    """What a licence says. Empty `number`: the next of the issuer; `valid_from` None: today; `valid_until` None: the term."""

    holders: Sequence[HolderDetails]
    face: Mapping[str, Any]
    number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    region: Region | None = None
    reason: str = ""
    basis: str = ""
    issued_on: date = field(default_factory=timezone.localdate)


class FaceRejected(Refused):
    """The face is not as the type asks; `errors` are sentences by path."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__("照面信息有误：" + "；".join(f"{path} {said[0]}" for path, said in errors.items()), "face")
        self.errors = errors


def issue(
    actor: Actor,
    kind: LicenceType,
    details: IssueDetails,
    *,
    issuer: Organ,
    case: Case | None = None,
    decided: bool = False,
) -> Licence:
    """Issue a licence, for a case or by hand with a reason. Raises NotPermitted, FaceRejected, Refused.

    `decided`: a step of the case does it, as was decided there; the right of the store is not asked for.
    """
    licence = Licence(type=kind, issuer=issuer, case=case)
    with act(acts.by(acts.ISSUE, decided=decided), actor, licence, basis=details.basis) as deed:
        _require_right(kind, issuer, details, case)
        _fill(actor, licence, details)
        write(deed, licence, _holders(licence, details.holders))
        deed.note = details.reason
        case_id = case.pk if case else None
        deed.announce(LicenceIssued(subject=subject_of(licence), licence_id=licence.pk, case_id=case_id))
        tell_holders(licence, "电子证照已制发", f"{licence.issuer.name}向您颁发了{licence}，可以在“我的证照”中查看。")
    return licence


def subject_of(licence: Licence) -> str:
    """What facts about a licence are about: all of its versions, so that they arrive in order."""
    return f"licence:{licence.identifier.rsplit('.', 2)[0]}"


def _require_right(kind: LicenceType, issuer: Organ, details: IssueDetails, case: Case | None) -> None:
    if kind.retired_on is not None:
        raise Refused("这种证照已经停用，不能再制发。", "type")
    if not Issuer.objects.filter(type=kind, organ=issuer).exists():
        raise Refused(f"{issuer.name}不是“{kind.name}”的颁发机构。", "issuer")
    if case is None and not details.reason:
        raise Refused("没有关联办件的，请写明制发原因。", "reason")


def _fill(actor: Actor, licence: Licence, details: IssueDetails) -> None:
    """Everything a new licence says of itself."""
    licence.issued_on = details.issued_on
    set_term(licence, details.valid_from or details.issued_on, details.valid_until)
    licence.region = details.region or licence.issuer.region
    licence.face_version = face_form(licence.type)
    licence.face = checked_face(actor, licence.face_version, details.face)
    licence.number = details.number or _next_number(licence)
    if Licence.objects.filter(type=licence.type, number=licence.number).exists():
        raise Refused("这个证照编号已经用过。", "number")
    licence.identifier = str(_next_identifier(licence))
    licence.reason, licence.basis = details.reason, details.basis


def set_term(licence: Licence, start: date, until: date | None) -> None:
    """From when to when the licence holds, and until when its renewal may be asked for."""
    licence.valid_from = start
    licence.valid_until = until or end_of_term(licence.type, start)
    if licence.valid_until is not None and licence.valid_until < start:
        raise Refused("有效期止不能早于有效期起。", "valid_until")
    window = renewal_window(licence.type, licence.valid_until, licence.issuer_id)
    licence.renew_by = window.last if window else None


def face_form(kind: LicenceType) -> FormVersion:
    """The version of the face in force. Raises Refused when there is none."""
    try:
        return published(kind.form.key, kind.form.organ_id)
    except NoForm as none:
        raise Refused("这种证照的照面表单还没有发布。", "type") from none


def checked_face(actor: Actor, version: FormVersion, face: Mapping[str, Any]) -> dict[str, Any]:
    """The clean face. Raises FaceRejected."""
    clean, errors = rest_validate(actor, version.pk, dict(face))
    if errors:
        raise FaceRejected(errors)
    return clean


def _next_number(licence: Licence) -> str:
    try:
        return issue_number(licence.issuer, licence.type.numbering, on=licence.issued_on)
    except NoNumberFormat as none:
        raise Refused("这种证照没有编号规则，请填写证照编号。", "number") from none


def _next_identifier(licence: Licence) -> LicenceIdentifier:
    try:
        serial = issue_number(licence.issuer, SERIALS, on=licence.issued_on)
        return LicenceIdentifier.of(licence.type.code, licence.issuer.credit_code or "", serial)
    except (NoNumberFormat, InvalidIdentifier) as fault:
        raise Refused(f"不能生成电子证照标识：{fault}", "issuer") from fault


def _holders(licence: Licence, given: Sequence[HolderDetails]) -> list[LicenceHolder]:
    """Rows for the holders. Raises Refused without any, for a malformed number, and for one that is named twice."""
    if not given:
        raise Refused("请填写持证主体。", "holders")
    try:
        numbers = [holder_number(each.kind, each.number) for each in given]
    except InvalidIdentifier as fault:
        raise Refused(str(fault), "holders") from fault
    if len(set(numbers)) < len(numbers):
        raise Refused("同一持证主体填写了两次。", "holders")
    return [
        LicenceHolder.of(licence, each.kind, each.name, number) for each, number in zip(given, numbers, strict=True)
    ]


def write(deed: Deed, licence: Licence, holders: Sequence[LicenceHolder]) -> None:
    """Store a version that is complete, its holders, and its reminders."""
    licence.code = new_code()
    deed.create(licence)
    deed.on = licence
    for holder in holders:
        holder.licence = licence
        deed.create(holder)
    if licence.renew_by is not None:
        days = reminder_days(licence.renew_by, licence.issuer_id)
        Reminder.objects.bulk_create(
            Reminder(licence=licence, limit=code, due_on=day) for code, day in days.items() if day > licence.issued_on
        )
