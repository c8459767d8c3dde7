"""Lists: statements, order, pages, filters, exports. Rows are content types, the plainest model there is."""

import csv
import io
import re
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from mingtang.ui import export
from mingtang.ui.listing import Column, FilterForm, Listing, shown

pytestmark = pytest.mark.django_db


class TypeFilters(FilterForm):
    q = forms.CharField(label="名称")
    number = forms.IntegerField(label="编号")
    lookups = {"q": ("model__icontains", "app_label__icontains"), "number": "pk"}


LISTING = Listing(
    columns=(
        Column("model", "名称", sort="model", link=lambda row: f"/{row.pk}/"),
        Column("app_label", "应用", sort="app_label model", minor=True),
        Column("pk", "编号", kind="number"),
    ),
    default_sort="model",
    filter_form=TypeFilters,
    page_size=10,
    caption="类型",
    exportable=True,
)


@pytest.fixture
def rows() -> Any:
    ContentType.objects.all().delete()
    ContentType.objects.bulk_create(ContentType(app_label=f"app{n % 3}", model=f"model{n:02}") for n in range(35))
    return ContentType.objects.all()


@pytest.fixture
def asked() -> Callable[[str], HttpRequest]:
    return lambda query="": RequestFactory().get(f"/list/?{query}")


def names(page: Any) -> list[str]:
    return [row.cells[0].text for row in page.rows]


def html(page: Any, **values: Any) -> str:
    return Template('{% component "listing" page=page %}').render(Context({"page": page, **values}))


def test_a_page_costs_two_statements(rows: Any, asked: Any) -> None:
    with CaptureQueriesContext(
        connection,
    ) as statements:
        html(LISTING.page(asked("q=model&sort=-app_label&page=2"), rows))
    assert len(statements) == 2


@pytest.mark.parametrize("wish", ["abc", "0", "-1", "٣", "9" * 30, ""])
def test_a_page_number_that_makes_no_sense_is_the_first(rows: Any, asked: Any, wish: str) -> None:
    assert LISTING.page(asked(f"page={wish}"), rows).number == 1


def test_a_page_after_the_end_is_the_last(rows: Any, asked: Any) -> None:
    page = LISTING.page(asked("page=99"), rows)
    assert (page.number, len(page.rows), page.next_url) == (4, 5, "")


def test_pages_cover_every_row_once_even_where_the_order_leaves_ties(rows: Any, asked: Any) -> None:
    listing = Listing(
        columns=(Column("app_label", "应用", sort="app_label"), Column("model", "名称")),
        default_sort="app_label",
        page_size=10,
    )
    seen = [row.key for number in range(1, 5) for row in listing.page(asked(f"page={number}"), rows).rows]
    assert len(seen) == len(set(seen)) == 35


def test_headers_lead_to_the_other_order_and_say_the_present_one(rows: Any, asked: Any) -> None:
    page = LISTING.page(asked("q=model&page=3"), rows)
    name, application, number = page.headers
    assert (name.aria_sort, application.aria_sort, number.aria_sort) == ("ascending", "none", "")
    assert name.url == "?q=model&sort=-model"
    reverse = LISTING.page(asked("sort=-model"), rows)
    assert names(reverse)[0] == "model34"
    assert reverse.headers[0].aria_sort == "descending"


def test_an_order_nobody_offers_falls_back(rows: Any, asked: Any) -> None:
    assert names(LISTING.page(asked("sort=password"), rows)) == names(LISTING.page(asked(), rows))


def test_filters_narrow_and_stay_in_the_links(rows: Any, asked: Any) -> None:
    page = LISTING.page(asked("q=model0"), rows)
    assert (page.total, page.filtered) == (10, True)
    assert "q=model0" in page.headers[0].url
    assert all("q=model0" in url for _, url in page.exports)


