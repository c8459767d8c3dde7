"""退回 and 撤回 leave the case as if the step taken back, and what depends on it, had not been done.

The oracle knows nothing of lineage: it plays the same completions again without the one taken back; those that no longer
find their item open are the ones that depended on it. An item is known by its node and how often that was opened.
"""

import random
from collections import Counter
from typing import NamedTuple

import pytest

from mingtang.lib.flow import Kind, Refused, Status, Token, lineage_of
from mingtang.lib.flow.check.exploring import marking_of
from mingtang.lib.flow.commands import AddSign, Complete, Return, SignPlace, TimerFired, Withdraw
from mingtang.lib.flow.tests.drawing import Drawing, parallel, sequence, several, timer
from mingtang.lib.flow.tests.play import Play, is_done_work
from mingtang.lib.flow.tests.random_processes import Structured, seeds


class Done(NamedTuple):
    """A completion: which node, the how manieth item there, and what was said."""

    node: str
    turn: int
    facts: dict[str, int]


def turns(play: Play) -> dict[int, tuple[str, int]]:
    """Which item of its node each open work item is, counted over all rows that were ever opened and count."""
    seen: Counter[str] = Counter()
    found = {}
    for row in sorted([*play.state.past.values(), *play.state.live.values()]):
        if row.kind is Kind.WORK and row.life != "U":
            seen[row.node] += 1
            if row.no in play.state.live:
                found[row.no] = (row.node, seen[row.node])
    return found


def replay(process: Structured, completions: list[Done], without: int) -> Play:
    """The world in which completion number `without` never happened."""
    play = Play(process.xml, **process.facts)
    for number, done in enumerate(completions):
        open_items = {place: item for item, place in turns(play).items()}
        item = open_items.get((done.node, done.turn))
        if number != without and item is not None:
            play.do(Complete(item, vars=done.facts))
    return play


def play_some(process: Structured, chance: random.Random) -> tuple[Play, list[Done], list[int]]:
    """A case some way on: its completions in order and the rows they ended."""
    play, completions, rows = Play(process.xml, **process.facts), [], []
    for _number in range(chance.randint(1, 14)):
        if not play.work:
            break
        item, (node, turn) = chance.choice(sorted(turns(play).items()))
        facts = {f"again_{node}": chance.randint(0, 1)} if node in process.loops else {}
        play.do(Complete(item, vars=facts))
        completions.append(Done(node, turn, facts))
        rows.append(item)
    return play, completions, rows


def finish(play: Play, process: Structured) -> None:
    """Complete everything; loops are left."""
    for _number in range(300):
        if not play.work:
            break
        node = play.work[0]
        play.complete(node, **({f"again_{node}": 0} if node in process.loops else {}))
    assert play.state.status is Status.COMPLETED


@pytest.mark.slow
@pytest.mark.parametrize("seeds", seeds(300), ids=str)
def test_a_return_equals_the_world_in_which_the_step_was_not_done(seeds: range) -> None:
    returned = 0
    for seed in seeds:
        chance = random.Random(seed)
        process = Structured(seed)
        play, completions, rows = play_some(process, chance)
        state = play.state
        for token in state.work:
            for step in lineage_of(play.net, state).steps_before(token):
                play.state = state
                play.do(Return(token.no, step.no))
                expected = replay(process, completions, rows.index(step.no)).state
                assert marking_of(play.state) == marking_of(expected), f"seed {seed}: {token.node} to {step.node}"
                finish(play, process)
                returned += 1
    assert returned > len(seeds) / 2


@pytest.mark.slow
@pytest.mark.parametrize("seeds", seeds(300), ids=str)
def test_a_withdrawal_equals_the_world_in_which_the_step_was_not_done(seeds: range) -> None:
    withdrawn = 0
    for seed in seeds:
        process = Structured(seed)
        play, completions, rows = play_some(process, random.Random(seed))
        if play.state.status is not Status.RUNNING:
            continue
        state = play.state
        for number, row in enumerate(rows):
            play.state = state
            try:
                play.do(Withdraw(row))
            except Refused as refusal:
                if refusal.code != "acted":
                    raise
                continue
            assert marking_of(play.state) == marking_of(replay(process, completions, number).state), f"seed {seed}"
            finish(play, process)
            withdrawn += 1
    assert withdrawn > len(seeds) / 5


