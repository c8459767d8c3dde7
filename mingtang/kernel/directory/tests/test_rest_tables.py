"""Tables sent to the machine interface: large ones, broken ones, and those meant to do harm."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingtang.kernel.directory.models import Account, Organ, Region
from mingtang.kernel.evidence.models import Record
from tests.world import World

TEN_MEGABYTES = 10 * 1024 * 1024
HARMFUL = (
    '=HYPERLINK("http://evil/","点我")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
)


def table(rows: list[list[str]], name: str = "table.csv") -> SimpleUploadedFile:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return SimpleUploadedFile(name, text.getvalue().encode())


def faults(response: Any) -> list[tuple[int | None, str | None]]:
    body = response.json()
    assert (response.status_code, body["type"]) == (422, "/api/#problem-table-rejected"), body
    assert f"{len(body['errors'])} 处错误" in body["detail"]
    return [(fault["row"], fault["field"]) for fault in body["errors"]]


def send(client: Client, noun: str, file: SimpleUploadedFile, **fields: Any) -> Any:
    return client.post(f"/api/{noun}/imports", {"file": file, **fields})


@pytest.mark.slow
def test_ten_megabytes_with_broken_rows_list_every_fault_and_import_nothing(world: World) -> None:
    """Every 50th row has a wrong check digit, every 75th no name, the last one a cell too few."""
    filler = "长" * 36
    rows, expected = [["名称", "系统", "行政区划代码", "统一社会信用代码", "简称"]], []
    while len(rows) * 175 < TEN_MEGABYTES:
        number = len(rows) + 1
        wrong_code, no_name = number % 50 == 0, number % 75 == 0
        name = "" if no_name else f"{filler}{number}"
        rows.append([name, "政府", "9901", "11990100009900101B" if wrong_code else "", filler])
        expected += [(number, "名称")] * no_name + [(number, "统一社会信用代码")] * wrong_code
    rows.append(["甲", "政府"])
    file = table(rows)
    assert file.size > TEN_MEGABYTES
    before = Organ.objects.count(), Record.objects.filter(outcome="done").count()
    response = send(world.client("system_officer"), "organs", file)
    assert faults(response) == [*expected, (len(rows), None)]
    assert (Organ.objects.count(), Record.objects.filter(outcome="done").count()) == before


@pytest.mark.parametrize(
    ("noun", "heading", "row", "field"),
    [
        ("organs", "名称,系统,行政区划代码,统一社会信用代码", "甲,政府,9901,11990100009900101B", "统一社会信用代码"),
        ("organs", "名称,系统,行政区划代码", "甲,政府,990", "行政区划代码"),
        ("organs", "名称,系统,行政区划代码,隶属上级", "甲,政府,9901,无此机构", "隶属上级"),
        ("officials", "工号,姓名,身份证件号", "hy9201,甲,990102198303111635", "身份证件号"),
        ("officials", "工号,姓名,手机号", "hy9201,甲,12345", "手机号"),
        ("regions", "code,name,parent", "990199,甲,9902", "上级代码"),
        ("regions", "code,name,parent", "99019,甲,9901", "代码"),
    ],
)
def test_wrong_digits_are_found_in_their_row(world: World, noun: str, heading: str, row: str, field: str) -> None:
    file = SimpleUploadedFile("table.csv", f"{heading}\n{row}\n".encode())
    fields = {"organ": world.organ("housing-bureau").pk} if noun == "officials" else {}
    assert faults(send(world.client("system_officer"), noun, file, **fields)) == [(2, field)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("table.xlsx", b"PK\x03\x04 not really"),
        ("table.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 100),
        ("table.pdf", b"%PDF-1.7"),
        ("table.csv", b""),
        ("table.csv", b"\x00" * 1000),
        ("table.csv", b'"' * 5000),
    ],
)
def test_what_is_no_table_is_refused_in_words(world: World, name: str, content: bytes) -> None:
    response = send(world.client("system_officer"), "organs", SimpleUploadedFile(name, content))
    assert response.status_code == 422, response.content
    assert any("\u4e00" <= letter <= "\u9fff" for letter in response.json()["errors"][0]["message"])


def test_harmful_texts_in_a_table_come_back_as_the_texts_they_are(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau").pk
    rows = [["工号", "姓名"], *([f"hy93{number:02}", text] for number, text in enumerate(HARMFUL))]
    assert send(client, "officials", table(rows), organ=organ).json() == {"imported": len(HARMFUL)}
    shown = client.get(f"/api/officials?organ={organ}&limit=200").json()["items"]
    assert set(HARMFUL) <= {row["person"]["name"] for row in shown}
    assert Account.objects.filter(login__startswith="hy93").count() == len(HARMFUL)


def test_an_import_is_bounded_by_what_its_officer_governs(world: World) -> None:
    client = world.client("county_system_officer")
    assert send(client, "regions", SimpleUploadedFile("a.csv", b"code,name,parent\n9999,X,99\n")).status_code in {
        403,
        422,
    }
    within = world.organ("county-market-bureau")
    rows = [["名称", "系统", "行政区划代码", "隶属上级"], ["新所", "政府", within.region_id, within.name]]
    assert send(client, "organs", table(rows)).json() == {"imported": 1}
    rows[1][3] = world.organ("housing-bureau").name
    before = Organ.objects.count()
    assert send(client, "organs", table(rows)).status_code in {403, 422}
    assert (Organ.objects.count(), Region.objects.filter(pk="9999").exists()) == (before, False)
