"""Notices on days off: the list, one of them, entering one after its effect has been shown, withdrawing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mingtang.kernel.clocks import actions
from mingtang.kernel.clocks.calendars import NATION, shelf_and_region
from mingtang.kernel.clocks.comparison import Comparison, compare
from mingtang.kernel.clocks.forms.calendars import NoticeFilter, NoticeForm, WithdrawalForm, proposal
from mingtang.kernel.clocks.models import CalendarNotice
from mingtang.kernel.clocks.permissions import MANAGE_CLOCKS
from mingtang.kernel.clocks.queries import government_of, notices_visible_to
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.lib.calendar import seeded_years
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

CONFIRM = "confirm"


def _state(notice: CalendarNotice) -> str:
    return "已撤下" if notice.withdrawn_at else "有效"


NOTICES = Listing(
    columns=(
        Column("title", "标题", sort="title", kind="link", sub=lambda notice: notice.number),
        Column("state", "状态", sort="withdrawn_at", value=_state,
               show=lambda notice: tag(_state(notice), "off" if notice.withdrawn_at else "good")),
        Column("year", "年份", sort="year", value=lambda notice: str(notice.year)),
        Column("place", "适用地区", sort="region__code", middle=True),
        Column("kind", "种类", sort="kind", value=lambda notice: notice.get_kind_display(), middle=True),
        Column("length", "天数", sort="length", kind="number", minor=True),
        Column("issued_on", "发布日期", sort="issued_on", kind="date", minor=True),
    ),
    default_sort="-issued_on", filter_form=NoticeFilter, caption="放假调休通知", unit="份",
    empty="还没有录入通知；2026 年及以前的全国安排随系统提供", exportable=True,
)  # fmt: skip


@officials_only
def calendar_notices(request: HttpRequest) -> HttpResponseBase:
    """All notices that have been entered; two statements."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = notices_visible_to(actor)
    if request.GET.get("export"):
        return NOTICES.export(request, rows, "放假调休通知")
    context = {"page": NOTICES.page(request, rows), "may_manage": actor.may(MANAGE_CLOCKS)}
    return render(request, "clocks/notices.html", context)


@officials_only
def calendar_notice(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One notice with its days."""
    notice = get_object_or_404(notices_visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    return _show(request, notice, WithdrawalForm())


@require_http_methods(["POST"])
@asks(MANAGE_CLOCKS)
def notice_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back a notice that was entered wrongly."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    notice, form = get_object_or_404(notices_visible_to(actor), pk=pk), WithdrawalForm(request.POST)
    if not form.is_valid():
        return _show(request, notice, form, status=422)
    try:
        actions.withdraw_notice(actor, notice, reason=form.cleaned_data["reason"])
    except Refused as fault:
        form.add_error(fault.field or None, str(fault))
        return _show(request, notice, form, status=422)
    messages.success(request, "通知已撤下，受影响的日期正在重新计算。")
    return redirect(notice)


@asks(MANAGE_CLOCKS)
def notice_enter(request: HttpRequest) -> HttpResponseBase:
    """Type or paste a notice, see what it changes, then enter it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return _ask(request, NoticeForm(actor=actor, initial=_first_guess(request)))
    form = NoticeForm(request.POST, actor=actor)
    if not form.is_valid():
        return _ask(request, form, status=422)
    try:
        actions.require_possible(form.details)
        if CONFIRM not in request.POST or not form.was_seen:
            return _ask(request, _seen(form, request), comparison=_effect(form))
        notice = actions.enter_notice(actor, form.details)
    except Refused as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return _ask(request, form, status=422)
    messages.success(request, "通知已录入，日历即时生效；受影响的日期正在重新计算。")
    return redirect(notice)


def _seen(form: NoticeForm, request: HttpRequest) -> NoticeForm:
    """The form again, with the mark that the effect of these words is being shown."""
    again = NoticeForm({**request.POST.dict(), "seen": form.digest}, actor=request.actor)  # type: ignore[attr-defined]
    again.is_valid()
    return again


def _effect(form: NoticeForm) -> Comparison:
    details = form.details
    shelf, _ = shelf_and_region()
    region = details.region.pk if details.region else NATION
    return compare(shelf, region, details.year, details.lines, confirms=details.confirms)


def _first_guess(request: HttpRequest) -> dict[str, Any]:
    """The next year that is not firm, with the statutory days for a start."""
    shelf, _ = shelf_and_region()
    wish, year = request.GET.get("year", ""), timezone.localdate().year
    while year in shelf.years | seeded_years():
        year += 1
    if wish.isascii() and wish.isdigit() and len(wish) == 4:
        year = int(wish)
    title = f"国务院办公厅关于{year}年部分节假日安排的通知"
    return {"year": year, "title": title, "text": proposal(year), "issued_on": timezone.localdate()}


def _ask(
    request: HttpRequest, form: NoticeForm, *, status: int = 200, comparison: Comparison | None = None
) -> HttpResponseBase:
    return render(request, "clocks/notice_form.html", {"form": form, "comparison": comparison}, status=status)


def _show(request: HttpRequest, notice: CalendarNotice, form: WithdrawalForm, status: int = 200) -> HttpResponseBase:
    actor: Any = request.actor  # type: ignore[attr-defined]
    over = (government_of(notice.region) if notice.region else None) or notice
    may = not notice.withdrawn_at and actor.may(MANAGE_CLOCKS, over)
    context = {
        "notice": notice,
        "days": list(notice.days.all()),
        "state": _state(notice),
        "may_withdraw": may,
        "form": form,
    }
    return render(request, "clocks/notice.html", context, status=status)
