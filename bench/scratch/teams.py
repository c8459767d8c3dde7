"""Teams of processes that take turns with one another on the same machine."""

import multiprocessing
import time
from collections.abc import Callable
from typing import Any


class Team:
    """Processes that work for a slice of time whenever they are told to."""

    def __init__(self, kind: Callable[[], Any], workers: int) -> None:
        from django.db import connection, connections

        connections.close_all()
        if connection.vendor == "postgresql":
            connection.close_pool()  # a pool must not be shared with a child
        context = multiprocessing.get_context("fork")
        self.pipes: list[Any] = []
        for _worker in range(workers):
            mine, theirs = context.Pipe()
            context.Process(target=labour, args=(kind, theirs), daemon=True).start()
            assert mine.recv() == "ready"
            self.pipes.append(mine)

    def slice(self, seconds: float) -> tuple[float, list[float]]:
        """Units per second of the whole team over so many seconds, and the milliseconds that it told of."""
        for pipe in self.pipes:
            pipe.send(seconds)
        said = [pipe.recv() for pipe in self.pipes]
        return sum(rate for rate, _ in said), [each for _, times in said for each in times]

    def dismiss(self) -> None:
        for pipe in self.pipes:
            pipe.send(0)


def labour(kind: Callable[[], Any], pipe: Any) -> None:
    from django.db import connection

    connection.ensure_connection()
    contender = kind()
    contender.unit([])
    pipe.send("ready")
    while seconds := pipe.recv():
        times: list[float] = []
        done, started = 0, time.perf_counter()
        while time.perf_counter() - started < seconds:
            contender.unit(times)
            done += 1
        pipe.send((done / (time.perf_counter() - started), times))
