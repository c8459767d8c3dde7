"""Sealing, verifying and exporting the chain of records.

Sealing runs in the worker, so that acts take no common lock; what is committed but not yet linked is counted apart.
What the database alone could forge is authenticated with a key that is not in it: waiting records one by one, and the
heads, each of which names the head before it. The sealer builds only on a tip that is authentic.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

import structlog
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mingtang.kernel.evidence.models import Chain, Head, Link, Record, Unsealed
from mingtang.kernel.evidence.rules import GENESIS, link_digest
from mingtang.lib.digests import canonical_json

BATCH = 500
EXPORT_FORMAT = "mingtang-evidence-1"

log = structlog.get_logger(__name__)


class ChainBroken(Exception):
    """The chain's end in the database is not what was sealed last; nothing is added to it until it has been examined."""


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
    """Link committed records that have no link yet, one batch; returns how many. One sealer at a time, no waiting.

    Raises ChainBroken when the end of the chain was tampered with.
    """
    if not Unsealed.objects.exists():
        return 0
    with transaction.atomic():
        chain = _take_chain()
        if chain is None:
            return 0
        _require_authentic_tip(chain)
        waiting = list(Unsealed.objects.select_related("record").order_by("record_id")[:BATCH])
        genuine = [each for each in waiting if each.is_authentic]
        if len(genuine) < len(waiting):
            log.error("forged records are not sealed", records=[each.pk for each in waiting if not each.is_authentic])
        if genuine:
            _extend(chain, [each.record for each in genuine])
            Unsealed.objects.filter(pk__in=[each.pk for each in genuine]).delete()
        return len(genuine)


def _take_chain() -> Chain | None:
    """The chain's row, locked; None while another worker is sealing."""
    Chain.objects.get_or_create(name="main", defaults={"digest": GENESIS})
    rows = Chain.objects.filter(name="main")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return rows.first()


def _require_authentic_tip(chain: Chain) -> None:
    head = Head.objects.order_by("-seq").first()
    tip = (head.seq, head.digest) if head else (0, GENESIS)
    if tip != (chain.seq, chain.digest) or (head and not head.is_authentic):
        raise ChainBroken(f"链尾（{chain.seq}）与链头（{tip[0]}）不符，暂停成链，请核验")


def _extend(chain: Chain, records: list[Record]) -> None:
    links, previous = [], chain.seq
    for record in records:
        chain.seq += 1
        chain.digest = link_digest(chain.digest, chain.seq, record.pk, record.digest)
        links.append(Link(seq=chain.seq, record=record, digest=chain.digest))
    Link.objects.bulk_create(links)
    chain.save(update_fields=["seq", "digest"])
    Head.sealed(chain.seq, chain.digest, previous, timezone.now()).save(force_insert=True)


def verify_chain(
    progress: Callable[[int], object] = lambda links: None, *, known: tuple[int, str] | None = None
) -> Verdict:
    """Recompute every record, every link and every head in order; names the first break. The node may keep working.

    `progress` is called with the number of links that hold, every thousand. `known` is a head (number, digest) that
    was written down elsewhere: only with it is a chain found whose end was cut off together with its heads.
    """
    walk = _Walk(Chain.objects.filter(name="main").first(), known)
    for link, record, head in _links():
        if broken := walk.step(link, record, head):
            return walk.verdict(broken)
        if walk.seq % 1000 == 0:
            progress(walk.seq)
    return walk.verdict(walk.end_break() or _waiting_break() or _stray_break())


