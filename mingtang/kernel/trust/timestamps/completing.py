"""What was left open while nobody stamped: rounds of the worker complete it, and the gap stays visible."""

import base64
from collections.abc import Callable
from datetime import timedelta
from itertools import takewhile
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.kernel.evidence.api import heads_after, newest_head
from mingtang.kernel.trust.models import EvidenceStamp, SealUse, SignatureRecord
from mingtang.kernel.trust.timestamps.stamping import stamp, stamp_digest
from mingtang.lib.crypto.keys import KeyKind

EVERY = timedelta(minutes=1)  # a stamp covers every record before it, so that one a minute covers all
_AT_ONCE = 20


def stamp_evidence() -> int:
    """Stamp the newest head of the chain, at most once a minute; returns how many were stamped."""
    head, last = newest_head(), EvidenceStamp.objects.first()
    if head is None or (last and (last.seq >= head.seq or timezone.now() - last.stamped_at < EVERY)):
        return 0
    token = stamp(stamped_text(head.seq, head.digest), KeyKind.SM2)
    if token is None:
        return 0
    try:
        with transaction.atomic():
            oldest = heads_after(last.seq if last else 0).oldest_at or head.at
            EvidenceStamp.objects.create(
                seq=head.seq,
                head=head.digest,
                sealed_at=head.at,
                oldest_at=oldest,
                stamped_at=timezone.now(),
                token=token,
            )
    except IntegrityError:  # another worker was faster
        return 0
    return 1


def stamped_text(seq: int, digest: str) -> bytes:
    """What is stamped: the head as it is printed, `12345:9f3c…`, in ASCII."""
    return f"{seq}:{digest}".encode("ascii")


def stamps_between(first: int, last: int) -> list[dict[str, Any]]:
    """Stamps over heads from `first` to `last`, for an export: number, digest, token (Base64 of ContentInfo, DER)."""
    rows = EvidenceStamp.objects.filter(seq__range=(first, last)).order_by("seq")
    return [
        {"seq": row.seq, "head": row.head, "token": base64.b64encode(bytes(row.token)).decode("ascii")} for row in rows
    ]


def stamp_late_seals() -> int:
    """Stamp sealed documents that could not be stamped when they were sealed; returns how many were."""
    return _until_nobody_stamps(_seal_stamped, SealUse.objects.filter(lacks_timestamp=True, state=SealUse.State.DONE))


def _seal_stamped(use: SealUse) -> bool:
    """The token's imprint is the digest of the sealed document itself, so that anybody who has it can verify."""
    token = stamp_digest(use.sealed_digest)
    if token is None:
        return False
    done = {"lacks_timestamp": False, "late_stamp": token, "stamped_at": timezone.now()}
    return bool(SealUse.objects.filter(pk=use.pk, lacks_timestamp=True).update(**done))


def stamp_late_signatures() -> int:
    """Stamp signatures of people that could not be stamped when they were made; returns how many were."""
    late = SignatureRecord.objects.filter(stamped_at=None).select_related("certificate__authority")
    return _until_nobody_stamps(_signature_stamped, late)


def _signature_stamped(record: SignatureRecord) -> bool:
    token = stamp(bytes(record.signature), KeyKind(record.certificate.authority.kind))
    if token is None:
        return False
    unstamped = SignatureRecord.objects.filter(pk=record.pk, stamped_at=None)
    return bool(unstamped.update(token=token, stamped_at=timezone.now()))


def _until_nobody_stamps(stamped: Callable[[Any], bool], late: QuerySet[Any]) -> int:
    """How many of a round could be stamped, the oldest first; while nobody stamps, only one is tried."""
    return sum(takewhile(bool, map(stamped, late.order_by("pk")[:_AT_ONCE])))
