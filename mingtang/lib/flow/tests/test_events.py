"""Timers, messages, signals, errors, escalations, conditions, links, event sub-processes, child cases and services."""

import pytest

from mingtang.lib.flow import FlowFault, Refused, Status, Vocabulary
from mingtang.lib.flow.changes import (
    CallService,
    CancelChild,
    DropService,
    DropTimer,
    OfferWork,
    SendMessage,
    SendSignal,
    SetTimer,
    StartChild,
)
from mingtang.lib.flow.commands import (
    ChildEnded,
    MessageArrived,
    Resume,
    Return,
    ServiceAnswered,
    SignalSent,
    Suspend,
    TimerFired,
    Withdraw,
)
from mingtang.lib.flow.tests.drawing import Drawing, event, sequence, several, timer
from mingtang.lib.flow.tests.play import Play

NAMES = (
    '<bpmn:message id="m" name="补正"/><bpmn:signal id="g" name="预警"/>'
    '<bpmn:error id="e" errorCode="E1"/><bpmn:escalation id="u" escalationCode="U1"/>'
)


def with_boundary(definition: str, *, interrupting: bool = True, host: str = "userTask", inner: str = "") -> bytes:
    """`a` with a boundary event that leads to `late`; `b` follows `a`."""
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node(host, "a", inner)
    drawing.node("userTask", "b")
    drawing.node("userTask", "late")
    drawing.node("endEvent", "end")
    drawing.node("boundaryEvent", "event", definition, attachedToRef="a", cancelActivity=str(interrupting).lower())
    drawing.path("start", "a", "b", "end")
    drawing.path("event", "late", "end")
    return drawing.xml(NAMES)


def subprocess(*tasks: str, end: str = "") -> str:
    inside = Drawing()
    inside.node("startEvent", "s")
    for task in tasks:
        inside.node("userTask", task)
    inside.node("endEvent", "e", end)
    inside.path("s", *tasks, "e")
    return inside.inner()


def test_an_interrupting_timer_ends_the_task_and_the_task_drops_the_timer() -> None:
    play = Play(with_boundary(timer("P20WD")))
    (set_timer,) = play.effects(SetTimer)
    assert (set_timer.timer.text, set_timer.base) == ("P20WD", play.now)
    play.do(TimerFired(set_timer.token))
    assert play.work == ["late"]
    with pytest.raises(Refused, match="不在等待"):
        play.do(TimerFired(set_timer.token))
    other = Play(with_boundary(timer("P20WD")))
    other.complete("a")
    assert [effect.token for effect in other.effects(DropTimer)] == [2]


def test_a_timer_that_does_not_interrupt_comes_as_often_as_drawn() -> None:
    play = Play(with_boundary(timer("R3/P7D", "timeCycle"), interrupting=False))
    for number in range(1, 4):
        play.do(TimerFired(play.waiting("event")))
        assert play.work == ["a", *["late"] * number]
        assert len(play.effects(SetTimer)) == (number < 3)


def test_a_timer_may_be_a_value_of_the_case() -> None:
    drawing = sequence("a")
    drawing.node("intermediateCatchEvent", "x", timer("=limit"))
    drawing.path("a", "x")
    later = Play(drawing.xml(), limit="P15WD")
    later.complete("a")
    assert later.effects(SetTimer)[0].timer.text == "P15WD"
    with pytest.raises(FlowFault, match="时间不对"):
        Play(drawing.xml()).complete("a")


def test_messages_are_matched_by_name_and_correlation_key() -> None:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("intermediateCatchEvent", "x", event("message", "m"), mt_key="number")
    drawing.node("userTask", "b")
    drawing.path("start", "x", "b")
    play = Play(drawing.xml(NAMES), number=17)
    for name, key in (("补正", "18"), ("其他", "17")):
        with pytest.raises(Refused, match="没有在等待"):
            play.do(MessageArrived(name, key))
    play.do(MessageArrived("补正", "17", {"got": True}))
    assert play.work == ["b"]
    assert play.state.vars["got"] is True


def test_an_event_gateway_takes_the_first_event_and_drops_the_others() -> None:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("eventBasedGateway", "first")
    drawing.node("intermediateCatchEvent", "answer", event("message", "m"))
    drawing.node("intermediateCatchEvent", "silence", timer("P5WD"))
    drawing.node("receiveTask", "other", messageRef="m")
    drawing.node("userTask", "x")
    drawing.node("userTask", "y")
    drawing.path("start", "first", "answer", "x")
    drawing.path("first", "silence", "y")
    play = Play(drawing.xml(NAMES).replace(b'<bpmn:receiveTask id="other" messageRef="m"></bpmn:receiveTask>', b""))
    play.do(MessageArrived("补正"))
    assert play.work == ["x"]
    assert play.effects(DropTimer)
    assert len(play.state.live) == 1


def test_signals_reach_every_row_that_awaits_them() -> None:
    play = Play(with_boundary(event("signal", "g"), interrupting=False))
    play.do(SignalSent("预警"))
    play.do(SignalSent("预警"))
    assert play.work == ["a", "late", "late"]


