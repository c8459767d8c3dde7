"""All verbs in every order, on small nets: sequence, parallel, several signers, nested, loop.

In every state reached: the marking is one that plain completions reach (no token lost or doubled), every change is explained
by its record (checked by Play), and the case can still end.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mingtang.lib.flow import Command, Kind, Life, Net, Refused, State, Status, Token, Verb, allowed, lineage_of, step
from mingtang.lib.flow.changes import apply
from mingtang.lib.flow.commands import (
    AddSign,
    AddTask,
    Claim,
    Complete,
    Delegate,
    DropSign,
    EndDelegation,
    Reassign,
    Release,
    Resume,
    Return,
    SignPlace,
    Start,
    Supervise,
    Suspend,
    Terminate,
    Urge,
    Void,
    Withdraw,
)
from mingtang.lib.flow.net import Rule, RuleKind
from mingtang.lib.flow.tests.drawing import Drawing, parallel, sequence, several
from mingtang.lib.flow.tests.play import BEGIN, assert_explained, assert_sound, net_of
from mingtang.lib.flow.tests.random_processes import MANY

PEOPLE = ("王", "李", "赵")


def looped() -> Drawing:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    for task in ("accept", "x", "y", "sum"):
        drawing.node("userTask", task)
    drawing.node("parallelGateway", "split")
    drawing.node("parallelGateway", "join")
    drawing.node("exclusiveGateway", "again", default="no")
    drawing.node("endEvent", "end")
    drawing.path("start", "accept", "split", "x", "join", "sum", "again")
    drawing.path("split", "y", "join")
    drawing.flow("again", "end", ident="no")
    drawing.flow("again", "accept", 'outcome == "补正"')
    return drawing


def signers(**attributes: str) -> Drawing:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "a")
    drawing.node("userTask", "sign", several(**attributes), mt_assignee="=person")
    drawing.node("userTask", "b")
    drawing.node("endEvent", "end")
    drawing.path("start", "a", "sign", "b", "end")
    return drawing


def nested() -> Drawing:
    """A sub-process for each of two, in it a parallel section; beside it another branch."""
    inside = Drawing()
    inside.node("startEvent", "s")
    inside.node("parallelGateway", "si")
    inside.node("parallelGateway", "ji")
    inside.node("userTask", "x")
    inside.node("userTask", "y")
    inside.node("endEvent", "e")
    inside.path("s", "si", "x", "ji", "e")
    inside.path("si", "y", "ji")
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("parallelGateway", "split")
    drawing.node("parallelGateway", "join")
    drawing.node("subProcess", "sub", inside.inner() + several())
    drawing.node("userTask", "other")
    drawing.node("userTask", "last")
    drawing.node("endEvent", "end")
    drawing.node("userTask", "first")
    drawing.path("start", "first", "split", "sub", "join", "last", "end")
    drawing.path("split", "other", "join")
    return drawing


def chosen() -> Drawing:
    """An inclusive section whose second branch may go elsewhere."""
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("inclusiveGateway", "split", default="d")
    drawing.node("inclusiveGateway", "join")
    for task in ("a", "x", "y", "z", "last"):
        drawing.node("userTask", task)
    drawing.node("exclusiveGateway", "away", default="stay")
    drawing.node("endEvent", "end")
    drawing.node("endEvent", "end2")
    drawing.path("start", "a", "split")
    drawing.flow("split", "x", ident="d")
    drawing.flow("split", "y", "true")
    drawing.flow("split", "z", "true")
    drawing.path("x", "join", "last", "end")
    drawing.path("z", "join")
    drawing.path("y", "away")
    drawing.flow("away", "join", ident="stay")
    drawing.flow("away", "end2", 'outcome == "补正"')
    return drawing


NETS = {
    "sequence": sequence("a", "b", "c"),
    "parallel": parallel("x", "y"),
    "signers all": signers(),
    "signers two of three": signers(rule="2/3"),
    "signers in sequence": signers(sequential=True),
    "nested": nested(),
    "loop": looped(),
    "inclusive": chosen(),
}


def marking(state: State) -> tuple[object, ...]:
    """Where tokens are. An item waiting for added signatures, or followed by them, is the item itself; names do not count."""
    inside: dict[int, list[Token]] = {}
    for token in state.live.values():
        if not (token.kind is Kind.BODY and token.host):
            inside.setdefault(token.scope, []).append(token)
    return (str(state.status if state.status is not Status.SUSPENDED else Status.RUNNING), *_inside(0, inside))


def _inside(scope: int, inside: dict[int, list[Token]]) -> tuple[object, ...]:
    return tuple(
        sorted(
            (str(Kind.WORK), token.node, "", (), ())
            if token.kind is Kind.BODY and token.body.rule is not None
            else (
                str(token.kind),
                token.node,
                token.flow,
                (token.body.total, token.body.done) if token.body else (),
                _inside(token.no, inside),
            )
            for token in inside.get(scope, ())
            if token.node
        )
    )


def history(state: State) -> tuple[object, ...]:
    """What return and withdrawal can see: rows that count, with who made and ended them; numbers do not matter."""
    rows = {**state.past, **state.live}

    def place(number: int) -> str:
        return rows[number].node + rows[number].holder if number in rows else ""

    return (
        marking(state),
        tuple(
            sorted(
                (
                    *(
                        row.node,
                        str(row.kind),
                        str(row.life),
                        row.holder,
                        row.sign,
                        row.suspended,
                        row.after,
                        row.owner,
                    ),
                    *(place(row.src), place(row.by), place(row.scope)),
                )
                for row in rows.values()
                if row.life is not Life.UNDONE
            )
        ),
    )


def do(net: Net, state: State, command: Command) -> State:
    changes = step(net, state, command, BEGIN)
    after = apply(state, changes)
    assert_explained(state, changes, after)
    assert_sound(after)
    return after


def plain_markings(net: Net, sizes: tuple[int, ...]) -> set[tuple[object, ...]]:
    """What completions alone reach, for every number of signers."""
    found: set[tuple[object, ...]] = set()
    for size in sizes:
        waiting = deque([do(net, State(past={}), Start({"people": [f"P{n}" for n in range(size)]}))])
        while waiting:
            state = replace(waiting.popleft(), past=None)
            if marking(state) not in found or state.last < 3:
                found.add(marking(state))
                for token in state.work:
                    waiting.extend(do(net, state, Complete(token.no, outcome)) for outcome in ("", "补正"))
    return found


def verbs(net: Net, state: State) -> Iterator[Command]:
    """Every command that changes tokens, on every row, with bounded numbers of added people."""
    added = sum(1 for row in {**state.past, **state.live}.values() if row.sign and row.life is not Life.UNDONE)
    added += sum(len(row.after) for row in state.live.values())
    if state.status is Status.SUSPENDED:
        yield Resume()
        return
    lineage = lineage_of(net, state)
    for token in state.work:
        yield Complete(token.no)
        yield Complete(token.no, "补正")
        yield from (Return(token.no, earlier.no) for earlier in lineage.steps_before(token))
        yield DropSign(token.no)
        yield Resume(token.no) if token.suspended else Suspend(token.no)
        if added < 2:
            yield AddSign(token.no, ("钱",), SignPlace.BEFORE)
            yield AddSign(token.no, ("钱", "孙"), SignPlace.BEFORE, Rule(RuleKind.ANY))
            yield AddSign(token.no, ("钱",), SignPlace.AFTER)
            yield AddSign(token.no, ("钱",), SignPlace.BESIDE)
    yield from (Withdraw(row.no) for row in state.past.values() if row.life is Life.DONE and row.kind is Kind.WORK)


def can_end(net: Net, state: State) -> bool:
    if state.status is Status.SUSPENDED:
        state = do(net, state, Resume())
    for token in list(state.live.values()):
        if token.suspended:
            state = do(net, state, Resume(token.no))
    for _number in range(60):
        if state.status is not Status.RUNNING:
            return state.status is Status.COMPLETED
        for token in state.work:
            try:
                state = do(net, state, Complete(token.no))
                break
            except Refused as refusal:
                if refusal.code != "signatures":
                    raise
        else:
            return False
    return False


def explore(name: str, limit: int) -> tuple[int, dict[str, int]]:
    """Breadth first over all verbs. The number of states, and how often each verb was carried out."""
    net = net_of(NETS[name].xml())
    plain = plain_markings(net, (1, 2, 3, 4, 5))
    start = do(net, State(past={}), Start({"people": list(PEOPLE)}))
    seen, waiting, used = {history(start)}, deque([start]), dict[str, int]()
    while waiting and len(seen) < limit:
        state = waiting.popleft()
        for command in verbs(net, state):
            try:
                after = do(net, state, command)
            except Refused:
                continue
            verb = type(command).__name__
            used[verb] = used.get(verb, 0) + 1
            assert marking(after) in plain, (name, command, marking(after))
            if history(after) not in seen:
                seen.add(history(after))
                assert can_end(net, after), (name, command, after)
                if after.status is Status.RUNNING:
                    waiting.append(after)
    return len(seen), used


@pytest.mark.parametrize("limit", [400, pytest.param(2 * MANY, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NETS)
def test_no_order_of_verbs_loses_or_doubles_a_token(name: str, limit: int) -> None:
    states, used = explore(name, limit)
    assert states > 100
    assert {"Complete", "Return", "Withdraw", "AddSign", "Suspend", "Resume"} <= set(used)


@pytest.mark.parametrize("walks", [15, pytest.param(MANY // 2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NETS)
def test_long_random_orders_of_verbs_lose_or_double_no_token(name: str, walks: int) -> None:
    net = net_of(NETS[name].xml())
    plain = plain_markings(net, (1, 2, 3, 4, 5))
    for seed in range(walks):
        chance, state = random.Random(seed), do(net, State(past={}), Start({"people": list(PEOPLE)}))
        for _number in range(40):
            commands = list(verbs(net, state))
            if state.status not in {Status.RUNNING, Status.SUSPENDED}:
                break
            command = chance.choice(commands)
            try:
                state = do(net, state, command)
            except Refused:
                continue
            assert marking(state) in plain, (name, seed, command)
        assert can_end(net, state), (name, seed)


@pytest.mark.parametrize("name", NETS)
def test_verbs_that_move_nothing_leave_the_marking_as_it_is(name: str) -> None:
    """转办, 委托, 签收, 放回, 催办, 督办 and added tasks in every plain state of every net."""
    net = net_of(NETS[name].xml())
    state = do(net, State(past={}), Start({"people": list(PEOPLE)}))
    while state.work:
        for token in state.work:
            quiet = [Reassign(token.no, "周"), Urge(token.no), Supervise(token.no, "红"), AddTask("补充材料")]
            quiet += [] if token.holder else [Claim(token.no, "周")]
            for command in quiet:
                assert marking(do(net, state, command)) == marking(state)
            held = do(net, state, Reassign(token.no, "周"))
            lent = do(net, held, Delegate(token.no, "吴"))
            assert (lent.live[token.no].holder, lent.live[token.no].owner) == ("吴", "周")
            assert do(net, lent, EndDelegation(token.no)).live[token.no] == held.live[token.no]
            assert do(net, held, Release(token.no)).live[token.no].holder == ""
        state = do(net, state, Complete(state.work[0].no))


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize(("command", "status"), [(Terminate(), Status.TERMINATED), (Void(), Status.VOIDED)])
def test_terminated_and_void_cases_have_no_tokens_and_refuse_everything(
    name: str, command: Command, status: Status
) -> None:
    net = net_of(NETS[name].xml())
    state = do(net, State(past={}), Start({"people": list(PEOPLE)}))
    while state.work:
        ended = do(net, state, command)
        assert (ended.status, ended.live) == (status, {})
        with pytest.raises(Refused, match="案件已结束"):
            step(net, ended, Complete(state.work[0].no), BEGIN)
        state = do(net, state, Complete(state.work[0].no))


@pytest.mark.parametrize("name", NETS)
def test_what_allowed_offers_is_carried_out_and_what_it_refuses_is_refused_with_the_same_words(name: str) -> None:
    net = net_of(NETS[name].xml())
    state = do(net, State(past={}), Start({"people": list(PEOPLE)}))
    while state.work:
        for token in state.work:
            for allowance in allowed(net, state, token.no):
                command = _example(net, state, allowance.verb, token)
                if command is None:
                    continue
                if allowance.allowed:
                    do(net, state, command)
                else:
                    with pytest.raises(Refused, match=allowance.reason.replace("（", ".").replace("）", ".")):
                        step(net, state, command, BEGIN)
        state = do(net, state, Complete(state.work[0].no))


def _example(net: Net, state: State, verb: Verb, token: Token) -> Command | None:
    before = lineage_of(net, state).steps_before(token)
    return {
        Verb.COMPLETE: Complete(token.no),
        Verb.CLAIM: Claim(token.no, "周"),
        Verb.RELEASE: Release(token.no),
        Verb.RETURN: Return(token.no, before[0].no if before else 0),
        Verb.WITHDRAW: Withdraw(token.no),
        Verb.REASSIGN: Reassign(token.no, "周"),
        Verb.DELEGATE: Delegate(token.no, "周"),
        Verb.END_DELEGATION: EndDelegation(token.no),
        Verb.ADD_SIGN: AddSign(token.no, ("周",)),
        Verb.DROP_SIGN: DropSign(token.no),
        Verb.SUSPEND: Suspend(token.no),
        Verb.RESUME: Resume(token.no),
    }.get(verb)
