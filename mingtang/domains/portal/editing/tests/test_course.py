"""The course of a manuscript: three people, returned with reasons, side by side in an emergency, released together or not at all."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from mingtang.domains.portal.editing import api
from mingtang.domains.portal.editing.rules import Stage
from mingtang.domains.portal.editing.tests.newsroom import Newsroom
from mingtang.domains.portal.editing.texts import draft_of_article
from mingtang.domains.portal.sites.api import ArticlePage
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.messaging.api import Notice
from mingtang.lib.flow import Refused as StepRefused


def test_three_people_review_and_a_fourth_step_publishes(newsroom: Newsroom) -> None:
    manuscript = newsroom.write()
    stages = [manuscript.stage]
    newsroom.submit(manuscript)
    for number in (1, 2, 3):
        stages.append(newsroom.fresh(manuscript).stage)
        newsroom.review(manuscript, number)
    assert stages == [Stage.DRAFT, Stage.REVIEW1, Stage.REVIEW2, Stage.REVIEW3]
    assert newsroom.fresh(manuscript).stage == Stage.APPROVED
    (article,) = api.publish_now(newsroom.actor("housing", 4), [manuscript])
    manuscript = newsroom.fresh(manuscript)
    assert (manuscript.stage, manuscript.article) == (Stage.PUBLISHED, article)
    assert manuscript.case.ended_at is not None
    shown = Client().get(newsroom.portal("housing").address_of(article.url_path)).content.decode()
    for words in ('<h2 class="level-1">时间</h2>', "<li>受理大厅二楼</li>", "周末受理通知"):
        assert words in shown


def test_whoever_wrote_it_does_not_review_it(newsroom: Newsroom, world) -> None:
    manuscript = newsroom.write()
    newsroom.submit(manuscript)
    for who in ("official", "leader"):  # the writer himself; the third reviewer before his turn
        with pytest.raises((NotPermitted, Refused)):
            api.review(world.actor(who), newsroom.fresh(manuscript), passed=False, opinion="不行")
    assert newsroom.fresh(manuscript).stage == Stage.REVIEW1


def test_nobody_does_two_reviews_even_when_both_are_offered_to_him(newsroom: Newsroom, world) -> None:
    bureau = world.organ("housing-bureau")
    for number in (1, 2):
        api.set_way(SYSTEM, newsroom.portal("housing"), number, bureau, api.HOLDERS[1])
    manuscript = newsroom.write()
    newsroom.submit(manuscript)
    newsroom.review(manuscript, 1)
    with pytest.raises((NotPermitted, Refused), match=r"三个人|没有"):
        newsroom.review(manuscript, 1)
    assert newsroom.fresh(manuscript).stage == Stage.REVIEW2


def test_a_returned_manuscript_says_why_and_begins_again(newsroom: Newsroom) -> None:
    manuscript = newsroom.write()
    newsroom.submit(manuscript)
    newsroom.review(manuscript, 1)
    with pytest.raises(Refused):
        api.review(newsroom.actor("housing", 2), newsroom.fresh(manuscript), passed=False, opinion=" ")
    newsroom.review(manuscript, 2, opinion="请写明电话。")
    manuscript = newsroom.fresh(manuscript)
    assert (manuscript.stage, manuscript.was_returned) == (Stage.DRAFT, True)
    assert api.save_manuscript(newsroom.actor("housing"), manuscript, newsroom.draft(summary="补充"))
    newsroom.submit(manuscript)
    for number in (1, 2, 3):
        newsroom.review(manuscript, number)
    assert [(each.number, each.passed) for each in manuscript.reviews.all()] == [
        (1, True),
        (2, False),
        (1, True),
        (2, True),
        (3, True),
    ]


def test_what_is_with_its_reviewers_cannot_be_changed(newsroom: Newsroom) -> None:
    manuscript = newsroom.write()
    newsroom.submit(manuscript)
    for attempt in (
        lambda: api.save_manuscript(newsroom.actor("housing"), manuscript, newsroom.draft("改")),
        lambda: newsroom.submit(manuscript),
        lambda: api.abandon(newsroom.actor("housing"), manuscript, reason="改"),
        lambda: api.publish_now(newsroom.actor("housing", 4), [manuscript]),
    ):
        with pytest.raises((Refused, StepRefused)):
            attempt()


def test_every_saving_is_a_version_and_nothing_new_is_none(newsroom: Newsroom) -> None:
    manuscript = newsroom.write()
    assert not api.save_manuscript(newsroom.actor("housing"), manuscript, newsroom.draft())
    assert api.save_manuscript(newsroom.actor("housing"), manuscript, newsroom.draft(body="改了"))
    assert [each.text["body"][:2] for each in manuscript.versions.all()] == ["改了", "# "]


def test_an_emergency_is_reviewed_side_by_side(newsroom: Newsroom) -> None:
    with pytest.raises(Refused):
        newsroom.write(lane="fast")
    manuscript = newsroom.write(lane="fast", urgency="防汛应急响应")
    newsroom.submit(manuscript)
    for number in (3, 1):
        assert newsroom.fresh(manuscript).stage == Stage.PARALLEL
        newsroom.review(manuscript, number)
    newsroom.review(manuscript, 2, opinion="数字有误")
    assert newsroom.fresh(manuscript).stage == Stage.DRAFT
    newsroom.submit(manuscript)
    for number in (2, 3, 1):
        newsroom.review(manuscript, number)
    assert newsroom.fresh(manuscript).stage == Stage.APPROVED


def test_a_draft_can_be_given_up_with_a_reason(newsroom: Newsroom) -> None:
    manuscript = newsroom.write()
    with pytest.raises(Refused):
        api.abandon(newsroom.actor("housing"), manuscript, reason="")
    api.abandon(newsroom.actor("housing"), manuscript, reason="活动取消")
    assert newsroom.fresh(manuscript).stage == Stage.ABANDONED


def test_checks_block_and_warnings_are_acknowledged_as_they_are(newsroom: Newsroom) -> None:
    editor = newsroom.actor("housing")
    blocked = newsroom.write(title="请于2月30日前办理")
    with pytest.raises(Refused, match="2月30日"):
        newsroom.submit(blocked)
    warned = newsroom.write(body="截止目前，已办结。\n联系人手机 13812345678。")
    with pytest.raises(Refused, match="核对"):
        api.submit(editor, warned)
    seen = newsroom.acknowledged(warned, editor)
    api.save_manuscript(editor, warned, newsroom.draft(body="截止目前，已办结。最佳办法。\n联系人手机 13812345678。"))
    with pytest.raises(Refused):
        api.submit(editor, warned, acknowledged=seen)
    newsroom.submit(warned)
    newsroom.review(warned, 1)
    assert len(newsroom.fresh(warned).reviews.get().acknowledged) == 3


def test_a_release_publishes_all_at_its_moment(newsroom: Newsroom) -> None:
    first, second = (newsroom.approved(title=title) for title in ("甲", "乙"))
    with pytest.raises(Refused):
        api.schedule(newsroom.actor("housing", 4), [first], at=timezone.now())
    release = newsroom.scheduled([first, second])
    assert {newsroom.fresh(each).stage for each in (first, second)} == {Stage.SCHEDULED}
    assert api.carry_out_due() == 1
    assert {newsroom.fresh(each).stage for each in (first, second)} == {Stage.PUBLISHED}
    dates = {newsroom.fresh(each).article.publish_date.replace(microsecond=0) for each in (first, second)}
    assert max(dates) - min(dates) < timedelta(seconds=5)
    assert api.Release.objects.get(pk=release.pk).state == api.Release.State.DONE
    assert api.carry_out_due() == 0


def test_a_release_that_fails_publishes_nothing_tells_why_and_can_be_tried_again(newsroom: Newsroom, world) -> None:
    first, second = (newsroom.approved(title=title) for title in ("甲", "乙"))
    release = newsroom.scheduled([first, second])
    column = newsroom.column()
    type(column).objects.filter(pk=column.pk).update(live=False)
    assert api.carry_out_due() == 1
    release.refresh_from_db()
    assert (release.state, "停用" in release.reason) == (api.Release.State.FAILED, True)
    assert not ArticlePage.objects.filter(title__in=["甲", "乙"]).exists()
    assert {newsroom.fresh(each).stage for each in (first, second)} == {Stage.SCHEDULED}
    assert Notice.objects.filter(subject="定时发布失败").exists()
    type(column).objects.filter(pk=column.pk).update(live=True)
    assert api.carry_out_due() == 0  # it waits for somebody
    assert api.retry(newsroom.actor("housing", 4), release)
    assert ArticlePage.objects.published().filter(title__in=["甲", "乙"]).count() == 2


def test_a_release_can_be_taken_back(newsroom: Newsroom) -> None:
    manuscript = newsroom.approved()
    release = newsroom.scheduled([manuscript])
    api.cancel(newsroom.actor("housing", 4), release)
    assert newsroom.fresh(manuscript).stage == Stage.APPROVED
    assert api.carry_out_due() == 0


def test_a_correction_is_reviewed_like_everything_else(newsroom: Newsroom) -> None:
    article = newsroom.published().article
    with pytest.raises(Refused):
        newsroom.write(corrects=article)
    manuscript = newsroom.published(body="改为周日。", corrects=article, correction="日期有误")
    article.refresh_from_db()
    assert manuscript.article == article
    assert (article.correction, article.body[0].value) == ("日期有误", "改为周日。")


def test_a_correction_keeps_pictures_attachments_and_numbers(newsroom: Newsroom) -> None:
    editor, manuscript = newsroom.actor("housing"), newsroom.write(body="第一段。\n[图1]\n第二段。")
    for name, sent in (("a.png", picture()), ("b.txt", b"form")):
        is_picture = name == "a.png"
        api.add_file(editor, manuscript, SimpleUploadedFile(name, sent), title=name[0] + "甲", is_picture=is_picture)
    newsroom.carry(manuscript)
    article = newsroom.fresh(manuscript).article
    ArticlePage.objects.filter(pk=article.pk).update(document_number="和建〔2026〕3号")
    article.refresh_from_db()
    draft = draft_of_article(article, newsroom.portal("housing"))
    assert draft["body"] == "第一段。\n[图1]\n第二段。"
    correction = newsroom.write(title="改", body=draft["body"], corrects=article, correction="标题有误")
    newsroom.carry(correction)
    article.refresh_from_db()
    shown = Client().get(newsroom.portal("housing").address_of(article.url_path)).content.decode()
    for words in ('alt="a甲"', "b甲", "和建〔2026〕3号", "标题有误"):
        assert words in shown, words


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(drawn, "PNG")
    return drawn.getvalue()


def test_withdrawing_takes_article_and_manuscript(newsroom: Newsroom) -> None:
    manuscript = newsroom.published()
    with pytest.raises(NotPermitted):
        api.withdraw(newsroom.actor("housing"), manuscript.article, reason="有误")
    api.withdraw(newsroom.actor("housing", 3), manuscript.article, reason="有误")
    assert newsroom.fresh(manuscript).stage == Stage.WITHDRAWN
    address = newsroom.portal("housing").address_of(manuscript.article.url_path)
    assert Client().get(address).status_code == 410


def test_nobody_writes_or_publishes_on_a_site_that_is_not_his(newsroom: Newsroom) -> None:
    manuscript = newsroom.approved("city")
    for attempt in (
        lambda: api.write_manuscript(newsroom.actor("housing"), newsroom.column("city"), newsroom.draft()),
        lambda: api.publish_now(newsroom.actor("housing", 4), [manuscript]),
        lambda: api.schedule(newsroom.actor("housing", 4), [manuscript], at=timezone.now() + timedelta(hours=1)),
        lambda: api.submit(newsroom.actor("housing"), manuscript),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_the_organ_of_a_column_writes_there_on_the_site_of_another(newsroom: Newsroom, world) -> None:
    column = newsroom.column("city")
    column.organ = world.organ("housing-bureau")
    column.save()
    manuscript = newsroom.write("housing", column=column)
    assert (manuscript.organ, manuscript.site) == (column.organ, newsroom.portal("city"))
    visible = api.Manuscript.objects.visible_to
    assert visible(newsroom.actor("city")).filter(pk=manuscript.pk).exists()
    assert not visible(newsroom.world.actor("wrong_county_official")).exists()
