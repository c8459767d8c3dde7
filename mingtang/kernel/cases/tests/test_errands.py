"""Timers, messages, signals, children and services: done once, in the worker, however often they are tried."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mingtang.kernel.cases.api import (
    Case,
    CaseType,
    ServiceFailed,
    announce_message,
    announce_signal,
    answer_service,
    explain,
    handle,
    open_case,
    register_case_type,
    retry_errand,
)
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.cases.models import Copy, Errand, Step
from mingtang.kernel.cases.rules import LAST_TRY
from mingtang.kernel.cases.tests.desk import Office, complete, item, new_office, work
from mingtang.kernel.cases.tests.workbench import at, new_case
from mingtang.kernel.directory.models import Organ
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.evidence.outbox import deliver_due
from mingtang.kernel.messaging.models import InboxItem, Notice
from mingtang.kernel.processes.api import install, register_service
from mingtang.lib.flow.commands import Circulate, Reassign, Resume, Suspend, Terminate, Urge
from mingtang.lib.flow.tests.drawing import Drawing, event, sequence, timer
from tests.world import World

MESSAGE = '<bpmn:message id="m" name="supplement"/>'
SIGNAL = '<bpmn:signal id="s" name="alarm"/>'


def drain() -> int:
    """Do everything that is due, as the worker does."""
    done = 0
    while tried := run_due_errands():
        done += tried
        assert done < 200
    return done


def make_due(**which: Any) -> None:
    assert Errand.objects.filter(**which).update(due_at=timezone.now())


def watched(definition: str, *, interrupting: str = "false") -> Drawing:
    """One item with an event beside it that leads to another item."""
    drawing = sequence("one", "two")
    drawing.node("boundaryEvent", "beside", definition, attachedToRef="one", cancelActivity=interrupting)
    drawing.node("userTask", "late")
    drawing.node("endEvent", "end2")
    drawing.path("beside", "late", "end2")
    return drawing


def test_a_timer_fires_once_when_it_is_due(office: Office) -> None:
    case = office.run(watched(timer("P20WD")))
    assert drain() == 0
    errand = Errand.objects.get(case=case)
    assert errand.due_at > timezone.now() + timedelta(days=20)
    make_due(pk=errand.pk)
    assert drain() == 1
    assert work(case) == ["late", "one"]
    assert Step.objects.get(case=case, command="TimerFired").name == "系统"
    assert not Errand.objects.exists()


def test_a_timer_is_dropped_with_its_item(office: Office) -> None:
    case = office.run(watched(timer("P20WD")))
    complete(office["clerk"], case, "one")
    assert not Errand.objects.exists()


def test_time_stands_still_while_the_case_does(office: Office) -> None:
    case = office.run(watched(timer("PT4H")))
    handle(SYSTEM, case.pk, Suspend(0))
    earlier = timezone.now() - timedelta(days=3)
    Errand.objects.update(due_at=earlier + timedelta(hours=4), paused_at=earlier)
    assert drain() == 0
    handle(SYSTEM, case.pk, Resume(0))
    left = Errand.objects.get().due_at - timezone.now()
    assert timedelta(hours=3, minutes=59) < left <= timedelta(hours=4)


def test_what_arrives_at_a_suspended_case_is_brought_again_later(office: Office) -> None:
    case = office.run(watched(event("message", "m"), interrupting="true").xml(MESSAGE))
    announce_message("supplement", "", {"x": 1})
    assert run_due_errands() == 1
    handle(SYSTEM, case.pk, Suspend(0))
    assert run_due_errands() == 1
    errand = Errand.objects.get()
    assert (errand.tries, errand.kind) == (0, "message")
    assert errand.due_at > timezone.now()
    handle(SYSTEM, case.pk, Resume(0))
    make_due(pk=errand.pk)
    drain()
    assert work(case) == ["late"]


def test_a_message_reaches_the_case_that_awaits_its_key(office: Office) -> None:
    definition = '<bpmn:messageEventDefinition messageRef="m" mt:key="number"/>'
    drawing = watched(definition, interrupting="true").xml(MESSAGE)
    first, second = office.run(drawing, number="A1"), office.run(drawing, number="A2")
    announce_message("supplement", "A2", {"found": "yes"})
    drain()
    assert work(first) == ["one"]
    assert work(second) == ["late"]
    assert Case.objects.get(pk=second.pk).vars["found"] == "yes"


def test_a_message_nobody_awaits_is_tried_again_then_dead_and_can_be_retried(office: Office) -> None:
    announce_message("nobody", "", {})
    for tries in range(LAST_TRY):
        make_due(tries=tries)
        assert run_due_errands() == 1
    errand = Errand.objects.get()
    assert errand.dead
    assert "没有案件在等待消息" in errand.error
    assert run_due_errands() == 0
    retry_errand(SYSTEM, errand)
    assert not Errand.objects.get().dead


def test_a_signal_reaches_every_case_that_awaits_it(office: Office) -> None:
    drawing = watched(event("signal", "s")).xml(SIGNAL)
    cases = [office.run(drawing) for _ in range(3)]
    complete(office["clerk"], cases[2], "one")
    announce_signal("alarm", {})
    drain()
    assert [work(case) for case in cases] == [["late", "one"], ["late", "one"], ["two"]]


def caller(**attributes: str) -> Drawing:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    mapping = '<bpmn:extensionElements><mt:in source="amount" target="sum"/><mt:out source="answer" target="reply"/>'
    drawing.node("callActivity", "call", f"{mapping}</bpmn:extensionElements>", calledElement="inner", **attributes)
    drawing.node("userTask", "after")
    drawing.node("endEvent", "end")
    drawing.path("start", "call", "after", "end")
    return drawing


def test_a_child_case_runs_at_its_organ_and_its_answer_comes_back(office: Office) -> None:
    other = new_office("乙局")
    install("inner", "下级", sequence("review").xml(key="inner"))
    register_case_type(CaseType("inner-type", "下级审查", "inner"))
    case = office.run(caller(mt_organ=str(other.organ.pk)), amount=7)
    assert work(case) == []
    drain()
    child = Case.objects.get(parent=case)
    assert (child.organ, child.vars, child.type) == (other.organ, {"sum": 7}, "inner-type")
    assert "下级案件" in explain(case)[0].sentence
    complete(other["clerk"], child, "review", answer="可以")
    drain()
    assert work(case) == ["after"]
    assert Case.objects.get(pk=case.pk).vars["reply"] == "可以"


def test_a_child_ends_with_its_parent(office: Office) -> None:
    install("inner", "下级", sequence("review").xml(key="inner"))
    case, unopened = office.run(caller(), amount=1), office.run(caller(), amount=2)
    run_due_errands_of(case)
    for each in (case, unopened):
        handle(SYSTEM, each.pk, Terminate("撤销"))
    drain()
    assert Case.objects.get(parent=case).status == "terminated"
    assert not Case.objects.filter(parent=unopened).exists()
    assert not Errand.objects.exists()


def run_due_errands_of(case: Case) -> None:
    Errand.objects.exclude(case=case).update(due_at=timezone.now() + timedelta(hours=1))
    drain()
    Errand.objects.update(due_at=timezone.now())


def served(name: str) -> Drawing:
    register_service(name, "登记")
    drawing = sequence("one")
    drawing.parts = [part for part in drawing.parts if "sequenceFlow" not in part]
    drawing.node("serviceTask", "ask", mt_call=name)
    drawing.node("boundaryEvent", "wrong", event("error", "e"), attachedToRef="ask")
    drawing.node("userTask", "repair")
    drawing.node("endEvent", "end2")
    drawing.path("start", "ask", "one", "end")
    drawing.path("wrong", "repair", "end2")
    return drawing


ERROR = '<bpmn:error id="e" errorCode="offline"/>'


def test_a_service_is_called_outside_and_its_answer_goes_on(office: Office) -> None:
    called = []
    answer_service("register", lambda case, facts, key: called.append((case.pk, key)) or {"number": "R1"})
    case = office.run(served("register").xml(ERROR))
    assert work(case) == []
    drain()
    assert work(case) == ["one"]
    assert called == [(case.pk, f"{case.pk}:1")]
    assert Case.objects.get(pk=case.pk).vars["number"] == "R1"


def test_an_error_of_a_service_is_caught_by_the_diagram(office: Office) -> None:
    def offline(case: Case, facts: Any, key: str) -> Any:
        raise ServiceFailed("offline")

    answer_service("offline-service", offline)
    case = office.run(served("offline-service").xml(ERROR))
    drain()
    assert work(case) == ["repair"]


def test_a_service_that_breaks_is_tried_again(office: Office) -> None:
    tries = []

    def flaky(case: Case, facts: Any, key: str) -> dict[str, int]:
        tries.append(key)
        if len(tries) < 3:
            raise OSError("no network")
        return {"ok": 1}

    answer_service("flaky", flaky)
    case = office.run(served("flaky").xml(ERROR))
    for _ in range(3):
        make_due(kind="service")
        drain()
    assert len(set(tries)) == 1
    assert len(tries) == 3
    assert work(case) == ["one"]


def test_urging_tells_the_holder_and_copies_reach_their_readers(office: Office) -> None:
    case = office.run(sequence("one"))
    reader = office["reader"]
    complete_no = item(case, "one")
    handle(SYSTEM, case.pk, Circulate(complete_no, (f"account:{reader.account_id}",)))
    assert Copy.objects.get().reader_id == reader.account_id
    assert Case.objects.visible_to(reader).filter(pk=case.pk).exists()
    from mingtang.lib.flow.commands import Claim

    handle(office["clerk"], case.pk, Claim(complete_no, f"account:{office['clerk'].account_id}"))
    handle(office["clerk"], case.pk, Urge(complete_no, "请今天办"))
    drain()
    assert InboxItem.objects.get().account_id == office["clerk"].account_id


def test_a_case_begins_with_the_message_its_process_starts_with(office: Office) -> None:
    drawing = Drawing()
    drawing.node("startEvent", "plain")
    drawing.node("startEvent", "begin", event("message", "m"))
    drawing.node("userTask", "one")
    drawing.node("endEvent", "end")
    drawing.path("begin", "one", "end")
    drawing.flow("plain", "one")
    install("started", "来信", drawing.xml('<bpmn:message id="m" name="letter"/>', key="started"))
    register_case_type(CaseType("started-type", "来信", "started"))
    announce_message("letter", "", {"organ": office.organ.pk, "from": "林叙"})
    drain()
    case = Case.objects.get(type="started-type")
    assert work(case) == ["one"]
    assert case.organ == Organ.objects.get(pk=office.organ.pk)


def test_opening_again_with_the_same_key_gives_the_first_case(office: Office) -> None:
    first = office.run(sequence("one"))
    opened = [open_case(office["clerk"], first.type, title="同", organ=office.organ, key="k") for _ in range(2)]
    assert opened[0].pk == opened[1].pk


def test_whoever_administers_is_told_of_a_message_that_nobody_awaits(world: World) -> None:
    announce_message("nobody", "A1", {})
    for tries in range(LAST_TRY):
        make_due(tries=tries)
        run_due_errands()
    while deliver_due():
        pass
    (notice,) = Notice.objects.filter(subject="案件后台事项失败")
    assert "没有案件在等待消息“nobody”（A1）" in notice.body
    told = set(InboxItem.objects.filter(notice=notice).values_list("account__login", flat=True))
    assert world.account("system_officer").login in told


@pytest.mark.parametrize("to", ["unit", "organ", "role"])
def test_whoever_may_take_an_item_is_reminded_of_it(world: World, to: str) -> None:
    official = world.actor("official")
    case = new_case(world)
    keys = {
        "unit": f"unit:{official.unit_id}",
        "organ": f"organ:{official.organ_id}",
        "role": f"role:official@{official.organ_id}",
    }
    handle(official, case.pk, Reassign(at(case, "accept"), keys[to]))
    handle(SYSTEM, case.pk, Urge(at(case, "accept"), "请今天办。"))
    drain()
    told = InboxItem.objects.filter(notice__body="请今天办。").values_list("account", flat=True)
    assert official.account_id in told
