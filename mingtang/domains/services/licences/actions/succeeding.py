"""New versions of licences: changes of what they say, renewals of how long they hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.services.licences import acts
from mingtang.domains.services.licences.actions.issuing import checked_face, face_form, set_term, subject_of, write
from mingtang.domains.services.licences.actions.telling import tell_holders
from mingtang.domains.services.licences.events import LicenceChanged, LicenceRenewed
from mingtang.domains.services.licences.models import Licence, LicenceHolder
from mingtang.domains.services.licences.rules import LEADS_TO, Step, why_not
from mingtang.kernel.cases.api import Case
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.lib.identifiers import LicenceIdentifier

Names = Mapping[int, str]
"""New names of holders, by the ids of their rows."""


def change(
    actor: Actor,
    licence: Licence,
    *,
    face: Mapping[str, Any],
    reason: str,
    names: Names | None = None,
    basis: str = "",
    case: Case | None = None,
    decided: bool = False,
) -> Licence:
    """The next version, with another face or other names; the term stays. `decided` as in `issue`.

    Raises NotPermitted, FaceRejected, Refused.
    """
    with act(acts.by(acts.CHANGE, decided=decided), actor, licence, basis=basis) as deed:
        following = _next_version(licence, Step.CHANGE, reason, basis, case)
        following.face_version = face_form(licence.type)
        following.face = checked_face(actor, following.face_version, face)
        set_term(following, licence.valid_from, licence.valid_until)
        _take_over(deed, licence, following, Step.CHANGE, names or {})
        deed.announce(LicenceChanged(**_told(licence, following)))
        tell_holders(following, "证照已变更", f"{following}已经变更，原证照不再有效。")
    return following


def renew(
    actor: Actor,
    licence: Licence,
    *,
    reason: str,
    valid_from: date | None = None,
    valid_until: date | None = None,
    basis: str = "",
    case: Case | None = None,
    decided: bool = False,
) -> Licence:
    """The next version, which holds from the day of the decision for another term. `decided` as in `issue`.

    Raises NotPermitted, Refused.
    """
    with act(acts.by(acts.RENEW, decided=decided), actor, licence, basis=basis) as deed:
        following = _next_version(licence, Step.RENEW, reason, basis, case)
        if licence.valid_until is None:
            raise Refused("长期有效的证照不需要延续。")
        following.face_version, following.face = licence.face_version, licence.face
        set_term(following, valid_from or following.issued_on, valid_until)
        if following.valid_until is None or following.valid_until <= licence.valid_until:
            raise Refused("延续后的有效期要晚于现在的有效期。", "valid_until")
        _take_over(deed, licence, following, Step.RENEW, {})
        deed.announce(LicenceRenewed(**_told(licence, following)))
        tell_holders(following, "证照已延续", f"{following}有效期延至 {following.valid_until:%Y-%m-%d}。")
    return following


def lock(licence: Licence, step: Step) -> None:
    """Read the licence as it stands now and keep others from it. Raises Refused when it cannot take the step."""
    licence.refresh_from_db(from_queryset=Licence.objects.select_for_update())
    if reason := why_not(step, licence.state):
        raise Refused(reason)


def _next_version(licence: Licence, step: Step, reason: str, basis: str, case: Case | None) -> Licence:
    lock(licence, step)
    if not reason:
        raise Refused("请写明原因。", "reason")
    identifier = LicenceIdentifier.parse(licence.identifier).next_version()
    return Licence(
        type=licence.type,
        identifier=str(identifier),
        number=licence.number,
        version=identifier.version,
        predecessor=licence,
        issuer=licence.issuer,
        region=licence.region,
        issued_on=timezone.localdate(),
        reason=reason,
        basis=basis,
        case=case,
    )


def _take_over(deed: Deed, licence: Licence, following: Licence, step: Step, names: Names) -> None:
    """Put the new version in the place of the one before, with its holders."""
    holders = [
        LicenceHolder.of(following, each.kind, names.get(each.pk) or each.name, each.number)
        for each in licence.holders.all()
    ]
    deed.change(licence, state=LEADS_TO[step], state_since=timezone.now())
    write(deed, following, holders)
    deed.note = following.reason


def _told(licence: Licence, following: Licence) -> dict[str, Any]:
    return {
        "subject": subject_of(following),
        "licence_id": following.pk,
        "predecessor_id": licence.pk,
        "case_id": following.case_id,
    }
