"""The tables of a report as a workbook, a sheet for each."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from django.http import FileResponse

from mingtang.domains.disclosure.reports.layout import COLUMN_NAMES, RESULT_NAMES, Line, table_2, table_3, table_4
from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.rules import COUNTS, SECTIONS
from mingtang.lib.tables import safe_cell
from mingtang.ui.export import WORKBOOK, SentFile


def as_workbook(report: AnnualReport) -> FileResponse:
    """Tables two to four, as the format of the report has them, and its text."""
    from openpyxl import Workbook  # large, and few requests need it

    book = Workbook(write_only=True)
    figures = report.figures
    _sheet(book, "表二 主动公开", ("项目", *COUNTS.values()), table_2(figures, report.by_hand))
    _sheet(book, "表三 依申请公开", ("申请情况", *COLUMN_NAMES), table_3(figures))
    _sheet(book, "表四 复议诉讼", ("类别", *RESULT_NAMES), table_4(figures))
    text = book.create_sheet(title="正文")
    for key, title in SECTIONS.items():
        text.append([safe_cell(title), safe_cell(report.sections.get(key, ""))])
    file: BinaryIO = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return SentFile(file, as_attachment=True, filename=f"{report}.xlsx", content_type=WORKBOOK)


def _sheet(book: Any, title: str, head: Sequence[str], lines: Iterable[Line]) -> None:
    sheet = book.create_sheet(title=title)
    sheet.append(list(head))
    for line in lines:
        sheet.append(["　" * line.depth + line.label, *line.cells, *(["人工填报"] if line.by_hand else [])])
