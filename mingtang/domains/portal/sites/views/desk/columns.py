"""The tree of columns of a site, as those who arrange it see and change it."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingtang.domains.portal.sites.actions.columns import (
    DEEPEST,
    add_column,
    change_column,
    move_column,
    restore_column,
    retire_column,
)
from mingtang.domains.portal.sites.actions.moving import merge_column, move_articles
from mingtang.domains.portal.sites.forms.columns import ColumnForm, MovingForm, NewColumnForm, RetirementForm
from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.overview import columns_of, is_stale, tree_of
from mingtang.domains.portal.sites.permissions import ARRANGE_SITES
from mingtang.domains.portal.sites.queries import Columns
from mingtang.domains.portal.sites.views.desk.places import places
from mingtang.domains.portal.sites.views.desk.sites import kept_site, report
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only


@officials_only
def columns_page(request: Any, pk: int) -> HttpResponseBase:
    """All columns of a site with their duties, and the navigation that the public gets from them; four statements."""
    portal = kept_site(request, pk)
    context = {
        "portal": portal,
        "tabs": places(portal, "kept_columns"),
        "branches": tree_of(portal),
        "navigation": Columns(portal).top,
        "may_arrange": request.actor.may(ARRANGE_SITES, portal),
    }
    return render(request, "portal_desk/columns.html", context)


@asks(ARRANGE_SITES)
def new_column(request: Any, pk: int) -> HttpResponseBase:
    """Add a column; `?under=` proposes the one above it."""
    portal = kept_site(request, pk)
    level = portal.site.root_page.depth + 1
    above = [each for each in columns_of(portal).filter(live=True) if each.depth - level < DEEPEST - 1]
    proposed = {"under": request.GET.get("under", "")}
    form = NewColumnForm(request.POST or None, columns=above, level=level, initial=proposed)
    if request.method == "POST" and form.is_valid():
        try:
            column = add_column(request.actor, portal, form.details, slug=form.cleaned_data["slug"], under=form.parent)
            messages.success(request, f"栏目“{column.title}”已增设，有了第一篇文章以后对外显示。")
            return redirect("kept_columns", pk=pk)
        except Refused as fault:
            report(form, fault)
    context = {"portal": portal, "form": form}
    return render(request, "portal_desk/new_column.html", context, status=422 if form.errors else 200)


def _column(portal: PortalSite, key: int) -> ColumnPage:
    found: ColumnPage = get_object_or_404(columns_of(portal), pk=key)
    return found


@officials_only
def column_page(request: Any, pk: int, column: int) -> HttpResponseBase:
    """One column; the POST of whoever arranges the site changes it."""
    portal = kept_site(request, pk)
    page = _column(portal, column)
    known = {name: getattr(page, name) for name in ColumnForm.base_fields}
    form = ColumnForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        change_column(request.actor, portal, page, form.details)
        messages.success(request, "已保存。")
        return redirect("kept_columns", pk=pk)
    return _shown(request, portal, page, form=form)


def _shown(
    request: Any, portal: PortalSite, page: ColumnPage, **forms: ColumnForm | MovingForm | RetirementForm
) -> HttpResponseBase:
    """The page of a column with `form`, `moving` or `retirement` as it was sent; five statements."""
    shown = {
        "form": ColumnForm(initial={name: getattr(page, name) for name in ColumnForm.base_fields}),
        "moving": _moving(portal, page),
        "retirement": RetirementForm(),
        **forms,
    }
    context = {
        **shown,
        "portal": portal,
        "column": page,
        "address": portal.address_of(page.url_path),
        "stale": page.live and is_stale(page, timezone.now()),
        "articles": ArticlePage.objects.child_of(page).filter(live=True).count(),
        "may_arrange": request.actor.may(ARRANGE_SITES, portal),
    }
    faulty = any(form.errors for form in shown.values())
    return render(request, "portal_desk/column.html", context, status=422 if faulty else 200)


def _moving(portal: PortalSite, page: ColumnPage, data: Any = None) -> MovingForm:
    others = columns_of(portal).filter(live=True).exclude(pk=page.pk)
    level = portal.site.root_page.depth + 1
    return MovingForm(data, auto_id="moving_%s", columns=list(others), level=level)  # beside another form with a reason


@require_POST
@asks(ARRANGE_SITES)
def column_step(request: Any, pk: int, column: int, step: str) -> HttpResponseBase:
    """Move a column up or down, retire it with a reason, bring it back, or let its articles go to another one."""
    portal = kept_site(request, pk)
    page = _column(portal, column)
    try:
        if step in {"up", "down"}:
            move_column(request.actor, portal, page, up=step == "up")
        elif step == "restoration":
            restore_column(request.actor, portal, page)
            messages.success(request, f"栏目“{page.title}”已恢复。")
        elif step == "retirement":
            return _retired(request, portal, page)
        elif step == "moving":
            return _moved(request, portal, page)
        else:
            raise Http404
    except Refused as fault:
        messages.warning(request, str(fault))
    return redirect("kept_columns", pk=pk)


def _retired(request: Any, portal: PortalSite, page: ColumnPage) -> HttpResponseBase:
    said = RetirementForm(request.POST)
    if said.is_valid():
        try:
            retire_column(request.actor, portal, page, reason=said.cleaned_data["reason"])
            messages.success(request, f"栏目“{page.title}”已停用。")
            return redirect("kept_columns", pk=portal.pk)
        except Refused as fault:
            report(said, fault)
    return _shown(request, portal, page, retirement=said)


def _moved(request: Any, portal: PortalSite, page: ColumnPage) -> HttpResponseBase:
    said = _moving(portal, page, request.POST)
    if said.is_valid():
        move = merge_column if said.cleaned_data["merges"] else move_articles
        try:
            count = move(request.actor, portal, page, said.target, reason=said.cleaned_data["reason"])
            messages.success(request, f"{count} 篇文章已转到“{said.target.title}”，原来的网址自动转到新的网址。")
            return redirect("kept_columns", pk=portal.pk)
        except Refused as fault:
            report(said, fault)
    return _shown(request, portal, page, moving=said)
