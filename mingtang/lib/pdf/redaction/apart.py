"""Redacting and checking files in a process of its own, with little memory, little time and no surroundings."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mingtang.lib.pdf.reading import MOST_BYTES
from mingtang.lib.pdf.redaction.marks import CannotRedact, Inspection, Marks, Redacted

SECONDS = 60
_LENGTH = struct.Struct("!I")


def redact_apart(pdf: bytes, marks: Marks, *, fonts: Sequence[Path] = (), seconds: int = SECONDS) -> Redacted:
    """A new file without what is marked; `fonts` are folders for the letters of its hidden text.

    Raises CannotRedact, with words for people, also for what takes too much time or memory.
    """
    asked = {"do": "redact", "marks": asdict(marks), "fonts": [str(each) for each in fonts]}
    told, made = _asked(asked, pdf, seconds)
    return Redacted(made, int(told["pages"]), int(told["places"]), int(told["unseen"]))


def leaks_apart(pdf: bytes, strings: Sequence[str], *, seconds: int = SECONDS) -> list[str]:
    """What speaks against giving a file out: strings that are found in it again, places where something may hide.

    Raises CannotRedact for a file that cannot be read whole.
    """
    told, _ = _asked({"do": "check", "strings": list(strings)}, pdf, seconds)
    return [str(each) for each in told["leaks"]]


def inspected_apart(pdf: bytes, *, seconds: int = SECONDS) -> Inspection:
    """What whoever gives a file out should know of it. Raises CannotRedact."""
    told, _ = _asked({"do": "inspect"}, pdf, seconds)
    return Inspection(tuple(told["personal"]), tuple(told["hidden"]))


def framed(told: dict[str, Any], content: bytes) -> bytes:
    """JSON and bytes behind it, for `unframed`."""
    head = json.dumps(told).encode()
    return _LENGTH.pack(len(head)) + head + content


def unframed(sent: bytes) -> tuple[dict[str, Any], bytes]:
    """What `framed` put together. Raises ValueError."""
    if len(sent) < _LENGTH.size:
        raise ValueError("nothing was said")
    (length,) = _LENGTH.unpack_from(sent)
    head = sent[_LENGTH.size : _LENGTH.size + length]
    return dict(json.loads(head)), sent[_LENGTH.size + length :]


def _asked(asked: dict[str, Any], pdf: bytes, seconds: int) -> tuple[dict[str, Any], bytes]:
    if len(pdf) > MOST_BYTES:
        raise CannotRedact(f"文件太大，最大 {MOST_BYTES >> 20} MB。")
    command = [sys.executable, "-m", "mingtang.lib.pdf.redaction", str(seconds)]
    surroundings = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, input=framed(asked, pdf), capture_output=True, env=surroundings, timeout=seconds * 2, check=False
        )
        told, made = unframed(done.stdout if done.returncode == 0 else b"")
    except (subprocess.TimeoutExpired, ValueError):
        raise CannotRedact("文件太复杂，没有在限定的时间内处理完，请拆分后再试。") from None
    if "refused" in told:
        raise CannotRedact(told["refused"])
    return told, made
