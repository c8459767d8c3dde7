"""What moving to another version makes of one case: a pure function from its rows to new rows, or the reasons why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from mingtang.kernel.cases.migrating.likeness import flow_after, is_join, other_events, other_ways_in, unlike
from mingtang.lib.flow import FlowFault, Kind, Life, Net, State, Status, Token, Vocabulary
from mingtang.lib.flow.changes import DropTimer, Effect, SetTimer
from mingtang.lib.flow.net import EventKind, Node
from mingtang.lib.flow.step.choices import ByConditions
from mingtang.lib.flow.step.walk import Walk
from mingtang.lib.flow.step.watching import await_event

_AWAITING = frozenset({Kind.WAIT, Kind.WATCH})
_THROWN = frozenset({EventKind.ERROR, EventKind.ESCALATION})


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one live row: it stands at `target` from now on; without one it is watched for no more."""

    no: int
    node: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a case cannot be moved, at an element of the old version."""

    node: str
    reason: str


@dataclass(frozen=True, slots=True)
class Versions:
    """From which net to which, and which element has become which; `vocabulary` is that of the new version."""

    old: Net
    new: Net
    mapping: Mapping[str, str]
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


@dataclass(frozen=True, slots=True)
class Transfer:
    """The outcome for one case. With `obstacles` nothing may be written.

    `state` is what the case becomes, `effects` what its timers need. `severed`: elements it has passed are gone, so
    nothing from before can be taken back.
    """

    fates: tuple[Fate, ...]
    obstacles: tuple[Obstacle, ...] = ()
    severed: bool = False
    state: State = field(default_factory=State)
    effects: tuple[Effect, ...] = ()


def transfer(versions: Versions, state: State, passed: Iterable[str], now: datetime) -> Transfer:
    """Move a case with live rows `state`. `passed` are the elements at which ended rows stand."""
    judged = [_fate(versions, token) for token in state.live.values()]
    fates = [each for each in judged if isinstance(each, Fate)]
    obstacles = [each for each in judged if isinstance(each, Obstacle)]
    severed = any(_is_gone(versions, node) for node in passed if node)
    obstacles += [*_merged(fates, state), *(_unsigned(state) if severed else ())]
    if obstacles:
        return Transfer(tuple(fates), tuple(dict.fromkeys(obstacles)), severed)
    return _carried_out(versions, state, tuple(fates), severed, now)


def _fate(versions: Versions, token: Token) -> Fate | Obstacle:
    mapping = versions.mapping
    if not token.node:
        return Fate(token.no, "", "")
    target = mapping.get(token.node, "")
    if not target:
        if token.kind is Kind.WATCH and not _is_of_gateway(versions.old, token.node):
            return Fate(token.no, token.node, "", "新版本没有这个事件，不再等待")
        return Obstacle(token.node, "新版本没有这个环节，请指定对应的环节")
    if reason := _reason_against(versions, token, target):
        return Obstacle(token.node, reason)
    return Fate(token.no, token.node, target, _note(versions, token, target))


def _reason_against(versions: Versions, token: Token, target: str) -> str:
    old, new, mapping = versions.old, versions.new, versions.mapping
    if reason := unlike(old, new, token.node, target, mapping):
        return reason
    if token.kind is Kind.JOIN and other_ways_in(old, new, token.node, target, mapping):
        return "汇合的分支不同"
    if token.kind is Kind.GATE and other_events(old, new, token.node, target, mapping):
        return "事件网关等待的事件不同"
    return ""


def _is_of_gateway(net: Net, event: str) -> bool:
    return not net[event].host and bool(net[event].incoming)


def _note(versions: Versions, token: Token, target: str) -> str:
    before, after = versions.old[token.node], versions.new[target]
    if token.kind in _AWAITING and _timer_differs(before, after):
        return "计时从到达时起按新版本重新计算"
    if token.kind is Kind.CALL and before.call and after.call and before.call.process != after.call.process:
        return "已启动的下级案件照旧办理"
    if token.kind is Kind.SERVICE and before.handler != after.handler:
        return "已发出的服务调用照旧等待应答"
    return ""


def _timer_differs(before: Node, after: Node) -> bool:
    return bool(before.event and after.event) and before.event.timer != after.event.timer  # type: ignore[union-attr]


def _is_gone(versions: Versions, node: str) -> bool:
    """Whether what happened at `node` cannot be undone in the new version."""
    old, new, mapping = versions.old, versions.new, versions.mapping
    if node not in mapping:
        return True
    other = new[mapping[node]]
    ways_differ = is_join(old[node]) and set(old[node].incoming) != set(other.incoming)
    return ways_differ or bool(unlike(old, new, node, other.id, mapping))


def _merged(fates: Iterable[Fate], state: State) -> Iterator[Obstacle]:
    """Rows of different elements must not meet in one: that would be one token too many."""
    came: dict[tuple[str, int], str] = {}
    for fate in fates:
        if fate.target and came.setdefault((fate.target, state.live[fate.no].scope), fate.node) != fate.node:
            yield Obstacle(fate.node, "与另一个正在办理的环节对应到同一环节")


def _unsigned(state: State) -> Iterator[Obstacle]:
    """Signatures after an item count by what is cut off; they have to be finished first."""
    for row in state.live.values():
        if row.body is not None and row.body.rule is not None and not row.host:
            yield Obstacle(row.node, "后加签还没有办结")


def _carried_out(versions: Versions, state: State, fates: tuple[Fate, ...], severed: bool, now: datetime) -> Transfer:
    live = {fate.no: token for fate in fates if (token := _moved(versions, state.live[fate.no], fate, severed))}
    moved = replace(state, live=live, vars=_renamed(state.vars, versions.mapping), past=None)
    walk = Walk(versions.new, moved, now, versions.vocabulary, ByConditions())
    try:
        for fate in fates:
            _wait_again(versions, walk, state.live[fate.no], fate)
        _watch(versions, walk)
    except FlowFault as fault:
        return Transfer(fates, (Obstacle(_source_of(versions, fault.element), str(fault)),), severed)
    after = replace(moved, live=dict(sorted(walk.live.items())), last=walk.last)
    return Transfer(fates, (), severed, after, tuple(walk.effects))


def _source_of(versions: Versions, target: str) -> str:
    return next((source for source, other in versions.mapping.items() if other == target), "")


def _moved(versions: Versions, token: Token, fate: Fate, severed: bool) -> Token | None:
    """The row at its new element; None when it is watched for no more. Severed rows came from outside."""
    if not fate.node:
        return token
    if not fate.target:
        return None
    flow = token.flow
    if token.kind is Kind.JOIN and flow:
        flow = flow_after(versions.old, versions.new, token.node, fate.target, flow, versions.mapping)
    src = 0 if severed and token.src != token.scope else token.src
    return token._replace(node=fate.target, flow=flow, src=src)


def _renamed(facts: Mapping[str, Any], mapping: Mapping[str, str]) -> Mapping[str, Any]:
    """Outcomes and results of signing are kept by element."""
    groups = {
        name: {mapping.get(node) or node: fact for node, fact in facts[name].items()}
        for name in ("outcomes", "signings")
        if isinstance(facts.get(name), dict)
    }
    return {**facts, **groups} if any(facts[name] != group for name, group in groups.items()) else facts


def _wait_again(versions: Versions, walk: Walk, before: Token, fate: Fate) -> None:
    """Let what waits for an event wait for it as the new version has it."""
    if before.kind not in _AWAITING:
        return
    drawn = versions.old[before.node].event
    if not fate.target:
        if drawn is not None and drawn.kind is EventKind.TIMER:
            walk.effects.append(DropTimer(before.no))
        return
    node, token = versions.new[fate.target], walk.live[before.no]
    if _timer_differs(versions.old[before.node], node):
        timer = walk.choices.timer(walk, node, token.scope)
        walk.rewrite(token._replace(repeats=timer.repeats))
        walk.effects.append(SetTimer(token.no, timer, token.born))
    elif drawn is not None and node.event is not None and (drawn.name, drawn.key) != (node.event.name, node.event.key):
        key = walk.value(node.id, node.event.key, walk.data(token.scope)) if node.event.key else None
        walk.rewrite(token._replace(name=node.event.name, key="" if key is None else str(key)))


def _watch(versions: Versions, walk: Walk) -> None:
    """Await events that the new version has beside what the case stands at, and the old one had not."""
    known = set(versions.mapping.values())
    for host in list(walk.live.values()):
        drawn = host.kind is not Kind.BODY or (host.body is not None and host.body.rule is None)
        if host.node and host.instance < 0 and drawn and host.kind not in _AWAITING and host.kind is not Kind.JOIN:
            for ident in versions.new[host.node].boundary:
                _await(versions.new, walk, ident, known, host=host.no, scope=host.scope, src=host.src)
        if host.kind is Kind.SCOPE:
            _watch_triggers(versions.new, walk, host.node, host.no, known)
    _watch_triggers(versions.new, walk, "", 0, known)


def _watch_triggers(net: Net, walk: Walk, scope_node: str, scope: int, known: set[str]) -> None:
    if scope_node and not any(each.id == scope_node for each in net.scopes):
        return
    for _inside, start in net.scope(scope_node).triggers:
        _await(net, walk, start, known, host=0, scope=scope, src=scope)


def _await(net: Net, walk: Walk, ident: str, known: set[str], *, host: int, scope: int, src: int) -> None:
    event = net[ident].event
    if ident not in known and event is not None and event.kind not in _THROWN:
        await_event(walk, net[ident], Kind.WATCH, host=host, scope=scope, src=src)


def as_explored(state: State) -> State:
    """The state as the checker may go on from it: nothing suspended, without added tasks and signatures asked for before
    an item is done, which end by themselves.
    """
    bodies = {row.no for row in state.live.values() if row.body and row.body.rule and row.host}
    live = {
        row.no: row._replace(suspended=False)
        for row in state.live.values()
        if row.node and row.no not in bodies and row.scope not in bodies
    }
    return replace(state, live=live, status=Status.RUNNING)


def severed_past(past: Iterable[Token], versions: Versions) -> Iterator[Token]:
    """Ended rows as they are written when nothing before the move can be taken back: completed items count as told to
    the outside, firings of inclusive joins do not count, and what stood at elements that are gone stands nowhere.
    """
    for row in past:
        node = versions.mapping.get(row.node, "")
        title = row.title or (versions.old[row.node].title if row.node and not node else "")
        row = row._replace(node=node, title=title)  # noqa: PLW2901 — the same row under its new name
        if row.kind is Kind.WORK and row.life is Life.DONE:
            yield row._replace(outward=True)
        elif row.kind is Kind.JOIN and not row.flow:
            yield row._replace(life=Life.UNDONE)
        else:
            yield row
