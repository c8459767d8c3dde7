"""Foreign tables: what people really send, and what an attacker might."""

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.lib.identifiers import CreditCode
from mingtang.lib.tables import Column, Limits, Table, TableFault, TableRejected, original_cell, read_table, safe_cell

REGIONS = (
    Column("code", "代码", required=True, unique=True, max_length=12),
    Column("name", "名称", required=True, aliases=("地名",)),
    Column("parent", "上级"),
)
HEADING = "code,name,parent\n"


def read(content: str | bytes, columns: tuple[Column, ...] = REGIONS, filename: str = "t.csv", **bounds: int) -> Table:
    data = content.encode() if isinstance(content, str) else content
    return read_table(io.BytesIO(data), filename, columns, Limits(**bounds))


def faults(table: Table) -> list[tuple[int | None, str | None, str]]:
    return [(fault.row, fault.column, fault.message) for fault in table.faults]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook `data` with the member `name` replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return buffer.getvalue()


# Text files


def test_rows_come_with_their_numbers() -> None:
    table = read(HEADING + "99,江岭省,\n\n9901,和源市,99\n")
    assert [(row.number, row["code"], row["name"], row["parent"]) for row in table.accepted()] == [
        (2, "99", "江岭省", ""),
        (4, "9901", "和源市", "99"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_delimiter_and_line_ends_are_found_out(encoding: str, delimiter: str, line_end: str) -> None:
    lines = [["代码", "地名", "上级"], ["990102", "澄江区", "9901"], ["990121", "石桥县", "9901"]]
    table = read(line_end.join(delimiter.join(cells) for cells in lines).encode(encoding))
    assert [row["name"] for row in table.accepted()] == ["澄江区", "石桥县"]


@given(st.lists(st.text('澄江区石桥县，。·abc",\n', min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1))
def test_whatever_a_csv_writer_writes_is_read_back(names: list[str]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([["name"], *([name] for name in names)])
    table = read(buffer.getvalue(), (Column("name", "名称"),))
    assert [row["name"] for row in table.accepted()] == names


def test_columns_in_another_order_and_columns_nobody_asked_for() -> None:
    table = read("备注,上级,名称,代码\nx,9901,澄江区,990102\n")
    assert table.accepted()[0].values == {"code": "990102", "name": "澄江区", "parent": "9901"}
    assert table.ignored == ["备注"]


def test_all_faults_are_listed_and_nothing_is_accepted() -> None:
    table = read(
        HEADING
        + "99,江岭省,\n"
        + ",无代码,99\n"
        + "9901\n"
        + '9902,"未闭合,99\n'
        + "9903,多一格,99,x\n"
        + "99,重复,\n"
        + "9904,,99\n"
        + "9905,好,99\n"
    )
    assert faults(table) == [
        (3, "代码", "不能为空"),
        (4, None, "应有 3 格，现有 1 格"),
        (5, None, "引号不成对，或引号外有多余文字，无法分列"),
        (6, None, "应有 3 格，现有 4 格"),
        (7, "代码", "与第 2 行重复"),
        (8, "名称", "不能为空"),
    ]
    assert [row["code"] for row in table.rows] == ["99", "9905"]
    with pytest.raises(TableRejected, match="6 处错误") as raised:
        table.accepted()
    assert len(raised.value.faults) == 6


def test_a_caller_adds_faults_of_its_own_in_the_order_of_rows() -> None:
    table = read(HEADING + "99,江岭省,\n,x,\n")
    table.add_fault(2, "上级", "上级不存在")
    with pytest.raises(TableRejected) as raised:
        table.accepted()
    assert [str(fault) for fault in raised.value.faults] == ["第 2 行“上级”：上级不存在", "第 3 行“代码”：不能为空"]


def test_a_parser_gives_the_normal_form_or_a_fault() -> None:
    columns = (Column("code", "统一社会信用代码", parse=lambda text: CreditCode.parse(text).text),)
    table = read("统一社会信用代码\n91350100m000100y43\n91350100M000100Y44\n", columns)
    assert table.rows[0]["code"] == "91350100M000100Y43"
    assert faults(table) == [(3, "统一社会信用代码", "统一社会信用代码的校验码不对，请逐位核对")]


def test_a_missing_or_doubled_column_is_told_before_any_cell() -> None:
    assert faults(read("name,name\nx,y\n")) == [(1, "代码", "缺少这一列"), (1, "名称", "这一列出现了不止一次")]


def test_numbers_rounded_by_a_spreadsheet_are_found() -> None:
    assert "改写" in read("code,name\n9.90102E+11,x\n").faults[0].message


def test_broken_characters_are_found_in_their_row() -> None:
    data = (HEADING + "99,江岭省,\n9901,和源市,99\n").encode().replace("和".encode(), b"\xe5\xff")
    assert [(row, column) for row, column, message in faults(read(data)) if "无法识别" in message] == [(3, "名称")]


def test_nul_bytes_are_a_fault_of_their_row() -> None:
    assert faults(read(HEADING + "99,江\0岭省,\n9901,和源市,99\n")) == [(2, "名称", "含有不可见的控制字符")]


def test_text_beyond_its_length_is_a_fault() -> None:
    assert faults(read(HEADING + f"99,{'长' * 201},\n")) == [(2, "名称", "最多 200 字，现有 201 字")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        (b"\n\n  \n", "文件是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "不支持旧版 XLS 格式或加密的表格，请另存为 XLSX 或 CSV 后再上传"),
        (b"x" * 1001, "文件超过 0 MB，请拆分后再上传"),
        (b"PK\x03\x04 broken", "文件已损坏，或不是真正的 XLSX 表格"),
    ],
)
def test_files_that_are_no_tables_are_refused_as_a_whole(content: bytes, message: str) -> None:
    assert faults(read(content, max_bytes=1000)) == [(None, None, message)]


def test_files_of_other_kinds_are_refused_by_name() -> None:
    assert faults(read(b"%PDF-1.7", filename="t.pdf")) == [(None, None, "只能上传 CSV 或 XLSX 表格")]


def test_too_many_rows_are_refused() -> None:
    table = read(HEADING + "".join(f"{number},x,\n" for number in range(10, 21)), max_rows=10)
    assert faults(table) == [(None, None, "超过 10 行，请拆分后再上传")]


@pytest.mark.slow
def test_ten_megabytes_of_broken_rows_are_all_listed() -> None:
    broken = '"990102,' + "澄" * 20 + "\n"
    count = 10 * 1024 * 1024 // len(broken.encode())
    table = read(HEADING + broken * count, max_rows=1_000_000)
    assert len(table.faults) == count
    assert (table.faults[0].row, table.faults[-1].row) == (2, count + 1)
    assert not table.rows


def test_one_endless_line_is_one_fault() -> None:
    assert faults(read(HEADING + "a," * 5_000_000)) == [(2, None, "这一行太长，可能缺少换行")]
    assert faults(read(HEADING + "a," * 40_000 + "\n")) == [(2, None, "列数太多")]


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise_anything(data: bytes) -> None:
    for content in (data, b"code,name,parent\n" + data, b"PK\x03\x04" + data):
        table = read(content)
        assert all(isinstance(fault, TableFault) for fault in table.faults)


# Workbooks


def test_a_workbook_is_read_like_a_text_file() -> None:
    table = read(
        workbook(
            ("代码", "名称", "上级", None), (99, "江岭省"), (), (9901.0, " 和源市 ", "99"), (990102, "澄江区", None)
        ),
        filename="regions.xlsx",
    )
    assert [(row.number, row["code"], row["name"], row["parent"]) for row in table.accepted()] == [
        (2, "99", "江岭省", ""),
        (4, "9901", "和源市", "99"),
        (5, "990102", "澄江区", ""),
    ]


def test_cells_of_a_workbook_become_text_as_a_person_would_write_it() -> None:
    values = (date(2026, 9, 30), datetime(2026, 9, 30, 17, 13), 2.5, True, "=1+1")
    columns = tuple(Column(f"c{place}", f"列{place}") for place in range(5))
    table = read(workbook(tuple(column.name for column in columns), values), columns)
    assert list(table.accepted()[0].values.values()) == ["2026-09-30", "2026-09-30 17:13:00", "2.5", "True", ""]


def test_identity_numbers_that_a_spreadsheet_took_for_numbers_are_found() -> None:
    table = read(workbook(("name", "code"), ("林叙", 110105194912310021)))
    assert [(fault.row, fault.column) for fault in table.faults] == [(2, "代码")]
    assert "文本格式" in table.faults[0].message


def test_failed_formulas_are_found() -> None:
    assert faults(read(workbook(("code", "name"), ("99", "#REF!")))) == [(2, "名称", "公式出错（#REF!）")]


def test_only_the_first_visible_sheet_is_read() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].sheet_state = "hidden"
    book.worksheets[0].append(("code", "name"))
    book.create_sheet("数据").append(("代码", "名称"))
    book["数据"].append(("99", "江岭省"))
    assert [row["name"] for row in read(saved(book)).accepted()] == ["江岭省"]


def test_a_packed_bomb_is_not_unpacked() -> None:
    bomb = with_member(workbook(("code", "name")), "xl/bomb.xml", b"\0" * 30_000_000)
    assert len(bomb) < 100_000
    assert faults(read(bomb)) == [(None, None, "表格的压缩比异常，不予打开")]
    assert faults(read(bomb, max_unpacked_bytes=2**20)) == [(None, None, "表格展开后超过 1 MB，请拆分后再上传")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "docProps/core.xml"]
)
def test_entity_bombs_are_refused_before_any_markup_is_parsed(member: str, encoding: str) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "ha">' + "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1 or str()};" * 10}">' for level in range(1, 10)
    )
    bomb = with_member(workbook(("code", "name")), member, (laughs + "]><a>&l9;</a>").encode(encoding))
    assert faults(read(bomb)) == [(None, None, "表格中含有文档类型声明，不予打开")]


def test_a_declaration_across_two_chunks_is_seen() -> None:
    bomb = with_member(workbook(("code",)), "xl/x.xml", b" " * (64 * 1024 - 4) + b"<!DOCTYPE a>")
    assert "文档类型声明" in read(bomb).faults[0].message


def test_markup_beyond_the_bound_is_refused() -> None:
    assert "内容太多" in read(workbook(("code", "name"), ("99", "x")), max_tags=10).faults[0].message


@pytest.mark.parametrize(
    "rows",
    [b'<row r="999999999999"><c r="A999999999999"><v>1</v></c></row>', b'<row r="2"><c r="XFD2"><v>1</v></c></row>'],
)
def test_claims_of_far_away_cells_cost_nothing(rows: bytes) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
        + rows
        + b"</sheetData></worksheet>"
    )
    table = read(
        with_member(workbook(("x",)), "xl/worksheets/sheet1.xml", sheet), (Column("code", "代码", required=True),)
    )
    assert not table.rows


