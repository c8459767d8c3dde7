"""Importing tables: upload, see every fault or what would be imported, then confirm. Nothing is imported by halves."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.kernel.directory import uploads
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions.imports import (
    OFFICIAL_COLUMNS,
    ORGAN_COLUMNS,
    check_officials,
    check_organs,
    import_officials,
    import_organs,
)
from mingtang.kernel.directory.forms.imports import TableForm
from mingtang.kernel.directory.models import Branch, Organ
from mingtang.kernel.directory.permissions import MANAGE_ACCOUNTS, MANAGE_ORGANS
from mingtang.kernel.directory.views.organs import parents_of
from mingtang.kernel.directory.views.reach import in_reach
from mingtang.kernel.directory.views.submission import Done
from mingtang.lib.tables import Column, Row, TableRejected
from mingtang.ui import export

SHOWN_FAULTS = 200
SHOWN_ROWS = 20
FAULT_HEAD = ("行", "列", "问题")
LABELS = {"branch": dict(Branch.choices), "kind": dict(Organ.Kind.choices)}
"""Chinese words of columns whose normal form is a code."""


@dataclass(frozen=True)
class TableImport:
    """One kind of import: what the table holds, how it is checked, how it is done, and where it leads."""

    title: str
    parents: list[tuple[str, str]]
    columns: tuple[Column, ...]
    unit: str
    lead: str
    check: Callable[[BinaryIO, str], list[Row]]
    do: Callable[[BinaryIO, str], int]


@asks(MANAGE_ORGANS)
def organ_import(request: ActorRequest) -> HttpResponseBase:
    """Import organs into the reader's reach."""
    actor = request.actor
    return _steps(
        request,
        TableImport(
            title="导入机构",
            parents=parents_of(),
            columns=ORGAN_COLUMNS,
            unit="个机构",
            lead="隶属上级填名称或统一社会信用代码，可以是已有的机构，也可以是表中前面的行。",
            check=lambda file, name: check_organs(actor, file, name),
            do=lambda file, name: import_organs(actor, file, name),
        ),
    )


@asks(MANAGE_ACCOUNTS)
def official_import(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Import officials of one organ."""
    actor = request.actor
    organ: Organ = in_reach(request, Organ.objects.visible_to(actor), pk, MANAGE_ACCOUNTS)
    return _steps(
        request,
        TableImport(
            title="导入工作人员",
            parents=parents_of(organ),
            columns=OFFICIAL_COLUMNS,
            unit="名工作人员",
            lead=f"导入到“{organ}”。账号待安全保密管理员启用，再任职到岗位。",
            check=check_officials,
            do=lambda file, name: import_officials(actor, file, name, organ),
        ),
    )


def _steps(request: ActorRequest, what: TableImport) -> HttpResponseBase:
    """Upload (POST with a file), confirm (POST `confirmed`), the table to fill in (GET `template`), all faults (GET)."""
    if request.method == "POST" and "confirmed" in request.POST:
        return _import(request, what)
    if request.method == "POST":
        return _check(request, what)
    if "template" in request.GET:
        return export.as_workbook(what.title, [column.title for column in what.columns], [])
    if "faults" in request.GET:
        return _all_faults(request, what)
    return _page(request, what, TableForm())


def _check(request: ActorRequest, what: TableImport) -> HttpResponseBase:
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, what, form, status=422)
    file = form.cleaned_data["file"]
    content = file.read()
    uploads.keep(request.session, request.path, file.name, content)
    try:
        rows = what.check(BytesIO(content), file.name)
    except TableRejected as rejected:
        return _page(request, what, TableForm(), status=422, name=file.name, faults=rejected.faults)
    return _page(request, what, None, name=file.name, rows=rows)


def _import(request: ActorRequest, what: TableImport) -> HttpResponseBase:
    kept = uploads.kept(request.session, request.path)
    if kept is None:
        return Done("上传的表格已过期，请重新上传。", request.path, good=False).answer(request)
    try:
        count = what.do(BytesIO(kept.content), kept.name)
    except TableRejected as rejected:
        return _page(request, what, TableForm(), status=422, name=kept.name, faults=rejected.faults)
    uploads.forget(request.session)
    return Done(f"已导入 {count} {what.unit}。", what.parents[-1][1]).answer(request)


def _all_faults(request: ActorRequest, what: TableImport) -> HttpResponseBase:
    """Every fault of the table uploaded last, as a table."""
    kept = uploads.kept(request.session, request.path)
    try:
        if kept is not None:
            what.check(BytesIO(kept.content), kept.name)
    except TableRejected as rejected:
        lines = ([fault.row, fault.column, fault.message] for fault in rejected.faults)
        return export.as_text(f"{what.title}错误", FAULT_HEAD, lines)
    return redirect(request.path)


def _page(
    request: ActorRequest, what: TableImport, form: TableForm | None, status: int = 200, **found: Any
) -> HttpResponseBase:
    faults, rows = found.get("faults", []), found.get("rows", [])
    context = {
        "what": what,
        "form": form,
        "back": what.parents[-1][1],
        "name": found.get("name", ""),
        "faults": faults[:SHOWN_FAULTS],
        "fault_count": len(faults),
        "rows": [(row.number, [_shown(row, column) for column in what.columns]) for row in rows[:SHOWN_ROWS]],
        "row_count": len(rows),
    }
    return render(request, "directory/imports/page.html", context, status=status)


def _shown(row: Row, column: Column) -> str:
    return LABELS.get(column.name, {}).get(row[column.name], row[column.name])
