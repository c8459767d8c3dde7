"""What the reader of a case may do: the item at hand with its sheet, the other verbs, and those that are closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import reverse

from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.choices import form_code
from mingtang.kernel.cases.lamps import Lamps
from mingtang.kernel.cases.models import Case, Step, Token
from mingtang.kernel.cases.naming import in_words
from mingtang.kernel.cases.pages import Link
from mingtang.kernel.cases.people import all_keys_of
from mingtang.kernel.cases.policy import Right
from mingtang.kernel.cases.queries.overview import Rows
from mingtang.kernel.cases.queries.standing import Offer, offers_before
from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.cases.views.access import ActorRequest
from mingtang.kernel.cases.views.verbs import Sheet, sheet_of
from mingtang.kernel.cases.views.wording import WORDINGS
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Verb


@dataclass(frozen=True)
class Door:
    """A verb that may be used now."""

    label: Any
    icon: str
    url: str
    danger: bool


@dataclass(frozen=True)
class Panel:
    """What one may do: the item at hand with its sheet, or the page `elsewhere` where it is done."""

    item: Token | None
    who: str
    lamp: Any
    sheet: Sheet | None
    elsewhere: Link | None
    claim: str
    doors: list[Door]
    whole: list[Door]
    closed: list[tuple[Any, str]]
    key: str


def panel_of(request: ActorRequest, case: Case, rows: Rows, steps: Sequence[Step], lamps: Lamps) -> Panel:
    """What the reader may do; the item is the one asked for, else the first of his own."""
    item = _item(request, rows)
    mine = offers_before(_right(request.actor, case, rows, item.no)) if item else ()
    whole = offers_before(Right(request.actor, case, rows.state, None))
    open_ = {offer.verb for offer in mine if offer.allowed}
    completes = item is not None and Verb.COMPLETE in open_
    elsewhere = _elsewhere(case, item) if item and completes else None
    doors = [_door(case, item.no, verb) for verb in Verb if item and verb in open_ - {Verb.COMPLETE, Verb.CLAIM}]
    return Panel(
        item=item,
        who=rows.who(item) if item else "",
        lamp=lamps.of_item(item, case) if item else None,
        sheet=sheet_of(request, case, item.no, Verb.COMPLETE, rows.state)
        if item and completes and not elsewhere
        else None,
        elsewhere=elsewhere,
        claim=_url(case, item.no, Verb.CLAIM) if item and Verb.CLAIM in open_ and not item.holder else "",
        doors=[*_withdrawal(request.actor, case, rows, steps), *doors],
        whole=[_door(case, 0, offer.verb) for offer in whole if offer.allowed],
        closed=_closed(mine, whole, rows),
        key=uuid4().hex,
    )


def _right(actor: Actor, case: Case, rows: Rows, no: int) -> Right:
    return Right(actor, case, rows.state, rows.state.live.get(no), offered=rows.offered.get(no, ()))


def _item(request: ActorRequest, rows: Rows) -> Token | None:
    wanted = request.GET.get("item", "")
    for row in rows.open:
        if str(row.no) == wanted:
            return row
    own = account_key(request.actor.account_id)
    mine = [row for row in rows.open if row.holder == own]
    return next(iter(mine or _offered(request.actor, rows)), None)


def _offered(actor: Actor, rows: Rows) -> list[Token]:
    """Open items that the actor may take; the statement for his roles only where something is offered at all."""
    free = [row for row in rows.open if not row.holder and rows.offered.get(row.no)]
    keys = set(all_keys_of(actor)) if free else set[str]()
    return [row for row in free if keys & set(rows.offered[row.no])]


def _elsewhere(case: Case, item: Token) -> Link | None:
    """The page where the item is done: the domain's own, or that of the form which is filled in."""
    words = case_type(case.type).steps.get(item.node)
    if words is not None and words.door is not None:
        return words.door(case)
    if form_code(case, item.node):
        return Link("填写表单并办理", _url(case, item.no, Verb.COMPLETE), "edit")
    return None


def _withdrawal(actor: Actor, case: Case, rows: Rows, steps: Sequence[Step]) -> list[Door]:
    """The way to take back what the reader completed last, while it is possible."""
    last = next((each for each in steps if each.account_id == actor.account_id and each.command == "Complete"), None)
    if last is None or not case.is_running:
        return []
    token = rows.state.live.get(last.no) or (rows.state.past or {}).get(last.no)
    found = offers_before(Right(actor, case, rows.state, token, offered=(), did=True)) if token else ()
    return [_door(case, last.no, each.verb) for each in found if each.verb is Verb.WITHDRAW and each.allowed]


def _door(case: Case, no: int, verb: Verb) -> Door:
    words = WORDINGS[verb]
    return Door(words.label, words.icon, _url(case, no, verb), words.danger)


def _url(case: Case, no: int, verb: Verb) -> str:
    return reverse("case_verb", args=[case.pk, no, verb])


def _closed(mine: Sequence[Offer], whole: Sequence[Offer], rows: Rows) -> list[tuple[Any, str]]:
    """Verbs that cannot be used now, with the reason; each once, withdrawal stands among the doors or nowhere."""
    open_ = {offer.verb for offer in (*mine, *whole) if offer.allowed}
    closed = {offer.verb: offer.reason for offer in (*whole, *mine) if not offer.allowed and offer.verb not in open_}
    shown = ((verb, reason) for verb, reason in closed.items() if verb is not Verb.WITHDRAW)
    return [(WORDINGS[verb].label, in_words(reason, rows.names)) for verb, reason in shown]
