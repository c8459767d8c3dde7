"""Setting letters in a child process that cannot hurt us: bounded in time and memory, without network, reading only our
layouts and fonts. It stays warm between letters and is replaced after a failure, and after so many letters.
"""

import atexit
import base64
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingtang.kernel.letters.fonts import font_folders, missing_roles

LAYOUTS = Path(__file__).parent / "layouts"
PROGRAM = Path(__file__).parent / "typesetter.py"
SECONDS = 10.0
FIRST_SECONDS = 30.0  # reading the fonts once takes longer on a cold disk
LETTERS_OF_ONE_PROCESS = 500
LARGEST_LETTER = 20 * 1024 * 1024
NOWHERE = "http://127.0.0.1:9"  # packages are fetched through a proxy that does not exist: there is no network


@dataclass(frozen=True)
class SourceFault:
    """Something wrong in a template; `line` counts from 1, 0 where none is known."""

    line: int
    message: str


class CannotSet(Exception):
    """The letter could not be set: the source is at fault."""

    def __init__(self, faults: list[SourceFault]) -> None:
        super().__init__(
            "；".join(f"第 {fault.line} 行：{fault.message}" if fault.line else fault.message for fault in faults)
        )
        self.faults = faults


class Typesetter:
    """The child process, started when first needed. Safe to use from several threads: one letter at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._letters = 0

    def set(self, source: str, data: Any, seconds: float = SECONDS) -> bytes:
        """The PDF of `source` with `data`. Raises CannotSet, also when it takes too long or too much memory."""
        return self._made(source, data, "pdf", seconds)

    def pictures(self, source: str, data: Any, seconds: float = SECONDS) -> list[bytes]:
        """The first pages as PNG, for looking at. Raises CannotSet."""
        return [base64.b64decode(page) for page in json.loads(self._made(source, data, "png", seconds))]

    def seals(self, source: str, data: Any, seconds: float = SECONDS) -> list[tuple[int, float, float]]:
        """Middles of the places that the layout leaves for seals: page from 1, millimetres from left and top. Raises CannotSet."""
        found = json.loads(self._made(source, data, "seals", seconds))
        return [(int(each["page"]), float(each["x"]), float(each["y"])) for each in found]

    def _made(self, source: str, data: Any, form: str, seconds: float) -> bytes:
        texts = {"data": json.dumps(data), "missing": json.dumps(missing_roles())}
        order = json.dumps({"source": source, "format": form, **texts}).encode()
        with self._lock:
            try:
                return self._ask(order, seconds)
            except (OSError, EOFError) as error:
                self.stop()
                raise CannotSet([SourceFault(0, "排版进程意外结束，可能用了太多内存")]) from error
            except TimeoutError as error:
                self.stop()
                raise CannotSet([SourceFault(0, f"排版超过 {seconds:g} 秒，已停止")]) from error

    def _ask(self, order: bytes, seconds: float) -> bytes:
        child, fresh = self._running()
        deadline = time.monotonic() + (max(seconds, FIRST_SECONDS) if fresh and seconds >= SECONDS else seconds)
        assert child.stdin is not None
        child.stdin.write(struct.pack("!I", len(order)) + order)
        child.stdin.flush()
        verdict, length = struct.unpack("!cI", self._read(child, 5, deadline))
        if length > LARGEST_LETTER:
            self.stop()
            raise CannotSet([SourceFault(0, "文书太大")])
        body = self._read(child, length, deadline)
        self._letters += 1
        if verdict == b"+":
            return body
        raise CannotSet([SourceFault(line, message) for line, message in json.loads(body)])

    def _running(self) -> tuple["subprocess.Popen[bytes]", bool]:
        """The child, and whether it has just been started."""
        if self._child is not None and self._child.poll() is None and self._letters < LETTERS_OF_ONE_PROCESS:
            return self._child, False
        self.stop()
        self._letters = 0
        command = [sys.executable, "-I", str(PROGRAM), str(LAYOUTS), *map(str, font_folders())]
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE)
        environment = {"LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "PATH": os.defpath, **proxies}
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment, cwd=LAYOUTS, start_new_session=True,
        )  # fmt: skip
        return self._child, True

    @staticmethod
    def _read(child: "subprocess.Popen[bytes]", count: int, deadline: float) -> bytes:
        """Exactly `count` bytes. Raises TimeoutError, EOFError."""
        assert child.stdout is not None
        parts, descriptor = b"", child.stdout.fileno()
        while len(parts) < count:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise TimeoutError
            part = os.read(descriptor, min(count - len(parts), 1 << 20))
            if not part:
                raise EOFError
            parts += part
        return parts

    def stop(self) -> None:
        """End the child; the next letter starts another one."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()


typesetter = Typesetter()
atexit.register(typesetter.stop)
