"""What happens when an activity is done: it counts in its countersigning, or its token goes on."""

from mingtang.lib.flow.net import NodeKind
from mingtang.lib.flow.state import Body, Kind, Token
from mingtang.lib.flow.step.choices import counted, rule_of
from mingtang.lib.flow.step.signing import sign_item
from mingtang.lib.flow.step.walk import Arrival, Walk


def finish(walk: Walk, token: Token) -> None:
    """End an activity by itself and go on from it."""
    walk.end(token, token.no)
    conclude(walk, token)


def conclude(walk: Walk, token: Token) -> None:
    """Go on from an activity that has ended."""
    around = walk.live.get(token.scope)
    if around is not None and around.kind is Kind.BODY:
        count(walk, around, token)
    elif token.node and walk.net[token.node].kind is not NodeKind.EVENT_SUBPROCESS:
        walk.leave(walk.net[token.node], token.scope, token.no)


def count(walk: Walk, row: Token, done: Token) -> None:
    """One instance of countersigning `row` is done."""
    assert row.body is not None
    tally = dict(row.body.tally)
    tally[done.outcome] = tally.get(done.outcome, 0) + 1
    go_on_signing(
        walk, row._replace(body=row.body._replace(done=row.body.done + 1, tally=tuple(tally.items()))), done.no
    )


def go_on_signing(walk: Walk, row: Token, src: int) -> None:
    """Write the new counters; close the countersigning when it is decided, else call the next signer if in sequence."""
    assert row.body is not None
    walk.rewrite(row)
    if walk.choices.decided(walk, row):
        close_signing(walk, row)
    elif row.body.sequential:
        call_next_signer(walk, row, row.body, src)


def call_next_signer(walk: Walk, row: Token, body: Body, src: int) -> None:
    """The signer after those who are done."""
    item = body.items[body.done]
    if body.rule is None:
        walk.agenda.append(Arrival(row.node, row.no, src, instance=body.done, item=item))
    else:
        sign_item(walk, row, item, body.done, src)


def close_signing(walk: Walk, row: Token) -> None:
    """The countersigning is decided: keep the result, release the others, and go on."""
    body, rule = row.body, rule_of(walk, row)
    assert body is not None
    walk.note(
        "signings",
        row.node,
        {
            "total": body.total,
            "done": body.done,
            "passed": counted(body, rule) >= rule.needed(body.total),
            "outcomes": dict(body.tally),
        },
    )
    walk.end(row, row.no)
    if not row.host:  # else the item that asked for the signatures goes on by itself
        conclude(walk, row)
