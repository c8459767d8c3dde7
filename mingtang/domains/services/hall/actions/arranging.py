"""Arranging a hall: its kinds of business and its windows."""

from collections.abc import Sequence
from typing import Any

from mingtang.domains.services.hall import acts
from mingtang.domains.services.hall.models import Business, Hall, Window
from mingtang.domains.services.hall.numbering import fresh_code
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act


def establish_hall(actor: Actor, organ: Organ, *, name: str, **manners: Any) -> Hall:
    """Establish the hall of an organ. `manners` are its place, telephone and figures."""
    with act(acts.ARRANGE, actor, within=organ) as deed:
        hall = Hall(organ=organ, name=name, kiosk_key=fresh_code(), **manners)
        deed.create(hall)
    return hall


def change_hall(actor: Actor, hall: Hall, **manners: Any) -> None:
    """Change what a hall says of itself and how it calls."""
    with act(acts.ARRANGE, actor, hall) as deed:
        deed.change(hall, **manners)


def keep_business(
    actor: Actor, hall: Hall, known: Business | None = None, *, prefix: str, name: str, is_bookable: bool = True,
    organs: Sequence[Organ] = (),
) -> Business:  # fmt: skip
    """Add a kind of business, or change one. Raises Refused when another has the prefix."""
    business = known or Business(hall=hall)
    if Business.objects.filter(hall=hall, prefix=prefix).exclude(pk=business.pk).exists():
        raise Refused(f"号头 {prefix} 已经用了。", "prefix")
    with act(acts.ARRANGE, actor, hall) as deed:
        _kept(deed, business, prefix=prefix, name=name, is_bookable=is_bookable)
        business.organs.set(organs)
        deed.note = f"业务 {prefix} {name}"
    return business


def keep_window(
    actor: Actor,
    hall: Hall,
    known: Window | None = None,
    *,
    number: str,
    name: str,
    businesses: Sequence[Business] = (),
) -> Window:
    """Add a window, or change one; without kinds of business it calls all tickets. Raises Refused when the number is used."""
    window = known or Window(hall=hall)
    if Window.objects.filter(hall=hall, number=number).exclude(pk=window.pk).exists():
        raise Refused(f"{number} 号窗口已经有了。", "number")
    with act(acts.ARRANGE, actor, hall) as deed:
        _kept(deed, window, number=number, name=name)
        window.businesses.set(businesses)
        deed.note = f"窗口 {number} {name}"
    return window


def _kept(deed: Any, row: Any, **values: Any) -> None:
    if row.pk:
        deed.change(row, **values)
        return
    for name, value in values.items():
        setattr(row, name, value)
    deed.create(row)


def sit_down(actor: Actor, window: Window) -> None:
    """Take a window, leaving the one where the actor sat. Raises Refused while somebody else sits there."""
    if window.clerk_id not in {None, actor.account_id}:
        raise Refused(f"{window}有人值守，请先请他离开窗口。")
    with act(acts.SIT, actor, window, within=window.hall) as deed:
        for other in Window.objects.filter(clerk=actor.account_id).exclude(pk=window.pk):
            deed.change(other, clerk=None)
        deed.change(window, clerk_id=actor.account_id)


def leave(actor: Actor, window: Window) -> None:
    """Leave a window. Raises Refused to others than who sits there."""
    if window.clerk_id != actor.account_id:
        raise Refused("您不在这个窗口。")
    with act(acts.SIT, actor, window, within=window.hall) as deed:
        deed.change(window, clerk=None)
