"""One case one rating, one visit one rating; a bad one is called back about, put right, replied to, and published."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.tests.desk import Desk
from mingtang.domains.services.ratings import api
from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.queries.ratings import contact_for, readable_ratings
from mingtang.domains.services.ratings.rules import public_words, share, tags_for
from mingtang.kernel.cases.api import Clock, Token, handle
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.directory.api import Nobody, Refused
from mingtang.kernel.evidence.api import NotPermitted
from mingtang.lib.flow.commands import Complete

pytestmark = pytest.mark.django_db
OFFICER, MANAGER = "hall-head", "efficiency-head"
ORGAN_HEAD = "district-food-head"


def closed(desk: Desk) -> Application:
    """An application whose result was handed over, rated through the city's hall."""
    application = desk.filed()
    Application.objects.filter(pk=application.pk).update(
        window=desk.world.organ("service-bureau"), delivered_at=timezone.now(), clerk=desk.world.account("window-clerk")
    )
    return desk.fresh(application)


def invited(desk: Desk) -> Invitation:
    return api.invite_application(closed(desk))


def rated(desk: Desk, grade: int = 5, **said: Any) -> Rating:
    return api.rate(desk.world.actor("citizen"), invited(desk), api.Opinion(grade, **said))


def step(desk: Desk, rating: Rating, who: str, node: str, outcome: str, opinion: str = "已处理。") -> None:
    no = Token.objects.get(case=rating.case_id, node=node, life="A", kind="T").no
    handle(desk.world.actor(who), rating.case_id, Complete(no, outcome), opinion=opinion)


def test_a_closed_case_is_asked_about_once_and_rated_once(desk: Desk) -> None:
    application = closed(desk)
    invitation = api.invite_application(application)
    assert api.invite_application(application) == invitation
    api.rate(Nobody(), invitation, api.Opinion(1, ["便捷度"], "很快"))
    with pytest.raises(Refused, match="一件事只评价一次"):
        api.rate(Nobody(), invitation, api.Opinion(5))
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            invitation=invitation, organ=invitation.organ, office=invitation.office, grade=1, at=timezone.now()
        )


def test_a_clerk_who_stands_in_for_an_applicant_is_not_asked_to_rate_himself(desk: Desk) -> None:
    application = closed(desk)
    Application.objects.filter(pk=application.pk).update(owner=desk.world.account("window-clerk"))
    assert api.invite_application(desk.fresh(application)).account is None


def test_a_good_rating_is_public_at_once_and_opens_nothing(desk: Desk) -> None:
    rating = rated(desk, 3)
    assert rating.case is None
    assert rating.published_at is not None


def test_a_bad_rating_opens_a_case_whose_opener_is_not_told(desk: Desk) -> None:
    rating = rated(desk, 4, text="等了两个小时")
    assert rating.published_at is None
    assert rating.case.initiator_id is None
    clock = Clock.objects.get(case=rating.case_id, code="services.rating_call")
    assert clock.due_at is not None


def test_a_bad_rating_is_called_back_verified_rectified_and_replied_to(desk: Desk) -> None:
    rating = rated(desk, 5, tags=["办事效率"], text="材料要求前后不一致")
    step(desk, rating, OFFICER, "call_back", "已回访")
    step(desk, rating, OFFICER, "verify", "属实")
    step(desk, rating, ORGAN_HEAD, "rectify", "整改完成", "已统一材料清单。")
    step(desk, rating, OFFICER, "reply", "答复评价人", "材料清单已经统一，向您致歉。")
    while run_due_errands():
        pass
    rating.refresh_from_db()
    assert (rating.finding, rating.in_time, rating.reply) == ("属实", True, "材料清单已经统一，向您致歉。")
    assert rating.published_at is not None
    assert rating.case.ended_at is not None


def test_a_rating_that_proves_untrue_is_replied_to_without_rectification(desk: Desk) -> None:
    rating = rated(desk, 5)
    step(desk, rating, OFFICER, "call_back", "已回访")
    step(desk, rating, OFFICER, "verify", "不属实")
    open_nodes = Token.objects.filter(case=rating.case_id, life="A", kind="T").values_list("node", flat=True)
    assert list(open_nodes) == ["reply"]


def test_one_further_word_comes_after_the_reply_and_only_once(desk: Desk) -> None:
    rating = rated(desk, 5)
    citizen = desk.world.actor("citizen")
    with pytest.raises(Refused, match="收到答复以后"):
        api.add_further(citizen, rating, grade=2, text="改了")
    Rating.objects.filter(pk=rating.pk).update(replied_at=timezone.now())
    rating.refresh_from_db()
    api.add_further(citizen, rating, grade=2, text="改了")
    with pytest.raises(Refused, match="只能追评一次"):
        api.add_further(citizen, rating, grade=1, text="又改了")