def test_again_and_again_returned_cases_keep_exactly_their_tokens() -> None:
    """Many returns in one case: the plain token game reaches the same marking, and the case still ends."""
    for seed in range(150):
        chance, process = random.Random(seed), Structured(seed)
        play = Play(process.xml, **process.facts)
        for _number in range(25):
            choices = [(token, step) for token in play.state.work for step in steps_before(play, token)]
            if choices and chance.random() < 0.4:
                token, step = chance.choice(choices)
                play.do(Return(token.no, step.no))
            elif play.work:
                node = chance.choice(play.work)
                play.complete(node, **({f"again_{node}": chance.randint(0, 1)} if node in process.loops else {}))
        if play.state.status is Status.RUNNING:
            finish(play, process)


def steps_before(play: Play, token: Token) -> tuple[Token, ...]:
    return lineage_of(play.net, play.state).steps_before(token)


def test_return_in_a_sequence_opens_the_earlier_step_and_closes_this_one() -> None:
    play = Play(sequence("a", "b", "c").xml())
    play.complete("a")
    play.complete("b")
    play.do(Return(play.number("c"), play.done("a")))
    assert play.work == ["a"]
    assert [row.node for row in play.state.past.values() if row.life == "U"] == ["b", "c", "a"]


def test_return_inside_one_branch_leaves_the_others_and_their_join_tokens() -> None:
    play = Play(parallel("x", "y", "z").xml())
    play.complete("before")
    play.complete("x")
    play.complete("y")
    assert play.work == ["z"]
    with pytest.raises(Refused, match="只能退回到这件事项经过的步骤"):
        play.do(Return(play.number("z"), play.done("x")))
    play.complete("z")
    play.do(Return(play.number("after"), play.done("y")))
    assert play.work == ["y"]
    play.complete("y")
    assert play.work == ["after"]


def test_return_before_the_split_takes_back_every_branch() -> None:
    play = Play(parallel("x", "y").xml())
    play.complete("before")
    play.complete("x")
    play.do(Return(play.number("y"), play.done("before")))
    assert play.work == ["before"]
    assert len(play.state.live) == 1


def test_after_one_branch_was_redone_the_sibling_can_be_returned_to_without_losing_it() -> None:
    play = Play(parallel("x", "y").xml())
    for node in ("before", "x", "y"):
        play.complete(node)
    play.do(Return(play.number("after"), play.done("x")))
    play.complete("x")
    play.do(Return(play.number("after"), play.done("y")))
    assert play.work == ["y"]
    play.complete("y")
    assert play.work == ["after"]


def test_withdrawal_is_refused_once_somebody_went_on() -> None:
    play = Play(sequence("a", "b", "c").xml())
    first = play.number("a")
    play.complete("a")
    play.complete("b")
    with pytest.raises(Refused, match="后续环节已经办理"):
        play.do(Withdraw(first))


def test_withdrawal_of_the_last_branch_takes_the_other_tokens_out_of_the_join_again() -> None:
    play = Play(parallel("x", "y").xml())
    play.complete("before")
    play.complete("x")
    last = play.number("y")
    play.complete("y")
    play.do(Withdraw(last))
    assert play.work == ["y"]
    play.complete("y")
    assert play.work == ["after"]


def signed(marker: str) -> bytes:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "draft")
    drawing.node("userTask", "sign", marker, mt_assignee="=person")
    drawing.node("userTask", "issue")
    drawing.node("endEvent", "end")
    drawing.path("start", "draft", "sign", "issue", "end")
    return drawing.xml()