def test_a_workbook_cut_short_is_refused() -> None:
    whole = workbook(("code", "name"), ("99", "江岭省"))
    for length in range(4, len(whole) - 1, 97):
        assert faults(read(whole[:length])) == [(None, None, "文件已损坏，或不是真正的 XLSX 表格")]


def test_a_workbook_with_altered_bytes_never_raises() -> None:
    whole = bytearray(workbook(("code", "name"), ("99", "江岭省")))
    for place in range(30, len(whole), 61):
        altered = bytes(whole[:place]) + bytes([whole[place] ^ 0xFF]) + bytes(whole[place + 1 :])
        assert isinstance(read(altered), Table)


# Cells handed out


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|'/c calc'!A1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "'=1",
        "＝1",
        '=HYPERLINK("http://x")',
        "\n=1",
    ],
)
def test_formulas_are_quoted(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "和源市", "-5", "+8613800000000", "-5.25", "a=b", "o'clock", "'引'", "2026-09-30"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_exported_cell_is_never_a_formula_and_can_be_imported_again(text: str) -> None:
    cell = safe_cell(text)
    assert cell[:1] not in set("=@\t\r\n")
    assert original_cell(cell) == "".join(
        character
        for character in text
        if (character >= " " and character not in "\ufffe\uffff") or character in "\t\n\r"
    )


def test_control_characters_do_not_break_a_workbook() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append([safe_cell("a\0b\x0bc")])
    assert book.worksheets[0]["A1"].value == "abc"
