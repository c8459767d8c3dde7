"""Issuing certificates, by the DER writer: all that is the same for an authority is written once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from mingtang.lib.crypto import der, oids
from mingtang.lib.crypto.certificates import extensions
from mingtang.lib.crypto.certificates.extensions import KeyUse, Policy
from mingtang.lib.crypto.certificates.identities import Identity
from mingtang.lib.crypto.certificates.names import AlternativeName, Name, alternative_names
from mingtang.lib.crypto.certificates.profiles import ROOT, Profile
from mingtang.lib.crypto.certificates.reading import Certificate
from mingtang.lib.crypto.certificates.signed import signed
from mingtang.lib.crypto.faults import IssueRefused
from mingtang.lib.crypto.keys import KeyKind, SigningKey, key_identifier, require_public_key

_VERSION_3 = der.explicit(0, der.integer(2))
_RANDOM_BITS = 126  # of a serial number; at least 64 are asked for (ETSI EN 319 412, CA/Browser Forum)
_YEAR = timedelta(days=366)


class Term(NamedTuple):
    """From when to when a certificate is valid, both ends included; aware, whole seconds count."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """Addresses (URLs) at which an authority publishes, written into what it issues."""

    lists: tuple[str, ...] = ()
    deltas: tuple[str, ...] = ()
    responders: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Authority:
    """Who signs certificates and lists: a certificate and its key, and what is the same in all it issues."""

    certificate: Certificate
    key: SigningKey
    publication: Publication = Publication()
    policies: tuple[Policy, ...] = ()

    def __post_init__(self) -> None:
        if self.key.spki != self.certificate.spki:
            raise IssueRefused("the key is not that of the authority's certificate")
        if not self.certificate.is_authority or KeyUse.CERTIFICATE_SIGNING not in (self.certificate.uses or ()):
            raise IssueRefused("the certificate is not one of an authority")

    @cached_property
    def key_identifier(self) -> bytes:
        """As its own certificate says it."""
        return self.certificate.key_identifier or key_identifier(self.key.spki)

    @cached_property
    def common_extensions(self) -> tuple[bytes, ...]:
        """What stands in every certificate it issues."""
        told, written = self.publication, [extensions.authority_key_identifier(self.key_identifier)]
        if told.lists:
            written.append(extensions.distribution_points(oids.CRL_DISTRIBUTION_POINTS, told.lists))
        if told.deltas:
            written.append(extensions.distribution_points(oids.FRESHEST_CRL, told.deltas))
        if told.responders or told.certificates:
            written.append(extensions.information_access(told.responders, told.certificates))
        if self.policies:
            written.append(extensions.certificate_policies(self.policies))
        return tuple(written)


def issue_certificate(
    authority: Authority,
    spki: bytes,
    subject: Name,
    profile: Profile,
    term: Term,
    *,
    serial: int | None = None,
    names: Sequence[AlternativeName] = (),
    identities: Sequence[Identity] = (),
    further: Sequence[bytes] = (),
) -> bytes:
    """Certificate, DER, for the holder of the key `spki` (SubjectPublicKeyInfo, DER).

    `serial` is random unless given; `further` are extensions written elsewhere. Raises IssueRefused for what does not
    fit profile or authority, Malformed or KeyRefused for a bad key, EngineFailed if it cannot be signed.
    """
    kind = require_public_key(spki)
    _require_profile(profile, kind, subject, term, names)
    _require_authority(authority.certificate, profile, term)
    if spki == authority.key.spki:
        raise IssueRefused("an authority does not certify its own key again")
    own = _own_extensions(profile, kind, key_identifier(spki), names, identities)
    written = chain(own, authority.common_extensions, further)
    return _certificate(
        authority.key, authority.certificate.subject, serial or new_serial(), subject, spki, term, written
    )


def issue_root(key: SigningKey, subject: Name, term: Term, *, serial: int | None = None) -> bytes:
    """Certificate, DER, by which a root names itself. Raises as `issue_certificate`."""
    kind = require_public_key(key.spki)
    _require_profile(ROOT, kind, subject, term, ())
    own = _own_extensions(ROOT, kind, key_identifier(key.spki), (), ())
    return _certificate(key, subject, serial or new_serial(), subject, key.spki, term, own)


def new_serial() -> int:
    """A serial number of 16 bytes, positive, of which 126 bits are random."""
    return 1 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)


def _certificate(
    key: SigningKey,
    issuer: Name,
    serial: int,
    subject: Name,
    spki: bytes,
    term: Term,
    written: Sequence[bytes] | chain[bytes],
) -> bytes:
    content = der.sequence(
        _VERSION_3,
        der.integer(serial),
        key.signature_algorithm,
        issuer.encoded,
        der.sequence(der.time(term.begin), der.time(term.end)),
        subject.encoded,
        spki,
        der.explicit(3, der.sequence(*written)),
    )
    return signed(content, key)


def _own_extensions(
    profile: Profile,
    kind: KeyKind,
    identifier: bytes,
    names: Sequence[AlternativeName],
    identities: Sequence[Identity],
) -> list[bytes]:
    written = [extensions.basic_constraints(profile.is_authority, profile.path_length)]
    written += [extensions.key_usage(profile.uses_of(kind)), extensions.subject_key_identifier(identifier)]
    if profile.purposes:
        written.append(extensions.extended_key_usage(profile.purposes, critical=profile.purposes_critical))
    if profile.unasked:
        written.append(extensions.extension(oids.OCSP_NO_CHECK, der.NULL))
    if names:
        written.append(extensions.extension(oids.SUBJECT_ALTERNATIVE_NAME, alternative_names(names)))
    return written + [identity.encoded() for identity in identities]


def _require_profile(
    profile: Profile, kind: KeyKind, subject: Name, term: Term, names: Sequence[AlternativeName]
) -> None:
    if missing := profile.subject - subject.texts.keys():
        raise IssueRefused(f"{profile.title}: the name lacks {', '.join(sorted(missing))}")
    if not profile.uses_of(kind):
        raise IssueRefused(f"{profile.title}: not with a key of kind {kind}")
    if not timedelta(0) < term.end - term.begin <= profile.longest_years * _YEAR:
        raise IssueRefused(f"{profile.title}: the term is empty, or longer than {profile.longest_years} years")
    if profile.needs_alternative_name and not names:
        raise IssueRefused(f"{profile.title}: no alternative name")


def _require_authority(issuer: Certificate, profile: Profile, term: Term) -> None:
    if term.end > issuer.not_after or term.begin < issuer.not_before:
        raise IssueRefused("the term reaches beyond that of the authority")
    if profile.is_authority and issuer.path_length is not None:
        below = profile.path_length
        if below is None or below >= issuer.path_length:
            raise IssueRefused("the authority may have no further authority of this depth below it")
