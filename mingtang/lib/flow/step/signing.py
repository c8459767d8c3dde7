"""Items of added signatures, and the bodies that hold them."""

from collections.abc import Sequence

from mingtang.lib.flow.changes import OfferWork
from mingtang.lib.flow.net import Rule
from mingtang.lib.flow.state import Body, Kind, Token
from mingtang.lib.flow.step.walk import Walk


def open_signing(
    walk: Walk, item: Token, people: Sequence[str], *, rule: Rule, sequential: bool, host: int, src: int
) -> None:
    """Ask `people` to sign at the step of `item`; `host` is the item that waits for them, if one does."""
    row = walk.create(
        item.node, Kind.BODY, scope=item.scope, src=src, host=host, instance=item.instance, item=item.item,
        outcome=item.outcome, title=item.title,
        body=Body(len(people), items=tuple(people) if sequential else (), sequential=sequential, rule=rule),
    )  # fmt: skip
    for index, person in enumerate(people[:1] if sequential else people):
        sign_item(walk, row, person, index, row.no)


def sign_item(walk: Walk, row: Token, person: str, index: int, src: int) -> None:
    """The work item of one added signer in countersigning `row`."""
    place = "beside" if row.body and row.body.rule is None else "before" if row.host else "after"
    token = walk.create(
        row.node, Kind.WORK, scope=row.no, src=src, instance=index, item=person, holder=person, sign=place,
        title=row.title,
    )  # fmt: skip
    walk.effects.append(OfferWork(token.no, row.node, candidates=(person,)))
