"""Pages of calendar and limits: what they say, what they cost, and that a notice is seen before it counts."""

from datetime import date

import pytest
from django.urls import reverse

from mingtang.kernel.clocks.api import office_hours
from mingtang.kernel.clocks.models import CalendarNotice, LocalLimit, OpeningHours
from mingtang.lib.calendar import statutory_days

pytestmark = pytest.mark.django_db

TEXT = """元旦：1月1日（周五）至3日（周日）放假，共3天。
春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
清明节：4月3日（周六）至5日（周一）放假，共3天。
劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
端午节：6月9日（周三）放假1天。
中秋节：9月15日（周三）放假1天。
国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""


def typed(**more: str) -> dict[str, str]:
    return {
        "kind": "annual",
        "region": "",
        "year": "2027",
        "number": "国办发明电〔2026〕12号",
        "title": "国务院办公厅关于2027年部分节假日安排的通知",
        "issued_on": "2026-11-25",
        "text": TEXT,
        **more,
    }


def test_the_year_shows_marks_in_words_and_that_it_is_not_firm(world) -> None:
    page = world.client("official").get(reverse("calendar_year", args=[2027])).content.decode()
    assert "这一年尚未确定" in page
    assert 'class="month-mark" aria-hidden="true">休</span><span class="visually-hidden"> 除夕休息' in page
    assert page.count('<table class="month">') == 12
    firm = world.client("official").get(reverse("calendar_year", args=[2026])).content.decode()
    assert "这一年尚未确定" not in firm
    assert ">班</span>" in firm


def test_a_year_costs_the_same_whatever_it_holds(world, django_assert_max_num_queries) -> None:
    client = world.client("official")
    client.get(reverse("calendar"))
    with django_assert_max_num_queries(9):  # session, account, post, rights, unread; edition, regions, notices
        client.get(reverse("calendar_year", args=[2026]))


@pytest.mark.parametrize("year", [2003, 2051])
def test_years_beyond_the_calendar_do_not_exist(world, year: int) -> None:
    assert world.client("official").get(reverse("calendar_year", args=[year])).status_code == 404


def test_a_notice_is_saved_only_after_its_effect_was_shown_for_these_very_words(world) -> None:
    client, address = world.client("system_officer"), reverse("calendar_notice_enter")
    assert "春节：2月5日" in client.get(address).content.decode(), "the statutory days are there for a start"
    hasty = client.post(address, typed(confirm="1"))
    assert hasty.status_code == 200
    assert not CalendarNotice.objects.exists()
    page = client.post(address, typed())
    assert "全年工作日由" in page.content.decode()
    assert "由待定变为" in page.content.decode()
    seen = page.context["form"].data["seen"]
    altered = client.post(
        address, typed(confirm="1", seen=seen, text=TEXT.replace("2月20日（周六）", "2月27日（周六）"))
    )
    assert altered.status_code == 200
    assert not CalendarNotice.objects.exists()
    done = client.post(address, typed(confirm="1", seen=seen), follow=True)
    assert "通知已录入" in done.content.decode()
    hours = office_hours()
    assert hours.calendar.is_confirmed(date(2027, 5, 6))
    assert hours.calendar.is_working_day(date(2027, 2, 20))
    assert not hours.calendar.is_working_day(date(2027, 10, 7))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "元旦：1月1日放假。"}, "缺少法定节假日"),
        ({"text": TEXT + "\n1月1日上班"}, "既放假又上班"),
        ({"text": "2月30日放假"}, "没有“2月30日”这样的日期"),
        ({"number": ""}, "有 1 处需要改正"),
        ({"kind": "supplement", "text": "1月4日"}, "没有说明1月4日是放假还是上班"),
    ],
)
def test_what_cannot_be_right_is_said_beside_the_field_and_nothing_typed_is_lost(world, change, words) -> None:
    page = world.client("system_officer").post(reverse("calendar_notice_enter"), typed(**change))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "国务院办公厅关于2027年" in page.content.decode()


def test_a_county_officer_is_offered_the_county_only(world) -> None:
    page = world.client("county_system_officer").get(reverse("calendar_notice_enter")).content.decode()
    assert "石桥县" in page
    assert ">全国<" not in page
    forged = world.client("county_system_officer").post(reverse("calendar_notice_enter"), typed())
    assert forged.status_code == 422


def test_a_notice_is_withdrawn_with_a_reason(world) -> None:
    client, address = world.client("system_officer"), reverse("calendar_notice_enter")
    seen = client.post(address, typed()).context["form"].data["seen"]
    client.post(address, typed(confirm="1", seen=seen))
    notice = CalendarNotice.objects.get()
    assert client.post(reverse("calendar_notice_withdraw", args=[notice.pk])).status_code == 422
    done = client.post(reverse("calendar_notice_withdraw", args=[notice.pk]), {"reason": "年份录错"}, follow=True)
    assert "这份通知已撤下" in done.content.decode()
    listed = client.get(reverse("calendar_notices")).content.decode()
    assert "已撤下" in listed


def test_hours_are_set_and_shown(world) -> None:
    client = world.client("system_officer")
    wrong = client.post(reverse("opening_hours_set"), {"region": "", "windows": "9到12", "source": "x"})
    assert wrong.status_code == 422
    client.post(
        reverse("opening_hours_set"), {"region": "", "windows": "9:00-12:00 14:00-18:00", "source": "市政府通知"}
    )
    assert OpeningHours.objects.get().windows == "09:00-12:00 14:00-18:00"
    assert "14:00–18:00" in client.get(reverse("calendar")).content.decode()


def test_the_limits_are_filtered_sorted_and_exported(world, django_assert_max_num_queries) -> None:
    client = world.client("official")
    client.get(reverse("limits"))
    with django_assert_max_num_queries(7):  # session, account, post, rights, unread; edition
        page = client.get(reverse("limits"), {"business": "disclosure", "state": "settled"}).content.decode()
    assert "政府信息公开条例第三十三条" in page
    assert "派单" not in page
    table = b"".join(client.get(reverse("limits"), {"export": "csv", "unit": "months"}).streaming_content).decode(
        "utf-8-sig"
    )
    assert "答复代表建议" in table
    assert "services.decision" not in table


def test_a_limit_shows_its_clause_its_cases_and_the_law_before(world) -> None:
    page = world.client("official").get(reverse("limit", args=["disclosure.reply"])).content.decode()
    for words in (
        "政府信息公开条例第三十三条第二款",
        "征求第三方意见",
        "与申请人确认之日",
        "政府信息公开条例（2008）",
        "15个工作日",
    ):
        assert words in page
    assert world.client("official").get(reverse("limit", args=["no.such"])).status_code == 404


def test_a_figure_of_practice_is_set_with_its_source(world) -> None:
    client, address = world.client("system_officer"), reverse("limit_amount", args=["hotline.dispatch"])
    client.post(
        address, {"channel": "critical", "amount": "5", "effective": "2026-01-01", "source": "和政办发〔2026〕9号"}
    )
    assert LocalLimit.objects.get().amount == 5
    page = client.get(reverse("limit", args=["hotline.dispatch"])).content.decode()
    assert "5分钟" in page
    assert client.get(reverse("limit_amount", args=["services.decision"])).status_code == 404


ASKED = {"rule": "services.decision|", "start": "2026-03-02"}


def test_the_calculator_answers_with_the_sentence_why(world) -> None:
    client, address = world.client("official"), reverse("limit_calculator")
    pause = {"pause1_kind": "expert_review", "pause1_at": "2026-03-10", "pause1_until": "2026-03-25"}
    page = client.get(address, ASKED | pause).content.decode()
    assert "2026-04-15" in page
    assert "扣除2026年3月10日至2026年3月25日专家评审11个工作日" in page
    timed = client.get(address, {"rule": "hotline.dispatch|", "start": "2026-03-06T16:30"}).content.decode()
    assert "2026-03-09 10:00" in timed


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"extended": "5"}, "请填写批准延长的日期"),
        ({"extended": "5", "extended_at": "2026-12-01"}, "已于 2026-03-30 届满"),
        ({"pause1_kind": "expert_review"}, "原因和日期须一起填写"),
        ({"start": "1999-01-01"}, "只能计算"),
        ({"start": "昨天"}, "有效"),
        ({"rule": "no.such|"}, "时限"),
    ],
)
def test_the_calculator_says_what_is_wrong(world, more: dict[str, str], words: str) -> None:
    page = world.client("official").get(reverse("limit_calculator"), ASKED | more)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert "届满。" not in page.content.decode()


def test_the_holidays_of_the_notice_in_these_tests_are_those_of_the_law() -> None:
    assert set(statutory_days(2027)) <= {date(2027, 1, 1), *(date(2027, 2, n) for n in range(5, 12)), date(2027, 4, 5),
        date(2027, 5, 1), date(2027, 5, 2), date(2027, 6, 9), date(2027, 9, 15), *(date(2027, 10, n) for n in range(1, 8))}  # fmt: skip
