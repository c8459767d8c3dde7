"""Subscriptions and mappings: lists, and new ones."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mingtang.domains.portal.sharing.actions.subscribing import map_column, subscribe, unsubscribe
from mingtang.domains.portal.sharing.forms import PairForm, SubscriptionForm
from mingtang.domains.portal.sharing.models import ColumnMapping, Subscription
from mingtang.domains.portal.sharing.permissions import TAKE_ARTICLES
from mingtang.domains.portal.sharing.queries.choices import foreign_columns, own_columns
from mingtang.domains.portal.sharing.views.showing import tabs
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

MAPPINGS = Listing(
    columns=(
        Column("column", "上级栏目", sort="column__title", value=lambda each: each.column.title),
        Column("target", "本站栏目", sort="target__title", value=lambda each: each.target.title),
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name, middle=True),
    ),
    default_sort="column", caption="栏目对应", unit="对",
    empty="还没有设置。没有设置的，转载到同类型的唯一栏目。",
)  # fmt: skip
SUBSCRIPTIONS = Listing(
    columns=(
        Column("column", "订阅栏目", sort="column__title", value=lambda each: each.column.title,
               sub=lambda each: each.source.name),
        Column("target", "转载到栏目", sort="target__title", value=lambda each: each.target.title),
        Column("automatic", "方式", sort="automatic", value=lambda each: "自动转载" if each.automatic else "确认后转载",
               show=lambda each: tag("自动转载" if each.automatic else "确认后转载")),
        Column("site", "订阅网站", sort="site__name", value=lambda each: each.site.name, middle=True),
        Column("begun_at", "订阅时间", sort="begun_at", kind="datetime", middle=True),
    ),
    default_sort="-begun_at", caption="栏目订阅", unit="个", empty="还没有订阅栏目。",
)  # fmt: skip


@officials_only
def subscriptions_page(request: Any) -> HttpResponseBase:
    """Subscriptions that stand; two statements however many there are."""
    rows = Subscription.objects.visible_to(request.actor).filter(ended_at=None)
    page = SUBSCRIPTIONS.page(request, rows.select_related("site", "source", "column", "target"))
    context = {"page": page, "may_take": request.actor.may(TAKE_ARTICLES), "tabs": tabs("subscriptions")}
    return render(request, "sharing/subscriptions.html", context)


@asks(TAKE_ARTICLES)
def new_subscription(request: Any) -> HttpResponseBase:
    """Subscribe to a column of another site."""
    form = SubscriptionForm(
        request.POST or None, columns=foreign_columns(request.actor), targets=own_columns(request.actor)
    )
    if request.method == "POST" and form.is_valid():
        there, here = form.pair
        try:
            subscribe(request.actor, here.site, there.column, here.column, automatic=form.cleaned_data["automatic"])
            messages.success(request, f"已订阅“{there.label}”，从下一篇文章开始。")
            return redirect("subscriptions")
        except Refused as fault:
            form.add_error(fault.field or None, str(fault))
    return render(request, "sharing/new_subscription.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@asks(TAKE_ARTICLES)
def end(request: Any, pk: int) -> HttpResponseBase:
    """End a subscription."""
    subscription: Subscription = get_object_or_404(Subscription.objects.visible_to(request.actor), pk=pk)
    try:
        unsubscribe(request.actor, subscription)
        messages.success(request, "已退订，转载过的文章保留。")
    except Refused as fault:
        messages.error(request, str(fault))
    return redirect("subscriptions")


@officials_only
def mappings_page(request: Any) -> HttpResponseBase:
    """Which column stands for which; two statements however many there are."""
    rows = ColumnMapping.objects.visible_to(request.actor).select_related("site", "column", "target")
    context = {
        "page": MAPPINGS.page(request, rows),
        "may_take": request.actor.may(TAKE_ARTICLES),
        "tabs": tabs("column_mappings"),
    }
    return render(request, "sharing/mappings.html", context)


@asks(TAKE_ARTICLES)
def new_mapping(request: Any) -> HttpResponseBase:
    """Have an own column stand for one of another site."""
    form = PairForm(request.POST or None, columns=foreign_columns(request.actor), targets=own_columns(request.actor))
    if request.method == "POST" and form.is_valid():
        there, here = form.pair
        try:
            map_column(request.actor, here.site, there.column, here.column)
            messages.success(request, "已设置。")
            return redirect("column_mappings")
        except Refused as fault:
            form.add_error(fault.field or None, str(fault))
    return render(request, "sharing/new_mapping.html", {"form": form}, status=422 if form.errors else 200)
