"""Pages of contributions through the browser of each reader."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from mingtang.domains.portal.contributions.models import Bulletin, Merit, Reporter, Submission
from mingtang.domains.portal.contributions.tests.newsroom import EDITOR, LEADER, Newsroom
from mingtang.domains.portal.sites.api import ColumnPage

OWN, INBOX, RANKING = (f"/workbench/contributions/{end}" for end in ("", "inbox/", "ranking/"))
MOST_STATEMENTS = 12
"""Session, account and rights of every page, the count and the rows of the list, and what heads it."""


@pytest.fixture
def png() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.fixture
def editor(newsroom: Newsroom) -> Client:
    return newsroom.world.client(EDITOR)


@pytest.fixture
def reporter(newsroom: Newsroom) -> Client:
    return newsroom.world.client("official")


def text(client: Client, address: str, **data: str) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(newsroom: Newsroom, **more: object) -> dict[str, object]:
    column = ColumnPage.objects.get(slug="headlines")
    return {"title": "老旧小区改造开工", "place": f"{newsroom.site.pk}-{column.pk}", "text": "今年 21 个小区。", **more}


def test_a_reporter_hands_in_with_a_picture_and_follows_it(newsroom: Newsroom, reporter: Client, png: bytes) -> None:
    answer = reporter.post(f"{OWN}new/", typed(newsroom, title="", text="只写了正文"))
    assert answer.status_code == 422
    assert "只写了正文" in answer.content.decode()
    picture = SimpleUploadedFile("工地.png", png, "image/png")
    answer = reporter.post(f"{OWN}new/", typed(newsroom, attachments=[picture]))
    assert answer.status_code == 302
    shown = text(reporter, answer.headers["Location"])
    assert "工地.png" in shown
    assert "要闻" in shown
    assert 'name="verb"' not in shown
    assert set(Merit.objects.values_list("event", flat=True)) == {"submitted", "picture"}
    assert "老旧小区改造开工" in text(reporter, OWN)


def test_what_is_no_file_of_its_name_is_refused_and_nothing_is_handed_in(newsroom: Newsroom, reporter: Client) -> None:
    bad = SimpleUploadedFile("工地.png", b"MZ\x90\x00", "image/png")
    answer = reporter.post(f"{OWN}new/", typed(newsroom, attachments=[bad]))
    assert answer.status_code == 422
    assert "老旧小区改造开工" in answer.content.decode()
    assert not Submission.objects.exists()


def test_whoever_is_no_reporter_is_told_so(newsroom: Newsroom) -> None:
    client = newsroom.world.client("leader")
    assert "new_contribution" not in text(client, OWN)
    assert client.get(f"{OWN}new/").status_code == 302


def test_an_editor_decides_and_merges(newsroom: Newsroom, editor: Client) -> None:
    one, two, three = (newsroom.submit(title=title) for title in ("甲", "乙", "丙"))
    page = reverse("contribution", args=[one.pk])
    assert editor.post(page, {"verb": "decline"}).status_code == 422
    assert editor.post(page, {"verb": "decline", "reason": "已有同类报道"}).status_code == 302
    assert "已有同类报道" in text(editor, page)
    assert editor.post(INBOX, {"chosen": [two.pk]}).status_code == 302
    assert "两条以上" in text(editor, INBOX)
    answer = editor.post(INBOX, {"chosen": [two.pk, three.pk]})
    assert "丙" in text(editor, answer.headers["Location"])
    merged = text(editor, INBOX, state="merged")
    assert [title for title in ("甲", "乙", "丙") if f"data-open>{title}<" in merged] == ["乙", "丙"]


def test_ranking_and_its_export_agree(newsroom: Newsroom, editor: Client) -> None:
    newsroom.unit("market-bureau", "market-director")
    newsroom.submit()
    shown = text(editor, RANKING)
    assert "零报送单位" in shown
    assert "市市场监管局" in shown
    sent = b"".join(editor.get(f"{RANKING}?export=csv").streaming_content).decode()
    assert "部门,1,市住建局,1,0,0.0%,2.0" in sent
    assert "还没有登记报送单位" in text(newsroom.world.client("wrong_county_official"), RANKING)
    assert "junk" not in text(editor, RANKING, period="junk", group="junk")


def test_units_reporters_and_merits_are_kept_by_editors(newsroom: Newsroom, editor: Client) -> None:
    market = newsroom.world.organ("market-bureau")
    answer = editor.post(reverse("new_reporting_unit"), {"organ": market.pk, "group": "department"})
    unit = answer.headers["Location"]
    person = newsroom.world.account("market-director")
    answer = editor.post(unit, {"account": person.pk, "phone": "0990-1", "on": "2026-01-05"})
    assert answer.status_code == 302
    assert editor.post(unit, {"account": person.pk, "phone": "0990-1", "on": "2026-01-05"}).status_code == 422
    reporter = reverse("reporter", args=[Reporter.objects.get(unit__organ=market).pk])
    assert editor.post(reporter, {"on": "2026-03-02", "subject": "写作", "hours": "4"}).status_code == 302
    assert "写作" in text(editor, reporter)
    assert editor.post(reporter, {"leave": "yes", "until": "2025-01-01"}).status_code == 422
    assert editor.post(reporter, {"leave": "yes", "until": "2026-10-01"}).status_code == 302
    wanted = {"unit": newsroom.housing.pk, "kind": "comment:city", "on": "2026-11-02", "note": "批示〔2026〕4号"}
    assert editor.post(reverse("new_contribution_merit"), wanted).status_code == 302
    assert newsroom.world.client("official").post(unit, {"account": person.pk}).status_code == 404


@pytest.mark.slow
def test_a_bulletin_by_its_pages(newsroom: Newsroom, editor: Client, reporter: Client) -> None:
    assert editor.post(reverse("new_contribution_bulletin"), {"period": "2026", "remarks": ""}).status_code == 422
    answer = editor.post(reverse("new_contribution_bulletin"), {"period": "2026", "remarks": "总体平稳。"})
    page = answer.headers["Location"]
    assert reporter.get(page).status_code == 404
    leader = newsroom.world.client(LEADER)
    assert leader.post(page, {"step": "approve"}).status_code == 302
    assert editor.post(page, {"step": "publish"}).status_code == 302
    letter = editor.get(f"{page}bulletin.pdf")
    assert letter.content[:5] == b"%PDF-"
    assert letter.content == reporter.get(f"{page}bulletin.pdf").content
    assert "本期零报送" in text(reporter, page)
    assert reporter.post(page, {"reply": ""}).status_code == 422
    assert reporter.post(page, {"reply": "本月补报。"}).status_code == 302
    assert editor.post(page, {"step": "close"}).status_code == 302
    assert Bulletin.objects.get().state == "closed"


def test_lists_cost_the_same_however_long_they_are(newsroom: Newsroom, editor: Client, reporter: Client) -> None:
    newsroom.submit()
    before = costs(editor, reporter)
    for number in range(9):
        newsroom.submit(title=f"信息{number}")
    assert costs(editor, reporter) == before
    assert max(before) <= MOST_STATEMENTS


def costs(editor: Client, reporter: Client) -> list[int]:
    told = []
    for client, address in ((reporter, OWN), (editor, INBOX), (editor, RANKING), (editor, f"{OWN}units/")):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        told.append(len(captured))
    return told


def test_programs_hand_in_and_read(newsroom: Newsroom, reporter: Client) -> None:
    body = {"title": "开工", "text": "今年 21 个小区。", "site": newsroom.site.pk}
    answer = reporter.post("/api/portal/contributions", json.dumps(body), content_type="application/json")
    assert answer.status_code == 201
    key = answer.json()["id"]
    assert reporter.get(f"/api/portal/contributions/{key}").json()["state"] == "submitted"
    assert [each["id"] for each in reporter.get("/api/portal/contributions?state=submitted").json()["items"]] == [key]
    wrong = reporter.post(
        "/api/portal/contributions", json.dumps(body | {"site": 999}), content_type="application/json"
    )
    assert wrong.status_code == 422
