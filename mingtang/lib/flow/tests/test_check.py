"""The check finds what is wrong with a diagram, with the element and a shortest way to it; sound diagrams pass."""

import pytest

from mingtang.lib.flow.check import FindingKind, check
from mingtang.lib.flow.tests.drawing import Drawing, event, parallel, sequence, several, timer
from mingtang.lib.flow.tests.play import net_of
from mingtang.lib.flow.tests.random_processes import Structured
from mingtang.lib.flow.tests.test_every_verb_everywhere import NETS


def findings(drawing: Drawing, definitions: str = "") -> dict[tuple[FindingKind, str], tuple[str, ...]]:
    return {(found.kind, found.element): found.trace for found in check(net_of(drawing.xml(definitions)))}


def branching(split: str, join: str, *, default: bool = True) -> Drawing:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node(split, "split", **({"default": "first"} if default and split != "parallelGateway" else {}))
    drawing.node(join, "join")
    drawing.node("userTask", "x", name="审查")
    drawing.node("userTask", "y")
    drawing.node("userTask", "after")
    drawing.node("endEvent", "end")
    drawing.flow("start", "split")
    drawing.flow("split", "x", "" if default else "v == 1", ident="first")
    drawing.flow("split", "y", "" if split == "parallelGateway" else "v == 2")
    drawing.path("x", "join", "after", "end")
    drawing.path("y", "join")
    return drawing


@pytest.mark.parametrize("name", NETS)
def test_sound_diagrams_pass(name: str) -> None:
    assert findings(NETS[name]) == {}


@pytest.mark.slow
def test_random_structured_processes_are_sound() -> None:
    for seed in range(60):
        assert [found for found in check(net_of(Structured(seed).xml)) if found.kind is not FindingKind.TOO_LARGE] == []


def test_a_choice_joined_as_if_parallel_is_stuck_and_the_way_there_is_told() -> None:
    found = findings(branching("exclusiveGateway", "parallelGateway"))
    trace = found[FindingKind.STUCK_JOIN, "join"]
    assert trace == ("“split”走“审查”", "办结“审查”")
    assert found.keys() == {
        (FindingKind.STUCK_JOIN, "join"),
        (FindingKind.UNREACHABLE, "after"),
        (FindingKind.UNREACHABLE, "end"),
    }


def test_a_stuck_join_is_found_behind_a_legal_time_limit() -> None:
    inside = branching("exclusiveGateway", "parallelGateway")
    drawing = Drawing()
    drawing.node("startEvent", "s")
    drawing.node("subProcess", "sub", inside.inner())
    drawing.node("endEvent", "e")
    drawing.node("boundaryEvent", "limit", timer("P20WD"), attachedToRef="sub", cancelActivity="false")
    drawing.node("userTask", "remind")
    drawing.path("s", "sub", "e")
    drawing.path("limit", "remind")
    assert (FindingKind.STUCK_JOIN, "join") in findings(drawing)


def test_parallel_branches_that_are_never_joined_double_what_follows() -> None:
    assert (FindingKind.DOUBLED, "after") in findings(branching("parallelGateway", "exclusiveGateway"))


def test_a_choice_without_default_is_told() -> None:
    assert (FindingKind.NO_DEFAULT, "split") in findings(
        branching("exclusiveGateway", "exclusiveGateway", default=False)
    )


def test_a_loop_without_a_way_out_never_ends() -> None:
    drawing = sequence("a")
    drawing.node("userTask", "x")
    drawing.node("userTask", "y")
    drawing.node("exclusiveGateway", "g", default="d")
    drawing.flow("g", "x", ident="d")
    drawing.path("x", "y", "x")
    text = drawing.xml().replace(b'sourceRef="a" targetRef="end"', b'sourceRef="a" targetRef="g"')
    kinds = {found.kind for found in check(net_of(text))}
    assert FindingKind.NEVER_ENDS in kinds


def test_what_nothing_leads_to_is_told() -> None:
    drawing = sequence("a")
    drawing.node("userTask", "island")
    assert set(findings(drawing)) == {(FindingKind.UNREACHABLE, "island")}


def test_events_errors_and_signers_are_explored_too() -> None:
    inside = Drawing()
    inside.node("startEvent", "s")
    inside.node("userTask", "x", several(rule="any"))
    inside.node("exclusiveGateway", "g", default="fine")
    inside.node("endEvent", "ok")
    inside.node("endEvent", "bad", event("error", "e"))
    inside.path("s", "x", "g")
    inside.flow("g", "ok", ident="fine")
    inside.flow("g", "bad", 'outcome == "错"')
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("subProcess", "sub", inside.inner())
    drawing.node("userTask", "repair")
    drawing.node("endEvent", "end")
    drawing.node("boundaryEvent", "caught", event("error", "e"), attachedToRef="sub")
    drawing.path("start", "sub", "end")
    drawing.path("caught", "repair", "end")
    assert findings(drawing, '<bpmn:error id="e" errorCode="E1"/>') == {}


def test_too_many_markings_are_told_and_not_waited_for() -> None:
    net = net_of(parallel(*(f"x{number}" for number in range(14))).xml())
    assert [found.kind for found in check(net, limit=500)] == [FindingKind.TOO_LARGE]
