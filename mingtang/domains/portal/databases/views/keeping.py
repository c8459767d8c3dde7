"""The databases inside: everything of the records, and tables that come in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.portal.databases.actions.importing import import_records
from mingtang.domains.portal.databases.forms import ImportForm, filter_of
from mingtang.domains.portal.databases.library import databases
from mingtang.domains.portal.databases.models import Record
from mingtang.domains.portal.databases.permissions import KEEP_RECORDS, READ_RECORDS
from mingtang.domains.portal.databases.queries import kept_records
from mingtang.domains.portal.databases.rules import Database, Field
from mingtang.domains.portal.databases.views.public import known_or_404
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import asks
from mingtang.lib.tables import TableRejected
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

MOST_FAULTS = 50


@asks(READ_RECORDS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The databases that there are."""
    return render(request, "portal_databases/kept_index.html", {"databases": databases().values()})


@asks(READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def database_page(request: HttpRequest, key: str) -> HttpResponseBase:
    """Records with internal fields, and the form that takes a table; every fault of it is shown."""
    database, actor = known_or_404(key), request.actor  # type: ignore[attr-defined]
    organs = Organ.objects.active().within(actor, KEEP_RECORDS)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*posted, organs=organs)
    faults: list[Any] = []
    if posted and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            number = import_records(actor, form.cleaned_data["organ"], database, sent, sent.name)
            messages.success(request, f"已导入 {number} 条。")
            return redirect("kept_database", key)
        except TableRejected as rejected:
            faults = rejected.faults[:MOST_FAULTS]
            form.add_error("file", str(rejected))
        except Refused as refusal:
            form.add_error("file", str(refusal))
    page = _listing(database).page(request, kept_records(actor, database))
    context = {"database": database, "page": page, "form": form, "faults": faults, "may_keep": organs.exists()}
    return render(request, "portal_databases/kept.html", context, status=422 if form.errors else 200)


def _listing(database: Database) -> Listing:
    name, number = database.field(database.name), database.field(database.number)
    inside = [_internal(field) for field in database.fields if not field.public]
    return Listing(
        columns=(
            Column("title", name.label, sort="title", link=lambda record: record.get_absolute_url()),
            Column("number", number.label, sort="number"),
            *inside,
            Column("organ", "责任单位", sort="organ__short_name", value=lambda record: record.organ.label, middle=True),
            Column("public", "公开", sort="is_public", value=_said_public, show=_public_tag),
            Column("updated_at", "更新时间", sort="updated_at", kind="datetime", minor=True),
        ),
        default_sort="title", filter_form=filter_of(database), caption=database.title, unit="条", empty="还没有数据",
    )  # fmt: skip


def _internal(field: Field) -> Column:
    return Column(
        field.name, field.label, value=lambda record: field.said(record.values.get(field.name, "")), minor=True
    )


def _said_public(record: Record) -> str:
    return "公开" if record.is_public else "不公开"


def _public_tag(record: Record) -> Any:
    return tag(_said_public(record), "good" if record.is_public else "off")
