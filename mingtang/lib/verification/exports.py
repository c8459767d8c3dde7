"""Verifying an export of the chain of evidence: the chain recomputed, and the timestamps over its heads judged.

The format is that of `mingtang evidence export`; what it takes to check it without us is `verify_evidence.py`.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.digests import NotCanonical, canonical_json, sm3_hex
from mingtang.lib.verdicts import Outcome, Step, Verdict, judge_timestamp, outcome_of

FORMAT = "mingtang-evidence-1"
MOST_JUDGED = 8  # each stamp covers all before it, so the newest ones prove most
_GENESIS = "0" * 64


class _Broken(Exception):
    """The export does not hold; the message says where, in plain Chinese."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp over a head of the chain: number and digest of the link, token (ContentInfo, DER)."""

    seq: int
    head: str
    token: bytes

    @property
    def text(self) -> bytes:
        """What was stamped: the head as it is printed."""
        return f"{self.seq}:{self.head}".encode("ascii", "replace")


def verify_export(export: bytes, evidence: Evidence) -> Verdict:
    """One verdict on the whole export. Steps: `structure` or `chain`, `timestamp` for the newest stamps, `uncovered`.

    Whoever rewrites a whole chain can make it agree with itself: without any timestamp the outcome is unknown, and the
    head must be compared with one that was published. Raises nothing.
    """
    try:
        chain = _recomputed(export)
    except _Broken as broken:
        return Verdict(Outcome.INVALID, (Step("chain", False, str(broken)),))
    judged = [_judged(stamp, chain, evidence) for stamp in chain.stamps[-MOST_JUDGED:]]
    proven = [moment for _, moment in judged if moment]
    moment = max(proven, default=None)
    steps = (_chain_step(chain), *(_weighed(step, moment) for step, _ in judged), *_remarks(chain, moment))
    return Verdict(outcome_of(steps, good_now=True), steps, signed_at=moment, time_is_proven=moment is not None)


def stamps_of(export: bytes) -> tuple[Stamp, ...]:
    """The newest timestamps that an export carries, none if it does not hold."""
    try:
        return _recomputed(export).stamps[-MOST_JUDGED:]
    except _Broken:
        return ()


@dataclass(frozen=True, slots=True)
class _Chain:
    """The recomputed chain: number of its first and last link, the head, digests of the links that are stamped."""

    first: int
    last: int
    head: str
    stamps: tuple[Stamp, ...]
    stamped: dict[int, str]


def _recomputed(export: bytes) -> _Chain:
    start, *links, end = _lines(export)
    first = _whole(start.get("first"))
    if start.get("format") != FORMAT or first < 1:
        raise _Broken("第一行不是本系统存证导出文件的开头")
    stamps = tuple(_stamps(end))
    wanted = {each.seq for each in stamps}
    digest, stamped = str(start.get("previous")) if first > 1 else _GENESIS, {}
    for seq, link in enumerate(links, first):
        digest = _linked(digest, seq, link)
        if seq in wanted:
            stamped[seq] = digest
    last = first + len(links) - 1
    if (end.get("last"), end.get("head")) != (last, digest):
        raise _Broken("最后一行所写的链头与逐条重算的结果不符，可能删去了末尾的记录")
    return _Chain(first, last, digest, stamps, stamped)


def _lines(export: bytes) -> list[dict[str, Any]]:
    lines = export.removesuffix(b"\n").split(b"\n")
    if len(lines) < 2:
        raise _Broken("文件不完整，缺少开头或者结尾")
    return [_read(number, line) for number, line in enumerate(lines, 1)]


def _read(number: int, line: bytes) -> dict[str, Any]:
    """A line as it was written: one that could be read in two ways is refused."""
    try:
        value = json.loads(line)
        is_canonical = canonical_json(value) == line
    except (ValueError, NotCanonical, RecursionError):
        is_canonical = False
    if not is_canonical or not isinstance(value, dict):
        raise _Broken(f"第 {number} 行被改动过，或者已经损坏")
    return value


def _linked(previous: str, seq: int, link: dict[str, Any]) -> str:
    """The digest of a link, as it follows from the one before."""
    record = sm3_hex(canonical_json(link.get("record")))
    digest = sm3_hex(f"{previous}:{seq}:{link.get('id')}:{record}".encode())
    if (link.get("seq"), link.get("record_digest"), link.get("digest")) != (seq, record, digest):
        raise _Broken(f"第 {seq} 条记录被改动、删除或者插入过，链在这里断开")
    return digest


def _stamps(end: dict[str, Any]) -> Iterator[Stamp]:
    told: Any = end.get("stamps", [])
    for each in told if isinstance(told, list) else [{}]:
        try:
            yield Stamp(_whole(each["seq"]), str(each["head"]), base64.b64decode(each["token"], validate=True))
        except (KeyError, TypeError, ValueError, binascii.Error):
            raise _Broken("最后一行所附的时间戳已经损坏") from None


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _judged(stamp: Stamp, chain: _Chain, evidence: Evidence) -> tuple[Step, datetime | None]:
    if chain.stamped.get(stamp.seq) != stamp.head:
        return Step("timestamp", False, f"第 {stamp.seq} 条的时间戳不是这条链的，链可能被整份改写过"), None
    step, moment = judge_timestamp(stamp.token, stamp.text, evidence)
    if step.passed:
        return Step(
            "timestamp", True, f"时间戳证明截至第 {stamp.seq} 条的全部记录当时已经存在", _moment(moment)
        ), moment
    return Step("timestamp", step.passed, f"第 {stamp.seq} 条：{step.says}", step.detail), None


def _weighed(step: Step, proven: datetime | None) -> Step:
    """One good stamp is enough: beside it those of unknown authorities are remarks."""
    return replace(step, weighs=False) if step.passed is None and proven else step


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _chain_step(chain: _Chain) -> Step:
    says = f"第 {chain.first} 至 {chain.last} 条记录逐条重算，环环相扣，没有改动"
    return Step("chain", True, says, f"head {chain.last}:{chain.head}")


def _remarks(chain: _Chain, proven: datetime | None) -> Iterable[Step]:
    if not chain.stamps:
        says = "没有时间戳：链自身完整，但是不能排除整份改写。请把链头与已经公布的链头核对"
        return [Step("timestamp", None, says, f"head {chain.last}:{chain.head}")]
    later = chain.last - chain.stamps[-1].seq
    if proven and later > 0:
        return [Step("uncovered", None, f"最后 {later} 条记录还没有时间戳，只由链本身保证", weighs=False)]
    return ()
