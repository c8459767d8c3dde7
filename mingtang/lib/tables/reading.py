"""From the bytes of a foreign file to rows we can trust, or to the list of everything that is wrong with it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from mingtang.lib.tables.safe_cell import original_cell
from mingtang.lib.tables.separated_text import rows_of_text
from mingtang.lib.tables.table import Column, Limits, RawRow, Row, Table, UnreadableFile
from mingtang.lib.tables.workbook import rows_of_workbook

_TEXT_ENDINGS = {".csv", ".tsv", ".txt"}
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ROUNDED_NUMBER = re.compile(r"\d(?:\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)


def read_table(file: BinaryIO, filename: str, columns: Sequence[Column], limits: Limits | None = None) -> Table:
    """Read a CSV, tab-separated or XLSX file whose first filled row holds the headings.

    Text may be UTF-8 (with or without byte order mark), UTF-16 or GB18030. `filename` tells only what the user means
    to send; the kind is decided by content. Nothing is raised for bad content: every fault, with row number, heading
    and Chinese message, is in the table. Memory and time are bounded by `limits`.
    """
    limits, table = limits or Limits(), Table()
    try:
        rows = _raw_rows(file, filename, limits)
        heading = next(rows, None)
        if heading is None:
            raise UnreadableFile("文件是空的")
        _Reader(columns, heading, table).read(rows, limits)
    except UnreadableFile as error:
        table.add_fault(None, None, str(error))
    return table


def _raw_rows(file: BinaryIO, filename: str, limits: Limits) -> Iterator[RawRow]:
    data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise UnreadableFile(f"文件超过 {limits.max_bytes // 1024 // 1024} MB，请拆分后再上传")
    if data.startswith(_ZIP):
        return rows_of_workbook(data, limits)
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile("不支持旧版 XLS 格式或加密的表格，请另存为 XLSX 或 CSV 后再上传")
    if PurePath(filename).suffix.lower() not in _TEXT_ENDINGS:
        raise UnreadableFile("只能上传 CSV 或 XLSX 表格")
    return rows_of_text(data, limits)


class _Reader:
    """Matches cells with columns, row by row, and collects values and faults in `table`."""

    def __init__(self, columns: Sequence[Column], heading: RawRow, table: Table) -> None:
        self.columns = columns
        self.table = table
        self.width = 0
        self.places: dict[str, int] = {}
        self.seen: dict[str, dict[str, int]] = {column.name: {} for column in columns if column.unique}
        self._match(heading)

    def _match(self, heading: RawRow) -> None:
        """Find the place of each column, and note what is missing, doubled or not asked for."""
        titles = [original_cell(cell).strip() for cell in heading.cells]
        while titles and not titles[-1]:
            titles.pop()
        self.width = len(titles)
        for column in self.columns:
            places = [place for place, title in enumerate(titles) if title.lower() in column.headings]
            if places:
                self.places[column.name] = places[0]
            if column.required and not places:
                self.table.add_fault(heading.number, column.title, "缺少这一列")
            if len(places) > 1:
                self.table.add_fault(heading.number, column.title, "这一列出现了不止一次")
        known = set().union(*(column.headings for column in self.columns))
        self.table.ignored = [title for title in titles if title and title.lower() not in known]

    def read(self, rows: Iterator[RawRow], limits: Limits) -> None:
        """Take in all `rows`. Without the required headings there is no sense in looking at cells."""
        if self.table.faults:
            return
        for count, row in enumerate(rows, start=1):
            if count > limits.max_rows:
                self.table.add_fault(None, None, f"超过 {limits.max_rows} 行，请拆分后再上传")
                return
            self._take(row)

    def _take(self, row: RawRow) -> None:
        faults_before = len(self.table.faults)
        if message := row.faults.get(None) or self._wrong_width(row):
            self.table.add_fault(row.number, None, message)
            return
        values = {column.name: self._value(row, column) for column in self.columns}
        if len(self.table.faults) == faults_before:
            self.table.rows.append(Row(row.number, values))

    def _wrong_width(self, row: RawRow) -> str | None:
        """A row with fewer or more cells than the heading has most likely a separator too few or too many."""
        if len(row.cells) < self.width or any(cell.strip() for cell in row.cells[self.width :]):
            return f"应有 {self.width} 格，现有 {len(row.cells)} 格"
        return None

    def _value(self, row: RawRow, column: Column) -> str:
        """The value of one cell in its normal form; empty, with a fault noted, when it has none."""
        place = self.places.get(column.name)
        if place is None:
            return ""
        try:
            if place in row.faults:
                raise ValueError(row.faults[place])
            value = _checked(original_cell(row.cells[place].strip()), column)
            self._require_first(value, row.number, column)
        except ValueError as fault:
            self.table.add_fault(row.number, column.title, str(fault))
            return ""
        return value

    def _require_first(self, value: str, number: int, column: Column) -> None:
        if column.unique and value:
            first = self.seen[column.name].setdefault(value, number)
            if first != number:
                raise ValueError(f"与第 {first} 行重复")


def _checked(text: str, column: Column) -> str:
    """`text` in the column's normal form. Raises ValueError with a Chinese message."""
    if not text:
        if column.required:
            raise ValueError("不能为空")
        return ""
    if len(text) > column.max_length:
        raise ValueError(f"最多 {column.max_length} 字，现有 {len(text)} 字")
    if "\ufffd" in text:
        raise ValueError("含有无法识别的字符，请检查文件编码（应为 UTF-8 或 GB18030）")
    if _CONTROL.search(text):
        raise ValueError("含有不可见的控制字符")
    if _ROUNDED_NUMBER.fullmatch(text):
        raise ValueError("数字已被表格软件改写并丢失末尾，请把该列设为文本格式后重新填写")
    return column.parse(text) if column.parse else text
