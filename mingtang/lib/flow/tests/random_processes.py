"""Random processes: structured ones (sequence, branches, loops, sub-processes) and wild graphs of gateways and tasks."""

import os
import random
from typing import Any

import pytest

from mingtang.lib.flow.tests.drawing import Drawing

_KINDS = ("task", "task", "seq", "and", "xor", "or", "sub", "loop")
_GATEWAYS = {"and": "parallelGateway", "xor": "exclusiveGateway", "or": "inclusiveGateway"}


MANY = int(os.environ.get("RANDOM_PROCESSES", "800"))
"""How many every test of random processes plays; `make test-long` asks for ten thousand."""


def seeds(few: int) -> list[Any]:
    """For `parametrize`: a few seeds for every day, and many more in four parts that workers share."""
    parts = (range(few + part * MANY // 4, few + (part + 1) * MANY // 4) for part in range(4))
    return [range(few), *(pytest.param(part, marks=pytest.mark.slow) for part in parts)]


class Structured:
    """A random structured process. `facts` decide its branches; `loops` are tasks that decide whether to go round again.

    With `parallel_in_loops` False there is neither parallel nor inclusive section inside a loop.
    """

    def __init__(self, seed: int, *, parallel_in_loops: bool = True) -> None:
        self.random = random.Random(seed)
        self.parallel_in_loops = parallel_in_loops
        self.number = 0
        self.depth_of_loops = 0
        self.facts: dict[str, int] = {}
        self.loops: list[str] = []
        drawing = Drawing()
        drawing.node("startEvent", "start")
        first, last = self.block(drawing, self.random.choice((2, 3, 4)))
        drawing.node("endEvent", "end")
        drawing.flow("start", first)
        drawing.flow(last, "end")
        self.xml = drawing.xml()
        self.facts.update({f"again_{task}": 0 for task in self.loops})

    def name(self, prefix: str) -> str:
        self.number += 1
        return f"{prefix}{self.number}"

    def block(self, drawing: Drawing, depth: int) -> tuple[str, str]:
        kinds = _KINDS if self.parallel_in_loops or not self.depth_of_loops else ("task", "seq", "xor", "sub")
        kind = self.random.choice(kinds) if depth else "task"
        if kind in _GATEWAYS:
            return self.branches(drawing, depth, kind)
        return getattr(self, kind)(drawing, depth)

    def task(self, drawing: Drawing, _depth: int) -> tuple[str, str]:
        task = drawing.node("userTask", self.name("t"))
        return task, task

    def seq(self, drawing: Drawing, depth: int) -> tuple[str, str]:
        first, second = self.block(drawing, depth - 1), self.block(drawing, depth - 1)
        drawing.flow(first[1], second[0])
        return first[0], second[1]

    def sub(self, drawing: Drawing, depth: int) -> tuple[str, str]:
        inside = Drawing()
        inside.node("startEvent", start := self.name("s"))
        inside.node("endEvent", end := self.name("e"))
        first, last = self.block(inside, depth - 1)
        inside.flow(start, first)
        inside.flow(last, end)
        around = drawing.node("subProcess", self.name("sub"), inside.inner())
        return around, around

    def loop(self, drawing: Drawing, depth: int) -> tuple[str, str]:
        merge, task, decide, out, way_out = (self.name(prefix) for prefix in ("m", "t", "g", "o", "f"))
        drawing.node("exclusiveGateway", merge)
        self.depth_of_loops += 1
        first, last = self.block(drawing, depth - 1)
        self.depth_of_loops -= 1
        drawing.node("userTask", task)
        drawing.node("exclusiveGateway", decide, default=way_out)
        drawing.node("exclusiveGateway", out)
        drawing.flow(merge, first)
        drawing.path(last, task, decide)
        drawing.flow(decide, merge, f"again_{task} == 1")
        drawing.flow(decide, out, ident=way_out)
        self.loops.append(task)
        return merge, out

    def branches(self, drawing: Drawing, depth: int, kind: str) -> tuple[str, str]:
        split, join, default = self.name("g"), self.name("g"), self.name("f")
        drawing.node(_GATEWAYS[kind], split, **({} if kind == "and" else {"default": default}))
        drawing.node(_GATEWAYS[kind], join)
        for number in range(self.random.randint(2, 3)):
            first, last = self.block(drawing, depth - 1)
            if kind == "and":
                drawing.flow(split, first)
            elif number == 0:
                drawing.flow(split, first, ident=default)
            else:
                fact = self.name("v")
                self.facts[fact] = self.random.randint(0, 1)
                drawing.flow(split, first, f"{fact} == 1")
            drawing.flow(last, join)
        return split, join


class Wild:
    """A random graph of tasks and gateways that nobody would draw: joins that starve, loops into branches, doubled tokens."""

    loops: tuple[str, ...] = ()

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.facts: dict[str, int] = {}
        drawing = Drawing()
        drawing.node("startEvent", "start")
        drawing.node("endEvent", "end")
        tasks = [f"t{number}" for number in range(self.random.randint(3, 6))]
        gateways = [(f"g{number}", self.random.choice(("and", "xor"))) for number in range(self.random.randint(2, 4))]
        for task in tasks:
            drawing.node("userTask", task)
        self.gateways(drawing, gateways, [*tasks, "end"])
        drawing.flow("start", tasks[0])
        for task in tasks:
            drawing.flow(task, self.random.choice([*tasks, "end", *(name for name, _kind in gateways)]))
        self.xml = drawing.xml()

    def gateways(self, drawing: Drawing, gateways: list[tuple[str, str]], tasks: list[str]) -> None:
        """Gateways lead to tasks or to later gateways, so that no loop runs without waiting."""
        for place, (gateway, kind) in enumerate(gateways):
            ways = [*tasks, *(name for name, _kind in gateways[place + 1 :])]
            default = f"default_{gateway}"
            drawing.node(_GATEWAYS[kind], gateway, **({} if kind == "and" else {"default": default}))
            for number, target in enumerate(self.random.sample(ways, self.random.randint(1, min(3, len(ways))))):
                if kind == "and":
                    drawing.flow(gateway, target)
                elif number == 0:
                    drawing.flow(gateway, target, ident=default)
                else:
                    self.facts[f"v_{gateway}_{number}"] = self.random.randint(0, 1)
                    drawing.flow(gateway, target, f"v_{gateway}_{number} == 1")
