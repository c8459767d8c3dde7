"""The course of an item: approved, handled side by side, one sent back, extended, closed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.supervision.actions.dispatching import PAGE
from mingtang.domains.supervision.api import (
    SupervisedItem,
    ask_for_extension,
    ask_for_release,
    complete,
    evaluate,
    remind_of_dates,
    revise,
    submit,
)
from mingtang.domains.supervision.queries.progress import progress_of, step_to_revise
from mingtang.domains.supervision.queries.statistics import records_of
from mingtang.domains.supervision.rules import Stage
from mingtang.domains.supervision.tests.desk import COUNTY, HEAD, HOUSING, SUPERVISOR, Desk
from mingtang.kernel.cases.api import Case, Clock, Filing, NotPermitted, Step, handle, tasks
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, records_about, seal_pending, verify_chain
from mingtang.kernel.messaging.api import Notice
from mingtang.lib.flow.commands import Complete, Return
from mingtang.lib.flow.net import NodeKind


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
    housing, county = progress_of(item)
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
    with pytest.raises(StepRefused, match="审批意见"):
        desk.do(item, HEAD, "approve", "退回修改")
    with pytest.raises(StepRefused, match="处理结果"):
        desk.do(item, HEAD, "approve", "随便")


def test_each_reader_is_offered_his_own_steps_only(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    titles = {
        who: [each.title for each in tasks.pool(desk.world.actor(who)).filter(case=item.case_id)]
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
    steps = Step.objects.filter(case=item.case_id).order_by("id")
    assert [(step.command, step.title, step.outcome) for step in steps] == [
        ("Start", "", ""), ("Complete", "立项审批", "同意立项"), ("BeginClock", "督查事项办结", ""),
        ("ServiceAnswered", "交办", ""), ("Complete", "签收", "签收"), ("Complete", "承办落实", "提交本单位审核"),
        ("Complete", "本单位审核", "同意上报"),
    ]  # fmt: skip
    while seal_pending():
        pass
    assert verify_chain().holds


def test_the_clock_of_the_case_follows_the_date_of_the_item(desk: Desk) -> None:
    item = desk.assigned(due_on=timezone.localdate() + timedelta(days=20))
    (clock,) = Clock.objects.filter(case=item.case_id, no=0)
    assert last_day(clock.due_at) == item.due_on
    desk.do(item, "housing-director", "sign", "签收")
    later = timezone.localdate() + timedelta(days=30)
    ask_for_extension(desk.world.actor("housing-director"), item, until=later, reason="汛期")
    desk.do(item, SUPERVISOR, "review", "同意")
    desk.do(item, HEAD, "grant", "同意")
    assert last_day(Case.objects.get(pk=item.case_id).due_at) == desk.fresh(item).due_on == later


def test_whatever_way_a_step_is_done_the_domain_is_asked(desk: Desk) -> None:
    item = desk.propose()
    head, row = desk.world.actor(HEAD), desk.row(item, "approve", desk.world.organ("city-government-office").pk)
    for outcome, opinion, fault in (("随便", "", "处理结果"), ("", "", "处理结果"), ("不予立项", "", "审批意见")):
        with pytest.raises(StepRefused, match=fault):
            handle(head, row.case_id, Complete(row.no, outcome), opinion=opinion)
    handle(head, row.case_id, Complete(row.no, "同意立项"))
    desk.work_off()
    desk.report(item, HOUSING)
    verify = desk.row(item, "verify", desk.world.organ("city-government-office").pk)
    with pytest.raises(StepRefused, match="理由"):
        handle(desk.world.actor(SUPERVISOR), item.case_id or 0, Return(verify.no, 1))


def test_a_joint_organ_that_is_released_leaves_the_others_at_work(desk: Desk) -> None:
    item = desk.assigned(COUNTY)
    with pytest.raises(Refused, match="没有可以退办"):
        ask_for_release(desk.world.actor("county-market-director"), item, reason="不是")
    ask_for_release(desk.world.actor("county-governor"), item, reason="属市级事权。")
    with pytest.raises(Refused, match="正在审核"):
        ask_for_release(desk.world.actor("county-governor"), item, reason="再说一次")
    desk.do(item, SUPERVISOR, "review", "同意")
    desk.do(item, HEAD, "grant", "同意")
    housing, county = progress_of(item)
    assert (housing.words, county.words) == ("待签收", "已退办")
    desk.report(item, HOUSING)
    assert desk.fresh(item).stage is Stage.SUMMARY


def test_without_its_lead_organ_an_item_ends(desk: Desk) -> None:
    item = desk.assigned()
    ask_for_release(desk.world.actor("housing-director"), item, reason="应由城管局承办。")
    desk.do(item, SUPERVISOR, "review", "同意")
    desk.do(item, HEAD, "grant", "同意")
    assert desk.fresh(item).stage is Stage.ENDED


def test_a_release_is_asked_for_in_the_first_days(desk: Desk) -> None:
    item = desk.assigned()
    SupervisedItem.objects.filter(pk=item.pk).update(assigned_on=timezone.localdate() - timedelta(days=14))
    with pytest.raises(Refused, match="过期"):
        ask_for_release(desk.world.actor("housing-director"), desk.fresh(item), reason="迟")


def test_organs_are_evaluated_when_the_item_is_closed(desk: Desk) -> None:
    item, supervisor = desk.assigned(), desk.world.actor(SUPERVISOR)
    charge = item.charges.get()
    with pytest.raises(Refused, match="办结以后"):
        evaluate(supervisor, desk.fresh(item), {charge.pk: ("good", "")})
    desk.report(item, HOUSING)
    desk.do(item, SUPERVISOR, "verify", "通过")
    desk.do(item, HEAD, "close", "同意办结")
    with pytest.raises(Refused, match="写明理由"):
        evaluate(supervisor, desk.fresh(item), {charge.pk: ("poor", " ")})
    evaluate(supervisor, desk.fresh(item), {charge.pk: ("good", "进度快。")})
    charge.refresh_from_db()
    assert (charge.get_grade_display(), charge.remark, charge.evaluated_on) == (
        "优秀",
        "进度快。",
        timezone.localdate(),
    )
    with pytest.raises(NotPermitted):
        evaluate(desk.world.actor("official"), desk.fresh(item), {charge.pk: ("good", "")})


def test_every_step_that_people_do_has_words(desk: Desk) -> None:
    from mingtang.domains.supervision.steps import STEPS
    from mingtang.kernel.processes.api import net_of

    item = desk.propose()
    assert item.case is not None
    drawn = {node.id for node in net_of(item.case.version_id).nodes if node.kind is NodeKind.WORK}
    assert drawn == STEPS.keys() - {"review", "grant"}
