"""Moving a case to another version as a pure function: no token lost or doubled, and every path can still end."""

import random
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mingtang.kernel.cases.migrating.mapping import complete_mapping, suggested
from mingtang.kernel.cases.migrating.transfer import Versions, severed_past
from mingtang.kernel.cases.migrating.versions import Passage
from mingtang.lib.flow import Kind, Net, Refused, State, Status, apply, step
from mingtang.lib.flow.commands import Complete, Return, Start, Withdraw
from mingtang.lib.flow.tests.drawing import Drawing, parallel, sequence, several, timer
from mingtang.lib.flow.tests.play import Play, net_of
from mingtang.lib.flow.tests.random_processes import Structured

NOW = datetime(2026, 3, 2, 9)
_FLOW = re.compile(rb'<bpmn:sequenceFlow id="([^"]+)" sourceRef="([^"]+)" targetRef="([^"]+)"')


def way(old: bytes | Drawing, new: bytes | Drawing, **given: str) -> Passage:
    before, after = (net_of(each.xml() if isinstance(each, Drawing) else each) for each in (old, new))
    return Passage(Versions(before, after, complete_mapping(before, after, given)))


def passed(state: State) -> set[str]:
    return {row.node for row in (state.past or {}).values()}


def reasons(passage: Passage, play: Play) -> set[str]:
    return {each.reason for each in passage.move(play.state, passed(play.state), NOW).obstacles}


# what may be moved


def test_a_renamed_step_is_found_by_its_name_and_keeps_its_item() -> None:
    old, new = Drawing(), Drawing()
    for drawing, ident in ((old, "a"), (new, "b")):
        drawing.node("startEvent", "start")
        drawing.node("userTask", ident, name="审核")
        drawing.node("endEvent", "end")
        drawing.path("start", ident, "end")
    play = Play(old.xml())
    passage = way(old, new)
    moved = passage.move(play.state, passed(play.state), NOW)
    (token,) = moved.state.live.values()
    assert suggested(passage.versions.old, passage.versions.new)["a"] == "b"
    assert (token.no, token.node, moved.obstacles) == (1, "b", ())


def test_what_a_case_has_passed_can_still_be_returned_to_while_it_is_there() -> None:
    play = Play(sequence("one", "two").xml())
    play.complete("one")
    kept = way(sequence("one", "two"), sequence("one", "two", "three")).move(play.state, passed(play.state), NOW)
    assert not kept.severed
    gone = way(sequence("one", "two"), sequence("two", "three")).move(play.state, passed(play.state), NOW)
    assert gone.severed
    assert {row.src for row in gone.state.live.values()} == {0}


def test_a_timer_drawn_differently_counts_from_its_beginning_by_the_new_version() -> None:
    def drawn(text: str) -> Drawing:
        drawing = sequence("one")
        drawing.node("boundaryEvent", "late", timer(text), attachedToRef="one")
        drawing.node("endEvent", "out")
        drawing.path("late", "out")
        return drawing

    play = Play(drawn("P5D").xml())
    moved = way(drawn("P5D"), drawn("P9D")).move(play.state, set(), NOW)
    (effect,) = moved.effects
    watch = play.state.live[play.waiting("late")]
    assert (effect.timer.text, effect.base) == ("P9D", watch.born)  # type: ignore[union-attr]
    assert not way(drawn("P5D"), drawn("P5D")).move(play.state, set(), NOW).effects


def test_events_of_the_new_version_are_awaited_and_those_it_lacks_no_more() -> None:
    plain, watched = sequence("one"), sequence("one")
    watched.node("boundaryEvent", "late", timer("P5D"), attachedToRef="one")
    watched.node("endEvent", "out")
    watched.path("late", "out")
    play = Play(plain.xml())
    more = way(plain, watched).move(play.state, set(), NOW)
    assert [row.kind for row in more.state.live.values()] == [Kind.WORK, Kind.WATCH]
    again = way(watched, plain).move(Play(watched.xml()).state, set(), NOW)
    assert [row.kind for row in again.state.live.values()] == [Kind.WORK]
    assert [type(effect).__name__ for effect in again.effects] == ["DropTimer"]


def test_results_kept_by_element_follow_its_new_name() -> None:
    play = Play(sequence("one", "two").xml())
    play.complete("one", "同意")
    moved = way(sequence("one", "two"), sequence("first", "two"), one="first").move(play.state, {"one"}, NOW)
    assert moved.state.vars["outcomes"] == {"first": "同意"}


# what may not


