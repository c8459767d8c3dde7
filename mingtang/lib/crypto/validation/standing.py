"""Whether a certificate of a path stood at some moment: not revoked, and somebody entitled says so.

By our own readers: they take lists of 100 000 entries in stride, and know responders that sign by SM2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from mingtang.lib.crypto.certificates import Certificate, KeyUse
from mingtang.lib.crypto.faults import CryptoFault, NotTrusted
from mingtang.lib.crypto.revocation import Known, Reason, RevocationList, Revoked, believed_answer


@dataclass(frozen=True, slots=True)
class _Finding:
    """What a list or an answer says of one certificate, as of when, to be relied on until when."""

    as_of: datetime
    until: datetime
    revoked: Revoked | None


def require_standing(
    certificate: Certificate,
    issuer: Certificate,
    lists: Sequence[RevocationList],
    answers: Sequence[bytes],
    moment: datetime,
    *,
    required: bool,
) -> None:
    """Raises NotTrusted if `certificate` was revoked or on hold at `moment`, or if that is `required` to be known and is not.

    What is later than `moment` counts too, as it knows more; what had run out by then does not, nor what was made
    after the certificate expired, when it may have been dropped.
    """
    said = [*_in_lists(certificate, issuer, lists), *_in_answers(certificate, issuer, answers)]
    findings = [each for each in said if each.until >= moment and each.as_of <= certificate.not_after]
    if required and not findings:
        raise NotTrusted(f"whether {certificate.subject} was revoked is not known")
    if (reason := _refusal(findings, moment)) is not None:
        raise NotTrusted(f"{certificate.subject} was revoked at that time: {reason.name.lower()}")


def _refusal(findings: Sequence[_Finding], moment: datetime) -> Reason | None:
    """A hold may have ended: it counts if nothing newer of before `moment` knows that. All else is for ever."""
    newest = max((each.as_of for each in findings if each.as_of <= moment), default=moment)
    for each in findings:
        revoked = each.revoked
        if revoked and revoked.moment <= moment and (revoked.reason != Reason.HOLD or each.as_of >= newest):
            return revoked.reason
    return None


def _in_lists(certificate: Certificate, issuer: Certificate, lists: Sequence[RevocationList]) -> Iterator[_Finding]:
    """Full lists of the issuer, and what each becomes by its deltas."""
    if KeyUse.LIST_SIGNING not in (issuer.uses or ()):
        return
    own = [each for each in lists if _is_issued(each, issuer)]
    for full in (each for each in own if each.base is None):
        for each in (full, *_updated(full, own)):
            yield _Finding(each.this_update, each.next_update, each.revoked.get(certificate.serial))


def _is_issued(each: RevocationList, issuer: Certificate) -> bool:
    try:
        return each.is_issued_by(issuer)
    except CryptoFault:
        return False


def _updated(full: RevocationList, lists: Sequence[RevocationList]) -> Iterator[RevocationList]:
    for delta in lists:
        try:
            yield full.updated_by(delta)
        except NotTrusted:  # for another full list
            continue


def _in_answers(certificate: Certificate, issuer: Certificate, answers: Sequence[bytes]) -> Iterator[_Finding]:
    """An answer without an end is good for its own moment only; `unknown` says nothing."""
    for encoded in answers:
        try:
            said = believed_answer(encoded, certificate, issuer)
        except CryptoFault:  # about another certificate, or of somebody else
            continue
        if said.status is not Known.UNKNOWN:
            revoked = None if isinstance(said.status, Known) else said.status
            yield _Finding(said.this_update, said.next_update or said.this_update, revoked)
