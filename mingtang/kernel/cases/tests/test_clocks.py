"""Clocks of cases: started and stopped by handling, changed only as their rule allows, dated anew by a notice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingtang.kernel.cases import clocks
from mingtang.kernel.cases.api import NotPermitted, Refused, Step, handle, tasks
from mingtang.kernel.cases.handlers import calendar_changed
from mingtang.kernel.cases.lamps import Lamps, last_day
from mingtang.kernel.cases.models import Case, Clock, Errand, Token
from mingtang.kernel.cases.queries.work import as_listed
from mingtang.kernel.cases.tests.desk import Office, complete, item
from mingtang.kernel.cases.tests.test_errands import drain
from mingtang.kernel.clocks.api import CalendarChanged
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.clocks import Light, Rule, Standing, Unit
from mingtang.lib.flow.commands import Return
from mingtang.lib.flow.tests.drawing import Drawing, sequence, several

CLOCKS = {"clocks": {"": "services.decision", "one": "services.acceptance"}}


def clocked(office: Office, drawing: Drawing | None = None) -> Case:
    return office.run(drawing or sequence("one", "two"), kind=CLOCKS)


def test_the_clock_of_the_case_and_that_of_the_item_start_with_them(office: Office) -> None:
    case = clocked(office)
    whole, single = Clock.objects.filter(case=case).order_by("no")
    assert (whole.no, whole.code, single.no) == (0, "services.decision", item(case, "one"))
    assert Case.objects.get(pk=case.pk).due_at == whole.due_at
    assert [each.due_at for each in tasks.pool(office["clerk"])] == [single.due_at]
    assert timezone.localtime(single.due_at).time().isoformat() == "00:00:00"


def test_completing_stops_the_clock_of_the_item_and_the_end_those_of_the_case(office: Office) -> None:
    case = clocked(office)
    complete(office["clerk"], case, "one")
    assert [clock.standing for clock in Clock.objects.order_by("no")] == [Standing.RUNNING, Standing.STOPPED]
    complete(office["clerk"], case, "two")
    assert not Clock.objects.filter(stopped_at=None).exists()
    assert {view.light for view in clocks.clocks_of(case)} == {Light.DONE}


def test_a_limit_drawn_at_the_step_runs_for_its_item(office: Office) -> None:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "one", mt_clock="services.delivery")
    drawing.node("endEvent", "end")
    drawing.path("start", "one", "end")
    case = office.run(drawing)
    (view,) = clocks.clocks_of(case)
    assert view.clock.code == "services.delivery"
    assert "行政许可法第四十四条" in view.sentence


def test_an_item_that_is_opened_again_gets_a_clock_of_its_own(office: Office) -> None:
    case = clocked(office)
    first = item(case, "one")
    complete(office["clerk"], case, "one")
    handle(office["clerk"], case.pk, Return(item(case, "two"), first))
    running = Clock.objects.filter(case=case, stopped_at=None).exclude(no=0)
    assert [clock.no for clock in running] == [item(case, "one")]


def test_a_lawful_pause_stops_time_and_its_end_gives_the_days_back(office: Office) -> None:
    case = clocked(office)
    before = Case.objects.get(pk=case.pk).due_at
    clocks.pause(office["clerk"], case.pk, 0, "expert_review", reason="专家评审")
    assert Case.objects.get(pk=case.pk).due_at is None
    assert clocks.clocks_of(case)[0].light == Light.PAUSED
    Clock.objects.get(no=0).events.update(at=timezone.now() - timedelta(days=14))
    Clock.objects.update(started_at=timezone.now() - timedelta(days=14))
    clocks.resume(office["clerk"], case.pk, 0)
    after = Case.objects.get(pk=case.pk).due_at
    assert after is not None
    assert abs(after - before) <= timedelta(days=4)
    said = Step.objects.filter(case=case, no=0).exclude(command="Start").values_list("command", flat=True)
    assert list(said.order_by("id")) == ["PauseClock", "ResumeClock"]


def test_what_the_rule_does_not_know_is_refused_and_leaves_no_trace(office: Office) -> None:
    case = clocked(office)
    with pytest.raises(Refused, match="不因"):
        clocks.pause(office["clerk"], case.pk, 0, "lunch")
    with pytest.raises(Refused, match="延长不得超过"):
        clocks.extend(office["clerk"], case.pk, 0, 99)
    with pytest.raises(Refused, match="没有暂停"):
        clocks.resume(office["clerk"], case.pk, 0)
    assert not Clock.objects.get(no=0).events.exists()
    assert Step.objects.filter(case=case).count() == 1


def test_an_extension_moves_the_end_once(office: Office) -> None:
    case = clocked(office)
    before = Clock.objects.get(no=0).due_at
    for _again in range(2):
        clocks.extend(office["clerk"], case.pk, 0, 10, reason="情况复杂", key="k")
    assert Clock.objects.get(no=0).due_at > before + timedelta(days=12)
    assert Clock.objects.get(no=0).events.count() == 1


def test_who_has_nothing_to_do_with_the_item_may_not_change_its_clock(office: Office) -> None:
    from mingtang.kernel.cases.tests.desk import new_office

    case = clocked(office)
    with pytest.raises(NotPermitted):
        clocks.extend(new_office("乙局")["clerk"], case.pk, 0, 5)


def test_a_changed_calendar_dates_cases_anew_and_tells_their_holders(office: Office) -> None:
    case, other = clocked(office), office.run(sequence("one"))
    today = timezone.localdate()
    right = Clock.objects.get(case=case, no=0).due_at
    Clock.objects.filter(case=case, no=0).update(due_at=right - timedelta(days=3), provisional=True)
    Case.objects.filter(pk=case.pk).update(due_at=right - timedelta(days=3))
    calendar_changed(
        CalendarChanged(
            subject="calendar",
            region="",
            since=today.isoformat(),
            until=(today + timedelta(days=400)).isoformat(),
            edition="x",
            why="通知",
        )
    )
    assert [each.case_id for each in Errand.objects.filter(kind="redate")] == [case.pk]
    drain()
    assert Clock.objects.get(case=case, no=0).due_at == right
    assert Case.objects.get(pk=case.pk).due_at == right
    assert Step.objects.get(case=case, command="RedateClock").account_id is None
    assert not Step.objects.filter(case=other, command="RedateClock").exists()


def test_an_unknown_limit_refuses_the_opening(office: Office) -> None:
    with pytest.raises(Refused):
        office.run(sequence("one"), kind={"clocks": {"": "nothing.known"}})
    assert not Case.objects.exists()


def test_the_clock_of_a_voided_case_stops(office: Office) -> None:
    from mingtang.lib.flow.commands import Void

    case = clocked(office)
    handle(SYSTEM, case.pk, Void("误立"))
    assert not Clock.objects.filter(stopped_at=None).exists()


BOTH = {
    "clocks": {
        "": ("services.decision", "services.joint_decision"),
        "one": ("services.acceptance", "services.delivery"),
    }
}


def test_a_row_has_several_clocks_and_lists_show_the_most_urgent(office: Office) -> None:
    case = office.run(sequence("one", "two"), kind=BOTH)
    ends = {clock.code: clock.due_at for clock in Clock.objects.filter(case=case)}
    assert len(ends) == 4
    assert Case.objects.get(pk=case.pk).due_at == ends["services.decision"]
    (row,) = tasks.pool(office["clerk"])
    assert row.due_at == ends["services.acceptance"]
    complete(office["clerk"], case, "one")
    (row,) = as_listed(tasks.pool(office["clerk"]))
    assert (row.due_at, row.ends_at) == (None, ends["services.decision"])
    assert Clock.objects.filter(case=case, stopped_at=None).count() == 2


def test_a_pause_concerns_one_clock_or_all_that_know_of_it(office: Office) -> None:
    case = office.run(sequence("one"), kind=BOTH)
    assert len(clocks.pause(office["clerk"], case.pk, 0, "expert_review")) == 2
    assert Case.objects.get(pk=case.pk).due_at is None
    clocks.resume(office["clerk"], case.pk, 0, code="services.joint_decision")
    running = Clock.objects.get(case=case, no=0, standing=Standing.RUNNING)
    assert Case.objects.get(pk=case.pk).due_at == running.due_at is not None
    clocks.resume(office["clerk"], case.pk, 0)
    clocks.extend(office["clerk"], case.pk, 0, 5, code="services.decision", reason="复杂")
    extended = Clock.objects.filter(case=case, events__kind="extend").values_list("code", flat=True)
    assert list(extended) == ["services.decision"]
    assert Step.objects.filter(case=case, command="PauseClock").count() == 1


def test_a_case_type_says_which_clocks_a_pause_concerns(office: Office) -> None:
    kind = {**BOTH, "interrupts": {"expert_review": ("services.decision",)}}
    case = office.run(sequence("one"), kind=kind)
    assert [each.code for each in clocks.pause(office["clerk"], case.pk, 0, "expert_review")] == ["services.decision"]


def test_a_clock_begins_and_stops_in_the_middle_of_a_case(office: Office) -> None:
    case = clocked(office)
    promise = Rule("promise", "承诺办结", 3, Unit.WORKING_DAYS, "办事指南")
    begun = clocks.begin(SYSTEM, case.pk, promise, reason="受理")
    assert Case.objects.get(pk=case.pk).due_at == begun.due_at
    with pytest.raises(Refused, match="已经在计算"):
        clocks.begin(SYSTEM, case.pk, promise)
    clocks.stop(SYSTEM, case.pk, "promise", reason="已决定")
    assert Case.objects.get(pk=case.pk).due_at == Clock.objects.get(no=0, code="services.decision").due_at
    assert clocks.begin(SYSTEM, case.pk, promise).pk != begun.pk
    assert [each.command for each in Step.objects.filter(case=case, command__endswith="Clock").order_by("id")] == [
        "BeginClock", "StopClock", "BeginClock",
    ]  # fmt: skip


def units_with_dates() -> Drawing:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "one", several(collection="units", element="unit"), mt_due="=unit.due")
    drawing.node("endEvent", "end")
    drawing.path("start", "one", "end")
    return drawing


def test_each_unit_has_its_own_date(office: Office) -> None:
    today = timezone.localdate()
    dates = [today + timedelta(days=days) for days in (9, 30)]
    case = office.run(units_with_dates(), units=[{"due": day.isoformat()} for day in dates])
    rows = Token.objects.filter(case=case, kind="T").order_by("no")
    assert [last_day(row.due_at) for row in rows] == dates
    with pytest.raises(Refused, match="不是日期"):
        office.run(units_with_dates(), units=[{"due": "尽快"}])


def test_lists_and_clocks_show_the_same_light(office: Office) -> None:
    case = clocked(office)
    for days in (0, 3, 5, 8, 40):
        begun = timezone.now() - timedelta(days=days)
        Clock.objects.filter(case=case).update(started_at=begun)
        for clock in Clock.objects.filter(case=case):
            clocks._date_anew(clock)
        for no in (0, item(case, "one")):
            clocks.show_most_urgent(case.pk, no)
        lights = {view.clock.no: view.light for view in clocks.clocks_of(case)}
        row = as_listed(tasks.pool(office["clerk"])).get()
        lamps = Lamps.of_organ(office.organ.pk)
        assert lamps.lamp(row.due_at, row.amber_at).state == lights[row.no]
        assert lamps.of_item(row, row.case) == lamps.lamp(row.ends_at, row.warns_at)
        assert tasks.pool(office["clerk"]).count() == as_listed(tasks.pool(office["clerk"])).filter(
            lamps.narrowed(str(lights[row.no]))).count()  # fmt: skip