def test_a_step_that_is_gone_needs_a_counterpart() -> None:
    play = Play(sequence("one", "two").xml())
    assert reasons(way(sequence("one", "two"), sequence("two")), play) == {"新版本没有这个环节，请指定对应的环节"}
    assert not reasons(way(sequence("one", "two"), sequence("two"), one="two"), play)


def test_another_kind_of_step_is_refused() -> None:
    service = Drawing()
    service.node("startEvent", "start")
    service.node("receiveTask", "one", messageRef="m")
    service.node("endEvent", "end")
    service.path("start", "one", "end")
    other = service.xml('<bpmn:message id="m" name="m"/>')
    assert reasons(way(sequence("one"), other), Play(sequence("one").xml())) == {"类型不同：人工任务变为接收任务"}


def test_a_countersigning_that_begins_or_ends_is_refused() -> None:
    single, all_sign = sequence("one"), Drawing()
    all_sign.node("startEvent", "start")
    all_sign.node("userTask", "one", several())
    all_sign.node("endEvent", "end")
    all_sign.path("start", "one", "end")
    assert reasons(way(single, all_sign), Play(single.xml())) == {"会签方式不同"}
    assert reasons(way(all_sign, single), Play(all_sign.xml(), people=["a", "b"])) == {"会签方式不同"}


def test_a_step_in_another_sub_process_is_refused() -> None:
    inner, around = sequence("one"), Drawing()
    around.node("startEvent", "begin")
    around.node("subProcess", "sub", inner.inner())
    around.node("endEvent", "finish")
    around.path("begin", "sub", "finish")
    assert reasons(way(inner, around), Play(inner.xml())) == {"所在的子流程不同"}


def test_a_join_with_a_branch_that_was_never_begun_is_refused() -> None:
    """Nobody waits at the join yet, and all steps are there; only looking ahead finds it out."""
    play = Play(parallel("a", "b").xml())
    play.complete("before")
    (reason,) = reasons(way(parallel("a", "b"), parallel("a", "b", "c")), play)
    assert "永远等不齐" in reason


def test_a_join_at_which_somebody_waits_keeps_its_branches() -> None:
    play = Play(parallel("a", "b").xml())
    play.complete("before")
    play.complete("a")
    assert "汇合的分支不同" in reasons(way(parallel("a", "b"), parallel("a", "b", "c")), play)


def test_two_steps_do_not_become_one() -> None:
    play = Play(parallel("a", "b").xml())
    play.complete("before")
    found = reasons(way(parallel("a", "b"), sequence("before", "x", "after"), a="x", b="x"), play)
    assert found == {"与另一个正在办理的环节对应到同一环节"}


# whatever is drawn


def rewired(xml: bytes, choose: random.Random) -> tuple[bytes, dict[str, str]]:
    """A process much like the one drawn, as a department would change it, and what it says became of the steps."""
    given: dict[str, str] = {}
    for change in choose.sample((_insert, _rename, _remove, _widen), choose.randint(1, 3)):
        xml = change(xml, choose, given)
    return xml, given


def _insert(xml: bytes, choose: random.Random, _given: dict[str, str]) -> bytes:
    """One more task on some flow; the flow keeps its id before it or behind it."""
    ident, source, target = choose.choice(_FLOW.findall(xml))
    new = b"n%d" % choose.randrange(10**6)
    first, second = (ident, new + b"f") if choose.random() < 0.5 else (new + b"f", ident)
    whole = re.search(rb'<bpmn:sequenceFlow id="' + ident + rb'".*?</bpmn:sequenceFlow>', xml)
    assert whole is not None
    condition = re.search(rb"<bpmn:conditionExpression>.*?</bpmn:conditionExpression>", whole[0])
    if condition is not None or b'default="' + ident + b'"' in xml:
        first, second = ident, new + b"f"
    drawn = b'<bpmn:userTask id="%s"/>' % new
    drawn += b'<bpmn:sequenceFlow id="%s" sourceRef="%s" targetRef="%s">' % (first, source, new)
    drawn += (condition[0] if condition else b"") + b"</bpmn:sequenceFlow>"
    drawn += b'<bpmn:sequenceFlow id="%s" sourceRef="%s" targetRef="%s"></bpmn:sequenceFlow>' % (second, new, target)
    return xml.replace(whole[0], drawn)


def _rename(xml: bytes, choose: random.Random, given: dict[str, str]) -> bytes:
    task = choose.choice(re.findall(rb'<bpmn:userTask id="(t\d+)"', xml) or [b"-"])
    if task != b"-":
        given[task.decode()] = f"{task.decode()}x"
    return xml.replace(b'"%s"' % task, b'"%sx"' % task)


