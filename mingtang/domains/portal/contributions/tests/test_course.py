"""Submissions from the reporter to the ranking, bulletins from the draft to their end."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from mingtang.domains.portal.contributions import api, handing_over
from mingtang.domains.portal.contributions.queries.ranking import ranking
from mingtang.domains.portal.contributions.rules.periods import Period, month_of
from mingtang.domains.portal.contributions.tests.newsroom import EDITOR, LEADER, Newsroom, published_bulletin
from mingtang.domains.portal.editing.api import Manuscript, findings_of
from mingtang.kernel.clocks.api import office_hours
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.kernel.messaging.models import Notice
from mingtang.lib.proofreading import BLOCK


def editor(newsroom: Newsroom):
    return newsroom.world.actor(EDITOR)


def points(newsroom: Newsroom) -> dict[str, str]:
    rows = ranking(newsroom.desk.pk, month_of(timezone.localdate()))
    return {each.name: f"{each.points:f}" for each in rows}


def test_only_reporters_who_serve_hand_in(newsroom: Newsroom) -> None:
    with pytest.raises(NotPermitted):
        newsroom.submit("leader")
    reporter = api.Reporter.objects.get()
    api.release_reporter(SYSTEM, reporter, last_day=reporter.appointed_on)
    with pytest.raises(NotPermitted):
        newsroom.submit()
    assert not api.Submission.objects.exists()


def test_adoption_is_told_and_scores(newsroom: Newsroom) -> None:
    submission = newsroom.submit()
    assert points(newsroom) == {"市住建局": "2"}
    api.adopt(editor(newsroom), submission, "很好")
    assert points(newsroom) == {"市住建局": "4"}
    assert Notice.objects.filter(key=f"contribution:{submission.pk}").exists()
    with pytest.raises(Stale):
        api.decline(editor(newsroom), submission, "重复")


def test_several_become_one(newsroom: Newsroom) -> None:
    first, second = newsroom.submit(), newsroom.submit(title="加装电梯")
    with pytest.raises(Refused, match="两条以上"):
        api.merge(editor(newsroom), [first])
    assert api.merge(editor(newsroom), [first, second]) == first
    second.refresh_from_db()
    assert (second.state, second.lead_id, first.lead_id) == ("merged", first.pk, None)
    assert points(newsroom) == {"市住建局": "13"}  # 2 for each, 2 for each adoption, 5 for the task of the month


def test_what_is_adopted_is_handed_over_once(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[api.AdoptedText] = []
    monkeypatch.setattr(handing_over, "_writers", [lambda actor, text: handed.append(text) or 40 + len(handed)])
    alone, first, second = (newsroom.submit(title=title) for title in ("甲", "乙", "丙"))
    api.adopt(editor(newsroom), alone)
    api.merge(editor(newsroom), [first, second])
    assert [(each.title, each.source, each.author) for each in handed] == [
        ("甲", "市住建局", "许青禾"), ("乙", "市住建局", "许青禾"),
    ]  # fmt: skip
    assert handed[1].text.count("全市今年改造") == 2
    assert [row.manuscript_id for row in (alone, first, second)] == [41, 42, None]


def test_pictures_come_along_and_wait_for_their_words(newsroom: Newsroom) -> None:
    content = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(content, "PNG")
    sent = [SimpleUploadedFile("IMG_001.png", content.getvalue(), "image/png")]
    sent.append(SimpleUploadedFile("名单.txt", "甲、乙".encode(), "text/plain"))
    submission = newsroom.submit(files=sent)
    api.adopt(editor(newsroom), submission)
    manuscript = Manuscript.objects.get(pk=submission.manuscript_id)
    picture, attached = manuscript.files.order_by("pk")
    assert (picture.is_picture, picture.title, attached.is_picture) == (True, "", False)
    assert manuscript.body.endswith("[图1]")
    blocked = [each.text for each in findings_of(editor(newsroom), manuscript) if each.level == BLOCK]
    assert blocked == ["图1没有替代文字"]
    words = newsroom.world.client(EDITOR)
    there = f"/workbench/manuscripts/{manuscript.pk}/files/"
    assert "缺替代文字" in words.get(there).content.decode()
    assert words.post(f"{there}{picture.pk}/", {"title": ""}).status_code == 422
    assert words.post(f"{there}{picture.pk}/", {"title": "工人在加装电梯"}).status_code == 302
    assert not [each for each in findings_of(editor(newsroom), manuscript) if each.level == BLOCK]


def test_when_one_of_several_is_decided_none_is_merged(newsroom: Newsroom) -> None:
    first, second = newsroom.submit(), newsroom.submit(title="加装电梯")
    api.decline(editor(newsroom), second, "重复")
    with pytest.raises(Stale):
        api.merge(editor(newsroom), [first, second])
    first.refresh_from_db()
    assert first.is_waiting


def test_declining_needs_a_reason_and_forwarding_waits_for_news(newsroom: Newsroom) -> None:
    submission = newsroom.submit()
    with pytest.raises(Refused, match="理由"):
        api.decline(editor(newsroom), submission, " ")
    api.forward(editor(newsroom), submission)
    assert points(newsroom) == {"市住建局": "2"}
    on = timezone.localdate()
    api.record_merit(
        editor(newsroom), newsroom.housing, "adopted:province", on=on, note="省门户", submission=submission
    )
    assert points(newsroom) == {"市住建局": "7"}


@pytest.mark.parametrize("kind", ["submitted:", "adopted:city", "nonsense"])
def test_people_tell_only_what_the_node_cannot_know(newsroom: Newsroom, kind: str) -> None:
    with pytest.raises(Refused, match="计分表"):
        api.record_merit(editor(newsroom), newsroom.housing, kind, on=timezone.localdate(), note="有")


def test_only_editors_decide(newsroom: Newsroom) -> None:
    submission = newsroom.submit()
    for name in ("official", "leader", "wrong_county_official"):
        with pytest.raises(NotPermitted):
            api.adopt(newsroom.world.actor(name), submission)


def test_a_bulletin_goes_from_its_draft_to_its_end(newsroom: Newsroom) -> None:
    newsroom.unit("market-bureau", "market-director")
    newsroom.submit()
    bulletin = newsroom.bulletin()
    assert {row["name"]: row["fault"] for row in bulletin.standings} == {"市住建局": "", "市市场监管局": "本期零报送"}
    with pytest.raises(NotPermitted):
        api.approve_bulletin(editor(newsroom), bulletin)
    with pytest.raises(Refused, match="待签发"):
        api.publish_bulletin(editor(newsroom), bulletin)
    api.approve_bulletin(newsroom.world.actor(LEADER), bulletin)
    api.publish_bulletin(editor(newsroom), bulletin)
    assert bulletin.number
    today = timezone.localdate()
    assert bulletin.due_on == office_hours(newsroom.desk.pk).calendar.add(today, 10)
    housing, market = (
        bulletin.copies.get(organ=newsroom.world.organ(key)) for key in ("housing-bureau", "market-bureau")
    )
    reader = newsroom.world.actor("official")
    api.confirm_reading(reader, housing)
    with pytest.raises(NotPermitted):
        api.confirm_reading(reader, market)
    with pytest.raises(Refused, match="没有需要整改"):
        api.answer_bulletin(reader, housing, "已改")
    with pytest.raises(Refused, match="市市场监管局"):
        api.close_bulletin(editor(newsroom), bulletin)
    answerer = newsroom.world.actor("market-director")
    api.answer_bulletin(answerer, market, "本月已补报 3 条，明确专人负责。")
    api.close_bulletin(editor(newsroom), bulletin)
    assert bulletin.state == "closed"


def test_nobody_approves_his_own_bulletin(newsroom: Newsroom) -> None:
    bulletin = newsroom.bulletin()
    bulletin.drafted_by = newsroom.world.account(LEADER)
    bulletin.save()
    with pytest.raises(Refused, match="起草人"):
        api.approve_bulletin(newsroom.world.actor(LEADER), bulletin)


def test_what_was_published_does_not_follow_later_points(newsroom: Newsroom) -> None:
    newsroom.submit()
    bulletin = published_bulletin(newsroom.world)
    before = [*bulletin.standings]
    newsroom.submit(title="加装电梯")
    bulletin.refresh_from_db()
    assert bulletin.standings == before
    assert ranking(newsroom.desk.pk, Period(timezone.localdate().year, 1, 12))[0].submitted == 2


def test_units_see_their_own_and_editors_all(newsroom: Newsroom) -> None:
    newsroom.submit()
    seen = {
        name: api.Submission.objects.visible_to(newsroom.world.actor(name)).count()
        for name in ("official", EDITOR, "wrong_county_official", "citizen")
    }
    assert seen == {"official": 1, EDITOR: 1, "wrong_county_official": 0, "citizen": 0}
