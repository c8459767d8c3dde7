"""Questions and answers between processes: plain bytes and JSON, so that nothing is run when they are read."""

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from mingtang.lib.crypto.certificates import Certificate, read_certificate
from mingtang.lib.crypto.revocation import read_crl
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.verdicts import Outcome, Step, Verdict

_LENGTH = struct.Struct("!I")


def question(pdf: bytes, evidence: Evidence, now: datetime) -> bytes:
    """What `read_question` reads."""
    parts = [
        [each.encoded for each in evidence.roots],
        [each.encoded for each in evidence.others],
        [each.encoded for each in evidence.lists],
        list(evidence.answers),
    ]
    head = json.dumps({"now": now.isoformat(), "counts": [len(part) for part in parts]}).encode()
    return b"".join(_LENGTH.pack(len(each)) + each for each in (head, pdf, *chain(*parts)))


def read_question(asked: bytes) -> tuple[bytes, Evidence, datetime]:
    """The file, the evidence and the moment."""
    head, pdf, *encoded = _frames(asked)
    told = json.loads(head)
    parts = []
    for count in told["counts"]:
        parts.append(encoded[:count])
        encoded = encoded[count:]
    roots, others, lists, answers = parts
    evidence = Evidence(_certificates(roots), _certificates(others), tuple(map(read_crl, lists)), tuple(answers))
    return pdf, evidence, datetime.fromisoformat(told["now"])


def _frames(asked: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(asked):
        (length,) = _LENGTH.unpack_from(asked, at)
        found.append(asked[at + 4 : at + 4 + length])
        at += 4 + length
    return found


def _certificates(encoded: Sequence[bytes]) -> tuple[Certificate, ...]:
    return tuple(map(read_certificate, encoded))


def answer(verdicts: Sequence[Verdict]) -> str:
    """Verdicts as JSON, for `read_answer`."""
    return json.dumps([_told(each) for each in verdicts])


def _told(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome.value,
        "steps": [[each.code, each.passed, each.says, each.detail, each.weighs] for each in verdict.steps],
        "signer": _text(verdict.signer) if verdict.signer else None,
        "signed_at": verdict.signed_at.isoformat() if verdict.signed_at else None,
        "time_is_proven": verdict.time_is_proven,
        "name": verdict.name,
        "path": [_text(each) for each in verdict.path],
        "reason": verdict.reason,
    }


def read_answer(said: str) -> tuple[Verdict, ...]:
    """The verdicts."""
    return tuple(map(_read, json.loads(said)))


def _read(told: dict[str, Any]) -> Verdict:
    return Verdict(
        Outcome(told["outcome"]),
        tuple(Step(*each) for each in told["steps"]),
        _certificate(told["signer"]) if told["signer"] else None,
        datetime.fromisoformat(told["signed_at"]) if told["signed_at"] else None,
        bool(told["time_is_proven"]),
        told["name"],
        tuple(map(_certificate, told["path"])),
        told["reason"],
    )


def _text(certificate: Certificate) -> str:
    return b64encode(certificate.encoded).decode()


def _certificate(text: str) -> Certificate:
    return read_certificate(b64decode(text))