def test_a_filter_that_cannot_be_read_is_reported_and_narrows_nothing(rows: Any, asked: Any) -> None:
    page = LISTING.page(asked("number=zwei"), rows)
    assert page.total == 35
    assert page.filter_form is not None
    assert "number" in page.filter_form.errors
    assert "field-error" in html(page)


def test_an_empty_list_tells_no_rows_from_no_match(rows: Any, asked: Any) -> None:
    assert "没有符合条件的记录" in html(LISTING.page(asked("q=nichts"), rows))
    assert "还没有记录" in html(LISTING.page(asked(), ContentType.objects.none()))


def test_the_table_can_be_sorted_by_keyboard_and_read_aloud(rows: Any, asked: Any) -> None:
    page = html(LISTING.page(asked(), rows))
    assert re.search(r'<th scope="col"[^>]*aria-sort="ascending"[^>]*>\s*<a href="\?sort=-model">', page)
    assert "<caption" in page
    assert page.count('scope="row"') == 10


def test_links_name_first_last_and_neighbours(rows: Any, asked: Any) -> None:
    listing = Listing(columns=LISTING.columns, default_sort="model", page_size=2)
    page = listing.page(asked("page=9"), rows)
    assert [link.label or "…" for link in page.links] == ["1", "…", "7", "8", "9", "10", "11", "…", "18"]


@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_exports_show_formulas_instead_of_running_them(rows: Any, asked: Any, formula: str) -> None:
    ContentType.objects.create(app_label="zzz", model=formula)
    response = LISTING.export(asked("q=zzz&export=csv"), rows, "类型")
    text = b"".join(response).decode()  # type: ignore[call-overload]
    assert text.startswith("\ufeff名称,应用,编号")
    assert [row[0][0] for row in csv.reader(io.StringIO(text[1:]))][1] == "'"
    book = load_workbook(io.BytesIO(b"".join(LISTING.export(asked("q=zzz&export=xlsx"), rows, "类型"))))  # type: ignore[call-overload]
    assert book.active["A2"].data_type == "s"


def test_an_export_holds_the_rows_of_all_pages_in_their_order(rows: Any, asked: Any) -> None:
    with CaptureQueriesContext(connection) as statements:
        response = LISTING.export(asked("sort=-model&page=2&export=csv"), rows, "类型")
        lines = b"".join(response).decode().splitlines()  # type: ignore[call-overload]
    assert len(lines) == 36
    assert lines[1].startswith("model34")
    assert len(statements) == 1


def test_an_export_with_a_filter_that_cannot_be_read_exports_nothing(rows: Any, asked: Any) -> None:
    response = LISTING.export(asked("number=zwei&export=csv"), rows, "类型")
    assert (response.status_code, response["Location"]) == (302, "/list/?number=zwei")


def test_an_export_stops_at_its_limit(rows: Any, asked: Any) -> None:
    listing = Listing(columns=LISTING.columns, default_sort="model", export_limit=5)
    assert len(b"".join(listing.export(asked("export=csv"), rows, "x")).splitlines()) == 6  # type: ignore[call-overload]


def test_moments_are_local_and_numbers_stay_numbers() -> None:
    assert export.plain(datetime(2026, 9, 29, 1, 0, tzinfo=UTC)) == datetime(2026, 9, 29, 9, 0)
    assert export.plain(-3) == -3
    assert export.plain(None) == ""


def test_dates_of_other_years_keep_the_year() -> None:
    assert shown(date(1999, 9, 29)) == ("1999-09-29", "1999-09-29")
    assert shown(None) == ("—", "")


@pytest.mark.parametrize("make", [export.as_text, export.as_workbook])
def test_an_export_is_sent_in_pieces_by_an_asynchronous_server(make: Any) -> None:
    response = make("名单", ["姓名"], [["甲"], ["乙"]])

    async def sent() -> bytes:
        return b"".join([piece async for piece in response])

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = async_to_sync(sent)()
    assert len(content) == int(response.headers["Content-Length"])
    assert "%E5%90%8D%E5%8D%95" in response.headers["Content-Disposition"]
