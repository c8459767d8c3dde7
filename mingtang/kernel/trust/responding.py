"""Answers about the standing of certificates (RFC 6960), asked of the register of certificates with one statement."""

from datetime import datetime, timedelta
from functools import lru_cache, partial

from django.core.cache import cache
from django.utils import timezone

from mingtang.kernel.trust.hierarchy import NoAuthority, office_of
from mingtang.kernel.trust.keys import signing_key
from mingtang.kernel.trust.models import Authority, Office
from mingtang.kernel.trust.queries import revocations_among
from mingtang.lib.crypto.certificates import read_certificate
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Refusal, Responder, refusal

GOOD_FOR = timedelta(hours=1)  # trust.md 6: nextUpdate after 12 hours at most
_REMEMBERED = 60  # seconds that a process remembers who answers


def answer_question(authority_id: int, asked: bytes, *, now: datetime | None = None) -> bytes:
    """OCSPResponse, DER, to a question (DER as it came); while nobody can answer, the refusal that says: later."""
    now = now or timezone.now()
    try:
        responder = _responder(authority_id)
        look_up = partial(revocations_among, authority_id)
        return responder.answer(asked, look_up, this_update=now, next_update=now + GOOD_FOR)
    except (NoAuthority, CryptoFault):
        return refusal(Refusal.TRY_LATER)


def _responder(authority_id: int) -> Responder:
    """Who answers for an authority; which one that is costs two statements a minute. Raises NoAuthority."""
    told = cache.get(key := f"trust:responder:{authority_id}")
    if told is None:
        told = _told(authority_id)
        cache.set(key, told, _REMEMBERED)
    return _opened(*told)


def _told(authority_id: int) -> tuple[bytes, bytes, str, str]:
    authority = Authority.objects.filter(pk=authority_id).exclude(key_label="").exclude(encoded=b"").first()
    if authority is None:
        raise NoAuthority("没有这个签发机构。")
    office = office_of(authority, Office.Role.RESPONDER)
    return bytes(authority.encoded), bytes(office.certificate.encoded), office.key_label, authority.kind


@lru_cache(maxsize=16)
def _opened(authority: bytes, certificate: bytes, label: str, kind: str) -> Responder:
    key = signing_key(label, KeyKind(kind))
    return Responder(read_certificate(authority), read_certificate(certificate), key)