def test_a_condition_that_becomes_true_is_an_event() -> None:
    definition = "<bpmn:conditionalEventDefinition><bpmn:condition>area &gt; 10</bpmn:condition></bpmn:conditionalEventDefinition>"
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("parallelGateway", "split")
    drawing.node("userTask", "a")
    drawing.node("userTask", "c")
    drawing.node("userTask", "late")
    drawing.node("boundaryEvent", "event", definition, attachedToRef="a")
    drawing.path("start", "split", "a")
    drawing.path("split", "c")
    drawing.path("event", "late")
    play = Play(drawing.xml())
    assert play.work == ["a", "c"]
    play.do(Suspend(play.number("a")))
    play.complete("c", area=11)
    assert play.work == ["a"]
    play.do(Resume(play.number("a")))
    assert play.work == ["late"]


def test_an_error_is_caught_at_the_border_and_ends_everything_inside() -> None:
    inside = subprocess("x", end=event("error", "e"))
    play = Play(with_boundary(event("error", "e"), host="subProcess", inner=inside))
    play.complete("x")
    assert play.work == ["late"]
    assert len(play.state.live) == 1


def test_an_error_nobody_catches_fails_the_case() -> None:
    drawing = sequence("a")
    drawing.node("exclusiveGateway", "g", default="fine")
    drawing.node("endEvent", "bad", event("error", "e"))
    play = Play(
        drawing.xml(NAMES)
        .replace(b'targetRef="end"', b'targetRef="bad"')
        .replace(b'<bpmn:exclusiveGateway id="g" default="fine"></bpmn:exclusiveGateway>', b"")
    )
    play.complete("a")
    assert (play.state.status, play.changes.error, play.state.live) == (Status.FAILED, "E1", {})


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_escalation_may_leave_the_work_going(interrupting: bool) -> None:
    inside = Drawing()
    inside.node("startEvent", "s")
    inside.node("userTask", "x")
    inside.node("intermediateThrowEvent", "up", event("escalation", "u"))
    inside.node("userTask", "y")
    inside.path("s", "x", "up", "y")
    play = Play(
        with_boundary(event("escalation", "u"), interrupting=interrupting, host="subProcess", inner=inside.inner())
    )
    play.complete("x")
    assert play.work == (["late"] if interrupting else ["late", "y"])


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_event_sub_process_runs_instead_of_or_beside_the_rest(interrupting: bool) -> None:
    handler = Drawing()
    handler.node("startEvent", "hs", event("message", "m"), isInterrupting=str(interrupting).lower())
    handler.node("userTask", "handle")
    handler.node("endEvent", "he")
    handler.path("hs", "handle", "he")
    drawing = sequence("a", "b")
    drawing.node("subProcess", "handler", handler.inner(), triggeredByEvent="true")
    play = Play(drawing.xml(NAMES))
    play.do(MessageArrived("补正"))
    assert play.work == (["handle"] if interrupting else ["a", "handle"])
    play.complete("handle")
    if not interrupting:
        play.do(MessageArrived("补正"))
        for node in ("handle", "a", "b"):
            play.complete(node)
    assert (play.state.status, play.state.live) == (Status.COMPLETED, {})


def test_an_error_inside_is_handled_by_the_event_sub_process_of_its_scope() -> None:
    handler = Drawing()
    handler.node("startEvent", "hs", event("error", "e"))
    handler.node("userTask", "handle")
    handler.path("hs", "handle")
    inside = subprocess("x", end=event("error", "e"))
    drawing = sequence("a")
    drawing.node(
        "subProcess",
        "sub",
        inside + f'<bpmn:subProcess id="h" triggeredByEvent="true">{handler.inner()}</bpmn:subProcess>',
    )
    drawing.node("userTask", "after")
    drawing.path("a", "sub", "after")
    play = Play(drawing.xml(NAMES))
    play.complete("a")
    play.complete("x")
    assert play.work == ["handle"]
    play.complete("handle")
    assert play.work == ["after"]


def test_a_terminating_end_stops_its_own_scope_only() -> None:
    inside = Drawing()
    inside.node("startEvent", "s")
    inside.node("parallelGateway", "split")
    inside.node("userTask", "x")
    inside.node("userTask", "y")
    inside.node("endEvent", "stop", event("terminate"))
    inside.path("s", "split", "x", "stop")
    inside.path("split", "y")
    drawing = sequence("a")
    drawing.node("subProcess", "sub", inside.inner())
    drawing.node("userTask", "after")
    drawing.path("a", "sub", "after")
    play = Play(drawing.xml())
    play.complete("a")
    play.complete("x")
    assert play.work == ["after"]
    play.do(Return(play.number("after"), play.done("x")))
    assert play.work == ["x", "y"]


def test_link_events_are_one_flow() -> None:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("intermediateThrowEvent", "to", '<bpmn:linkEventDefinition name="A"/>')
    drawing.node("intermediateCatchEvent", "from", '<bpmn:linkEventDefinition name="A"/>')
    drawing.node("userTask", "a")
    drawing.path("start", "to")
    drawing.path("from", "a")
    assert Play(drawing.xml()).work == ["a"]