@pytest.mark.parametrize("rule", ["all", "2/3"])
def test_a_signer_withdraws_and_the_countersigning_opens_again_with_the_others_kept(rule: str) -> None:
    play = Play(signed(several(rule=rule)), people=["王", "李", "赵"])
    play.complete("draft")
    play.complete("sign", holder="王")
    second = play.number("sign", "李")
    play.complete("sign", holder="李")
    if rule == "all":
        play.complete("sign", holder="赵")
        second = play.done("sign")
    assert play.work == ["issue"]
    play.do(Withdraw(second))
    assert "issue" not in play.work
    (body,) = (row.body for row in play.state.live.values() if row.kind is Kind.BODY)
    assert (body.total, body.done) == (3, 2 if rule == "all" else 1)
    while play.work != ["issue"]:
        play.complete("sign")
    play.complete("issue")
    assert play.state.status is Status.COMPLETED


def test_return_to_one_signer_reopens_only_his_signature() -> None:
    play = Play(signed(several()), people=["王", "李"])
    for node in ("draft", "sign", "sign"):
        play.complete(node)
    first = min(row.no for row in play.state.past.values() if row.node == "sign" and is_done_work(row))
    play.do(Return(play.number("issue"), first))
    assert [(token.node, token.holder) for token in play.state.work] == [("sign", "王")]
    play.complete("sign")
    assert play.work == ["issue"]


def test_return_into_a_finished_sub_process_opens_it_again() -> None:
    inside = Drawing()
    inside.node("startEvent", "s")
    inside.node("parallelGateway", "split")
    inside.node("userTask", "x")
    inside.node("userTask", "y")
    inside.node("endEvent", "e1")
    inside.node("endEvent", "e2")
    inside.path("s", "split", "x", "e1")
    inside.path("split", "y", "e2")
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("subProcess", "sub", inside.inner())
    drawing.node("userTask", "last")
    drawing.node("endEvent", "end")
    drawing.path("start", "sub", "last", "end")
    play = Play(drawing.xml())
    play.complete("x")
    play.complete("y")
    play.do(Return(play.number("last"), play.done("x")))
    assert play.work == ["x"]
    play.complete("x")
    assert play.work == ["last"]


def test_a_signer_before_the_item_cannot_withdraw_once_the_item_is_done() -> None:
    play = Play(sequence("a", "b").xml())
    item = play.number("a")
    play.do(AddSign(item, ("王",)))
    signature = play.number("a", "王")
    play.do(Complete(signature))
    play.do(Complete(item))
    with pytest.raises(Refused, match="后续环节已经办理"):
        play.do(Withdraw(signature))
    play.do(Withdraw(item))
    play.do(Withdraw(signature))
    assert [(token.node, token.holder) for token in play.state.work] == [("a", ""), ("a", "王")]
    with pytest.raises(Refused, match="还有前加签"):
        play.do(Complete(play.number("a")))


def test_a_countersigning_decided_by_the_others_stays_decided_after_a_withdrawal() -> None:
    play = Play(signed(several(rule="2/3")), people=["王", "李", "赵"])
    play.complete("draft")
    first = play.number("sign", "王")
    play.do(AddSign(first, ("钱",), SignPlace.AFTER))
    play.do(Complete(first))
    play.complete("sign", holder="李")
    play.complete("sign", holder="赵")
    assert play.work == ["issue"]
    play.do(Withdraw(first))
    assert play.work == ["issue"]


def test_a_step_in_a_scope_that_a_time_limit_ended_is_no_step_to_return_to() -> None:
    inside = sequence("x", "y")
    drawing = Drawing()
    drawing.node("startEvent", "s")
    drawing.node("userTask", "a")
    drawing.node("subProcess", "sub", inside.inner())
    drawing.node("userTask", "late")
    drawing.node("boundaryEvent", "limit", timer("P5WD"), attachedToRef="sub")
    drawing.path("s", "a", "sub")
    drawing.path("limit", "late")
    play = Play(drawing.xml())
    play.complete("a")
    play.complete("x")
    play.do(TimerFired(play.waiting("limit")))
    with pytest.raises(Refused, match="只能退回到"):
        play.do(Return(play.number("late"), play.done("x")))
    play.do(Return(play.number("late"), play.done("a")))
    assert play.work == ["a"]
