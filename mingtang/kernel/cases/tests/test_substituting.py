"""While somebody is away: seen and handled within dates and types, recorded for both, and never twice in one signing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mingtang.kernel.cases.api import Case, NotPermitted, handle, history, tasks
from mingtang.kernel.cases.models import Substitution, Token
from mingtang.kernel.cases.queries.work import waiting_count
from mingtang.kernel.cases.tests.desk import Office, complete, item
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.evidence.api import SYSTEM, records_about
from mingtang.lib.flow.commands import Claim, Complete
from mingtang.lib.flow.tests.drawing import Drawing, sequence, several


def stand_in(absent: AccountActor, substitute: AccountActor, **values: Any) -> Substitution:
    today = timezone.localdate()
    days = {"start": today, "end": today + timedelta(days=3)} | values
    return Substitution.objects.create(account_id=absent.account_id, substitute_id=substitute.account_id, **days)


def held(office: Office, holder: str) -> tuple[Case, int]:
    case = office.run(sequence("one", "two"))
    no = item(case, "one")
    handle(office[holder], case.pk, Claim(no, f"account:{office[holder].account_id}"))
    return case, no


def test_a_substitute_sees_the_item_and_its_case_and_both_are_recorded(office: Office) -> None:
    case, no = held(office, "科长")
    other = office["副科长"]
    with pytest.raises(NotPermitted):
        handle(other, case.pk, Complete(no))
    stand_in(office["科长"], other)
    assert [each.no for each in tasks.mine(other)] == [no]
    assert Case.objects.visible_to(other).filter(pk=case.pk).exists()
    handle(other, case.pk, Complete(no, "同意"))
    step = history(case).last()
    assert (step.name, step.post_name) == ("副科长", "副科长（代科长办理）")
    record = records_about(SYSTEM, case)[0]
    assert (record.actor_name, record.actor_post_name) == ("副科长", "副科长（代科长办理）")
    assert Token.objects.get(pk=(case.pk, no)).holder == f"account:{office['科长'].account_id}"


def test_a_stranger_to_the_organ_reads_the_case_only_while_he_substitutes(office: Office) -> None:
    from mingtang.kernel.cases.tests.desk import new_office

    case, _no = held(office, "科长")
    stranger = new_office("乙局")["科员"]
    given = stand_in(office["科长"], stranger)
    assert Case.objects.visible_to(stranger).filter(pk=case.pk).exists()
    Substitution.objects.filter(pk=given.pk).update(
        end=timezone.localdate() - timedelta(days=1), start=date(2026, 1, 1)
    )
    assert not Case.objects.visible_to(stranger).filter(pk=case.pk).exists()
    assert not tasks.mine(stranger).exists()


@pytest.mark.parametrize(
    "values",
    [
        {"start": date(2020, 1, 1), "end": date(2020, 1, 2)},
        {"start": date(2999, 1, 1), "end": date(2999, 1, 2)},
        {"types": ["another"]},
        {"ended_at": timezone.now()},
    ],
)
def test_outside_its_dates_and_types_a_substitution_gives_nothing(office: Office, values: dict[str, Any]) -> None:
    case, no = held(office, "科长")
    stand_in(office["科长"], office["副科长"], **values)
    with pytest.raises(NotPermitted):
        handle(office["副科长"], case.pk, Complete(no))


def test_one_s_own_item_is_handled_in_one_s_own_name(office: Office) -> None:
    case, no = held(office, "科长")
    stand_in(office["副科长"], office["科长"])
    handle(office["科长"], case.pk, Complete(no))
    assert history(case).last().post_name == "科长"


def signing(office: Office, *people: str) -> Case:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "sign", several(), mt_assignee="=person")
    drawing.node("endEvent", "end")
    drawing.path("start", "sign", "end")
    return office.run(drawing, people=[f"account:{office[each].account_id}" for each in people])


def test_nobody_signs_for_another_where_he_signs_himself(office: Office) -> None:
    case = signing(office, "科长", "副科长")
    stand_in(office["科长"], office["副科长"])
    theirs = item(case, "sign", holder=f"account:{office['科长'].account_id}")
    for _before_and_after_his_own in range(2):
        with pytest.raises(NotPermitted, match="不能再代他人签署"):
            handle(office["副科长"], case.pk, Complete(theirs))
        own = Token.objects.filter(case=case, life="A", holder=f"account:{office['副科长'].account_id}").first()
        if own:
            handle(office["副科长"], case.pk, Complete(own.no))


def test_who_does_not_sign_himself_may_sign_for_another(office: Office) -> None:
    case = signing(office, "科长", "局长")
    stand_in(office["科长"], office["副科长"])
    handle(office["副科长"], case.pk, Complete(item(case, "sign", holder=f"account:{office['科长'].account_id}")))
    complete(office["局长"], case, "sign")
    assert Case.objects.get(pk=case.pk).status == "completed"


def test_only_items_of_the_entrusted_types_are_in_the_list_of_the_substitute(office: Office) -> None:
    case, no = held(office, "科长")
    other = office["副科长"]
    given = stand_in(office["科长"], other, types=["another-type"])
    assert not tasks.mine(other).exists()
    assert waiting_count(AccountActor(other.account, appointment=other.appointment)) == 0
    Substitution.objects.filter(pk=given.pk).update(types=["another-type", case.type])
    assert [each.no for each in tasks.mine(other)] == [no]
    assert waiting_count(AccountActor(other.account, appointment=other.appointment)) == 1
