"""The one way lists are made: columns that sort, a filter form with an address, pages, and export of the same rows.

    PEOPLE = Listing(
        columns=(Column("name", _("姓名"), sort="name", link=lambda person: person.url), Column("post", _("岗位"))),
        default_sort="name", filter_form=PeopleFilter, caption=_("人员"), unit=_("人"), exportable=True,
    )
    page = PEOPLE.page(request, visible_people)     # two statements: how many, and these
    {% component "listing" page=page %}

Names taken in the query of a list: page, sort, export, and the reading settings text, contrast, scheme, lang.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import attrgetter, or_
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import formats, timezone
from django.utils.translation import gettext, gettext_lazy

from mingtang.ui import export
from mingtang.ui.reading import CHOICES

RESERVED = ("page", "sort", "export", *CHOICES)
ITEMS, NOTHING_YET = gettext_lazy("件"), gettext_lazy("还没有记录")
EDGE, AROUND = 1, 2  # page links shown at both ends, and on either side of the present page


class FilterForm(forms.Form):
    """Filters of a list. `lookups` says what each field asks of the rows: one lookup, or several joined by "or".

    Override `narrow` for anything more. Fields are optional unless they say otherwise.
    """

    lookups: ClassVar[dict[str, str | tuple[str, ...]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            each.required = False

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """`rows` narrowed by the valid values; invalid ones narrow nothing and are reported beside their field."""
        for name, lookups in self.lookups.items():
            value = self.cleaned_data.get(name)
            if value not in (None, "", [], False):
                wanted = (lookups,) if isinstance(lookups, str) else lookups
                rows = rows.filter(reduce(or_, (Q(**{lookup: value}) for lookup in wanted)))
        return rows


@dataclass(frozen=True)
class Column:
    """A column. `value` is read from the attribute `name` unless a function is given; `sort` names one or more fields
    to order by (separated by spaces). `kind` is text, number, date, datetime or link. A `minor` column leaves narrow
    screens and is repeated under the title; `middle` leaves telephones only. `show` makes the markup of a cell where
    the bare value is not enough (a light, a tag: see `mingtang.ui.pieces`); exports always get the bare value. `sub`
    is a second, smaller line in the first column. A column that is `export_only` stands in exports and not on the page.
    """

    name: str
    label: Any
    sort: str | None = None
    value: Callable[[Any], Any] | None = None
    kind: str = "text"
    minor: bool = False
    middle: bool = False
    link: Callable[[Any], str] | None = None
    show: Callable[[Any], Any] | None = None
    sub: Callable[[Any], Any] | None = None
    export_only: bool = False

    def read(self, row: Any) -> Any:
        """The bare value of `row` in this column."""
        return self.value(row) if self.value else getattr(row, self.name)

    @property
    def classes(self) -> str:
        parts = {"number": "num", "date": "nowrap", "datetime": "nowrap num-plain"}.get(self.kind, "")
        return f"{parts}{' col-minor' if self.minor else ' col-mid' if self.middle else ''}".strip()


@dataclass(frozen=True)
class Header:
    """A cell of the head. `aria_sort` is none, ascending, descending, or empty for columns that do not sort."""

    label: str
    classes: str = ""
    url: str = ""
    aria_sort: str = ""


@dataclass(frozen=True)
class Cell:
    """One value as shown; `datetime` is its machine form for dates."""

    label: str
    text: Any
    classes: str = ""
    url: str = ""
    datetime: str = ""
    sub: Any = ""


@dataclass(frozen=True)
class Row:
    """One row: the object itself, its key for checkboxes, its cells, and those repeated on narrow screens."""

    object: Any
    key: Any
    cells: list[Cell]
    minor: list[Cell]


@dataclass(frozen=True)
class PageLink:
    """A number in the pagination, or a gap."""

    label: str = ""
    url: str = ""
    current: bool = False
    gap: bool = False


@dataclass(frozen=True)
class ListPage:
    """One page of a list, ready to be shown."""

    headers: list[Header]
    rows: list[Row]
    total: int
    number: int = 1
    pages: int = 1
    size: int = 50
    more: bool = False
    caption: str = ""
    unit: str = "件"
    empty: str = ""
    filter_form: forms.Form | None = None
    filtered: bool = False
    clear_url: str = "?"
    previous_url: str = ""
    next_url: str = ""
    links: list[PageLink] = field(default_factory=list)
    exports: list[tuple[str, str]] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)

    @property
    def opens(self) -> bool:
        """Whether rows lead somewhere, so that the keyboard may walk along them."""
        return any(row.cells and row.cells[0].url for row in self.rows)


@dataclass(frozen=True)
class Listing:
    """A kind of list, declared once per screen. `key` gives the values of the checkboxes.

    A list that may be longer than anybody reads counts no further than `most` and says so.
    """

    columns: Sequence[Column]
    default_sort: str
    filter_form: type[FilterForm] | None = None
    page_size: int = 50
    caption: Any = ""
    unit: Any = ITEMS
    empty: Any = NOTHING_YET
    exportable: bool = False
    export_limit: int = 50_000
    most: int | None = None
    key: Callable[[Any], Any] = attrgetter("pk")

    @property
    def shown_columns(self) -> list[Column]:
        """The columns of the page."""
        return [column for column in self.columns if not column.export_only]

    def page(self, request: HttpRequest, queryset: QuerySet[Any], **form_arguments: Any) -> ListPage:
        """The page `request` asks for, in two statements. Pages and orders that do not exist fall back."""
        query, form = request.GET, self._form(request, form_arguments)
        rows = self._narrowed(queryset, form)
        total = rows.count() if self.most is None else rows.order_by()[: self.most].count()
        pages = max(1, -(-total // self.page_size))
        number = min(_page_number(query.get("page", "")), pages)
        shown = self._ordered(rows, query)[(number - 1) * self.page_size : number * self.page_size]
        return ListPage(
            headers=self._headers(query),
            rows=[self._row(row) for row in shown] if total else [],
            total=total, number=number, pages=pages, size=self.page_size, more=total == self.most,
            caption=str(self.caption), unit=str(self.unit), empty=str(self.empty),
            filter_form=form, filtered=form is not None and any(query.get(name) for name in form.fields),
            clear_url=_query({"sort": query.get("sort", "")}),
            previous_url=_changed(query, page=number - 1) if number > 1 else "",
            next_url=_changed(query, page=number + 1) if number < pages else "",
            links=_page_links(query, number, pages),
            exports=self._exports(query) if total else [],
            kept=[("sort", query["sort"])] if query.get("sort") else [],
        )  # fmt: skip

    def export(
        self, request: HttpRequest, queryset: QuerySet[Any], name: str, **form_arguments: Any
    ) -> HttpResponseBase:
        """All rows `request` filters, in its order, as `<name>.csv` or `.xlsx` (`?export=`); at most `export_limit`.

        A filter that cannot be understood exports nothing: the reader is led back to the page that says so.
        """
        form = self._form(request, form_arguments)
        if form is not None and form.errors:
            return redirect(request.path + _changed(request.GET, export=""))
        rows = self._ordered(self._narrowed(queryset, form), request.GET)[: self.export_limit]
        head = [str(column.label) for column in self.columns]
        values = ([column.read(row) for column in self.columns] for row in _streamed(rows))
        return (
            export.as_workbook(name, head, values)
            if request.GET.get("export") == "xlsx"
            else export.as_text(name, head, values)
        )

    def _form(self, request: HttpRequest, arguments: dict[str, Any]) -> FilterForm | None:
        return self.filter_form(request.GET, **arguments) if self.filter_form else None

    def _narrowed(self, queryset: QuerySet[Any], form: FilterForm | None) -> QuerySet[Any]:
        if form is None:
            return queryset
        form.full_clean()
        return form.narrow(queryset)

    def _sort(self, query: QueryDict) -> tuple[Column | None, bool]:
        """The column to order by and whether downwards; the default where the wish is unknown."""
        by_name = {column.name: column for column in self.columns if column.sort}
        for wish in (query.get("sort", ""), self.default_sort):
            if column := by_name.get(wish.removeprefix("-")):
                return column, wish.startswith("-")
        return None, False

    def _ordered(self, rows: QuerySet[Any], query: QueryDict) -> QuerySet[Any]:
        """A total order, so that no row is shown twice or skipped between pages."""
        column, downwards = self._sort(query)
        if column is None:
            return rows.order_by(*self.default_sort.split(), "pk")
        sign = "-" if downwards else ""
        return rows.order_by(*(sign + path for path in str(column.sort).split()), sign + "pk")

    def _headers(self, query: QueryDict) -> list[Header]:
        chosen, downwards = self._sort(query)
        return [self._header(column, query, column is chosen, downwards) for column in self.shown_columns]

    def _header(self, column: Column, query: QueryDict, chosen: bool, downwards: bool) -> Header:
        if not column.sort:
            return Header(str(column.label), column.classes)
        state = ("descending" if downwards else "ascending") if chosen else "none"
        wish = f"-{column.name}" if chosen and not downwards else column.name
        return Header(str(column.label), column.classes, _changed(query, sort=wish, page=""), state)

    def _row(self, row: Any) -> Row:
        columns = self.shown_columns
        cells = [_cell(column, row) for column in columns]
        minor = [cell for cell, column in zip(cells, columns, strict=True) if column.minor and cell.text != "—"]
        return Row(row, self.key(row), cells, minor)

    def _exports(self, query: QueryDict) -> list[tuple[str, str]]:
        if not self.exportable:
            return []
        names = {"xlsx": gettext("导出表格"), "csv": gettext("导出 CSV")}
        return [(label, _changed(query, export=kind, page="")) for kind, label in names.items()]


def shown(value: Any) -> tuple[Any, str]:
    """`value` as people read it in a table, and its machine form if it is a moment. Dates of this year lose the year."""
    if value is None or value == "":
        return "—", ""
    if isinstance(value, bool):
        return (gettext("是") if value else gettext("否")), ""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{_day(local.date())} {local:%H:%M}", local.isoformat(timespec="seconds")
    if isinstance(value, date):
        return _day(value), value.isoformat()
    if isinstance(value, int):
        return formats.number_format(value, use_l10n=True, force_grouping=True), ""
    return value, ""


def _day(day: date) -> str:
    return f"{day:%m-%d}" if day.year == timezone.localdate().year else f"{day:%Y-%m-%d}"


def _cell(column: Column, row: Any) -> Cell:
    text, moment = (column.show(row), "") if column.show else shown(column.read(row))
    url = column.link(row) if column.link else row.get_absolute_url() if column.kind == "link" else ""
    return Cell(str(column.label), text, column.classes, url, moment, column.sub(row) if column.sub else "")


def _page_number(wish: str) -> int:
    return max(1, int(wish)) if wish.isascii() and wish.isdigit() and len(wish) < 10 else 1


def _page_links(query: QueryDict, number: int, pages: int) -> list[PageLink]:
    near = {*range(1, EDGE + 1), *range(pages - EDGE + 1, pages + 1), *range(number - AROUND, number + AROUND + 1)}
    links: list[PageLink] = []
    last = 0
    for page in sorted(near & set(range(1, pages + 1))):
        if page > last + 1:
            links.append(PageLink(gap=True))
        links.append(PageLink(str(page), _changed(query, page=page), page == number))
        last = page
    return links


def _changed(query: QueryDict, **changes: Any) -> str:
    """The query with `changes`; empty values leave it, as do reading settings, which are kept elsewhere."""
    rest = query.copy()
    for name in (*CHOICES, "export"):
        rest.pop(name, None)
    for name, value in changes.items():
        rest[name] = str(value)
        if not rest[name]:
            del rest[name]
    return f"?{rest.urlencode()}"


def _query(values: dict[str, str]) -> str:
    return _changed(QueryDict(mutable=True), **values)


def _streamed(rows: QuerySet[Any]) -> Any:
    """Rows in batches, so that an export needs the memory of one batch."""
    return rows.iterator(chunk_size=2000)
