"""Who may do what: candidates of the diagram, holders, delegates, substitutes, managers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mingtang.kernel.cases.api import CaseType, NotPermitted, handle, open_case, register_case_type, tasks
from mingtang.kernel.cases.models import Candidate, Case, Substitution
from mingtang.kernel.cases.tests.desk import Office, complete, employ, item, new_office, work
from mingtang.kernel.directory.models import CompiledScope, Grant, Post, Role
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes.api import install
from mingtang.lib.flow import Verb
from mingtang.lib.flow.commands import (
    AddSign,
    AddTask,
    Claim,
    Complete,
    Delegate,
    DropSign,
    EndDelegation,
    Reassign,
    Release,
    Terminate,
    Urge,
    Withdraw,
)
from mingtang.lib.flow.tests.drawing import Drawing, sequence


def drawn(**duty: str) -> Drawing:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "one", **duty)
    drawing.node("userTask", "two")
    drawing.node("endEvent", "end")
    drawing.path("start", "one", "two", "end")
    return drawing


def keys(case: Case) -> list[str]:
    return list(Candidate.objects.filter(case=case).order_by("key").values_list("key", flat=True))


def grant(actor, code: str, permissions: list[str]) -> None:
    role = Role.objects.create(code=code, name=code, permissions=permissions)
    Grant.objects.create(
        post_id=actor.post_id, organ_id=actor.organ_id, role=role, kind="organ", scope_organ_id=actor.organ_id, start="2020-01-01"
    )  # fmt: skip
    for permission in permissions:
        CompiledScope.objects.create(post_id=actor.post_id, permission=permission, organs=[actor.organ_id])


@pytest.mark.parametrize(
    ("duty", "wanted"),
    [
        ({}, ["organ:{organ}"]),
        ({"mt_post": "科长"}, ["post:{chief}"]),
        ({"mt_post": "approver"}, ["role:approver@{organ}"]),
        ({"mt_candidates": "role:approver"}, ["role:approver@{organ}"]),
        ({"mt_candidates": "initiator"}, ["account:{clerk}"]),
        ({"mt_candidates": "unit:7 organ:9"}, ["organ:9", "unit:7"]),
        ({"mt_candidates": "=people"}, ["account:{clerk}"]),
        ({"mt_candidates": "previous-holder:nothing"}, ["organ:{organ}"]),
        ({"mt_organ": "=place"}, ["organ:{other}"]),
        ({"mt_organ": "=place", "mt_post": "科长"}, ["role:科长@{other}"]),
        ({"mt_organ": "91510100MA0000000X"}, ["organ:{other}"]),
        ({"mt_organ": "unknown"}, ["organ:{organ}"]),
    ],
)
def test_a_step_is_offered_to_whom_the_diagram_names(office: Office, duty: dict[str, str], wanted: list[str]) -> None:
    other = new_office("乙局")
    other.organ.credit_code = "91510100MA0000000X"
    other.organ.save()
    chief = office["科长"].post_id
    clerk = office["clerk"].account_id
    case = office.run(drawn(**duty), place=other.organ.pk, people=[f"account:{clerk}"])
    assert keys(case) == [
        each.format(organ=office.organ.pk, other=other.organ.pk, chief=chief, clerk=clerk) for each in wanted
    ]


def test_a_case_of_a_unit_is_offered_to_the_unit_and_its_head_can_be_named(office: Office) -> None:
    head = office["主任"]
    Post.objects.filter(pk=head.post_id).update(leads=True)
    case = office.run(drawn(mt_candidates="initiator-unit-head"), unit=office.unit)
    assert keys(case) == [f"post:{head.post_id}"]
    complete(head, case, "one")
    assert keys(case) == [f"unit:{office.unit.pk}"]


def test_a_step_goes_back_to_who_did_an_earlier_one(office: Office) -> None:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "one")
    drawing.node("userTask", "two")
    drawing.node("userTask", "three", mt_assignee="previous-holder:one")
    drawing.node("endEvent", "end")
    drawing.path("start", "one", "two", "three", "end")
    case = office.run(drawing)
    complete(office["a"], case, "one")
    complete(office["b"], case, "two")
    assert [each.node for each in tasks.mine(office["a"])] == ["three"]
    assert not tasks.pool(office["a"]).exists()


def test_a_role_of_the_organ_may_take_what_is_offered_to_it(office: Office) -> None:
    approver, other = office["approver"], office["other"]
    grant(approver, "approver", [])
    case = office.run(drawn(mt_post="approver"))
    assert tasks.pool(approver).count() == 1
    assert not tasks.pool(other).exists()
    assert Case.objects.visible_to(approver).get() == case
    assert not Case.objects.visible_to(other).exists()
    with pytest.raises(NotPermitted, match="没有分派给您"):
        complete(other, case, "one")
    complete(approver, case, "one")


def test_an_outsider_may_do_nothing(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    stranger, no = new_office("乙局")["clerk"], item(case, "one")
    mine = f"account:{stranger.account_id}"
    for command in (Complete(no), Claim(no, mine), Reassign(no, mine), AddSign(no, (mine,)), Urge(no), Terminate()):
        with pytest.raises(NotPermitted):
            handle(stranger, case.pk, command)
    assert not Case.objects.visible_to(stranger).exists()
    assert work(case) == ["one"]


def test_only_who_completed_it_may_withdraw(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    no = item(case, "one")
    complete(office["a"], case, "one")
    with pytest.raises(NotPermitted, match="只有办结人可以撤回"):
        handle(office["b"], case.pk, Withdraw(no))
    handle(office["a"], case.pk, Withdraw(no))
    assert work(case) == ["one"]
    assert [each.node for each in tasks.mine(office["a"])] == ["one"]


def test_an_item_can_be_handed_to_a_unit_and_is_in_its_pool_only(office: Office) -> None:
    other = new_office("乙局")
    case = office.run(sequence("one"))
    no = item(case, "one")
    handle(office["a"], case.pk, Reassign(no, f"unit:{other.unit.pk}"))
    assert not tasks.pool(office["a"]).exists()
    assert [each.no for each in tasks.pool(other["clerk"])] == [no]
    assert Case.objects.visible_to(other["clerk"]).exists()
    complete(other["clerk"], case, "one")
    assert Case.objects.visible_to(other["clerk"]).exists()


def test_a_delegate_acts_and_the_holder_takes_it_back(office: Office) -> None:
    case = office.run(sequence("one"))
    no, holder, delegate = item(case, "one"), office["a"], office["b"]
    handle(holder, case.pk, Claim(no, f"account:{holder.account_id}"))
    handle(holder, case.pk, Delegate(no, f"account:{delegate.account_id}"))
    assert [each.no for each in tasks.mine(delegate)] == [no]
    with pytest.raises(NotPermitted, match="只有委托人"):
        handle(office["c"], case.pk, EndDelegation(no))
    handle(holder, case.pk, EndDelegation(no))
    assert [each.no for each in tasks.mine(holder)] == [no]
    assert not tasks.mine(delegate).exists()


def test_signers_are_asked_and_dropped_by_who_holds_the_item(office: Office) -> None:
    case = office.run(sequence("one"))
    no, holder, signer = item(case, "one"), office["a"], office["b"]
    handle(holder, case.pk, Claim(no, f"account:{holder.account_id}"))
    both = (f"account:{signer.account_id}", f"account:{office['c'].account_id}")
    handle(holder, case.pk, AddSign(no, both))
    (sign,) = tasks.mine(signer)
    with pytest.raises(NotPermitted):
        handle(signer, case.pk, DropSign(sign.no))
    handle(holder, case.pk, DropSign(sign.no))
    assert not tasks.mine(signer).exists()


def test_a_substitute_acts_for_who_is_away_within_the_dates(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    away, substitute, today = office["a"], office["b"], timezone.localdate()
    handle(away, case.pk, Claim(item(case, "one"), f"account:{away.account_id}"))
    row = Substitution.objects.create(
        account_id=away.account_id, substitute_id=substitute.account_id, start=today, end=today
    )
    assert [each.node for each in tasks.mine(substitute)] == ["one"]
    Substitution.objects.filter(pk=row.pk).update(start=today + timedelta(days=1), end=today + timedelta(days=2))
    with pytest.raises(NotPermitted):
        complete(substitute, case, "one")
    Substitution.objects.filter(pk=row.pk).update(start=today - timedelta(days=1), types=["another"])
    with pytest.raises(NotPermitted):
        complete(substitute, case, "one")
    Substitution.objects.filter(pk=row.pk).update(types=[case.type])
    complete(substitute, case, "one")


def test_a_manager_of_the_organ_manages_its_cases_only(office: Office) -> None:
    manager, case = office["manager"], office.run(sequence("one"))
    grant(manager, "case-manager", ["cases.manage", "cases.read"])
    elsewhere = new_office("乙局").run(sequence("one"))
    handle(manager, case.pk, AddTask("补充说明", f"account:{office['a'].account_id}"))
    assert [each.title for each in tasks.mine(office["a"])] == ["补充说明"]
    handle(manager, case.pk, Terminate("重复"))
    with pytest.raises(NotPermitted, match="没有管理该案件的权限"):
        handle(manager, elsewhere.pk, Terminate())


def test_a_case_type_may_narrow_what_the_state_allows(office: Office) -> None:
    def nobody_releases(actor, case, verb: Verb, node: str) -> str:
        return "本类案件不得放回" if verb is Verb.RELEASE else ""

    install("narrow", "收紧", sequence("one").xml(key="narrow"))
    register_case_type(CaseType("narrow", "收紧", "narrow", policy=nobody_releases))
    case = open_case(office["a"], "narrow", title="x", organ=office.organ)
    no = item(case, "one")
    handle(office["a"], case.pk, Claim(no, f"account:{office['a'].account_id}"))
    with pytest.raises(NotPermitted, match="本类案件不得放回"):
        handle(office["a"], case.pk, Release(no))
    handle(SYSTEM, case.pk, Release(no))


def test_urging_is_for_the_initiator_and_organs_that_take_part(office: Office) -> None:
    case = office.run(sequence("one"))
    handle(employ(office.organ, None, "colleague"), case.pk, Urge(item(case, "one")))
