"""The limits of the law and of practice: the list, one of them with all its versions, the amount a node sets."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.clocks import actions
from mingtang.kernel.clocks.forms.limits import AmountForm, LimitFilter
from mingtang.kernel.clocks.in_memory import InMemory
from mingtang.kernel.clocks.limits import limits_in_force, versions_of
from mingtang.kernel.clocks.permissions import MANAGE_CLOCKS
from mingtang.kernel.clocks.queries import may_manage_nation
from mingtang.kernel.clocks.statutes import shipped
from mingtang.kernel.clocks.wording import UNITS, LimitRow
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.lib.clocks import NoRule
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

LIMITS = Listing(
    columns=(
        Column("title", "时限", sort="title", link=lambda row: reverse("limit", args=[row.code]), sub=lambda row: row.code),
        Column("amount", "期限", sort="rule.unit rule.amount"),
        Column("origin", "自何时起", sort="origin", middle=True),
        Column("state", "数值", sort="state",
               show=lambda row: tag(row.state, "warn" if row.rule.unconfirmed else "good")),
        Column("source", "依据", sort="source", middle=True),
        Column("business", "业务", sort="business code", minor=True),
    ),
    default_sort="business", filter_form=LimitFilter, caption="法定时限", unit="项", exportable=True,
)  # fmt: skip
TABLE = replace(
    LIMITS,
    columns=(
        *LIMITS.columns,
        Column("unit", "计算方式"),
        Column("code", "代码"),
        Column("pauses", "不计入的时间"),
        Column("restarts", "重新计算"),
        Column("extension", "延长"),
        Column("deemed", "逾期视为"),
    ),
)
"""What an export says besides."""


@officials_only
def limits(request: HttpRequest) -> HttpResponseBase:
    """What holds today, for each case; one statement."""
    today = timezone.localdate()
    rows: Any = InMemory.of(LimitRow(rule) for rule in limits_in_force() if rule.holds_on(today))
    if request.GET.get("export"):
        return TABLE.export(request, rows, "法定时限")
    return render(request, "clocks/limits.html", {"page": LIMITS.page(request, rows)})


@officials_only
def limit(request: HttpRequest, code: str) -> HttpResponseBase:
    """One limit: its clause, what interrupts and extends it, all its cases, and the law before."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows, today = _versions(code), timezone.localdate()
    current = [row for row in rows if row.rule.holds_on(today)] or rows
    context = {
        "head": current[0],
        "current": current,
        "others": [row for row in rows if not row.rule.holds_on(today)],
        "may_set": _is_practice(code) and may_manage_nation(actor),
    }
    return render(request, "clocks/limit.html", context)


@asks(MANAGE_CLOCKS)
def limit_amount(request: HttpRequest, code: str) -> HttpResponseBase:
    """Set the amount of a limit of practice for this node."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = _versions(code)
    if not _is_practice(code):
        raise Http404
    if not may_manage_nation(actor):
        raise PermissionDenied("时限由整个节点的系统管理员设定。")
    form = AmountForm(
        request.POST or None, channels=_channels(rows), unit=_unit(rows), initial={"effective": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_limit(actor, code, **form.cleaned_data)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        else:
            messages.success(request, "本地时限已设定。")
            return redirect("limit", code=code)
    context = {"form": form, "head": rows[0]}
    return render(request, "clocks/limit_amount.html", context, status=422 if form.errors else 200)


def _versions(code: str) -> list[LimitRow]:
    try:
        return [LimitRow(rule) for rule in versions_of(code)]
    except NoRule as error:
        raise Http404 from error


def _is_practice(code: str) -> bool:
    return any(rule.unconfirmed for rule in shipped().rules if rule.code == code)


def _channels(rows: list[LimitRow]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((row.rule.channel, row.channel or "一般") for row in rows))


def _unit(rows: list[LimitRow]) -> str:
    """Units of the cases; they may differ."""
    names = dict.fromkeys(UNITS[row.rule.unit] + ("，按分钟填写" if not row.rule.unit.is_daily else "") for row in rows)
    return "或".join(names)
