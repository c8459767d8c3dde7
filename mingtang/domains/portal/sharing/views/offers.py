"""Offers: the list, a new one, and where an article has got to."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.sharing.actions.offering import offer_article, recall_article
from mingtang.domains.portal.sharing.actions.taking import retry_mirror
from mingtang.domains.portal.sharing.forms import OfferFilter, OfferForm, RecallForm
from mingtang.domains.portal.sharing.models import Mirror, Offer
from mingtang.domains.portal.sharing.permissions import SHARE_ARTICLES
from mingtang.domains.portal.sharing.queries.choices import articles_to_offer, mirrors_of, sites_to_offer
from mingtang.domains.portal.sharing.queries.counts import spread_of
from mingtang.domains.portal.sharing.rules import State, Way
from mingtang.domains.portal.sharing.views.showing import state_of, tabs
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

OFFERS = Listing(
    columns=(
        Column("title", "文章", sort="original__title", value=lambda each: each.original.title,
               sub=lambda each: each.site.name, link=lambda each: reverse("shared_article", args=[each.pk])),
        Column("way", "方式", sort="way", value=lambda each: each.get_way_display(),
               show=lambda each: tag("已收回", "off") if each.recalled_at else tag(each.get_way_display(), "state")),
        Column("shown", "已转载", sort="shown", kind="number"),
        Column("waiting", "待采用", sort="waiting", kind="number", middle=True),
        Column("failed", "失败", sort="failed", kind="number"),
        Column("offered_at", "共享时间", sort="offered_at", kind="datetime", middle=True),
    ),
    default_sort="-offered_at", filter_form=OfferFilter, caption="共享出去的文章", unit="篇",
    empty="还没有共享文章。",
)  # fmt: skip


@officials_only
def offers_page(request: Any) -> HttpResponseBase:
    """Offers that the reader may see; two statements however many there are, and one for the figures."""
    spread = spread_of(request.actor)
    context = {
        "page": OFFERS.page(request, Offer.objects.visible_to(request.actor).with_counts()),
        "may_share": request.actor.may(SHARE_ARTICLES),
        "tabs": tabs("shared_articles"),
        "figures": [
            {"label": "被转载的原文", "value": spread.originals, "unit": "篇"},
            {"label": "转载的网站", "value": spread.sites, "unit": "个"},
            {"label": "转载", "value": spread.mirrors, "unit": "次", "note": "原文只统计一次"},
            {"label": "失败", "value": spread.failed, "unit": "次"},
        ],
    }
    return render(request, "sharing/offers.html", context)


@asks(SHARE_ARTICLES)
def new_offer(request: Any) -> HttpResponseBase:
    """Offer an article; `?article=` chooses one."""
    asked = request.GET.get("article", "")
    wanted = int(asked) if asked.isdigit() and len(asked) < 10 else None
    articles, sites = articles_to_offer(request.actor, wanted), sites_to_offer(request.actor)
    form = OfferForm(request.POST or None, initial={"article": wanted}, articles=articles, sites=sites)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = {"sites": list(said["sites"]), "message": said["message"]}
        try:
            offer = offer_article(request.actor, said["article"], Way(said["way"]), **chosen)
            messages.success(request, "已共享，必转的文章正在各网站发布。")
            return redirect("shared_article", pk=offer.pk)
        except Refused as fault:
            form.add_error(fault.field or None, str(fault))
    return render(request, "sharing/new_offer.html", {"form": form}, status=422 if form.errors else 200)


@officials_only
def offer_page(request: Any, pk: int) -> HttpResponseBase:
    """Who has an article, since when, and what failed; a POST recalls it, or tries a failed one again (`retry`)."""
    rows = Offer.objects.visible_to(request.actor).select_related(
        "original", "site__site__root_page", "offered_by__person"
    )
    offer: Offer = get_object_or_404(rows, pk=pk)
    retried = request.POST.get("retry", "")
    form = RecallForm(request.POST if request.method == "POST" and not retried else None)
    try:
        if retried.isdigit():
            retry_mirror(request.actor, get_object_or_404(mirrors_of(offer.original_id), pk=int(retried)))
            messages.success(request, "正在重试。")
            return redirect("shared_article", pk=pk)
        if form.is_bound and form.is_valid():
            recall_article(request.actor, offer, form.cleaned_data["reason"])
            messages.success(request, "已收回，各网站的转载正在撤下。")
            return redirect("shared_article", pk=pk)
    except Refused as fault:
        form = RecallForm(request.POST)
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    may_share = request.actor.may(SHARE_ARTICLES, offer)
    context = {
        "offer": offer,
        "facts": _facts(offer),
        "mirrors": [_told(mirror) for mirror in mirrors_of(offer.original_id)],
        "form": form if may_share and offer.recalled_at is None else None,
        "may_share": may_share,
    }
    return render(request, "sharing/offer.html", context, status=422 if form.errors else 200)


def _facts(offer: Offer) -> list[tuple[str, Any]]:
    told = [
        ("来源网站", offer.site.name), ("方式", offer.get_way_display()), ("转载要求", offer.message),
        ("共享时间", f"{timezone.localtime(offer.offered_at):%Y-%m-%d %H:%M}"),
        ("共享人", offer.offered_by and offer.offered_by.holder_name),
        ("收回时间", offer.recalled_at and f"{timezone.localtime(offer.recalled_at):%Y-%m-%d %H:%M}"),
        ("收回原因", offer.reason),
    ]  # fmt: skip
    return [(name, value) for name, value in told if value]


def _told(mirror: Mirror) -> dict[str, Any]:
    shown = mirror.page is not None and mirror.page.live
    return {
        "mirror": mirror,
        "state": state_of(mirror),
        "url": mirror.site.address_of(mirror.page.url_path) if shown and mirror.page else "",
        "failed": mirror.state == State.FAILED,
    }