def _remove(xml: bytes, choose: random.Random, given: dict[str, str]) -> bytes:
    """A task is not needed any more; items at it go on at the one behind it, if that is a task."""
    task = choose.choice(re.findall(rb'<bpmn:userTask id="(t\d+)"', xml) or [b"-"])
    out = re.search(
        rb'<bpmn:sequenceFlow id="[^"]+" sourceRef="' + task + rb'" targetRef="([^"]+)"></bpmn:sequenceFlow>', xml
    )
    if out is None:
        return xml
    xml = re.sub(rb'<bpmn:userTask id="' + task + rb'"[^/]*?></bpmn:userTask>', b"", xml.replace(out[0], b""))
    if out[1].startswith(b"t"):
        given[task.decode()] = out[1].decode()
    return xml.replace(b'targetRef="' + task + b'"', b'targetRef="' + out[1] + b'"')


def _widen(xml: bytes, choose: random.Random, _given: dict[str, str]) -> bytes:
    """One more branch between a parallel split and its join."""
    gateways = re.findall(rb'<bpmn:parallelGateway id="([^"]+)"', xml)
    if not gateways:
        return xml
    place = 2 * choose.randrange(len(gateways) // 2)
    split, join = gateways[place : place + 2]
    new = b"w%d" % choose.randrange(10**6)
    drawn = b'<bpmn:userTask id="%s"/>' % new
    for source, target in ((split, new), (new, join)):
        drawn += b'<bpmn:sequenceFlow id="f_%s_%s" sourceRef="%s" targetRef="%s"></bpmn:sequenceFlow>' % (
            source,
            target,
            source,
            target,
        )
    anchor = b'<bpmn:parallelGateway id="' + split + b'"'
    return xml.replace(anchor, drawn + anchor)


def play_some(net: Net, facts: dict[str, int], choose: random.Random, most: int) -> State:
    state = apply(State(past={}), step(net, State(past={}), Start(facts), NOW))
    for _ in range(choose.randint(0, most)):
        if state.status is Status.RUNNING and state.work:
            state = complete_one(net, state, choose)
    return state


def complete_one(net: Net, state: State, choose: random.Random) -> State:
    token = choose.choice(state.work)
    later = NOW + timedelta(minutes=state.last)
    return apply(state, step(net, state, Complete(token.no), later))


def standing(state: State, passage: Passage) -> Counter[tuple[int, str]]:
    mapping = passage.versions.mapping
    return Counter((row.no, mapping[row.node]) for row in state.live.values() if row.kind is not Kind.WATCH)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(8))
def test_whatever_is_moved_loses_no_token_and_ends(block: int) -> None:
    """Random structured processes, changed at random, with a case somewhere inside: moved cases end by every order tried."""
    outcomes: Counter[str] = Counter()
    for seed in range(block * 100, block * 100 + 100):
        choose = random.Random(seed)
        drawn = Structured(seed)
        changed, given = rewired(drawn.xml, choose)
        old, new = net_of(drawn.xml), net_of(changed)
        state = play_some(old, drawn.facts, choose, 6)
        if state.status is not Status.RUNNING:
            continue
        passage = Passage(Versions(old, new, complete_mapping(old, new, {k: v for k, v in given.items() if v in new})))
        moved = passage.move(state, passed(state), NOW)
        outcomes["blocked" if moved.obstacles else "moved"] += 1
        if moved.obstacles:
            continue
        live = Counter((row.no, row.node) for row in moved.state.live.values() if row.kind is not Kind.WATCH)
        assert live == standing(state, passage), seed
        for _ in range(4):
            assert_ends(new, replace(moved.state, past=None), choose)
    assert outcomes["moved"] > 20, outcomes
    assert outcomes["blocked"] > 5, outcomes


def assert_ends(net: Net, state: State, choose: random.Random) -> None:
    for _ in range(200):
        if state.status is not Status.RUNNING:
            break
        assert state.work, state.live
        state = complete_one(net, state, choose)
    assert state.status is Status.COMPLETED
    assert not state.live


def test_returning_after_a_move_never_reaches_what_is_gone() -> None:
    play = Play(sequence("one", "two").xml())
    play.complete("one")
    done = play.done("one")
    passage = way(sequence("one", "two"), sequence("two", "three"))
    moved = passage.move(play.state, passed(play.state), NOW)
    past = {row.no: row for row in severed_past((play.state.past or {}).values(), passage.versions)}
    state = replace(moved.state, past=past)
    (item,) = state.work
    for command in (Return(item.no, done), Withdraw(done)):
        with pytest.raises(Refused):
            step(passage.versions.new, state, command, NOW)
