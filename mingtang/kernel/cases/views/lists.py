"""The pages of the lists of work, and what is done with several rows at once."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.kernel.cases.actions import desk
from mingtang.kernel.cases.lamps import Lamps
from mingtang.kernel.cases.queries.work import saved_views
from mingtang.kernel.cases.views.access import ActorRequest, officials_only
from mingtang.kernel.cases.views.batch import carry_out_each, chosen_items, open_items_of
from mingtang.kernel.cases.views.places import BY_ADDRESS, PLACES, Place
from mingtang.lib.flow.commands import Claim, Urge

NO_VIEW = "all"
"""The value of `view` that asks for the list without any saved view."""


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def work_list(request: ActorRequest, address: str) -> HttpResponseBase:
    """One list; posting does something with the chosen rows."""
    place = BY_ADDRESS[address]
    if request.method == "POST":
        _do(request, place)
        return redirect(request.get_full_path())
    views = saved_views(request.actor, address)
    if not request.GET and views and views[0].rank == 0:
        return redirect(f"{place.url}?{views[0].query}")
    lamps = Lamps.of_organ(request.actor.organ_id)
    listing, rows = place.listing(lamps), place.rows(request.actor)
    if request.GET.get("export"):
        return listing.export(request, rows, str(place.label), lamps=lamps)
    page = listing.page(request, rows, lamps=lamps)
    context = {"place": place, "page": page, "tabs": tabs_of(address, page.total), "batch": uuid4().hex}
    return render(request, "cases/list.html", {**context, **_views(request.GET, views)})


@officials_only
@require_safe
def keys(request: ActorRequest) -> HttpResponseBase:
    """Which keys do what in lists."""
    return render(request, "cases/keys.html")


def tabs_of(here: str, total: int | None = None) -> list[dict[str, Any]]:
    """All lists as tabs; the number stands beside the one that is open."""
    return [
        {"label": each.label, "url": each.url, "current": each.address == here, "count": total if each.address == here else None}
        for each in PLACES
    ]  # fmt: skip


def _views(query: QueryDict, views: list[Any]) -> dict[str, Any]:
    """Saved views as links, and the filters that could be saved now."""
    now = kept_query(query)
    shown = [{"label": view.name, "url": f"?{view.query}", "current": view.query == now} for view in views]
    everything = {"label": _("全部"), "url": f"?view={NO_VIEW}", "current": not now}
    return {"views": [everything, *shown] if views else [], "query": now, "keep": urlencode({"keep": now})}


def kept_query(query: QueryDict) -> str:
    """What a saved view keeps of an address: filters and order, not the page."""
    kept = QueryDict(mutable=True)
    for name, value in query.items():
        if value and name not in {"page", "export", "view"}:
            kept[name] = str(value)
    return kept.urlencode()


def _do(request: ActorRequest, place: Place) -> None:
    """What the pressed button says, as far as the list has it."""
    do, key = request.POST.get("do", ""), request.POST.get("batch", "")
    if do not in {button.do for button in place.buttons}:
        return
    chosen = request.POST.getlist("item")
    if not chosen:
        messages.warning(request, _("没有选中任何一件。"))
    elif do == "claim":
        holder = f"account:{request.actor.account_id}"
        carry_out_each(request, chosen_items(chosen), lambda no: Claim(no, holder), _("签收"), key)
    elif do == "urge":
        items = chosen_items(chosen) or open_items_of(request.actor, _numbers(chosen))
        carry_out_each(request, items, Urge, _("催办"), key)
    elif do == "read":
        count = desk.mark_copies_read(request.actor, _numbers(chosen))
        messages.success(request, _("已将 %d 件标为已读。") % count)
    elif do == "unfollow":
        _unfollow(request, _numbers(chosen))


def _unfollow(request: ActorRequest, cases: list[int]) -> None:
    count = desk.unfollow(request.actor, cases)
    messages.success(request, _("已取消关注 %d 件。") % count)


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]
