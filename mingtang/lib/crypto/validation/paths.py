"""Judging paths, at any moment, with the evidence at hand: nothing is fetched."""

from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from mingtang.lib.crypto.certificates import Certificate, KeyUse
from mingtang.lib.crypto.faults import Malformed, NotTrusted
from mingtang.lib.crypto.keys import require_public_key
from mingtang.lib.crypto.national_names import teach
from mingtang.lib.crypto.revocation import RevocationList
from mingtang.lib.crypto.validation.search import ways_up
from mingtang.lib.crypto.validation.signatures import SignaturesOfAllKinds
from mingtang.lib.crypto.validation.standing import require_standing

MOST_CERTIFICATES = 64  # beside the one judged and the roots
_USES = {
    KeyUse.DIGITAL_SIGNATURE: "digital_signature",
    KeyUse.NON_REPUDIATION: "non_repudiation",
    KeyUse.KEY_ENCIPHERMENT: "key_encipherment",
    KeyUse.DATA_ENCIPHERMENT: "data_encipherment",
    KeyUse.KEY_AGREEMENT: "key_agreement",
    KeyUse.CERTIFICATE_SIGNING: "key_cert_sign",
    KeyUse.LIST_SIGNING: "crl_sign",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a judgement rests on: trusted roots, other certificates, lists, OCSP answers (DER); nothing verified yet."""

    roots: Sequence[Certificate]
    others: Sequence[Certificate] = ()
    lists: Sequence[RevocationList] = ()
    answers: Sequence[bytes] = ()


def validate_path(
    certificate: Certificate,
    evidence: Evidence,
    moment: datetime,
    *,
    uses: Iterable[KeyUse] = (),
    purposes: Iterable[str] = (),
    revocation_required: bool = True,
) -> tuple[Certificate, ...]:
    """The path from a root down to `certificate`, all of it good at `moment`, for all `uses` and `purposes` (dotted).

    `require_standing` says which evidence counts. If `revocation_required` is false, certificates of which nothing is
    known pass. Raises NotTrusted, with the reason; Malformed for too many certificates or a naive moment; KeyRefused
    for a key we do not use.
    """
    if len(evidence.others) > MOST_CERTIFICATES or moment.tzinfo is None:
        raise Malformed("too many certificates, or a moment without time zone")
    require_public_key(certificate.spki)
    wanted = {_USES[use] for use in uses}, _named(purposes)
    reasons = []
    for way in ways_up(certificate, evidence.roots, evidence.others):
        try:
            _require_valid(way, moment, *wanted)
            _require_all_standing(way, evidence, moment, required=revocation_required)
        except NotTrusted as refused:
            reasons.append(str(refused))
        else:
            return way
    raise NotTrusted(reasons[0] if reasons else "no way leads to a trusted root")  # of the shortest way


def _require_all_standing(way: Sequence[Certificate], evidence: Evidence, moment: datetime, *, required: bool) -> None:
    for issuer, below in pairwise(way):
        require_standing(below, issuer, evidence.lists, evidence.answers, moment, required=required)


def _require_valid(way: Sequence[Certificate], moment: datetime, uses: set[str], purposes: set[str]) -> None:
    """By the validator, which asks everything but whether something was revoked."""
    teach()
    root, *between = map(_foreign, way)
    context = ValidationContext(
        trust_roots=[root],
        other_certs=between[:-1],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
        signature_validator=SignaturesOfAllKinds(),
    )
    validator = CertificateValidator(between[-1] if between else root, validation_context=context)
    try:
        _finished(validator.async_validate_usage(uses, purposes))  # type: ignore[no-untyped-call]
    except (PathError, ValidationError) as refused:
        raise NotTrusted(str(refused)) from None
    except (ValueError, TypeError, KeyError) as unreadable:  # of its parser, which reads when asked
        raise NotTrusted(f"the path cannot be read: {unreadable}") from None


def _foreign(certificate: Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.encoded)


def _named(purposes: Iterable[str]) -> set[str]:
    return {x509.KeyPurposeId.map(purpose) for purpose in purposes}


def _finished(coroutine: Coroutine[Any, Any, Any]) -> None:
    """Let it run to its end. It never waits, since nothing is fetched: so it runs inside a loop of events as well."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise NotTrusted("the validator wanted to wait for something")
