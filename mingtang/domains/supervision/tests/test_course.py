"""The course of an item: approved, handled side by side, one sent back, extended, closed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.supervision.actions.dispatching import PAGE
from mingtang.domains.supervision.api import (
    SupervisedItem,
    ask_for_extension,
    complete,
    remind_of_dates,
    revise,
    submit,
)
from mingtang.domains.supervision.queries.progress import happenings, progress_of, step_to_revise, waiting_for
from mingtang.domains.supervision.queries.statistics import records_of
from mingtang.domains.supervision.rules import Stage
from mingtang.domains.supervision.tests.desk import COUNTY, HEAD, HOUSING, SUPERVISOR, Desk
from mingtang.kernel.cases.api import Filing, NotPermitted, Step
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, records_about, seal_pending, verify_chain
from mingtang.kernel.messaging.api import Notice


def test_an_item_with_one_organ_goes_straight_from_its_report_to_the_supervisors(desk: Desk) -> None:
    item = desk.assigned()
    assert (item.stage, item.number) == (Stage.SIGNING, f"督〔{timezone.localdate().year}〕1号")
    desk.report(item, HOUSING)
    assert desk.fresh(item).stage is Stage.VERIFICATION
    desk.do(item, SUPERVISOR, "verify", "通过")
    desk.do(item, HEAD, "close", "同意办结")
    assert desk.fresh(item).stage is Stage.CLOSED


def test_sending_one_report_back_leaves_the_other_organ_alone(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    desk.report(item, HOUSING)
    assert desk.fresh(item).stage is Stage.SIGNING  # the county has not signed
    desk.report(item, COUNTY)
    desk.do(item, "housing-director", "summarise", "提交督查审核", "两家都办完了。")
    desk.send_back(item, COUNTY)
    housing, county = progress_of(item).branches
    assert (housing.words, housing.returned) == ("已上报", 0)
    assert (county.words, county.returned, county.reported_at) == ("退回，重新办理", 1, None)
    desk.report(item, COUNTY, "照片已补。")
    assert desk.fresh(item).stage is Stage.SUMMARY
    assert Filing.objects.filter(case=item.case_id).count() == 3


def test_the_limit_is_counted_from_the_assignment_unless_a_date_is_given(desk: Desk) -> None:
    today = timezone.localdate()
    assert desk.assigned().due_on == today + timedelta(days=15)  # leader_instruction
    urgent = desk.assigned(level=SupervisedItem.Level.URGENT)
    assert urgent.due_on == today + timedelta(days=5)
    wished = today + timedelta(days=40)
    item = desk.assigned(due_on=wished)
    assert (item.due_on, item.original_due_on, item.assigned_on) == (wished, wished, today)


def test_a_granted_extension_moves_the_date_and_keeps_the_original(desk: Desk) -> None:
    item = desk.assigned(due_on=timezone.localdate() + timedelta(days=3))
    director = desk.world.actor("housing-director")
    with pytest.raises(Refused, match="没有正在办理"):
        ask_for_extension(director, item, until=timezone.localdate() + timedelta(days=9), reason="汛期")
    desk.do(item, "housing-director", "sign", "签收")
    with pytest.raises(Refused, match="晚于"):
        ask_for_extension(director, item, until=timezone.localdate(), reason="汛期")
    later = timezone.localdate() + timedelta(days=9)
    ask_for_extension(director, item, until=later, reason="汛期")
    with pytest.raises(Refused, match="正在审核"):
        ask_for_extension(director, item, until=later, reason="汛期")
    desk.do(item, SUPERVISOR, "review", "同意")
    desk.do(item, HEAD, "grant", "同意")
    item = desk.fresh(item)
    assert (item.due_on, item.original_due_on) == (later, timezone.localdate() + timedelta(days=3))
    assert item.extensions.get().outcome == "已批准"


def test_a_refused_extension_moves_nothing(desk: Desk) -> None:
    item = desk.assigned()
    desk.do(item, "housing-director", "sign", "签收")
    later = timezone.localdate() + timedelta(days=90)
    ask_for_extension(desk.world.actor("housing-director"), item, until=later, reason="汛期")
    desk.do(item, SUPERVISOR, "review", "不同意", "理由不充分")
    assert not desk.fresh(item).is_extended
    assert item.extensions.get().outcome == "不同意"


def test_an_extension_is_asked_for_before_the_date(desk: Desk) -> None:
    item = desk.assigned()
    desk.do(item, "housing-director", "sign", "签收")
    SupervisedItem.objects.filter(pk=item.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="届满之前"):
        ask_for_extension(
            desk.world.actor("housing-director"), desk.fresh(item), until=timezone.localdate(), reason="迟"
        )


def test_what_came_back_is_revised_and_submitted_again(desk: Desk) -> None:
    item = desk.propose()
    desk.do(item, HEAD, "approve", "退回修改", "办结标准不清楚")
    assert desk.fresh(item).stage is Stage.REVISION
    supervisor = desk.world.actor(SUPERVISOR)
    no = step_to_revise(supervisor, item)
    assert no is not None
    from mingtang.domains.supervision.api import ItemDetails

    details = ItemDetails(
        title="积水点整治",
        source="leader_instruction",
        basis="批示",
        content="五处积水点。",
        standard="中雨无积水",
        lead=desk.world.organ(HOUSING),
        joint=[desk.world.organ(COUNTY)],
    )
    revise(supervisor, item, no, details)
    item = desk.fresh(item)
    assert (item.stage, item.standard) == (Stage.APPROVAL, "中雨无积水")
    assert item.case is not None
    assert item.case.vars["joint"] is True


def test_a_refused_item_is_never_assigned(desk: Desk) -> None:
    item = desk.propose()
    desk.do(item, HEAD, "approve", "不予立项", "不属于督查范围")
    item = desk.fresh(item)
    assert (item.stage, item.assigned_on) == (Stage.REFUSED, None)


def test_whoever_may_not_is_refused_and_recorded(desk: Desk) -> None:
    item = desk.propose()
    row = desk.row(item, "approve", desk.world.organ("city-government-office").pk)
    with pytest.raises(NotPermitted):
        complete(desk.world.actor("official"), row.case, row.no, "approve", outcome="同意立项")
    assert records_about(SYSTEM, row.case)[0].outcome == "refused"
    with pytest.raises(NotPermitted):
        submit(desk.world.actor("official"), desk.draft())


def test_a_submitted_item_is_not_submitted_twice(desk: Desk) -> None:
    item = desk.propose()
    with pytest.raises(Refused, match="已经提交"):
        submit(desk.world.actor(SUPERVISOR), item)


def test_a_reason_is_asked_for_before_anything_is_sent_back(desk: Desk) -> None:
    item = desk.propose()
    with pytest.raises(Refused, match="审批意见"):
        desk.do(item, HEAD, "approve", "退回修改")
    with pytest.raises(Refused, match="处理结果"):
        desk.do(item, HEAD, "approve", "随便")


def test_each_reader_is_offered_his_own_steps_only(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    titles = {
        who: [each.title for each in waiting_for(desk.world.actor(who), item)]
        for who in ("official", "county-governor", "county-market-director", HEAD)
    }
    assert titles == {"official": ["签收"], "county-governor": ["签收"], "county-market-director": [], HEAD: []}


def test_the_leaders_of_the_charged_organs_are_told(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    told = Notice.objects.filter(topic="supervision")
    assert {notice.link for notice in told} == {reverse("supervised_item", args=[item.pk])} == {PAGE.format(item.pk)}
    assert told.count() == 3  # director and deputy director of the bureau, head of the county


def test_late_items_are_urged_once_a_day_and_marked(desk: Desk) -> None:
    item = desk.assigned()
    assert remind_of_dates() == 0
    SupervisedItem.objects.filter(pk=item.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert remind_of_dates() == 1
    assert remind_of_dates() == 1
    assert sorted(Step.objects.filter(case=item.case_id, command__in=["Urge", "Supervise"]).values_list("command", flat=True)) == [
        "Supervise", "Urge",
    ]  # fmt: skip
    desk.work_off()
    assert Notice.objects.filter(subject__startswith="催办").exists()


def test_a_week_without_a_report_brings_a_step_for_one(desk: Desk) -> None:
    from mingtang.config.demo.virtual_time import at

    item = desk.assigned(cycle=SupervisedItem.Cycle.WEEKLY)
    desk.do(item, "housing-director", "sign", "签收")
    assert not desk.open(item, "progress", HOUSING)
    with at(timezone.now() + timedelta(days=12)):
        desk.work_off()
    assert desk.open(item, "progress", HOUSING)
    assert desk.open(item, "handle", HOUSING)
    desk.report(item, HOUSING)  # the result makes the progress report needless
    assert not desk.open(item, "progress", HOUSING)


def test_the_record_of_an_organ_keeps_both_dates_apart(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    desk.report(item, HOUSING)
    yesterday = timezone.localdate() - timedelta(days=1)
    SupervisedItem.objects.filter(pk=item.pk).update(original_due_on=yesterday)
    found = {each.organ_id: each for each in records_of(desk.world.actor(HEAD), timezone.localdate().year)}
    housing, county = found[desk.world.organ(HOUSING).pk], found[desk.world.organ(COUNTY).pk]
    assert (housing.reported, housing.on_time_share, housing.original_share) == (1, "100.0%", "0.0%")
    assert (county.charged, county.reported, county.on_time_share, county.extended) == (1, 0, "—", 1)


def test_everything_is_in_the_history_and_the_chain_holds(desk: Desk) -> None:
    item = desk.assigned()
    desk.report(item, HOUSING)
    titles = [each.title for each in happenings(item)]
    assert titles == [
        "本单位审核：同意上报",
        "承办落实：提交本单位审核",
        "签收",
        "交办",
        "立项审批：同意立项",
        "立案",
    ]
    while seal_pending():
        pass
    assert verify_chain().holds
