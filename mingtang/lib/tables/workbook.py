"""XLSX workbooks: the first visible sheet, values only.

A workbook is a packed folder of XML, so it is measured before it is unpacked, and searched for document type
declarations (the door to entity bombs and outside files) before any of it is parsed. Links to other files and macros are
never followed.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from mingtang.lib.tables.table import Limits, RawRow, UnreadableFile

_SPREADSHEET_ROWS = 1_048_576
_MEMBERS = 1000
_SMALL = 1024 * 1024
_CHUNK = 64 * 1024
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_ERROR_VALUES = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
_EXACT_DIGITS = 10**15  # spreadsheet programs keep fifteen digits of a number and replace the rest by zeros
_DAMAGED = "文件已损坏，或不是真正的 XLSX 表格"


def rows_of_workbook(data: bytes, limits: Limits) -> Iterator[RawRow]:
    """Rows of a file's bytes, the heading first; blank rows are left out. Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _require_moderate_size(archive, len(data), limits)
            _require_plain_markup(archive, limits)
        yield from _rows(data, limits)
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl and zipfile raise whatever the damage happens to trip over
        raise UnreadableFile(_DAMAGED) from error


def _require_moderate_size(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    """Declared sizes can be trusted as upper bounds: unpacking stops at them."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile("表格设有密码，请取消密码后再上传")
    if len(members) > _MEMBERS or unpacked > limits.max_unpacked_bytes:
        raise UnreadableFile(f"表格展开后超过 {limits.max_unpacked_bytes // 1024 // 1024} MB，请拆分后再上传")
    if unpacked > max(_SMALL, packed * limits.max_unpacked_ratio):
        raise UnreadableFile("表格的压缩比异常，不予打开")


def _require_plain_markup(archive: zipfile.ZipFile, limits: Limits) -> None:
    tags = 0
    for member in archive.infolist():
        tail = b""
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK).replace(b"\0", b""):  # zero bytes: UTF-16 hides nothing
                if any(declaration in tail + chunk for declaration in _DECLARATIONS):
                    raise UnreadableFile("表格中含有文档类型声明，不予打开")
                tags += chunk.count(b"<")
                tail = chunk[-16:]
        if tags > limits.max_tags:
            raise UnreadableFile("表格内容太多，请拆分后再上传")


def _rows(data: bytes, limits: Limits) -> Iterator[RawRow]:
    import openpyxl  # large, and few requests need it

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        # bounds given here keep openpyxl from filling up to whatever cell the file claims to have
        rows = sheet.iter_rows(
            min_row=1, max_row=_SPREADSHEET_ROWS, min_col=1, max_col=limits.max_columns, values_only=True
        )
        width = 0
        for number, values in enumerate(rows, start=1):
            if values.count(None) < len(values):
                row = _raw_row(number, values, width)
                width = width or len(row.cells)
                yield row
    finally:
        book.close()


def _raw_row(number: int, values: tuple[object, ...], width: int) -> RawRow:
    """The row without the empty cells at its end, but with `width` cells or more."""
    filled = max(place for place, value in enumerate(values, start=1) if value is not None)
    values = values[: max(filled, width)]
    faults: dict[int | None, str] = {place: fault for place, value in enumerate(values) if (fault := _fault(value))}
    return RawRow(number, [_text(value) for value in values], faults)


def _fault(value: object) -> str | None:
    if isinstance(value, str) and value in _ERROR_VALUES:
        return f"公式出错（{value}）"
    if isinstance(value, int | float) and abs(value) >= _EXACT_DIGITS:
        return "数字超过 15 位，表格软件已丢失末尾数字，请把该列设为文本格式后重新填写"
    return None


def _text(value: object) -> str:
    """A cell's value as a person would write it: whole numbers without point, dates as 2026-09-30."""
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