def test_a_case_may_be_opened_by_a_message() -> None:
    drawing = sequence("a")
    drawing.node("startEvent", "report", event("message", "m"))
    drawing.node("userTask", "b")
    drawing.path("report", "b")
    assert Play(drawing.xml(NAMES), at="report").work == ["b"]
    with pytest.raises(Refused):
        Play(drawing.xml(NAMES), at="a")


def test_messages_and_signals_are_said_once_and_bar_withdrawal() -> None:
    drawing = sequence("a")
    drawing.node("intermediateThrowEvent", "tell", event("message", "m"), mt_key="number")
    drawing.node("sendTask", "warn", messageRef="m")
    drawing.node("intermediateThrowEvent", "signal", event("signal", "g"))
    drawing.node("userTask", "b")
    drawing.path("a", "tell", "warn", "signal", "b")
    play = Play(
        drawing.xml(NAMES).replace(
            b'<bpmn:sequenceFlow id="f_a_end_2" sourceRef="a" targetRef="end"></bpmn:sequenceFlow>', b""
        ),
        number=5,
    )
    item = play.number("a")
    play.complete("a")
    assert [effect.key for effect in play.effects(SendMessage)] == ["5", ""]
    assert [effect.name for effect in play.effects(SendSignal)] == ["预警"]
    with pytest.raises(Refused, match="已向外发出"):
        play.do(Withdraw(item))
    play.do(Return(play.number("b"), play.done("a")))
    assert play.work == ["a"]


def test_a_child_case_gets_and_gives_only_what_is_drawn() -> None:
    passing = (
        '<bpmn:extensionElements><mt:in source="form.name" target="who"/><mt:out source="result" target="answer"/>'
        "</bpmn:extensionElements>"
    )
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("callActivity", "x", passing, calledElement="child", mt_organ="=unit")
    drawing.node("userTask", "b")
    drawing.node("userTask", "failed")
    drawing.node("boundaryEvent", "bad", event("error", "e"), attachedToRef="x")
    drawing.path("start", "x", "b")
    drawing.path("bad", "failed")
    xml = drawing.xml(NAMES)
    play = Play(xml, form={"name": "张三"}, unit="住建局", secret=1)
    (start,) = play.effects(StartChild)
    assert (start.process, start.organ, start.vars) == ("child", "住建局", {"who": "张三"})
    play.do(ChildEnded(start.token, {"result": 3, "own": 4}))
    assert (play.work, play.state.vars["answer"], "own" in play.state.vars) == (["b"], 3, False)
    other = Play(xml, form={}, unit="")
    other.do(ChildEnded(other.effects(StartChild)[0].token, error="E1"))
    assert other.work == ["failed"]
    unknown = Play(xml, form={}, unit="")
    unknown.do(ChildEnded(unknown.effects(StartChild)[0].token, error="E9"))
    assert unknown.state.status is Status.FAILED


def test_a_child_is_cancelled_with_the_step_that_called_it() -> None:
    play = Play(
        with_boundary(timer("P1D"), host="userTask")
        .replace(b'<bpmn:userTask id="a">', b'<bpmn:callActivity id="a" calledElement="c">')
        .replace(b'</bpmn:userTask><bpmn:userTask id="b">', b'</bpmn:callActivity><bpmn:userTask id="b">')
    )
    play.do(TimerFired(play.waiting("event")))
    assert play.effects(CancelChild)


def test_rules_answer_at_once_and_services_later() -> None:
    vocabulary = Vocabulary({"grade": lambda data: {"grade": data["amount"] * 2}}, frozenset({"notify"}))
    drawing = sequence("a")
    drawing.node("businessRuleTask", "r", mt_call="grade")
    drawing.node("serviceTask", "s", mt_call="notify")
    drawing.node("userTask", "b")
    drawing.path("r", "s", "b")
    xml = drawing.xml().replace(b'targetRef="end"', b'targetRef="r"')
    play = Play(xml, vocabulary, amount=4)
    play.complete("a")
    assert play.state.vars["grade"] == 8
    (call,) = play.effects(CallService)
    play.do(ServiceAnswered(call.token, {"sent": True}))
    assert play.work == ["b"]
    with pytest.raises(Refused, match="不在等待"):
        play.do(ServiceAnswered(call.token))
    assert not play.effects(DropService)


def test_who_may_do_a_task_is_offered_with_values_of_the_instance() -> None:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node(
        "userTask", "x", several(), mt_organ="=person", mt_post="科长", mt_form="yijian", mt_candidates="王 李"
    )
    drawing.path("start", "x")
    play = Play(drawing.xml(), people=["发改局", "住建局"])
    assert [(offer.organ, offer.post, offer.candidates, offer.form) for offer in play.effects(OfferWork)] == [
        ("发改局", "科长", ("王", "李"), "yijian"),
        ("住建局", "科长", ("王", "李"), "yijian"),
    ]
