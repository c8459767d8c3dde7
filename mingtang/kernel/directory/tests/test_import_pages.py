"""Importing organs and officials: every fault is listed, nothing is imported by halves, all of it can be undone."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from mingtang.kernel.directory import uploads
from mingtang.kernel.directory.models import Account, Organ, Person
from mingtang.kernel.directory.tests.pages import text
from tests.world import World

HEAD = "名称,系统,行政区划代码,隶属上级,统一社会信用代码\n"
GOOD = HEAD + "石桥县数据局,政府,990121,石桥县人民政府,\n石桥县数据中心,政府,990121,石桥县数据局,\n"
BAD = HEAD + (
    ",政府,990121,石桥县人民政府,\n"
    "甲局,政府院,990121,石桥县人民政府,\n"
    "乙局,政府,990199,石桥县人民政府,\n"
    "丙局,政府,990121,没有的局,\n"
    "丁局,政府,9901,和源市人民政府,\n"
    "戊局,法院,990121,石桥县人民政府,\n"
    "己局,政府,990121,石桥县人民政府,11990100009900101B\n"
)
OFFICIALS = "工号,姓名,身份证件号,手机号\nhy9101,方晓,990121199003070010,19900009101\nhy9102,方明,,\n"


def csv(content: str, name: str = "表.csv") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content.encode())}


@pytest.fixture
def organs(world: World):
    client = world.client("county_system_officer")
    return lambda data: client.post(reverse("organ_import"), data, follow=True), client


def test_a_table_is_previewed_then_imported(organs) -> None:
    post, _ = organs
    before = Organ.objects.count()
    page = text(post(csv(GOOD)))
    assert "检查通过" in page
    assert "石桥县数据中心" in page
    assert '<b class="num">2</b>' in page
    assert "<td>政府</td>" in page
    assert Organ.objects.count() == before, "nothing before the confirmation"
    assert "已导入 2 个机构" in text(post({"confirmed": "1"}))
    assert Organ.objects.get(name="石桥县数据中心").superior.name == "石桥县数据局"
    assert "已过期" in text(post({"confirmed": "1"})), "a table is imported once"


def test_every_fault_is_listed_with_its_row_and_nothing_is_imported(organs) -> None:
    post, client = organs
    before = Organ.objects.count()
    response = post(csv(BAD))
    page = text(response)
    rows = set(re.findall(r'<th scope="row" class="num">(\d+)</th>', page))
    assert response.status_code == 422
    assert rows == {"2", "3", "4", "5", "6", "7", "8"}
    for words in ("不能为空", "应为", "没有代码为 990199", "没有找到", "同一系统"):
        assert words in page
    assert Organ.objects.count() == before
    assert "错误" in text(post({"confirmed": "1"}))
    assert Organ.objects.count() == before, "confirming a bad table does nothing"
    table = b"".join(client.get(reverse("organ_import"), {"faults": "1"}).streaming_content).decode()
    assert len(table.splitlines()) == response.context["fault_count"] + 1


def test_superiors_out_of_reach_are_faults(organs) -> None:
    post, _ = organs
    page = text(post(csv(HEAD + "甲局,政府,990121,和源市人民政府,\n乙局,政府,990121,,\n")))
    assert "不在您的管辖范围内" in page
    assert "您不能设立最上级机构" in page


def test_the_whole_import_is_undone_at_once(organs) -> None:
    post, client = organs
    before = set(Organ.objects.values_list("pk", flat=True))
    post(csv(GOOD))
    post({"confirmed": "1"})
    first = Organ.objects.get(name="石桥县数据局")
    undo = re.search(
        r'action="(/workbench/evidence/\d+/undo/)"', text(client.get(reverse("organ_page", args=[first.pk])))
    )
    assert "已撤销" in text(client.post(undo[1], follow=True))
    assert set(Organ.objects.values_list("pk", flat=True)) == before


def test_an_import_that_is_in_use_is_not_undone(organs) -> None:
    post, client = organs
    post(csv(GOOD))
    post({"confirmed": "1"})
    organ = Organ.objects.get(name="石桥县数据局")
    page = text(client.get(reverse("organ_page", args=[organ.pk])))
    client.post(reverse("unit_create", args=[organ.pk]), {"name": "综合股", "rank": "10"})
    undo = re.search(r'action="(/workbench/evidence/\d+/undo/)"', page)
    assert "已被其他记录使用" in text(client.post(undo[1], follow=True))
    assert Organ.objects.filter(name="石桥县数据中心").exists(), "not by halves"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "空"),
        ("a.exe", b"MZ", "只能上传 CSV 或 XLSX"),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", "旧版 XLS"),
        ("a.csv", "列一,列二\n1,2\n".encode(), "缺少这一列"),
    ],
)
def test_files_that_are_no_such_table_are_refused_in_words(organs, name: str, content: bytes, words: str) -> None:
    post, _ = organs
    response = post({"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert words in text(response)


def test_no_file_at_all_is_a_fault(organs) -> None:
    post, _ = organs
    assert post({}).status_code == 422


def test_a_large_broken_table_is_answered_with_its_faults(organs) -> None:
    post, _ = organs
    response = post(csv(HEAD + "甲局,政府院,990121,石桥县人民政府,\n" * 20_000))
    assert response.status_code == 422
    assert response.context["fault_count"] == 20_000
    assert len(response.context["faults"]) == 200
    assert "下载全部错误" in text(response)


def test_a_workbook_is_read_and_an_empty_one_is_given(organs) -> None:
    post, client = organs
    book = Workbook()
    for line in GOOD.splitlines():
        book.active.append(line.split(","))
    file = BytesIO()
    book.save(file)
    assert "检查通过" in text(post({"file": SimpleUploadedFile("表.xlsx", file.getvalue())}))
    assert client.get(reverse("organ_import"), {"template": "1"})["Content-Type"].endswith("sheet")


def test_uploaded_tables_are_encrypted_known_to_one_session_and_swept_away(organs, world: World) -> None:
    post, client = organs
    post(csv(GOOD))
    place = client.session["upload"]["place"]
    with default_storage.open(place) as file:
        assert "石桥县".encode() not in file.read()
    other = world.client("system_officer")
    assert "已过期" in text(other.post(reverse("organ_import"), {"confirmed": "1"}, follow=True))
    assert uploads.sweep() == 0
    later = timezone.now() + timedelta(hours=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads.timezone, "now", lambda: later)
        assert uploads.sweep() >= 1
    assert "已过期" in text(post({"confirmed": "1"}))


def test_officials_of_an_organ_are_imported_and_undone(world: World) -> None:
    client, organ = world.client("county_system_officer"), world.organ("county-market-bureau")
    address = reverse("official_import", args=[organ.pk])
    people = Person.objects.count()
    assert "检查通过" in text(client.post(address, csv(OFFICIALS)))
    page = text(client.post(address, {"confirmed": "1"}, follow=True))
    assert "已导入 2 名工作人员" in page
    account = Account.objects.get(login="hy9101")
    assert account.state == "created"
    assert account.organ == organ
    assert account.person.phone == "19900009101"
    undo = re.search(r'action="(/workbench/evidence/\d+/undo/)"', page)
    client.post(undo[1])
    assert not Account.objects.filter(login__in=["hy9101", "hy9102"]).exists()
    assert Person.objects.count() == people


def test_faults_of_officials_name_row_and_column(world: World) -> None:
    client, organ = world.client("county_system_officer"), world.organ("county-market-bureau")
    known = world.account("official").person
    table = (
        "工号,姓名,身份证件号,手机号\n"
        f"hy0012,新人,,\nhy9103,坏号,990121199003070011,\nhy9104,别名,{known.identity_number},\n"
        f"hy9105,{known.name},{known.identity_number[:-1]}{known.identity_number[-1]},123\nhy9106,,,\n"
    )
    response = client.post(reverse("official_import", args=[organ.pk]), csv(table))
    faults = {(fault.row, fault.column) for fault in response.context["faults"]}
    assert {(2, "工号"), (3, "身份证件号"), (6, "姓名")} <= faults
    assert any(row in (4, 5) and column == "身份证件号" for row, column in faults)
    assert not Account.objects.filter(login__startswith="hy91").exists()
    assert (
        client.post(reverse("official_import", args=[world.organ("housing-bureau").pk]), csv(OFFICIALS)).status_code
        == 404
    )
