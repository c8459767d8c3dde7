"""Yearly statements: those of the reader's sites with what has to be done, and for everybody what was published."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingtang.domains.inspection.actions.stating import (
    count_again,
    draw_up,
    enter,
    groups_of,
    is_own,
    letter_of,
    publish,
)
from mingtang.domains.inspection.forms import StatementForm
from mingtang.domains.inspection.models import InspectedSite, SiteStatement
from mingtang.domains.inspection.views.sites import site_of
from mingtang.domains.inspection.views.tabs import tabs
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import officials_only
from mingtang.kernel.letters.api import CannotSet, MissingVariables, NoTemplate
from mingtang.lib.inspection.statement import statement
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light


def _time(drawn: SiteStatement) -> Any:
    """The light of a statement by its limit; no statement to the database."""
    if drawn.published_at:
        late = timezone.localdate(drawn.published_at) > drawn.due_on
        return light("red", "逾期公布") if late else light("done", "按期公布")
    return light("red", "已超期") if timezone.localdate() > drawn.due_on else light("green", "待公布")


STATEMENTS = Listing(
    columns=(
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name,
               link=lambda each: reverse("site_statement", args=[each.pk])),
        Column("year", "年度", sort="year", value=lambda each: str(each.year)),
        Column("time", "时限", value=lambda each: "", show=_time),
        Column("due_on", "公布期限", sort="due_on", kind="date", middle=True),
        Column("published_at", "公布时间", sort="published_at", kind="datetime", middle=True),
        Column("organ", "主办单位", sort="organ__rank organ__path", value=lambda each: each.organ.label, minor=True),
    ),
    default_sort="-year", caption="网站年度报表", unit="份", exportable=True, empty="还没有年度报表。每年 1 月由主办单位编制上一年度的。",
)  # fmt: skip


@officials_only
def statements_page(request: Any) -> HttpResponseBase:
    """Statements that the reader may see, and his own sites that have none on last year; three statements."""
    rows = SiteStatement.objects.visible_to(request.actor).select_related("site", "organ")
    if request.GET.get("export"):
        return STATEMENTS.export(request, rows, "网站年度报表")
    year = timezone.localdate().year - 1
    owed = InspectedSite.objects.filter(organ=request.actor.organ_id, retired_on=None, in_service_since__year__lte=year)
    context = {
        "page": STATEMENTS.page(request, rows), "tabs": tabs("site_statements"), "year": year,
        "owed": list(owed.exclude(statements__year=year)),
    }  # fmt: skip
    return render(request, "inspection/statements.html", context)


@officials_only
def statement_page(request: Any, pk: int) -> HttpResponseBase:
    """One statement with what does not agree in it, and what its site may do."""
    drawn = _found(request, pk)
    is_draft = drawn.published_at is None
    context = {
        "statement": drawn, "groups": groups_of(drawn), "form_of": statement(), "is_draft": is_draft,
        "faults": statement().faults(drawn.figures) if is_draft else [], "may_edit": is_draft and is_own(request.actor, drawn),
    }  # fmt: skip
    return render(request, "inspection/statement.html", context)


@require_POST
@officials_only
def drawing_up(request: Any, pk: int) -> HttpResponseBase:
    """Begin the statement of a site on last year."""
    site, year = site_of(request, pk), timezone.localdate().year - 1
    try:
        drawn = draw_up(request.actor, site, year)
    except Refused as fault:
        messages.warning(request, str(fault))
        return redirect("site_statements")
    messages.success(request, "已按系统记录统计，请填报其余数据。")
    return redirect("site_statement_figures", pk=drawn.pk)


@officials_only
def figures(request: Any, pk: int) -> HttpResponseBase:
    """Enter what no record gives."""
    drawn = _found(request, pk)
    form = StatementForm(request.POST or None, drawn=drawn)
    if request.method == "POST" and form.is_valid():
        try:
            enter(request.actor, drawn, form.cleaned_data)
            messages.success(request, "已保存。")
            return redirect("site_statement", pk=pk)
        except Refused as fault:
            form.add_error(None, str(fault))
    may_edit = drawn.published_at is None and is_own(request.actor, drawn)
    context = {"statement": drawn, "form": form, "may_edit": may_edit}
    return render(request, "inspection/statement_figures.html", context, status=422 if form.errors else 200)


@require_POST
@officials_only
def counting(request: Any, pk: int) -> HttpResponseBase:
    """Count anew."""
    return _done(request, pk, lambda drawn: count_again(request.actor, drawn), "已重新统计。")


@require_POST
@officials_only
def publication(request: Any, pk: int) -> HttpResponseBase:
    """Put a statement before the public."""
    return _done(request, pk, lambda drawn: publish(request.actor, drawn), "已公布。")


@require_safe
def public_statements(request: HttpRequest) -> HttpResponseBase:
    """Published statements by year, for everybody; one statement."""
    years: dict[int, list[SiteStatement]] = {}
    for drawn in SiteStatement.objects.public():
        years.setdefault(drawn.year, []).append(drawn)
    return render(request, "inspection/public/statements.html", {"years": list(years.items())})


@require_safe
def public_statement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One published statement, for everybody; one statement."""
    drawn: SiteStatement = get_object_or_404(SiteStatement.objects.public(), pk=pk)
    context = {"statement": drawn, "groups": groups_of(drawn), "form_of": statement()}
    return render(request, "inspection/public/statement.html", context)


@require_safe
def statement_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A published statement as a file, for everybody."""
    drawn: SiteStatement = get_object_or_404(SiteStatement.objects.public(), pk=pk)
    try:
        letter = letter_of(drawn)
    except (NoTemplate, MissingVariables, CannotSet) as fault:
        raise Http404(str(fault)) from None
    answer = HttpResponse(letter.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = "inline; filename=site-statement.pdf"
    return answer


def _found(request: Any, pk: int) -> SiteStatement:
    rows = SiteStatement.objects.visible_to(request.actor).select_related("site__organ", "organ")
    found: SiteStatement = get_object_or_404(rows, pk=pk)
    return found


def _done(request: Any, pk: int, step: Callable[[SiteStatement], None], words: str) -> HttpResponseBase:
    try:
        step(_found(request, pk))
        messages.success(request, words)
    except (Refused, NoTemplate) as fault:
        messages.warning(request, str(fault))
    return redirect("site_statement", pk=pk)
