"""The child of `verify_pdf_apart`: a question of `wire` in, JSON out. Usage: python -m mingtang.lib.pdf SECONDS"""

import json
import resource
import sys

from mingtang.lib.pdf import UnreadablePdf, verify_pdf, wire

MOST_MEMORY = 1536 << 20


def main(seconds: int) -> None:
    """Answer one question under limits."""
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    pdf, evidence, now = wire.read_question(sys.stdin.buffer.read())
    try:
        told: dict[str, object] = {"verdicts": wire.answer(verify_pdf(pdf, evidence, now=now))}
    except UnreadablePdf as refused:
        told = {"unreadable": [refused.says, refused.detail]}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
