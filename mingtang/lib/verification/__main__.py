"""The child of `apart`: a question of `pdf.wire` in, JSON or a bundle out. Usage: python -m mingtang.lib.verification judge|bundle SECONDS"""

import json
import resource
import sys

from mingtang.lib.pdf import wire
from mingtang.lib.verification.apart import BUNDLE, REFUSED
from mingtang.lib.verification.bundling import make_bundle
from mingtang.lib.verification.judging import judge_file
from mingtang.lib.verification.kinds import Unreadable

MOST_MEMORY = 1536 << 20


def main(wish: str, seconds: int) -> int:
    """Answer one question under limits; the exit code."""
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    try:
        sys.stdout.buffer.write(_answer(wish, sys.stdin.buffer.read()))
    except Unreadable as refused:
        sys.stdout.buffer.write(json.dumps([refused.says, refused.detail]).encode())
        return REFUSED
    return 0


def _answer(wish: str, asked: bytes) -> bytes:
    file, evidence, now = wire.read_question(asked)
    if wish == BUNDLE:
        return make_bundle(file, evidence, now=now)
    report = judge_file(file, evidence, now=now)
    told = {"kind": report.kind, "digest": report.digest, "verdicts": wire.answer(report.verdicts)}
    return json.dumps(told).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
