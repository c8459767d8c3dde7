"""Sealing, verifying and exporting the chain of records.

Sealing runs in the worker, so that acts take no common lock; what is committed but not yet linked is counted apart.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from django.db import connection, transaction
from django.utils import timezone

from mingtang.kernel.evidence.models import Chain, Head, Link, Record, Unsealed, evidence_key
from mingtang.kernel.evidence.rules import GENESIS, link_digest
from mingtang.lib.digests import canonical_json, hmac_sm3

BATCH = 500
EXPORT_FORMAT = "mingtang-evidence-1"


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold."""

    seq: int | None
    record_id: int | None
    reason: str


@dataclass(frozen=True)
class Verdict:
    """What verification found: how many links hold, how many records wait for a link, and the first break if any."""

    links: int
    waiting: int
    head: str
    broken: Break | None

    @property
    def holds(self) -> bool:
        return self.broken is None


def seal_pending() -> int:
    """Link committed records that have no link yet, one batch; returns how many. One sealer at a time, no waiting."""
    if not Unsealed.objects.exists():
        return 0
    with transaction.atomic():
        chain = _take_chain()
        if chain is None:
            return 0
        waiting = list(Unsealed.objects.select_related("record").order_by("record_id")[:BATCH])
        if waiting:
            _extend(chain, [each.record for each in waiting])
            Unsealed.objects.filter(pk__in=[each.pk for each in waiting]).delete()
        return len(waiting)


def _take_chain() -> Chain | None:
    """The chain's row, locked; None while another worker is sealing."""
    Chain.objects.get_or_create(name="main", defaults={"digest": GENESIS})
    rows = Chain.objects.filter(name="main")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return rows.first()


def _extend(chain: Chain, records: list[Record]) -> None:
    links = []
    for record in records:
        chain.seq += 1
        chain.digest = link_digest(chain.digest, chain.seq, record.pk, record.digest)
        links.append(Link(seq=chain.seq, record=record, digest=chain.digest))
    Link.objects.bulk_create(links)
    chain.save(update_fields=["seq", "digest"])
    Head.objects.create(
        seq=chain.seq, at=timezone.now(), digest=chain.digest, mac=head_mac(chain.seq, chain.digest)
    )


def head_mac(seq: int, digest: str) -> str:
    """HMAC-SM3 of a head under the evidence key: whoever rewrites the database cannot make it."""
    return hmac_sm3(evidence_key().encode(), f"{seq}:{digest}".encode("ascii")).hex()


def verify_chain(progress: Callable[[int], None] = lambda links: None) -> Verdict:
    """Recompute every record and every link in order, then the head; names the first break.

    `progress` is called with the number of links that hold, every thousand.
    """
    state = _Walk()
    for link, record in _links():
        if broken := state.step(link, record):
            return Verdict(state.seq, Unsealed.objects.count(), state.digest, broken)
        if state.seq % 1000 == 0:
            progress(state.seq)
    broken = _waiting_break() or _stray_break() or _head_break(state)
    return Verdict(state.seq, Unsealed.objects.count(), state.digest, broken)


class _Walk:
    """Where the walk along the chain stands."""

    def __init__(self) -> None:
        self.seq, self.digest = 0, GENESIS

    def step(self, link: Link, record: Record | None) -> Break | None:
        """Go over `link`; says what is wrong with it, if anything."""
        if link.seq != self.seq + 1:
            return Break(self.seq + 1, None, f"环节 {self.seq + 1} 缺失")
        if record is None:
            return Break(link.seq, link.record_id, "记录已被删除")
        if record.computed_digest() != record.digest:
            return Break(link.seq, record.pk, "记录内容与其摘要不符")
        if link_digest(self.digest, link.seq, record.pk, record.digest) != link.digest:
            return Break(link.seq, record.pk, "环节摘要与前一环节不符")
        self.seq, self.digest = link.seq, link.digest
        return None


def _links() -> Iterator[tuple[Link, Record | None]]:
    """All links in order, each with its record or None, a few thousand in memory at a time."""
    last = 0
    while page := list(Link.objects.filter(seq__gt=last).order_by("seq")[:2000]):
        records = Record.objects.in_bulk([link.record_id for link in page])
        yield from ((link, records.get(link.record_id)) for link in page)
        last = page[-1].seq


def _waiting_break() -> Break | None:
    for waiting in Unsealed.objects.select_related("record").iterator(chunk_size=2000):
        if waiting.record.computed_digest() != waiting.record.digest:
            return Break(None, waiting.record_id, "尚未成链的记录与其摘要不符")
    return None


def _stray_break() -> Break | None:
    """A record that neither the chain nor the waiting line knows was slipped in, or its link was taken out."""
    known = Link.objects.values("record_id"), Unsealed.objects.values("record_id")
    stray = Record.objects.exclude(pk__in=known[0]).exclude(pk__in=known[1]).order_by("pk").first()
    return Break(None, stray.pk, "记录不在链上，也不在待成链之列") if stray else None


def _head_break(walk: _Walk) -> Break | None:
    """Every kept head must be authentic and must not lie beyond the end of the chain."""
    for head in Head.objects.order_by("seq").iterator(chunk_size=2000):
        if head.mac != head_mac(head.seq, head.digest):
            return Break(head.seq, None, "链头的认证码不符")
        if head.seq > walk.seq:
            return Break(walk.seq + 1, None, f"链止于 {walk.seq}，而链头记到 {head.seq}：末尾被截断")
    heads = Head.objects.in_bulk([walk.seq])
    if walk.seq and (walk.seq not in heads or heads[walk.seq].digest != walk.digest):
        return Break(walk.seq, None, "链尾没有与之相符的链头")
    return None


def export_chain(out: TextIO, *, first: int = 1, last: int | None = None) -> int:
    """Write links `first`..`last` as JSON lines that a third party can check alone; returns how many.

    Line 1 names the format and the digest before `first`; each further line holds seq, record id, record, digests;
    the last line repeats the head. See docs/verify_evidence.py.
    """
    before = Link.objects.filter(seq=first - 1).values_list("digest", flat=True).first() or GENESIS
    _line(out, {"format": EXPORT_FORMAT, "first": first, "previous": before})
    count, digest = 0, before
    for link, record in _links():
        if link.seq < first or (last is not None and link.seq > last):
            continue
        _line(out, _exported(link, record))
        count, digest = count + 1, link.digest
    _line(out, {"last": first + count - 1, "head": digest})
    return count


def _exported(link: Link, record: Record | None) -> dict[str, Any]:
    return {
        "seq": link.seq,
        "id": link.record_id,
        "record": record.content() if record else None,
        "record_digest": record.digest if record else "",
        "digest": link.digest,
    }


def _line(out: TextIO, value: dict[str, Any]) -> None:
    out.write(canonical_json(value).decode("utf-8") + "\n")
