"""Plays one case in memory and checks after every command that the record explains what changed."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from mingtang.lib.flow import Changes, Command, Kind, Life, Net, State, Token, Vocabulary, apply, compile_bpmn, step
from mingtang.lib.flow.commands import Complete, Start

BEGIN = datetime(2026, 1, 5, 9)


def net_of(xml: bytes, vocabulary: Vocabulary | None = None) -> Net:
    if vocabulary is None:
        return _plain_net_of(xml)
    net = compile_bpmn(xml, vocabulary=vocabulary)
    assert isinstance(net, Net), net
    return net


@lru_cache(maxsize=8)
def _plain_net_of(xml: bytes) -> Net:
    """Worlds that are compared play the same process one after the other; a net never changes."""
    return net_of(xml, Vocabulary())


class Play:
    def __init__(self, net: Net | bytes, vocabulary: Vocabulary | None = None, at: str = "", **facts: Any) -> None:
        self.vocabulary = vocabulary or Vocabulary()
        self.net = net_of(net, vocabulary) if isinstance(net, bytes) else net
        self.state = State(past={})
        self.now = BEGIN
        self.changes: Changes
        self.do(Start(facts, at))

    def do(self, command: Command) -> Changes:
        self.now += timedelta(minutes=1)
        self.changes = step(self.net, self.state, command, self.now, vocabulary=self.vocabulary)
        before, self.state = self.state, apply(self.state, self.changes)
        assert_explained(before, self.changes, self.state)
        assert_sound(self.state)
        return self.changes

    def complete(self, node: str, outcome: str = "", holder: str = "", **facts: Any) -> Changes:
        return self.do(Complete(self.number(node, holder), outcome, facts))

    def number(self, node: str, holder: str = "") -> int:
        """The oldest open item at `node` (or with that title), of `holder` if given."""
        return next(
            token.no
            for token in self.state.work
            if (token.node or token.title) == node and (not holder or token.holder == holder)
        )

    def done(self, node: str) -> int:
        """The latest completed item at `node` that still counts."""
        return max(row.no for row in self.state.past.values() if row.node == node and is_done_work(row))

    def waiting(self, node: str) -> int:
        """The row that awaits an event, child or service at `node`."""
        return next(row.no for row in self.state.live.values() if row.node == node and row.kind is not Kind.JOIN)

    @property
    def work(self) -> list[str]:
        return sorted(token.node or token.title for token in self.state.work)

    def effects(self, kind: type) -> list[Any]:
        return [effect for effect in self.changes.effects if isinstance(effect, kind)]


def is_done_work(row: Token) -> bool:
    return row.kind is Kind.WORK and row.life is Life.DONE


def assert_explained(before: State, changes: Changes, after: State) -> None:
    """Every row written is named by the record, and the live rows are what the record says."""
    record = changes.record
    ended = {*record.consumed, *record.cancelled, *record.undone}
    named = {*record.created, *ended, *record.revived, *record.changed}
    assert {row.no for row in changes.rows} == named
    assert list(record.created) == list(range(before.last + 1, changes.last + 1))
    gone = {row.no for row in changes.rows if row.life is not Life.LIVE}
    assert gone <= ended | {*record.changed}
    assert ended - {*record.revived} <= gone
    assert set(after.live) == {*before.live, *record.created, *record.revived} - gone, record
    for row in changes.rows:
        assert (row.life is Life.LIVE) is (row.no in after.live)


def assert_sound(state: State) -> None:
    """No row stands in a scope or on a host that has ended; counters are what the rows say."""
    rows = {**(state.past or {}), **state.live}
    for row in state.live.values():
        assert row.scope == 0 or row.scope in state.live, row
        assert row.host == 0 or row.host in state.live, row
    if state.past is None:
        return
    for body in (row for row in state.live.values() if row.kind is Kind.BODY):
        signing_after = [row for row in rows.values() if row.body and row.body.rule and not row.host]
        followed = {row.src for row in signing_after if row.life is not Life.UNDONE}
        done = [
            row
            for row in rows.values()
            if row.scope == body.no and row.life is Life.DONE and row.by == row.no and not row.host
        ]
        assert body.body.done == len([row for row in done if row.no not in followed]), body
        assert body.body.done < body.body.total
