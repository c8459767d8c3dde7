"""A table as a file: CSV that spreadsheet programs open with the right characters, or a workbook.

Texts that a spreadsheet would read as a formula are neutralised (OWASP, CSV injection); numbers and dates stay what
they are.
"""

import csv
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from functools import partial
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from asgiref.sync import sync_to_async
from django.http import FileResponse
from django.utils import timezone

from mingtang.lib.tables import safe_cell

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine


class SentFile(FileResponse):
    """A file sent in pieces, under WSGI and ASGI alike: reading a temporary file goes on beside the loop."""

    block_size = 65536

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._pieces()

    async def _pieces(self) -> AsyncIterator[bytes]:
        read = sync_to_async(partial(self.file_to_stream.read, self.block_size), thread_sensitive=False)
        while piece := await read():
            yield piece


class _Echo:
    """A file that hands back what is written to it, for csv.writer."""

    def write(self, value: str) -> str:
        return value


def as_text(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """`<name>.csv`, written row by row to a temporary file.

    It is not streamed from the query: under ASGI an iterator of rows would be read whole into memory first, and rows that
    fail half way would end a download that has begun.
    """
    file: BinaryIO = TemporaryFile()  # noqa: SIM115 - the response closes it
    file.writelines(line.encode() for line in _lines(head, rows))
    file.seek(0)
    response = SentFile(file, as_attachment=True, filename=f"{name}.csv", content_type="text/csv")
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    return response


def as_workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """`<name>.xlsx`, written row by row to a temporary file."""
    from openpyxl import Workbook  # large, and few requests need it

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=_sheet_title(name))
    sheet.append([safe_cell(text) for text in head])
    for row in rows:
        sheet.append([plain(value) for value in row])
    file: BinaryIO = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return SentFile(file, as_attachment=True, filename=f"{name}.xlsx", content_type=WORKBOOK)


def plain(value: Any) -> Any:
    """`value` as a cell: moments in local time, numbers as they are, anything else as harmless text."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "是", False: "否"}[value]
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None, microsecond=0)
    if isinstance(value, int | float | date | time):
        return value
    return safe_cell(str(value))


def _lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([safe_cell(text) for text in head])
    for row in rows:
        yield writer.writerow([plain(value) for value in row])


def _sheet_title(name: str) -> str:
    """Excel allows 31 characters and none of these."""
    return "".join(" " if character in "[]:*?/\\" else character for character in name)[:31] or "1"
