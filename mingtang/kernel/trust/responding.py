"""Answers about the standing of certificates (RFC 6960), asked of the register of certificates with one statement."""

from datetime import datetime, timedelta
from functools import lru_cache, partial

from django.core.cache import cache
from django.utils import timezone

from mingtang.kernel.trust.hierarchy import NoAuthority, office_of, path_to_root
from mingtang.kernel.trust.keys import signing_key
from mingtang.kernel.trust.models import Authority, Certificate, Office
from mingtang.kernel.trust.queries import lists_of_roots, revocations_among
from mingtang.lib.crypto.certificates import read_certificate
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Refusal, Responder, make_question, refusal
from mingtang.lib.crypto.validation import Evidence

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


def evidence_about(*certificates: Certificate) -> Evidence:
    """What proves today, and to whoever asks in years, that these certificates of ours are good: it is embedded in documents.

    Answers about each of them, and the short lists of the roots: never the lists of whole authorities.
    """
    authorities = {each.authority.pk: each.authority for each in certificates}
    paths = [path_to_root(authority) for authority in authorities.values()]
    answers = [_answer_about(each) for each in certificates]
    return Evidence(
        roots=[path[-1] for path in paths],
        others=[each for path in paths for each in path[:-1]],
        lists=lists_of_roots(),
        answers=[each for each in answers if each != refusal(Refusal.TRY_LATER)],
    )


def _answer_about(certificate: Certificate) -> bytes:
    asked = make_question(certificate.certificate, certificate.authority.certificate)
    return answer_question(certificate.authority_id, asked)
