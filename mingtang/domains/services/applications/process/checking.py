"""Whether a drawn process is a lawful course of an item: the steps of the law are there, in their order, by different people."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from mingtang.domains.services.applications.process.review import DEEM
from mingtang.domains.services.applications.process.steps import STEPS, Step, step_of
from mingtang.lib.flow import Net
from mingtang.lib.flow.net import EventKind, Node, NodeKind

IMMEDIATE = "1"
_NEEDED = (Step.RECEIVE, Step.ACCEPT, Step.REFUSE, Step.DECIDE, Step.DELIVER)
_EXAMINATION = frozenset({Step.REVIEW, Step.INSPECT, Step.CHECK})


def course_faults(net: Net, document: Mapping[str, Any]) -> list[str]:
    """Sentences, each naming its element; none for a course that may be published.

    A promised case is received, accepted (or refused by a second officer), examined, decided and delivered
    (行政许可法第三十二条、第三十四条、第三十八条、第四十四条); an immediate one is at least decided. Joint matters are compiled and
    need no check.
    """
    course = _Course(net)
    if document.get("project_type") == IMMEDIATE:
        return course.missing((Step.DECIDE,))
    return course.missing(_NEEDED) or list(course.faults())


class _Course:
    """The steps of the law in a net, and the ways between elements."""

    def __init__(self, net: Net) -> None:
        self.nodes = {node.id: node for node in net.nodes}
        self.steps: dict[Step, list[Node]] = {}
        for node in net.nodes:
            step = step_of(node.id)[0]
            if step is not None and node.kind is NodeKind.WORK:
                self.steps.setdefault(step, []).append(node)

    def missing(self, needed: tuple[Step, ...]) -> list[str]:
        """A sentence for each step that is not drawn."""
        return [
            f"流程里没有“{STEPS[step].title}”这一环节（编号要是 {step.value}）"
            for step in needed
            if step not in self.steps
        ]

    def faults(self) -> Iterator[str]:
        """What is wrong with the order, and with who does what."""
        yield from self._order()
        yield from self._separation()
        yield from self._silence()

    def _order(self) -> Iterator[str]:
        whole = self._reached(())
        for step, nodes in self.steps.items():
            for node in nodes:
                if node.id not in whole:
                    yield f"“{node.title}”（{node.id}）从开始走不到"
                elif step is Step.DECIDE and node.id in self._reached(self._ids(Step.ACCEPT)):
                    yield f"不经过“受理”（accept）就能走到“{node.title}”（{node.id}）"
                elif step is Step.DELIVER and node.id in self._reached(self._ids(Step.DECIDE)):
                    yield f"不经过“决定”（decide）就能走到“{node.title}”（{node.id}）"
        if Step.VERIFY not in self.steps:
            yield from self._unexamined()

    def _unexamined(self) -> Iterator[str]:
        passed_by = self._reached(self._ids(*_EXAMINATION))
        for node in self.steps[Step.DECIDE]:
            if node.id in passed_by:
                yield f"不经过审查就能走到“{node.title}”（{node.id}）；凭承诺先决定的，要有“事后核查”（verify）"

    def _separation(self) -> Iterator[str]:
        """Whoever decides is not whoever handles (services.md 1)."""
        for decision in self.steps[Step.DECIDE]:
            for step in (Step.ACCEPT, Step.REVIEW):
                for handling in self.steps.get(step, []):
                    if _who(decision) and _who(decision) & _who(handling):
                        yield f"“{decision.title}”（{decision.id}）与“{handling.title}”（{handling.id}）由同样的人办理，决定要与承办分开"

    def _silence(self) -> Iterator[str]:
        """Nothing said within the limit means accepted (行政许可法第三十二条第一款第四项)."""
        for node in self.steps[Step.ACCEPT]:
            timers = [self.nodes[each] for each in node.boundary if _is_timer(self.nodes[each])]
            if not any(self._leads_to_deeming(timer) for timer in timers):
                yield f"“{node.title}”（{node.id}）要有“期满未告知”的定时，接到服务“视为受理”（{DEEM}）"

    def _leads_to_deeming(self, timer: Node) -> bool:
        return any(self.nodes[flow.target].handler == DEEM for flow in timer.outgoing)

    def _ids(self, *steps: Step) -> frozenset[str]:
        return frozenset(node.id for step in steps for node in self.steps.get(step, []))

    def _reached(self, closed: Container[str]) -> set[str]:
        """What can be reached from the beginning when nobody may pass the elements in `closed`."""
        waiting = [node.id for node in self.nodes.values() if node.kind is NodeKind.START and not node.scope]
        found: set[str] = set()
        while waiting:
            place = waiting.pop()
            if place not in found and place not in closed:
                found.add(place)
                waiting.extend(self._onward(self.nodes[place]))
        return found

    def _onward(self, node: Node) -> Iterator[str]:
        yield from (flow.target for flow in node.outgoing)
        yield from node.boundary
        if node.kind is NodeKind.SUBPROCESS:
            yield from (
                each.id for each in self.nodes.values() if each.scope == node.id and each.kind is NodeKind.START
            )


def _who(node: Node) -> frozenset[str]:
    return frozenset(node.duty.candidates.text.split())


def _is_timer(node: Node) -> bool:
    return node.event is not None and node.event.kind is EventKind.TIMER
