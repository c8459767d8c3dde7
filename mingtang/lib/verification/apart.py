"""Files of strangers are read in a process of their own, which has little memory, little time and no surroundings.

A small file may unfold to millions of numbers: no bound inside of one process catches everything.
"""

import json
import os
import subprocess
import sys
from datetime import datetime

from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf import wire
from mingtang.lib.verification.kinds import Kind, Unreadable
from mingtang.lib.verification.report import Report

MOST_BYTES = 64 << 20
SECONDS = 10
JUDGE, BUNDLE = "judge", "bundle"
REFUSED = 3  # exit code of the child when it says why
_TOO_COMPLEX = "文件结构过于复杂，无法在限定的时间内核验"


def judge_apart(file: bytes, evidence: Evidence, *, now: datetime, seconds: int = SECONDS) -> Report:
    """As `judge_file`, in at most so many seconds of computing, twice as many by the clock. Raises Unreadable."""
    told = json.loads(_told(JUDGE, file, evidence, now, seconds))
    return Report(Kind(told["kind"]), told["digest"], wire.read_answer(told["verdicts"]))


def bundle_apart(file: bytes, evidence: Evidence, *, now: datetime, seconds: int = SECONDS) -> bytes:
    """As `make_bundle`, in the same bounds. Raises Unreadable."""
    return _told(BUNDLE, file, evidence, now, seconds)


def _told(wish: str, file: bytes, evidence: Evidence, now: datetime, seconds: int) -> bytes:
    """What the child wrote. Its exit code is 3 when it refuses with words."""
    if len(file) > MOST_BYTES:
        raise Unreadable(f"文件太大，最大 {MOST_BYTES >> 20} MB")
    command = [sys.executable, "-m", "mingtang.lib.verification", wish, str(seconds)]
    surroundings = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    asked = wire.question(file, evidence, now)
    try:
        done = subprocess.run(
            command, input=asked, capture_output=True, env=surroundings, timeout=2 * seconds + 1, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(_TOO_COMPLEX) from None
    if done.returncode == REFUSED:
        raise Unreadable(*json.loads(done.stdout))
    if done.returncode != 0:
        raise Unreadable(_TOO_COMPLEX)
    return done.stdout
