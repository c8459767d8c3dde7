"""The databases as everybody reads them: public fields of public records, and prices."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mingtang.domains.portal.databases.forms import filter_of
from mingtang.domains.portal.databases.library import databases
from mingtang.domains.portal.databases.queries import prices, public_records, sizes
from mingtang.domains.portal.databases.rules import Database, Field, Kind
from mingtang.ui.listing import Column, Listing

KINDS = {Kind.NUMBER: "number", Kind.DATE: "text"}


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """All databases with their sizes; one statement."""
    counts = sizes()
    shown = [(database, counts.get(key, 0)) for key, database in databases().items()]
    return render(request, "portal_databases/index.html", {"databases": shown})


@require_safe
def database_page(request: HttpRequest, key: str) -> HttpResponseBase:
    """The public records of one database; two statements."""
    database = known_or_404(key)
    page = listing_of(database).page(request, public_records(database))
    return render(request, "portal_databases/list.html", {"database": database, "page": page})


@require_safe
def record_page(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """One record, its public fields; one statement."""
    database = known_or_404(key)
    record = get_object_or_404(public_records(database), pk=pk)
    context = {"database": database, "record": record, "facts": database.shown(record.values)}
    return render(request, "portal_databases/record.html", context)


@require_safe
def price_page(request: HttpRequest) -> HttpResponseBase:
    """Prices of the newest day with their changes; one statement."""
    day, found = prices()
    return render(request, "portal_databases/prices.html", {"day": day, "prices": found})


def known_or_404(key: str) -> Database:
    """The database of a key. Raises Http404."""
    if key not in databases():
        raise Http404
    return databases()[key]


def listing_of(database: Database) -> Listing:
    """The list of a database by its schema; what is not public is in no column."""
    first, *others = [_column(database, each) for each in database.public if each.listed]
    return Listing(
        columns=(first, *others), default_sort="title", filter_form=filter_of(database), page_size=20,
        caption=database.title, unit=_("条"), empty=_("还没有数据"),
    )  # fmt: skip


def _column(database: Database, field: Field) -> Column:
    def value(record: Any) -> str:
        return field.said(record.values.get(field.name, ""))

    if field.name == database.name:
        return Column("title", field.label, sort="title", link=lambda record: record.get_absolute_url())
    return Column(field.name, field.label, value=value, kind=KINDS.get(field.kind, "text"), minor=True)
