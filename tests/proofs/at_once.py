"""Doing things at the same moment in processes of their own, and dying in the midst of one."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections

from mingtang.kernel.statements.api import _OnSqlite
from mingtang.kernel.statements.postgresql import Batches

Do = Callable[[], Any]


def at_once(*does: Do) -> list[Any]:
    """What each of `does` answers, or the sentence by which it was refused; all begin when the last is ready."""
    _let_go()
    gate_out, gate_in = os.pipe()
    children = [_child(do, gate_out, gate_in) for do in does]
    os.close(gate_out)
    os.close(gate_in)
    return [_answer(pid, out) for pid, out in children]


def _let_go() -> None:
    """Close every connection and its pool: threads of a pool do not live on in a forked process."""
    for each in connections.all(initialized_only=True):
        each.close()
        if hasattr(each, "close_pool"):
            each.close_pool()


def _child(do: Do, gate_out: int, gate_in: int) -> tuple[int, int]:
    out, into = os.pipe()
    pid = os.fork()
    if pid:
        os.close(into)
        return pid, out
    try:
        connection.ensure_connection()
        os.close(gate_in)
        os.read(gate_out, 1)  # ends when the parent has closed its end
        os.write(into, json.dumps(_said(do)).encode())
    finally:
        os._exit(0)


def _said(do: Do) -> Any:
    try:
        return do()
    except Exception as refusal:  # whatever it is, the test must see it
        return f"{type(refusal).__name__}: {refusal}"


def _answer(pid: int, out: int) -> Any:
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(said) if said else "died"


def killed_before(statement: int, do: Do) -> bool:
    """Do it in a process that is killed before its SQL statement `statement`, counted from 1; whether it was."""
    _let_go()
    pid = os.fork()
    if not pid:
        try:
            with _deadly(statement):
                do()
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


@contextmanager
def _deadly(statement: int) -> Iterator[None]:
    """Counts what passes through Django's cursors and the fixed statements beside them, the commit of a batch among them."""
    left = statement

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def run(execute: Any, *arguments: Any) -> Any:
        count()
        return execute(*arguments)

    def counting(call: Any) -> Any:
        def counted(self: Any, *arguments: Any) -> Any:
            count()
            return call(self, *arguments)

        return counted

    with connection.execute_wrapper(run), pytest.MonkeyPatch.context() as patch:
        for kind in (Batches, _OnSqlite):
            patch.setattr(kind, "__call__", counting(kind.__call__))
        yield