class _Walk:
    """Where the walk along the chain stands. `chain` was read before the first step: what it names must be met."""

    def __init__(self, chain: Chain | None, known: tuple[int, str] | None) -> None:
        self.seq, self.digest, self.head = 0, GENESIS, 0
        newest = Head.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        self.at_least = max(newest, known[0] if known else 0, chain.seq if chain else 0)
        self.due = [each for each in (known, (chain.seq, chain.digest) if chain else None) if each]

    def step(self, link: Link, record: Record | None, head: Head | None) -> Break | None:
        """Go over `link` and the head at it, if there is one; says what is wrong, if anything."""
        broken = self._link_break(link, record)
        if broken is None:
            self.seq, self.digest = link.seq, link.digest
            broken = (self._head_break(head) if head else None) or self._due_break()
        return broken

    def _link_break(self, link: Link, record: Record | None) -> Break | None:
        if link.seq != self.seq + 1:
            return Break(self.seq + 1, None, f"环节 {self.seq + 1} 缺失")
        if record is None:
            return Break(link.seq, link.record_id, "记录已被删除")
        if record.computed_digest() != record.digest:
            return Break(link.seq, record.pk, "记录内容与其摘要不符")
        if link_digest(self.digest, link.seq, record.pk, record.digest) != link.digest:
            return Break(link.seq, record.pk, "环节摘要与前一环节不符")
        return None

    def _head_break(self, head: Head) -> Break | None:
        if not head.is_authentic:
            return Break(head.seq, None, "链头的认证码不符")
        if head.digest != self.digest:
            return Break(head.seq, None, "链头与环节不符")
        if head.previous != self.head:
            return Break(head.seq, None, f"链头 {head.previous} 缺失")
        self.head = head.seq
        return None

    def _due_break(self) -> Break | None:
        wrong = any(seq == self.seq and digest != self.digest for seq, digest in self.due)
        return Break(self.seq, None, "环节与登记的链头不符") if wrong else None

    def end_break(self) -> Break | None:
        """What is wrong with the end of the chain; asked after the last link."""
        chain = Chain.objects.filter(name="main").first()
        if self.seq < self.at_least:
            return Break(self.seq + 1, None, f"链止于 {self.seq}，而登记到 {self.at_least}：末尾被截断")
        if self.head != self.seq:
            return Break(self.seq, None, "链尾没有与之相符的链头")
        if self.seq and (chain is None or chain.seq < self.seq):
            return Break(self.seq, None, "链尾的登记缺失或倒退")
        return Break(0, None, "链首摘要不符") if chain and not chain.seq and chain.digest != GENESIS else None

    def verdict(self, broken: Break | None) -> Verdict:
        return Verdict(self.seq, Unsealed.objects.count(), self.digest, broken)


def _links(first: int = 1) -> Iterator[tuple[Link, Record | None, Head | None]]:
    """Links from `first` on, each with its record and its head or None, a few thousand in memory at a time."""
    last = first - 1
    while page := list(Link.objects.filter(seq__gt=last).order_by("seq")[:2000]):
        records = Record.objects.in_bulk([link.record_id for link in page])
        heads = Head.objects.in_bulk([link.seq for link in page])
        yield from ((link, records.get(link.record_id), heads.get(link.seq)) for link in page)
        last = page[-1].seq


def _waiting_break() -> Break | None:
    lost = Unsealed.objects.filter(~Exists(Record.objects.filter(pk=OuterRef("pk")))).first()
    if lost is not None:
        return Break(None, lost.pk, "尚未成链的记录已被删除")
    for waiting in Unsealed.objects.select_related("record").iterator(chunk_size=2000):
        if waiting.record.computed_digest() != waiting.record.digest:
            return Break(None, waiting.record_id, "尚未成链的记录与其摘要不符")
        if not waiting.is_authentic:
            return Break(None, waiting.record_id, "尚未成链的记录不是本平台写入的")
    return None


def _stray_break() -> Break | None:
    """A record that neither the chain nor the waiting line knows was slipped in, or its link was taken out."""
    linked = Link.objects.filter(record_id=OuterRef("pk"))
    waiting = Unsealed.objects.filter(record_id=OuterRef("pk"))
    stray = Record.objects.filter(~Exists(linked), ~Exists(waiting)).order_by("pk").first()
    return Break(None, stray.pk, "记录不在链上，也不在待成链之列") if stray else None


def newest_head() -> Head | None:
    """The head of the chain as it was sealed last; one statement."""
    return Head.objects.order_by("-seq").first()


Witness = Callable[[int, int], list[dict[str, Any]]]
_WITNESSES: list[Witness] = []


def register_witness(witness: Witness) -> None:
    """Have an export of links `first` to `last` carry what `witness(first, last)` tells of heads among them: timestamps, say."""
    if witness not in _WITNESSES:
        _WITNESSES.append(witness)


def export_chain(out: TextIO, *, first: int = 1, last: int | None = None) -> int:
    """Write links `first`..`last` as JSON lines that a third party can check alone; returns how many.

    Line 1 names the format and the digest before `first`; each further line holds seq, record id, record, digests;
    the last line repeats the head, with what witnesses say of heads on the way. See docs/verify_evidence.py.
    """
    before = Link.objects.filter(seq=first - 1).values_list("digest", flat=True).first() or GENESIS
    _line(out, {"format": EXPORT_FORMAT, "first": first, "previous": before})
    count, digest = 0, before
    for link, record, _ in _links(first):
        if last is not None and link.seq > last:
            break
        _line(out, _exported(link, record))
        count, digest = count + 1, link.digest
    end = first + count - 1
    stamps = [each for witness in _WITNESSES for each in witness(first, end)]
    _line(out, {"last": end, "head": digest} | ({"stamps": stamps} if stamps else {}))
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
