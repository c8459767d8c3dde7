"""Who may take what a command has opened, and who must not any more."""

from dataclasses import dataclass, field

from mingtang.kernel.cases.candidates import everybody_of, named_by, offered_to
from mingtang.kernel.cases.rules import account_of
from mingtang.kernel.cases.store.tokens import Display
from mingtang.kernel.cases.store.writing import Offers
from mingtang.kernel.cases.writing.stroke import Stroke
from mingtang.lib.flow import Token
from mingtang.lib.flow.changes import OfferWork


@dataclass(slots=True)
class Offering:
    """Offers to write, what lists show of the items, and accounts that become participants with their organ."""

    offers: Offers = field(default_factory=Offers)
    displays: dict[int, Display] = field(default_factory=dict)
    people: dict[int, int | None] = field(default_factory=dict)


def offer(stroke: Stroke) -> Offering:
    """Work out the offers of a command; rows held by a post, unit or organ become offers to it."""
    offering = Offering()
    for effect in stroke.effects(OfferWork):
        if effect.token in stroke.rows:
            _open(stroke, effect, offering)
    for token in list(stroke.work(live=True)):
        if token.no not in offering.displays:
            _hand_over(stroke, token, offering)
    offering.offers.gone = {token.no for token in stroke.work(live=False)}
    return offering


def _open(stroke: Stroke, effect: OfferWork, offering: Offering) -> None:
    """An item is open: to whom the diagram names, held by whom it assigns."""
    token = stroke.rows[effect.token]
    offered = offered_to(stroke.case, effect)
    offering.displays[token.no] = Display(stroke.title_of(token), offered.organ_id)
    keys = offered.keys
    if token.holder and account_of(token.holder) is None:
        keys = _settle(stroke, token, offered.organ_id)
    offering.offers.offered[token.no] = keys
    _hold(stroke, token.no, offering, offered.organ_id)


def _hand_over(stroke: Stroke, token: Token, offering: Offering) -> None:
    """An item that was open has changed hands, perhaps to a post or unit: then it is offered there and nowhere else."""
    if token.holder and account_of(token.holder) is None:
        keys = _settle(stroke, token, stroke.case.organ_id)
        if not stroke.rows[token.no].holder:
            offering.offers.gone_and_offered(token.no, keys)
    before = stroke.state.live.get(token.no)
    holder = stroke.rows[token.no].holder
    if before is None or bool(before.holder) != bool(holder):
        (offering.offers.taken if holder else offering.offers.free).add(token.no)
    if before is None or before.holder != holder:
        _hold(stroke, token.no, offering, None)


def _settle(stroke: Stroke, token: Token, organ_id: int) -> tuple[str, ...]:
    """Resolve a holder that is a rule or a group: one person holds the item, several are offered it. Gives the keys."""
    keys = named_by(stroke.case, token.holder, organ_id) or (everybody_of(stroke.case, organ_id),)
    alone = keys[0] if len(keys) == 1 and account_of(keys[0]) is not None else ""
    stroke.rows[token.no] = token._replace(holder=alone)
    return keys


def _hold(stroke: Stroke, no: int, offering: Offering, organ_id: int | None) -> None:
    """Note who holds an item, so that it is in no pool and its holder may read the case."""
    account = account_of(stroke.rows[no].holder)
    if account is None:
        return
    if no in offering.offers.offered:
        offering.offers.held.add(no)
    if account != stroke.actor.account_id:
        offering.people[account] = organ_id
