"""加签, 会签, 减签: more or fewer people at one step."""

from mingtang.lib.flow.commands import AddSign, DropSign, SignPlace
from mingtang.lib.flow.refusals import Refused
from mingtang.lib.flow.state import Body, Kind, Life, Token
from mingtang.lib.flow.step.finishing import go_on_signing
from mingtang.lib.flow.step.signing import open_signing, sign_item
from mingtang.lib.flow.step.walk import Walk
from mingtang.lib.flow.step.work import required
from mingtang.lib.flow.verbs import Verb


def add_sign(walk: Walk, command: AddSign) -> None:
    token = required(walk, Verb.ADD_SIGN, command.token)
    people = tuple(dict.fromkeys(command.people))
    if not people or not all(people):
        raise Refused("nobody", "没有选择人员")
    if command.place is SignPlace.BEFORE:
        open_signing(
            walk, token, people, rule=command.rule, sequential=command.sequential, host=token.no, src=token.src
        )
    elif command.place is SignPlace.AFTER:
        walk.rewrite(token._replace(after=(*token.after, *people)))
    else:
        _beside(walk, token, people)


def _beside(walk: Walk, token: Token, people: tuple[str, ...]) -> None:
    row = walk.live.get(token.scope)
    if row is None or row.kind is not Kind.BODY or row.body is None:
        raise Refused("no_signer", "不是会签中的一项，请用前加签或后加签")
    if row.body.sequential:
        raise Refused("sequential", "依次会签请用后加签")
    first = row.body.total
    row = walk.rewrite(row._replace(body=row.body._replace(total=first + len(people))))
    for index, person in enumerate(people, first):
        sign_item(walk, row, person, index, row.no)


def drop_sign(walk: Walk, command: DropSign) -> None:
    token = required(walk, Verb.DROP_SIGN, command.token)
    row = walk.live[token.scope]
    assert row.body is not None
    walk.end(token, 0, Life.CANCELLED)
    go_on_signing(walk, row._replace(body=_without(row.body, token)), token.src)


def _without(body: Body, token: Token) -> Body:
    items = body.items
    if body.sequential:
        items = items[: token.instance] + items[token.instance + 1 :]
    return body._replace(total=body.total - 1, items=items)
