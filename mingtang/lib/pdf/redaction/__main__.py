"""The child of `apart`: what is asked and a file in, what is told and a file out. Usage: python -m mingtang.lib.pdf.redaction SECONDS"""

import resource
import sys
from dataclasses import asdict
from typing import Any

from mingtang.lib.pdf.faults import UnreadablePdf
from mingtang.lib.pdf.redaction.apart import framed, unframed
from mingtang.lib.pdf.redaction.checking import leaks
from mingtang.lib.pdf.redaction.inspecting import inspected
from mingtang.lib.pdf.redaction.making import redact
from mingtang.lib.pdf.redaction.marks import CannotRedact, Marks, Region

MOST_MEMORY = 3 << 30  # of addresses: fonts are mapped whole
MOST_WRITTEN = 64 << 20  # the picture of a page


def main(seconds: int) -> None:
    """Do one thing under limits."""
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: MOST_WRITTEN,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    asked, pdf = unframed(sys.stdin.buffer.read())
    try:
        told, made = _done(asked, pdf)
    except CannotRedact as refused:
        told, made = {"refused": str(refused)}, b""
    except UnreadablePdf as unread:
        told, made = {"refused": f"{unread.says}。"}, b""
    sys.stdout.buffer.write(framed(told, made))


def _done(asked: dict[str, Any], pdf: bytes) -> tuple[dict[str, Any], bytes]:
    if asked["do"] == "check":
        return {"leaks": leaks(pdf, asked["strings"])}, b""
    if asked["do"] == "inspect":
        return asdict(inspected(pdf)), b""
    said = asked["marks"]
    marks = Marks(tuple(said["strings"]), tuple(Region(**each) for each in said["regions"]), said["flat"])
    made = redact(pdf, marks, fonts=asked["fonts"])
    return {"pages": made.pages, "places": made.places, "unseen": made.unseen}, made.pdf


if __name__ == "__main__":
    main(int(sys.argv[1]))
