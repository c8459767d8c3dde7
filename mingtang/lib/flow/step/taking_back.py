"""退回 and 撤回: undo one completion and everything that depends on it; see `lineage`."""

from mingtang.lib.flow.changes import CallService, OfferWork, SetTimer
from mingtang.lib.flow.commands import Return, Withdraw
from mingtang.lib.flow.lineage import Undoing, lineage_of
from mingtang.lib.flow.net import EventKind
from mingtang.lib.flow.refusals import Refused
from mingtang.lib.flow.state import Body, Kind, Life, Token
from mingtang.lib.flow.step.activities import offer
from mingtang.lib.flow.step.finishing import close_signing
from mingtang.lib.flow.step.walk import Walk
from mingtang.lib.flow.step.watching import watch_boundary
from mingtang.lib.flow.step.work import required
from mingtang.lib.flow.verbs import Verb

_ANSWERED_OUTSIDE = frozenset({Kind.WAIT, Kind.WATCH, Kind.CALL, Kind.SERVICE})


def return_to(walk: Walk, command: Return) -> None:
    token = required(walk, Verb.RETURN, command.token)
    lineage = lineage_of(walk.net, walk.state)
    if command.to not in {step.no for step in lineage.steps_before(token)}:
        raise Refused("not_before", "只能退回到这件事项经过的步骤")
    _take_back(walk, lineage.undoing(command.to))


def withdraw(walk: Walk, command: Withdraw) -> None:
    required(walk, Verb.WITHDRAW, command.token)
    _take_back(walk, lineage_of(walk.net, walk.state).undoing(command.token))


def _take_back(walk: Walk, undoing: Undoing) -> None:
    for row in undoing.ended:
        _require_revivable(row)
    for row in undoing.made:
        walk.undo(row)
    for row in sorted(undoing.ended, key=_order):
        _bring_back(walk, walk.written.get(row.no, row))
    for number in [row.no for row in walk.live.values() if row.kind is Kind.BODY]:
        if number in walk.live:
            _judge_again(walk, walk.live[number])


def _require_revivable(row: Token) -> None:
    if row.kind in _ANSWERED_OUTSIDE and row.by == row.no:
        raise Refused("outside", "其间发生了到时、消息、下级办结等外部事件，不能退回到该步骤")
    if row.kind is Kind.CALL:
        raise Refused("child_cancelled", "其间取消了下级办理，不能退回到该步骤")


def _order(row: Token) -> tuple[bool, int]:
    """Hosts before what watches them, scopes before what is inside."""
    return row.kind is Kind.WATCH, row.no


def _bring_back(walk: Walk, row: Token) -> None:
    """Undo the ending of `row`: completed items are opened anew, with their history kept; tokens live again."""
    if row.kind is Kind.JOIN and not row.flow:
        walk.undo(row)
    elif row.kind is Kind.WORK and row.life is Life.DONE:
        walk.undo(row)
        _open_again(walk, row)
    elif row.kind is Kind.WATCH and row.host and row.host not in walk.live:
        walk.undo(row)
    else:
        _require_around(walk, row.host or row.scope)
        _resume(walk, walk.revive(row))


def _require_around(walk: Walk, around: int) -> None:
    """What is brought back needs what it stands in; a signer who was dropped does not come back."""
    if around and around not in walk.live:
        raise Refused("scope_gone", "该步骤所在的环节已经取消，不能退回或撤回")


def _open_again(walk: Walk, row: Token) -> None:
    _require_around(walk, row.scope)
    token = walk.create(
        row.node, Kind.WORK, scope=row.scope, src=row.src, instance=row.instance, item=row.item, title=row.title,
        holder=row.owner or row.holder, after=row.after, sign=row.sign,
    )  # fmt: skip
    if token.node and token.instance < 0:
        watch_boundary(walk, token)
    _keep_signatures(walk, row, token)
    _offer_again(walk, token)


def _keep_signatures(walk: Walk, old: Token, new: Token) -> None:
    """Signatures given before the item was done stay with it."""
    for row in (walk.state.past or {}).values():
        if row.kind is Kind.BODY and row.host == old.no and row.life is Life.DONE:
            walk.rewrite(row._replace(host=new.no))


def _offer_again(walk: Walk, token: Token) -> None:
    if token.node and not token.sign:
        offer(walk, token)
    else:
        walk.effects.append(OfferWork(token.no, token.node, candidates=(token.holder,)))


def _resume(walk: Walk, token: Token) -> None:
    """Start again what waited with `token`. A timer counts from its first beginning."""
    if token.kind is Kind.WORK:
        _offer_again(walk, token)
    elif token.kind is Kind.SERVICE:
        walk.effects.append(CallService(token.no, walk.net[token.node].handler))
    elif token.kind in {Kind.WAIT, Kind.WATCH}:
        node = walk.net[token.node]
        if node.event is not None and node.event.kind is EventKind.TIMER:
            walk.effects.append(SetTimer(token.no, walk.choices.timer(walk, node, token.scope), token.born))


def _judge_again(walk: Walk, row: Token) -> None:
    """A countersigning that is decided by the others stays decided."""
    row = _count_again(walk, row)
    if row.body is not None and row.body.done and walk.choices.decided(walk, row):
        close_signing(walk, row)


def _count_again(walk: Walk, row: Token) -> Token:
    """The counters of a countersigning follow from the instances that are still done."""
    assert row.body is not None
    rows = {**(walk.state.past or {}), **walk.live, **walk.written}
    goes_on = {other.src for other in rows.values() if _is_signing_after(other)}
    tally: dict[str, int] = {}
    for other in rows.values():
        if other.scope == row.no and _is_done(other) and other.no not in goes_on:
            tally[other.outcome] = tally.get(other.outcome, 0) + 1
    body: Body = row.body._replace(done=sum(tally.values()), tally=tuple(tally.items()))
    if (body.done, sorted(body.tally)) != (row.body.done, sorted(row.body.tally)):
        return walk.rewrite(row._replace(body=body))
    return row


def _is_signing_after(row: Token) -> bool:
    """Whether `row` holds signatures after an item (后加签), which is not done before they are."""
    return row.body is not None and row.body.rule is not None and not row.host and row.life is not Life.UNDONE


def _is_done(row: Token) -> bool:
    return row.life is Life.DONE and row.by == row.no and not row.host
