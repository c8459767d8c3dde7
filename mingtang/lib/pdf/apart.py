"""Verifying files of strangers in a process of its own, which has little memory, little time and no surroundings.

A small file may unfold to millions of numbers: no bound inside of one process catches everything.
"""

import json
import os
import subprocess
import sys
from datetime import datetime

from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf import wire
from mingtang.lib.pdf.faults import UnreadablePdf
from mingtang.lib.pdf.reading import MOST_BYTES
from mingtang.lib.verdicts import Verdict

SECONDS = 20


def verify_pdf_apart(pdf: bytes, evidence: Evidence, *, now: datetime, seconds: int = SECONDS) -> tuple[Verdict, ...]:
    """As `verify_pdf`, and in at most so many seconds; some half a second more is spent on the process.

    Raises UnreadablePdf, also for what takes too much time or memory.
    """
    if len(pdf) > MOST_BYTES:
        raise UnreadablePdf(f"文件太大，最大 {MOST_BYTES >> 20} MB")
    command = [sys.executable, "-m", "mingtang.lib.pdf", str(seconds)]
    surroundings = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    asked = wire.question(pdf, evidence, now)
    try:
        done = subprocess.run(
            command, input=asked, capture_output=True, env=surroundings, timeout=seconds * 2, check=False
        )
        told = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        told = None
    if told is None:
        raise UnreadablePdf("文件结构过于复杂，无法在限定的时间内验证")
    if "unreadable" in told:
        raise UnreadablePdf(*told["unreadable"])
    return wire.read_answer(told["verdicts"])
