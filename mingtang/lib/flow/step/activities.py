"""Entering tasks: work items, rules, services, called processes and countersignings."""

from mingtang.lib.flow.changes import CallService, OfferWork, StartChild
from mingtang.lib.flow.net import Text
from mingtang.lib.flow.state import Body, Kind, Token
from mingtang.lib.flow.step.finishing import finish
from mingtang.lib.flow.step.walk import Arrival, Walk
from mingtang.lib.flow.step.watching import watch_boundary


def work(walk: Walk, arrival: Arrival) -> None:
    """A person has something to do."""
    token = _row(walk, arrival, Kind.WORK)
    if assignee := text_of(walk, token, walk.net[arrival.node].duty.assignee):
        token = walk.rewrite(token._replace(holder=assignee))
    offer(walk, token)


def offer(walk: Walk, token: Token) -> None:
    """Say who may take work item `token`."""
    duty = walk.net[token.node].duty
    candidates = _value(walk, token, duty.candidates)
    walk.effects.append(
        OfferWork(
            token.no,
            token.node,
            organ=text_of(walk, token, duty.organ),
            post=text_of(walk, token, duty.post),
            candidates=tuple(str(one) for one in candidates)
            if isinstance(candidates, list | tuple)
            else tuple(str(candidates or "").split()),
            form=duty.form,
            clock=duty.clock,
            due=text_of(walk, token, duty.due),
        )
    )


def rule(walk: Walk, arrival: Arrival) -> None:
    """A pure function of the vocabulary answers at once."""
    node = walk.net[arrival.node]
    walk.update(walk.choices.answer(walk, node, arrival.scope))
    if arrival.instance < 0:
        walk.leave(node, arrival.scope, arrival.src)
    else:
        finish(walk, _row(walk, arrival, Kind.SERVICE))


def service(walk: Walk, arrival: Arrival) -> None:
    """Something outside is called; the token waits for the answer."""
    token = _row(walk, arrival, Kind.SERVICE)
    walk.effects.append(CallService(token.no, walk.net[arrival.node].handler))
    walk.mark_outward(arrival.src)


def call(walk: Walk, arrival: Arrival) -> None:
    """A child case is opened; the token waits for its end."""
    drawn = walk.net[arrival.node].call
    assert drawn is not None
    token = _row(walk, arrival, Kind.CALL)
    data = _data(walk, token)
    passed = {name: walk.value(arrival.node, value, data) for value, name in drawn.inward}
    walk.effects.append(StartChild(token.no, drawn.process, text_of(walk, token, drawn.organ), passed))
    walk.mark_outward(arrival.src)


def countersigning(walk: Walk, arrival: Arrival) -> None:
    """An activity done by several: one body, and an instance for each, at once or one after the other."""
    node = walk.net[arrival.node]
    assert node.multi is not None
    items = tuple(walk.choices.items(walk, node, arrival.scope))
    sequential = node.multi.sequential
    body = Body(len(items), items=items if sequential else (), sequential=sequential)
    row = walk.create(node.id, Kind.BODY, scope=arrival.scope, src=arrival.src, body=body)
    watch_boundary(walk, row)
    if not items:
        finish(walk, row)
    for index, item in enumerate(items[:1] if sequential else items):
        walk.agenda.append(Arrival(node.id, row.no, row.no, instance=index, item=item))


def text_of(walk: Walk, token: Token, text: Text) -> str:
    """A text of the diagram, calculated when it was written as a value."""
    value = _value(walk, token, text)
    return "" if value is None else str(value)


def _value(walk: Walk, token: Token, text: Text) -> object:
    return text.text if text.value is None else walk.value(token.node, text.value, _data(walk, token))


def _data(walk: Walk, token: Token) -> dict[str, object]:
    """The data at the scope of `token`, with its own item."""
    data = dict(walk.data(token.scope))
    multi = walk.net[token.node].multi
    if multi is not None and multi.element and token.instance >= 0:
        data[multi.element] = token.item
    return data


def _row(walk: Walk, arrival: Arrival, kind: Kind) -> Token:
    token = walk.create(
        arrival.node, kind, scope=arrival.scope, src=arrival.src, instance=arrival.instance, item=arrival.item
    )
    if arrival.instance < 0:  # boundary events of several belong to the whole
        watch_boundary(walk, token)
    return token
