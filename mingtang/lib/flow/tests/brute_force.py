"""A second engine, as slow and plain as the text of BPMN 2.0.2 chapter 13: tokens lie on flows and gateways take them.

It shares no line with the engine under test: it reads the XML itself, keeps no rows and no lineage, and looks for paths
anew each time an inclusive join asks. It knows tasks, the three gateways, embedded sub-processes and plain events.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

_BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


@dataclass(frozen=True)
class Flow:
    ident: str
    source: str
    target: str
    condition: str


@dataclass
class Level:
    """A process or sub-process as drawn."""

    tags: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    inside: dict[str, "Level"] = field(default_factory=dict)

    def incoming(self, node: str) -> list[Flow]:
        return self._by_target.get(node, [])

    def outgoing(self, node: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.source == node]

    @cached_property
    def _by_target(self) -> dict[str, list[Flow]]:
        return {node: [flow for flow in self.flows if flow.target == node] for node in self.tags}


def read(element: ET.Element) -> Level:
    level = Level()
    for child in element:
        tag, ident = child.tag.removeprefix(_BPMN), child.get("id", "")
        if tag == "sequenceFlow":
            condition = child.findtext(f"{_BPMN}conditionExpression") or ""
            level.flows.append(Flow(ident, child.get("sourceRef", ""), child.get("targetRef", ""), condition))
        else:
            level.tags[ident] = tag
            level.defaults[ident] = child.get("default", "")
            if tag == "subProcess":
                level.inside[ident] = read(child)
    return level


@dataclass
class Running:
    """One running process or sub-process: tokens on flows, tokens in tasks, running sub-processes."""

    level: Level
    on_flow: Counter[str] = field(default_factory=Counter)
    in_task: Counter[str] = field(default_factory=Counter)
    inside: list[tuple[str, "Running"]] = field(default_factory=list)

    def empty(self) -> bool:
        return not (+self.on_flow or +self.in_task or self.inside)


class Simulator:
    def __init__(self, xml: bytes, facts: dict[str, int]) -> None:
        process = ET.fromstring(xml).find(f"{_BPMN}process")
        assert process is not None
        self.facts = dict(facts)
        self.top = self.begin(read(process))
        self.settle()

    def begin(self, level: Level) -> Running:
        running = Running(level)
        (start,) = (node for node, tag in level.tags.items() if tag == "startEvent")
        self.emit(running, level.outgoing(start))
        return running

    def emit(self, running: Running, flows: list[Flow]) -> None:
        running.on_flow.update(flow.ident for flow in flows)

    def levels(self, running: Running | None = None) -> list[Running]:
        running = running or self.top
        return [running, *(deeper for _node, inner in running.inside for deeper in self.levels(inner))]

    def work(self) -> list[str]:
        return sorted(task for level in self.levels() for task in level.in_task.elements())

    @property
    def ended(self) -> bool:
        return self.top.empty()

    def complete(self, task: str, facts: dict[str, int]) -> None:
        self.facts.update(facts)
        running = next(level for level in self.levels() if level.in_task[task])
        running.in_task[task] -= 1
        self.emit(running, running.level.outgoing(task))
        self.settle()

    def settle(self) -> None:
        for _round in range(10_000):
            if not any(self.move(level) for level in self.levels()) and not any(
                self.move_inclusive(level) for level in self.levels()
            ):
                return
        raise AssertionError("endless")

    def move(self, running: Running) -> bool:
        """Fire one node that is no inclusive join; or end one sub-process."""
        for node, inner in running.inside:
            if inner.empty():
                running.inside.remove((node, inner))
                self.emit(running, running.level.outgoing(node))
                return True
        return any(self.fire(running, node) for node in running.level.tags)

    def fire(self, running: Running, node: str) -> bool:
        level, tag = running.level, running.level.tags[node]
        arrived = [flow for flow in level.incoming(node) if running.on_flow[flow.ident]]
        if not arrived or (tag == "inclusiveGateway" and len(level.incoming(node)) > 1):
            return False
        if tag == "parallelGateway":
            if len(arrived) < len(level.incoming(node)):
                return False
            for flow in arrived:
                running.on_flow[flow.ident] -= 1
        else:
            running.on_flow[arrived[0].ident] -= 1
        self.enter(running, node, tag)
        return True

    def enter(self, running: Running, node: str, tag: str) -> None:
        if tag == "userTask":
            running.in_task[node] += 1
        elif tag == "subProcess":
            running.inside.append((node, self.begin(running.level.inside[node])))
        elif tag != "endEvent":
            self.emit(running, self.chosen(running.level, node, tag))

    def chosen(self, level: Level, node: str, tag: str) -> list[Flow]:
        flows = level.outgoing(node)
        if tag == "parallelGateway" or len(flows) == 1:
            return flows
        default = [flow for flow in flows if flow.ident == level.defaults[node]]
        true = [flow for flow in flows if flow.condition and self.true(flow.condition)]
        return (true[:1] if tag == "exclusiveGateway" else true) or default

    def true(self, condition: str) -> bool:
        name, _equals, value = condition.split()
        return self.facts.get(name) == int(value)

    def move_inclusive(self, running: Running) -> bool:
        """13.4.4: enabled if a flow has a token, and every token that can reach an empty flow can reach a taken one too."""
        level = running.level
        for node, tag in level.tags.items():
            taken = [flow for flow in level.incoming(node) if running.on_flow[flow.ident]]
            if tag != "inclusiveGateway" or not taken or len(level.incoming(node)) < 2:
                continue
            empty = [flow for flow in level.incoming(node) if not running.on_flow[flow.ident]]
            if not any(self.holds_up(level, place, node, empty, taken) for place in self.places(running, node)):
                for flow in taken:
                    running.on_flow[flow.ident] -= 1
                self.emit(running, self.chosen(level, node, tag))
                return True
        return False

    def places(self, running: Running, node: str) -> set[str]:
        """The nodes at which the other tokens of this level are, or are about to be."""
        waiting = {flow.target for flow in running.level.flows if running.on_flow[flow.ident] and flow.target != node}
        return waiting | {*(+running.in_task)} | {inner for inner, _running in running.inside}

    def holds_up(self, level: Level, place: str, node: str, empty: list[Flow], taken: list[Flow]) -> bool:
        reached = self.reachable(level, place, node)
        return any(flow.source in reached for flow in empty) and not any(flow.source in reached for flow in taken)

    def reachable(self, level: Level, place: str, without: str) -> set[str]:
        seen, waiting = {place}, [place]
        while waiting:
            for flow in level.outgoing(waiting.pop()):
                if flow.target not in seen and flow.target != without:
                    seen.add(flow.target)
                    waiting.append(flow.target)
        return seen
