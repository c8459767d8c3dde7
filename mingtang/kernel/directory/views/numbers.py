"""Formats of official numbers, and how far each series has come."""

from datetime import date
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import numbers as actions
from mingtang.kernel.directory.forms.numbers import NumberFormatForm
from mingtang.kernel.directory.models import NumberFormat, NumberSeries, Organ
from mingtang.kernel.directory.permissions import MANAGE_NUMBERS
from mingtang.kernel.directory.queries import number_formats_visible_to
from mingtang.kernel.directory.rules import format_number
from mingtang.kernel.directory.views.submission import Done, FormPage, ask, making, show
from mingtang.ui.listing import Column, Listing

PREVIEW = "preview"
EXAMPLE_N = 12


def example(template: str, organ: Organ | None, on: date) -> str:
    """What the twelfth number of the year would look like."""
    word, code = (organ.document_word, organ.credit_code) if organ else ("", "")
    return format_number(template, n=EXAMPLE_N, on=on, word=word or "某政发", code=code or "11990100009900000X")


FORMATS = Listing(
    columns=(
        Column("kind", "种类", sort="kind"),
        Column("organ", "机构", sort="organ__path", value=lambda row: str(row.organ) if row.organ else "缺省规则"),
        Column("template", "模板"),
        Column("example", "例", value=lambda row: example(row.template, row.organ, timezone.localdate()), middle=True),
    ),
    default_sort="kind",
    caption="编号规则",
    unit="条",
)
SERIES = Listing(
    columns=(
        Column("organ", "机构", sort="organ__path", value=lambda row: str(row.organ)),
        Column("kind", "种类", sort="kind"),
        Column("year", "年份", sort="year", value=lambda row: str(row.year)),
        Column("last", "末号", sort="last", kind="number"),
    ),
    default_sort="organ",
    caption="编号序列",
    unit="个",
    empty="还没有发出过编号",
)


@asks(MANAGE_NUMBERS)
def number_formats(request: ActorRequest) -> HttpResponseBase:
    """Formats that hold in the reader's reach, and the series there; four statements."""
    series = NumberSeries.objects.visible_to(request.actor).select_related("organ")
    tab = "series" if request.GET.get("tab") == "series" else "formats"
    page = (
        SERIES.page(request, series)
        if tab == "series"
        else FORMATS.page(request, number_formats_visible_to(request.actor))
    )
    return render(request, "directory/numbers/list.html", {"page": page, "tab": tab})


@asks(MANAGE_NUMBERS)
def number_format_set(request: ActorRequest) -> HttpResponseBase:
    """Set the template of a kind of number; the button for an example only shows one."""
    make = making(NumberFormatForm, _proposed(request), actor=request.actor)
    page = FormPage(
        "设定编号规则", [("编号规则", reverse("number_formats"))], template="directory/numbers/form.html",
        lead="同一种类、同一机构已有规则的，改成新模板；已发出的编号不变，顺序号接着往下。",
    )  # fmt: skip
    if request.method == "POST" and PREVIEW in request.POST:
        return _preview(request, page, make)

    def do(data: dict[str, Any]) -> Done:
        actions.set_number_format(request.actor, data["kind"], data["template"], organ=data["organ"])
        shown = example(data["template"], data["organ"], timezone.localdate())
        return Done(f"编号规则已设定，例如 {shown}。", reverse("number_formats"))

    return ask(request, page, make, do)


def _preview(request: ActorRequest, page: FormPage, make: Any) -> HttpResponseBase:
    form = make(data=request.POST)
    if not form.is_valid():
        return show(request, page, form, status=422)
    data = form.cleaned_data
    page.context["example"] = example(data["template"], data["organ"], timezone.localdate())
    return show(request, page, form)


def _proposed(request: ActorRequest) -> dict[str, Any]:
    """`?format=`: begin with a format there is."""
    key = request.GET.get("format", "")
    rows = number_formats_visible_to(request.actor)
    known: NumberFormat | None = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    return {"kind": known.kind, "organ": known.organ, "template": known.template} if known else {}
