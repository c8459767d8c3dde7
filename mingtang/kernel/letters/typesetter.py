"""The child process that sets letters. It knows nothing of Mingtang: frames in, frames out, and limits that hold it.

Frames are four bytes of length and JSON (in), or one byte of verdict, four bytes of length and a body (out): `+` with
the PDF, a JSON list of PNG pages or of places for seals, `-` with the faults of the source as JSON. Started by `typesetting` with an empty environment.
"""

import base64
import json
import re
import resource
import struct
import sys
from typing import Any, BinaryIO

import typst

MEMORY = 1536 * 1024 * 1024
MOST_FAULTS = 20
MOST_PICTURES = 8
PICTURE_PPI = 96.0
_FAULT = re.compile("^error: ", re.MULTILINE)
_PLACE = re.compile(r"__typst_py_bytes__\.typ:(\d+):")
_SEARCHED = re.compile(r" \(searched at [^)]*\)")


def main(layouts: str, *fonts: str) -> None:
    """Set letters until the input ends."""
    known = typst.Fonts(font_paths=list(fonts))
    compiler = typst.Compiler(root=layouts, font_paths=known)
    _hold(resource.RLIMIT_AS, MEMORY)
    _hold(resource.RLIMIT_FSIZE, 0)
    _hold(resource.RLIMIT_CORE, 0)
    while (order := _read(sys.stdin.buffer)) is not None:
        _answer(
            sys.stdout.buffer, *(_found(layouts, known, order) if order["format"] == "seals" else _set(compiler, order))
        )


def _hold(what: int, most: int) -> None:
    resource.setrlimit(what, (most, most))


def _set(compiler: Any, order: dict[str, str]) -> tuple[bytes, bytes]:
    inputs = {"data": order["data"], "missing": order["missing"]}
    try:
        made = compiler.compile(
            input=order["source"].encode(), format=order["format"], ppi=PICTURE_PPI, sys_inputs=inputs, timestamp=0
        )
    except typst.TypstError as error:
        return b"-", json.dumps(_faults(error), ensure_ascii=False).encode()
    if order["format"] == "pdf":
        return b"+", made
    pages = made if isinstance(made, list) else [made]
    return b"+", json.dumps([base64.b64encode(page).decode() for page in pages[:MOST_PICTURES]]).encode()


def _found(layouts: str, fonts: Any, order: dict[str, str]) -> tuple[bytes, bytes]:
    """Where the layout leaves room for seals."""
    inputs = {"data": order["data"], "missing": order["missing"]}
    try:
        asked = typst.Compiler(order["source"].encode(), root=layouts, font_paths=fonts, sys_inputs=inputs)
        return b"+", asked.query("<seal>", field="value").encode()
    except typst.TypstError as error:
        return b"-", json.dumps(_faults(error), ensure_ascii=False).encode()


def _faults(error: Any) -> list[list[Any]]:
    """Lines (0 where none is known) and messages of what typst found wrong; never a path of this machine."""
    hints = "；".join(["", *error.hints])
    parts = _FAULT.split(error.diagnostic)[1:]
    faults: list[list[Any]] = []
    for part in parts:
        at, said = _PLACE.search(part), _SEARCHED.sub("", part.split("\n", 1)[0])
        faults.append([int(at[1]) if at else 0, said + hints])
    return faults[:MOST_FAULTS] or [[0, _SEARCHED.sub("", error.message)]]


def _read(stream: BinaryIO) -> dict[str, str] | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    order: dict[str, str] = json.loads(stream.read(struct.unpack("!I", head)[0]))
    return order


def _answer(stream: BinaryIO, verdict: bytes, body: bytes) -> None:
    stream.write(verdict + struct.pack("!I", len(body)) + body)
    stream.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
