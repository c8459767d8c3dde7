"""Pages and operations of editing: what they show, how faults come back, what a list costs."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from mingtang.domains.portal.editing import api
from mingtang.domains.portal.editing.rules import Stage
from mingtang.domains.portal.editing.tests.newsroom import PEOPLE, Newsroom
from mingtang.domains.portal.sites.api import ArticlePage
from mingtang.kernel.cases.tests.test_rest import Program

LIST = "/workbench/manuscripts/"


def client(newsroom: Newsroom, place: int = 0, site: str = "housing") -> Client:
    return newsroom.world.client(PEOPLE[site][place])


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def at(name: str, manuscript: api.Manuscript) -> str:
    return reverse(name, args=[manuscript.pk])


def typed(newsroom: Newsroom, **more: Any) -> dict[str, Any]:
    given = {
        "place": newsroom.column().pk, "title": "周末受理通知", "source": "市住建局", "editor": "许青禾",
        "body": "# 时间\r\n自本周六起，周末照常受理。", "lane": "usual",
    }  # fmt: skip
    return given | more


def acknowledged(page: str) -> dict[str, str]:
    """The box under the warnings, ticked, when there is one."""
    _, found, rest = page.partition('name="acknowledged" value="')
    return {"acknowledged": rest.partition('"')[0]} if found else {}


def test_a_manuscript_goes_through_its_pages_to_the_public(newsroom: Newsroom) -> None:
    editor = client(newsroom)
    assert "周末照常受理" in text(editor.post(f"{LIST}new/", typed(newsroom, title="")), 422)
    assert "请写明理由" in text(editor.post(f"{LIST}new/", typed(newsroom, lane="fast")), 422)
    page = text(editor.post(f"{LIST}new/", typed(newsroom), follow=True))
    assert '<h2 class="level-1">时间</h2>' in page
    manuscript = api.Manuscript.objects.get()
    edition, files = at("edit_manuscript", manuscript), at("manuscript_files", manuscript)
    looked = text(editor.post(edition, typed(newsroom, title="请于2月30日前办理", then="look")))
    assert "2月30日" in looked.partition("检查")[2]
    assert newsroom.fresh(manuscript).title == "周末受理通知"
    picture = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    sent = {"role": "picture", "file": SimpleUploadedFile("a.png", picture.getvalue()), "title": "受理大厅"}
    assert "受理大厅" in text(editor.post(files, sent, follow=True))
    said = typed(newsroom, body="自本周六起，周末照常受理，联系人手机 13812345678。\r\n[图1]", then="submit")
    submission = text(editor.post(edition, said, follow=True))
    assert "没有通过" not in submission
    step = at("submit_manuscript", manuscript)
    assert "请先核对" in text(editor.post(step), 422)
    assert editor.post(step, acknowledged(submission)).status_code == 302
    for number in (1, 2, 3):
        reviewer, review = client(newsroom, number), at("review_manuscript", manuscript)
        page = text(reviewer.get(review))
        assert "别的岗位" in text(editor.get(review)) or "不能审核" in text(editor.get(review))
        said = {"outcome": "pass", **acknowledged(page)}
        assert reviewer.post(review, said).status_code == 302
    publisher = client(newsroom, 4)
    chosen = publisher.post(f"{LIST}release/", {"chosen": [manuscript.pk]})
    assert "周末受理通知" in text(publisher.get(chosen["Location"]))
    assert "请填写发布时间" in text(publisher.post(chosen["Location"], {"when": "later"}), 422)
    assert publisher.post(chosen["Location"], {"when": "now"}).status_code == 302
    manuscript = newsroom.fresh(manuscript)
    assert manuscript.stage == Stage.PUBLISHED
    shown = text(Client().get(newsroom.portal("housing").address_of(manuscript.article.url_path)))
    assert 'alt="受理大厅"' in shown
    case = text(editor.get(reverse("case", args=[manuscript.case_id])))
    for said in ("三审三校", "终审三校", "已核对：", "更正"):
        assert said in case, said


def test_what_was_returned_is_shown_with_its_changes(newsroom: Newsroom) -> None:
    manuscript = newsroom.write()
    newsroom.submit(manuscript)
    review = at("review_manuscript", manuscript)
    reviewer = client(newsroom, 1)
    assert "理由" in text(reviewer.post(review, {"outcome": "return"}), 422)
    assert reviewer.post(review, {"outcome": "return", "opinion": "请写明电话。"}).status_code == 302
    assert "退回修改" in text(client(newsroom).get(LIST))
    editor = client(newsroom)
    said = typed(newsroom, body="周末照常受理，电话 0990-12345。", then="save")
    assert editor.post(at("edit_manuscript", manuscript), said).status_code == 302
    changes = text(editor.get(at("submit_manuscript", manuscript)))
    for words in ("请写明电话。", "<ins>", "<del>"):
        assert words in changes, words
    assert "0990-12345" in text(editor.get(at("compare_manuscript", manuscript)))
    assert "相同" in text(editor.get(f"{at('compare_manuscript', manuscript)}?before=2&after=2"))


def test_a_preview_is_the_page_itself_and_only_for_its_readers(newsroom: Newsroom) -> None:
    manuscript = newsroom.write()
    looks = at("preview_manuscript", manuscript)
    page = client(newsroom).get(looks)
    assert "预览，尚未发布" in text(page)
    assert '<h2 class="level-1">时间</h2>' in text(page)
    assert page.headers["Cache-Control"] == "private, no-store"
    for name in ("preview_manuscript", "compare_manuscript", "review_manuscript"):
        stranger = client(newsroom, 1, "city")
        assert stranger.get(at(name, manuscript)).status_code == 404
    assert Client().get(looks).status_code == 302


def test_a_draft_is_given_up_on_its_page(newsroom: Newsroom) -> None:
    manuscript = newsroom.write()
    there = at("abandon_manuscript", manuscript)
    assert client(newsroom).post(there, {"reason": ""}).status_code == 422
    assert client(newsroom).post(there, {"reason": "活动取消"}).status_code == 302
    assert newsroom.fresh(manuscript).stage == Stage.ABANDONED


def test_a_failed_release_is_told_with_its_reason_and_tried_again(newsroom: Newsroom) -> None:
    first, second = (newsroom.approved(title=title) for title in ("甲", "乙"))
    publisher = client(newsroom, 4)
    when = timezone.localtime() + timedelta(hours=2)
    address = f"{LIST}release/?m={first.pk}&m={second.pk}"
    past = {"when": "later", "at": "2020-01-01T08:00"}
    assert "晚于现在" in text(publisher.post(address, past), 422)
    answer = publisher.post(address, {"when": "later", "at": f"{when:%Y-%m-%dT%H:%M}"})
    page = answer["Location"]
    api.Release.objects.update(due_at=timezone.now())
    column = newsroom.column()
    type(column).objects.filter(pk=column.pk).update(live=False)
    api.carry_out_due()
    assert "停用" in text(publisher.get(page))
    assert "发布失败" in text(publisher.get(LIST))
    assert "发布失败" in text(publisher.get(f"{LIST}releases/"))
    type(column).objects.filter(pk=column.pk).update(live=True)
    assert publisher.post(page, {"verb": "retry"}).status_code == 302
    assert ArticlePage.objects.published().filter(title__in=["甲", "乙"]).count() == 2
    assert client(newsroom, 1, "city").get(page).status_code == 404


def test_a_release_is_taken_back_on_its_page(newsroom: Newsroom) -> None:
    manuscript = newsroom.approved()
    page = reverse("release", args=[newsroom.scheduled([manuscript]).pk])
    assert client(newsroom, 4).get(at("release_manuscript", manuscript))["Location"] == page
    assert client(newsroom, 4).post(page, {"verb": "cancel"}).status_code == 302
    assert newsroom.fresh(manuscript).stage == Stage.APPROVED


def test_an_article_is_corrected_and_withdrawn(newsroom: Newsroom) -> None:
    article = newsroom.published().article
    correct = reverse("correct_article", args=[article.pk])
    editor = client(newsroom)
    assert "周末照常受理" in text(editor.get(correct))
    assert "更正说明" in text(editor.post(correct, typed(newsroom, body="改为周日。")), 422)
    answer = editor.post(correct, typed(newsroom, body="改为周日。", correction="日期有误"), follow=True)
    assert "日期有误" in text(answer)
    assert client(newsroom, 0, "city").get(correct).status_code == 404
    withdraw = reverse("withdraw_article", args=[article.pk])
    assert editor.get(withdraw).status_code == 403
    assert client(newsroom, 3).post(withdraw, {"reason": "内容有误"}).status_code == 302
    shown = Client().get(newsroom.portal("housing").address_of(article.url_path))
    assert "内容有误" in text(shown, 410)


def test_the_list_costs_the_same_however_long_it_is(newsroom: Newsroom) -> None:
    editor = client(newsroom)
    newsroom.write()
    before = statements(editor, LIST)
    for number in range(4):
        newsroom.write(title=f"通知{number}")
    assert statements(editor, LIST) == before
    assert before <= 14  # session, account, rights of every page; sites of the filter (3); how many, and these
    assert "通知3" not in text(editor.get(f"{LIST}?words=周末"))
    assert "通知3" in b"".join(editor.get(f"{LIST}?export=csv")).decode("utf-8-sig")


def statements(client: Client, there: str) -> int:
    client.get(there)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there).status_code == 200
    return len(captured)


def test_programs_write_check_and_step(newsroom: Newsroom) -> None:
    editor = Program(newsroom.actor("housing"))
    said = {
        "column": newsroom.column().pk,
        "title": "周末受理",
        "source": "市住建局",
        "editor": "许",
        "body": "截止目前。",
    }
    made = editor.post("portal/manuscripts", said, 201)
    there = f"portal/manuscripts/{made['id']}"
    checks = editor.get(f"{there}/checks")
    assert [each["level"] for each in checks["findings"]] == ["warn"]
    assert editor.post(f"{there}/steps", {"step": "submit"}, 422, key="")
    step = {"step": "submit", "acknowledged": checks["acknowledged"]}
    assert editor.post(f"{there}/steps", step, key="")["stage"] == "review1"
    said |= {"column": newsroom.column("city").pk}
    assert editor.post("portal/manuscripts", said, 422, key="")
    assert Program(newsroom.actor("city", 1)).get("portal/manuscripts")["items"] == []
