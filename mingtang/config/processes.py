"""How processes of one node hold together: nobody outlives the supervisor, and there is one supervisor per folder."""

import ctypes
import os
import signal
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import TextIO

DATABASE_AWAY = os.EX_TEMPFAIL
"""Exit code of a process that could not do anything without the database."""

_PR_SET_PDEATHSIG = 1  # prctl(2)


class AlreadyRunning(Exception):
    """Another supervisor works in the folder; `pid` is its process number as text."""

    def __init__(self, pid: str) -> None:
        super().__init__(pid)
        self.pid = pid


def end_with_parent() -> None:
    """Have the kernel kill this process when its parent dies, however that happens; survives exec."""
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        os.kill(os.getpid(), signal.SIGKILL)


def lock_folder(folder: Path) -> TextIO:
    """Hold `folder` for this process until it ends, by the open file returned. Raises AlreadyRunning."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = (folder / "mingtang.lock").open("a+")
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        raise AlreadyRunning(file.read().strip() or "unknown") from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def is_running(folder: Path) -> bool:
    """Whether a supervisor works in `folder`."""
    try:
        lock_folder(folder).close()
    except AlreadyRunning:
        return True
    return False