def test_whoever_was_rated_learns_nothing_of_the_rater(desk: Desk) -> None:
    rating = rated(desk, 5)
    assert contact_for(desk.world.actor("window-clerk"), rating) is None
    assert contact_for(desk.world.actor(ORGAN_HEAD), rating) is None
    assert contact_for(desk.world.actor(OFFICER), rating) == ("林叙", "19900082046")
    page = desk.world.client(ORGAN_HEAD).get(f"/workbench/cases/{rating.case_id}/").content.decode()
    assert "林叙" not in page
    assert "看不到评价人是谁" in page


def test_a_malicious_rating_is_flagged_after_an_audit_and_never_deleted(desk: Desk) -> None:
    rating = rated(desk, 5)
    with pytest.raises(NotPermitted):
        api.flag(desk.world.actor(ORGAN_HEAD), rating, "与办事无关")
    with pytest.raises(Refused, match="审核依据"):
        api.flag(desk.world.actor(MANAGER), rating, " ")
    api.flag(desk.world.actor(MANAGER), rating, "同一号码一日内对十个窗口评价，内容相同")
    assert Rating.objects.filter(pk=rating.pk).exists()
    assert not Rating.objects.public().filter(pk=rating.pk).exists()


def test_an_official_cannot_rate_in_somebodys_place(desk: Desk) -> None:
    with pytest.raises(Refused, match="不能代替"):
        api.rate(desk.world.actor("window-clerk"), invited(desk), api.Opinion(1))


def test_the_figures_have_the_denominators_of_the_law(desk: Desk) -> None:
    rating = rated(desk, 5)
    organ, today = rating.organ, timezone.localdate()
    for n, grade in enumerate((1, 3, 4, None)):
        visit = api.Visit(f"ticket:{n}", "咨询", organ, organ, None)
        invitation = api.invite_visit(visit)
        if grade:
            api.rate(Nobody(), invitation, api.Opinion(grade))
    Rating.objects.filter(pk=rating.pk).update(in_time=True, finding="属实")
    [figures] = api.figures_by_organ(desk.world.actor(MANAGER), today, today)
    assert (figures.asked, figures.rated, figures.content, figures.negative) == (5, 4, 2, 2)
    assert (figures.satisfaction, figures.activity, figures.rectification) == (50.0, 80.0, 50.0)


def test_long_numbers_are_struck_from_what_is_published() -> None:
    assert public_words("打 13900001234 没人接，等了 40 分钟") == "打 ＊＊＊＊ 没人接，等了 40 分钟"
    assert public_words("证号 11010519491231002X") == "证号 ＊＊＊＊"
    assert share(0, 0) is None
    assert set(tags_for(online=True)).isdisjoint(tags_for(online=False))


def test_a_case_is_rated_on_its_page_without_an_account(desk: Desk) -> None:
    invitation, client = invited(desk), desk.world.client("visitor")
    page = invitation.get_absolute_url()
    assert client.post(page, {"text": "慢"}).status_code == 422
    client.post(page, {"grade": "4", "text": "慢"})
    rating = Rating.objects.get()
    assert (rating.grade, rating.text, rating.rater_id) == (4, "慢", None)
    assert "一个工作日内回访" in client.get(page).content.decode()


def test_the_pages_of_ratings_cost_the_same_however_many_there_are(desk: Desk) -> None:
    rating = rated(desk, 5)
    api.rate(
        Nobody(), api.invite_visit(api.Visit("ticket:9", "咨询", rating.organ, rating.office, None)), api.Opinion(2)
    )
    client = desk.world.client(OFFICER)

    def statements(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    lists = ("/workbench/ratings/", "/workbench/ratings/statistics/", "/services/ratings/")
    before = [statements(each) for each in lists]
    for n in range(5):
        api.rate(
            Nobody(),
            api.invite_visit(api.Visit(f"ticket:{n}", "咨询", rating.organ, rating.office, None)),
            api.Opinion(2),
        )
    assert [statements(each) for each in lists] == before
    assert max(before) <= 11  # session, account, rights and inbox of every page; how many, and these
    assert readable_ratings(desk.world.actor(OFFICER)).count() == 7


def test_ratings_are_given_and_read_by_program(desk: Desk) -> None:
    invitation, citizen = invited(desk), desk.world.client("citizen")
    [told] = citizen.get("/api/services/rating-invitations").json()["items"]
    assert (told["code"], told["rated"]) == (invitation.code, False)
    body = {"code": invitation.code, "grade": 5, "tags": ["便捷度"], "text": "难用"}
    answer = citizen.post("/api/services/ratings", body, content_type="application/json")
    assert answer.status_code == 201
    again = citizen.post("/api/services/ratings", body, content_type="application/json")
    assert again.status_code == 409
    officer = desk.world.client(OFFICER)
    assert [row["grade"] for row in officer.get("/api/services/ratings").json()["items"]] == [5]
    [figures] = officer.get("/api/services/rating-figures").json()
    assert figures["satisfaction"] == 0.0


def test_the_tracking_page_leads_to_the_rating(desk: Desk) -> None:
    invitation = invited(desk)
    page = desk.world.client("citizen").get(f"/services/applications/{invitation.application_id}/").content.decode()
    assert invitation.get_absolute_url() in page
