"""Pages, downloads and the API: what they show, what they cost, and how a foreign file is kept from doing harm."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.kernel.content.models import File
from mingtang.kernel.content.rules import ScanState
from mingtang.kernel.content.tests import samples
from mingtang.kernel.content.tests.conftest import Bring
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_budget() -> None:
    cache.clear()


def text(response: Any) -> str:
    return response.content.decode()


def sent(name: str = "说明.txt", content: bytes = b"text\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def statements_of(browser: Client, address: str) -> list[str]:
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return [each["sql"] for each in captured]


def test_files_are_uploaded_without_scripts(world: World) -> None:
    browser = world.client("citizen")
    answer = browser.post(reverse("own_files"), {"files": [sent(), sent("二.txt", b"two")]}, follow=True)
    assert "已保存 2 个文件" in text(answer)
    assert "二.txt" in text(answer)


def test_what_was_taken_stays_when_another_file_is_refused(world: World) -> None:
    answer = world.client("citizen").post(reverse("own_files"), {"files": [sent(), sent("照片.jpg", samples.pdf())]})
    assert answer.status_code == 422
    page = text(answer)
    assert "内容却是PDF 文档" in page
    assert 'name="files-kept"' in page
    assert File.objects.get().name == "说明.txt"


def test_files_that_came_before_are_named_by_their_id_and_must_be_ones_own(world: World, bring: Bring) -> None:
    own, strange = bring(world.actor("citizen")), bring(world.actor("official"))
    browser = world.client("citizen")
    assert browser.post(reverse("own_files"), {"files-kept": [own.pk]}).status_code == 302
    refused = browser.post(reverse("own_files"), {"files-kept": [strange.pk]})
    assert refused.status_code == 422
    assert "已不存在" in text(refused)


def test_nothing_chosen_is_said(world: World) -> None:
    answer = world.client("citizen").post(reverse("own_files"), {})
    assert answer.status_code == 422
    assert "请选择文件" in text(answer)


def test_the_list_costs_the_same_for_many_files(world: World, bring: Bring) -> None:
    actor, browser = world.actor("official"), world.client("official")
    bring(actor)
    few = len(statements_of(browser, reverse("own_files")))
    for number in range(12):
        bring(actor, f"{number}.txt", str(number).encode())
    assert len(statements_of(browser, reverse("own_files"))) == few
    ours = [sql for sql in statements_of(browser, reverse("own_files")) if "content_" in sql]
    assert len(ours) == 2 + 4  # how many and which; limits twice, files and uploads that are held


def test_the_api_lists_in_one_statement(world: World, bring: Bring) -> None:
    for number in range(5):
        bring(world.actor("official"), f"{number}.txt", str(number).encode())
    statements = statements_of(world.client("official"), "/api/files")
    assert len([sql for sql in statements if "content_" in sql]) == 1


def test_a_download_can_do_nothing_in_our_name(world: World, bring: Bring) -> None:
    file = bring(world.actor("citizen"), "通知 “一”.txt", b"<script>alert(1)</script>\n")
    answer = world.client("citizen").get(reverse("file_content", args=[file.pk]))
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Cache-Control"].count("no-store")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''")
    assert '"' not in disposition
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>\n"


RANGES = {
    "bytes=0-3": (206, b"0123", "bytes 0-3/10"),
    "bytes=4-": (206, b"456789", "bytes 4-9/10"),
    "bytes=-3": (206, b"789", "bytes 7-9/10"),
    "bytes=8-99": (206, b"89", "bytes 8-9/10"),
    "bytes=10-": (416, b"", "bytes */10"),
    "bytes=-0": (416, b"", "bytes */10"),
    "bytes=5-2": (200, b"0123456789", None),
    "bytes=0-1,4-5": (200, b"0123456789", None),
    "bytes=-": (200, b"0123456789", None),
    "lines=1-2": (200, b"0123456789", None),
}


@pytest.mark.parametrize("header", RANGES)
def test_a_range_is_answered_as_http_says(world: World, bring: Bring, header: str) -> None:
    file = bring(world.actor("citizen"), content=b"0123456789")
    answer = world.client("citizen").get(reverse("file_content", args=[file.pk]), headers={"Range": header})
    status, body, told = RANGES[header]
    got = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, got, answer.headers.get("Content-Range")) == (status, body, told)


def test_a_range_of_another_content_gets_the_whole(world: World, bring: Bring) -> None:
    file = bring(world.actor("citizen"), content=b"0123456789")
    headers = {"Range": "bytes=0-3", "If-Range": '"other"'}
    answer = world.client("citizen").get(reverse("file_content", args=[file.pk]), headers=headers)
    assert answer.status_code == 200


def test_a_page_of_a_document_is_drawn_and_strangers_do_not_get_it(world: World, bring: Bring) -> None:
    file = bring(world.actor("citizen"), "通知.pdf", samples.pdf(2))
    assert file.content.pages == 2
    address = reverse("file_picture", args=[file.pk, 2])
    answer = world.client("citizen").get(address)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert world.client("citizen").get(reverse("file_picture", args=[file.pk, 3])).status_code == 404
    assert world.client("official").get(address).status_code == 404
    page = text(world.client("citizen").get(reverse("file", args=[file.pk]), {"page": "2"}))
    assert "2 / 2" in page
    assert address in page


def test_a_drawn_picture_does_not_tell_where_it_was_taken(world: World, bring: Bring) -> None:
    from PIL import Image

    marked = Image.Exif()
    marked[0x010F] = "CameraOfSomebody"
    file = bring(world.actor("citizen"), "照片.jpg", samples.picture("JPEG", (800, 600), exif=marked))
    answer = world.client("citizen").get(reverse("file_picture", args=[file.pk, 1]))
    assert b"CameraOfSomebody" not in answer.content
    assert b"EXIF" not in answer.content


def test_a_text_is_shown_escaped_and_its_beginning_only(world: World, bring: Bring) -> None:
    content = "<b>说明</b>\n".encode("gb18030") + b"x" * 70_000
    file = bring(world.actor("citizen"), content=content)
    page = text(world.client("citizen").get(reverse("file", args=[file.pk])))
    assert "&lt;b&gt;说明&lt;/b&gt;" in page
    assert "只显示开头部分" in page


def test_what_nobody_has_scanned_is_said_and_what_is_infected_is_locked(world: World, bring: Bring) -> None:
    file, browser = bring(world.actor("citizen")), world.client("citizen")
    address = reverse("file", args=[file.pk])
    assert "没有查过毒" in text(browser.get(address))
    file.content.scan = ScanState.INFECTED
    file.content.save()
    page = text(browser.get(address))
    assert "这个文件不能打开" in page
    assert reverse("file_content", args=[file.pk]) not in page
    assert browser.get(reverse("file_content", args=[file.pk])).status_code == 403
    assert browser.get(f"/api/files/{file.pk}/content").status_code == 403


def test_chosen_files_are_deleted_and_those_of_others_are_not(world: World, bring: Bring) -> None:
    own, strange = bring(world.actor("citizen")), bring(world.actor("official"), content=b"2")
    answer = world.client("citizen").post(reverse("file_deletion"), {"item": [own.pk, strange.pk, "x"]}, follow=True)
    assert "已删除 1 个文件" in text(answer)
    assert list(File.objects.all()) == [strange]


def test_a_new_version_is_saved_from_the_page(world: World, bring: Bring) -> None:
    file, browser = bring(world.actor("official")), world.client("official")
    answer = browser.post(reverse("file_version", args=[file.pk]), {"file": sent("二.txt", b"2")}, follow=True)
    assert "已保存为第 2 版" in text(answer)
    assert browser.post(reverse("file_version", args=[file.pk]), {}).status_code == 422


def test_the_officer_of_the_node_sees_the_store_and_sets_limits(world: World, bring: Bring) -> None:
    with pytest.raises(Exception, match="内容却是"):
        bring(world.actor("citizen"), "照片.jpg", samples.pdf())
    browser = world.client("system_officer")
    page = text(browser.get(reverse("storage")))
    assert "照片.jpg" in page
    assert "没有接入查毒服务" in page
    address = reverse("allowance", args=["citizen"])
    wrong = browser.post(address, {"file_megabytes": 20, "total_megabytes": 10, "most_files": 5})
    assert wrong.status_code == 422
    right = {"file_megabytes": 10, "total_megabytes": 200, "most_files": 5}
    assert browser.post(address, right).status_code == 302
    assert "200 MB" in text(browser.get(reverse("storage")))
    assert world.client("county_system_officer").get(reverse("storage")).status_code == 403


def test_the_api_takes_a_file_at_once_and_forgets_it_again(world: World) -> None:
    browser = world.client("official")
    made = browser.post("/api/files", {"file": sent()})
    assert made.status_code == 201
    key = made.json()["id"]
    assert browser.get(f"/api/files/{key}").json()["kind"] == "txt"
    assert browser.get("/api/files", {"name": "说明"}).json()["items"][0]["id"] == key
    assert b"".join(browser.get(f"/api/files/{key}/content").streaming_content) == b"text\n"
    assert browser.delete(f"/api/files/{key}").status_code == 204
    assert browser.get(f"/api/files/{key}").status_code == 404
    assert json.loads(browser.get("/api/files").content)["items"] == []
