"""Timestamps of this node (RFC 3161): answered to whoever asks, and made for its own documents and evidence."""

from datetime import datetime

import structlog
from django.conf import settings
from django.utils import timezone

from mingtang.kernel.statements.api import one_transaction
from mingtang.kernel.trust.hierarchy import NoAuthority, authority_in_service, key_of, office_of, path_to_root
from mingtang.kernel.trust.models import Authority, Office
from mingtang.kernel.trust.timestamps.timekeeping import clock_is_true
from mingtang.lib.crypto import oids
from mingtang.lib.crypto.faults import CryptoFault, Malformed
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.timestamps import (
    Failure,
    Imprint,
    Stamper,
    make_timestamp_request,
    read_timestamp_request,
    rejection,
    token_of,
)

log = structlog.get_logger(__name__)
_REGISTER = "INSERT INTO trust_timestamptoken (office_id, at, digest, imprint) VALUES (%s, %s, %s, %s) RETURNING id"


def answer_timestamp(authority: Authority, asked: bytes, *, now: datetime | None = None) -> bytes:
    """TimeStampResp, DER, to a request (DER as it came): a token that is entered in the register, or why there is none."""
    try:
        office = office_of(authority, Office.Role.TIMESTAMPER)
        request, stamper = read_timestamp_request(asked), stamper_of(office)
    except NoAuthority:
        return rejection(Failure.SYSTEM_FAILURE)
    except Malformed:
        return rejection(Failure.BAD_REQUEST)
    if (objection := stamper.objection_to(request)) is not None:
        return rejection(objection)
    now, imprint = now or timezone.now(), request.imprint
    if not clock_is_true(now):
        return rejection(Failure.TIME_NOT_AVAILABLE)
    with one_transaction() as run:
        (serial,) = run(_REGISTER, [office.pk, now, imprint.digest, imprint.value.hex()]).fetchone()
        return stamper.answer(asked, serial=serial, moment=now)


def stamp(data: bytes, kind: KeyKind) -> bytes | None:
    """A token (ContentInfo, DER) about `data` by this node's authority of `kind`; None while it cannot stamp.

    Work never waits for time: whoever gets None goes on and completes it later.
    """
    return _stamped(Imprint.of(data, oids.SM3 if kind == KeyKind.SM2 else oids.SHA256), kind)


def stamp_digest(digest: str) -> bytes | None:
    """As `stamp`, by the SM2 authority, about a document of which only the SM3 `digest` (hexadecimal) is at hand."""
    return _stamped(Imprint(oids.SM3, bytes.fromhex(digest)), KeyKind.SM2)


def _stamped(imprint: Imprint, kind: KeyKind) -> bytes | None:
    try:
        return token_of(answer_timestamp(authority_in_service(kind), make_timestamp_request(imprint)))
    except (NoAuthority, CryptoFault) as fault:
        log.warning("no timestamp", kind=str(kind), fault=str(fault))
        return None


def stamper_of(office: Office) -> Stamper:
    """The timestamp authority with its key."""
    chain = path_to_root(office.authority)[:-1]
    return Stamper(office.certificate.certificate, key_of(office), settings.TIMESTAMP_POLICY, chain=chain)
