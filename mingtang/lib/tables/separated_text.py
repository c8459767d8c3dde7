"""CSV and tab-separated text, as spreadsheet programs and people write it.

A broken record never swallows those behind it: reading goes on at the next line, so that all faults are found.
"""

import codecs
import csv
import io
from collections.abc import Iterator

from mingtang.lib.tables.table import Limits, RawRow

_LINES_OF_A_RECORD = 20  # a cell may contain line breaks; a quote still open after so many lines was never closed
_LONGEST_LINE = 100_000
_TOO_LONG = "这一行太长，可能缺少换行"
_BROKEN_QUOTES = "引号不成对，或引号外有多余文字，无法分列"
_TOO_MANY_CELLS = "列数太多"


def rows_of_text(data: bytes, limits: Limits) -> Iterator[RawRow]:
    """Rows of a file's bytes, the heading first; blank lines are left out."""
    lines = list(io.StringIO(decoded(data), newline=""))
    delimiter = _delimiter(lines)
    place = 0
    while place < len(lines):
        record = lines[place : place + _LINES_OF_A_RECORD]
        row, used = _row(place + 1, record, delimiter, limits)
        if row.faults or any(map(str.strip, row.cells)):
            yield row
        place += used


def decoded(data: bytes) -> str:
    """The text of `data`: UTF-8 or UTF-16 with byte order mark, else UTF-8, else GB18030; U+FFFD where neither fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    text = data.decode("utf-8-sig", errors="replace")
    beyond_ascii = len(data.translate(None, delete=bytes(range(128))))
    # In Chinese text of another encoding at least every third byte beyond ASCII fails; in broken UTF-8 few do.
    if text.count("\ufffd") * 6 <= beyond_ascii:
        return text
    return data.decode("gb18030", errors="replace")


def _delimiter(lines: list[str]) -> str:
    heading = next((line for line in lines if line.strip()), "")
    return "\t" if heading.count("\t") > heading.count(",") else ","


def _row(number: int, lines: list[str], delimiter: str, limits: Limits) -> tuple[RawRow, int]:
    """The record at the beginning of `lines`, and how many of them it takes."""
    if any(len(line) > _LONGEST_LINE for line in lines):
        lines = lines[:1]
        if len(lines[0]) > _LONGEST_LINE:
            return RawRow(number, [], {None: _TOO_LONG}), 1
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except csv.Error:
        return RawRow(number, [], {None: _BROKEN_QUOTES}), 1
    if len(cells) > limits.max_columns and any(cells[limits.max_columns :]):
        return RawRow(number, [], {None: _TOO_MANY_CELLS}), reader.line_num
    return RawRow(number, cells[: limits.max_columns]), reader.line_num
