"""Uploads in pieces: they go on where they stopped, whoever is not their owner gets nowhere, and nothing abandoned stays."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingtang.kernel.content import parts
from mingtang.kernel.content.actions.uploads import sweep_uploads
from mingtang.kernel.content.models import File, Upload
from mingtang.kernel.content.storage import store
from mingtang.kernel.content.tests import samples
from tests.world import World

pytestmark = pytest.mark.django_db
TEXT = ("一二三四五六七八九十\n" * 1000).encode()
PIECE = "application/octet-stream"


@pytest.fixture(autouse=True)
def _fresh_budget() -> None:
    cache.clear()


def begun(browser: Client, name: str = "说明.txt", size: int = len(TEXT), **more: Any) -> Any:
    body = {"name": name, "size": size, **more}
    return browser.post("/api/uploads", json.dumps(body), content_type="application/json")


def piece(browser: Client, key: str, offset: int, content: bytes) -> Any:
    headers = {"Upload-Offset": str(offset)}
    return browser.patch(f"/api/uploads/{key}", content, content_type=PIECE, headers=headers)


def test_pieces_become_the_file_with_the_last_one(world: World) -> None:
    browser = world.client("citizen")
    answer = begun(browser)
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/uploads/{answer.json()['id']}"
    key = answer.json()["id"]
    half = piece(browser, key, 0, TEXT[:5000]).json()
    assert (half["offset"], half["file"]) == (5000, None)
    whole = piece(browser, key, 5000, TEXT[5000:]).json()
    assert whole["offset"] == len(TEXT)
    file = File.objects.get(pk=whole["file"]["id"])
    assert b"".join(store().chunks(file.content.sha256, 0, len(TEXT))) == TEXT
    assert not parts.path_of(Upload.objects.get().pk).exists()


def test_after_a_lost_connection_the_upload_says_where_it_stands(world: World) -> None:
    browser = world.client("citizen")
    key = begun(browser).json()["id"]
    piece(browser, key, 0, TEXT[:7000])
    head = browser.head(f"/api/uploads/{key}")
    assert (head.headers["Upload-Offset"], head.headers["Upload-Length"]) == ("7000", str(len(TEXT)))
    wrong = piece(browser, key, 3000, TEXT[3000:])
    assert wrong.status_code == 412
    assert "第 7000 字节" in wrong.json()["detail"]
    assert piece(browser, key, 7000, TEXT[7000:]).json()["file"]["size"] == len(TEXT)


def test_a_finished_upload_answers_again_with_its_file(world: World) -> None:
    browser = world.client("citizen")
    key = begun(browser).json()["id"]
    first = piece(browser, key, 0, TEXT).json()
    assert piece(browser, key, 0, TEXT).json() == first == browser.get(f"/api/uploads/{key}").json()
    assert File.objects.count() == 1


def test_more_than_was_announced_is_taken_back(world: World) -> None:
    browser = world.client("citizen")
    key = begun(browser, size=10).json()["id"]
    piece(browser, key, 0, b"12345")
    assert piece(browser, key, 5, b"678901").status_code == 409
    assert browser.get(f"/api/uploads/{key}").json()["offset"] == 5


def test_only_one_connection_writes_at_a_time(world: World) -> None:
    browser = world.client("citizen")
    key = begun(browser).json()["id"]
    with parts.held(Upload.objects.get().pk):
        assert piece(browser, key, 0, TEXT).status_code == 412
    assert piece(browser, key, 0, TEXT).status_code == 200


def test_the_upload_of_another_is_not_there(world: World) -> None:
    key = begun(world.client("citizen")).json()["id"]
    for name in ("official", "agent", "system_officer"):
        other = world.client(name)
        assert other.get(f"/api/uploads/{key}").status_code == 404
        assert piece(other, key, 0, TEXT).status_code == 404
        assert other.delete(f"/api/uploads/{key}").status_code == 404


def test_what_turns_out_to_be_something_else_is_refused_and_gone(world: World) -> None:
    browser = world.client("citizen")
    content = samples.pdf()
    key = begun(browser, "照片.jpg", len(content)).json()["id"]
    answer = piece(browser, key, 0, content)
    assert answer.status_code == 422
    assert "内容却是PDF 文档" in answer.json()["errors"][0]["message"]
    assert browser.get(f"/api/uploads/{key}").json()["file"] is None
    assert not parts.path_of(Upload.objects.get().pk).exists()


def test_room_is_asked_for_before_anything_is_sent(world: World) -> None:
    answer = begun(world.client("citizen"), size=51 * 1024 * 1024)
    assert answer.status_code == 422
    assert "超过 50 MB" in answer.json()["errors"][0]["message"]


def test_an_upload_may_become_the_next_version(world: World) -> None:
    browser = world.client("citizen")
    first = piece(browser, begun(browser).json()["id"], 0, TEXT).json()["file"]
    key = begun(browser, size=3, replaces=first["id"]).json()["id"]
    second = piece(browser, key, 0, b"two").json()["file"]
    assert (second["version"], second["document"]) == (2, first["document"])


def test_an_abandoned_upload_leaves_nothing(world: World) -> None:
    browser = world.client("citizen")
    key = begun(browser).json()["id"]
    piece(browser, key, 0, TEXT[:100])
    assert sweep_uploads(timezone.now() - timedelta(days=1)) == 0
    assert sweep_uploads(timezone.now() + timedelta(seconds=5)) == 1
    assert browser.get(f"/api/uploads/{key}").status_code == 404
    assert not Upload.objects.exists()


def test_given_up_is_given_up(world: World) -> None:
    browser = world.client("citizen")
    key = begun(browser).json()["id"]
    assert browser.delete(f"/api/uploads/{key}").status_code == 204
    assert not list(parts.older_than(timezone.now() + timedelta(days=1)))


def test_a_piece_costs_reading_its_upload_and_nothing_is_written_to_the_database(world: World) -> None:
    browser = world.client("official")
    key = begun(browser).json()["id"]
    with CaptureQueriesContext(connection) as statements:
        piece(browser, key, 0, TEXT[:100])
    ours = [each["sql"] for each in statements if "content_" in each["sql"]]
    assert len(ours) == 2
    assert all(sql.startswith("SELECT") for sql in ours)
