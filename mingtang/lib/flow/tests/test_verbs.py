"""Signatures, delegation, suspension and marks: the one meaning of each verb."""

import pytest

from mingtang.lib.flow import Kind, Refused, Status
from mingtang.lib.flow.changes import GiveCopy, OfferWork, PauseTimer, Remind, ResumeTimer
from mingtang.lib.flow.commands import (
    AddSign,
    AddTask,
    Circulate,
    Claim,
    Complete,
    Delegate,
    DropSign,
    Reassign,
    Release,
    Resume,
    SignPlace,
    Supervise,
    Suspend,
    TimerFired,
    Urge,
    Void,
)
from mingtang.lib.flow.net import Rule, RuleKind
from mingtang.lib.flow.state import details, with_details
from mingtang.lib.flow.tests.drawing import Drawing, parallel, sequence, several, timer
from mingtang.lib.flow.tests.play import Play


def holders(play: Play, node: str) -> list[str]:
    return [token.holder for token in play.state.work if token.node == node]


def test_signatures_before_hold_the_item_until_they_are_given() -> None:
    play = Play(sequence("a", "b").xml())
    item = play.number("a")
    play.do(AddSign(item, ("王", "李")))
    assert [offer.candidates for offer in play.effects(OfferWork)] == [("王",), ("李",)]
    with pytest.raises(Refused, match="还有前加签"):
        play.do(Complete(item))
    play.complete("a", "同意", holder="王")
    play.complete("a", "反对", holder="李")
    assert play.work == ["a"]
    assert play.state.vars["signings"]["a"]["outcomes"] == {"同意": 1, "反对": 1}
    play.do(Complete(item))
    assert play.work == ["b"]


def test_signatures_before_may_be_decided_by_the_first_who_agrees() -> None:
    play = Play(sequence("a", "b").xml())
    item = play.number("a")
    play.do(AddSign(item, ("王", "李", "赵"), rule=Rule(RuleKind.ANY, outcome="同意")))
    play.complete("a", "反对", holder="王")
    assert len(play.state.work) == 3
    play.complete("a", "同意", holder="李")
    assert [token.no for token in play.state.work] == [item]
    assert play.state.vars["signings"]["a"]["passed"] is True


def test_signatures_after_are_given_one_by_one_before_the_token_goes_on() -> None:
    play = Play(sequence("a", "b").xml())
    play.do(AddSign(play.number("a"), ("王", "李"), SignPlace.AFTER))
    assert holders(play, "a") == [""]
    play.complete("a")
    assert holders(play, "a") == ["王"]
    play.complete("a")
    assert holders(play, "a") == ["李"]
    play.complete("a")
    assert play.work == ["b"]


def countersigned(**marker: str) -> Play:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "sign", several(**marker), mt_assignee="=person")
    drawing.node("exclusiveGateway", "passed", default="no")
    drawing.node("userTask", "issue")
    drawing.node("userTask", "rework")
    drawing.path("start", "sign", "passed")
    drawing.flow("passed", "issue", "signings.sign.passed")
    drawing.flow("passed", "rework", ident="no")
    return Play(drawing.xml(), people=["王", "李", "赵"])


@pytest.mark.parametrize(
    ("rule", "outcomes", "open_after", "then"),
    [
        ("all", ["同意", "同意", "同意"], 3, "issue"),
        ("all", ["反对"], 1, "rework"),
        ("any", ["反对", "同意"], 2, "issue"),
        ("any", ["反对", "反对", "反对"], 3, "rework"),
        ("2/3", ["同意", "同意"], 2, "issue"),
        ("2/3", ["反对", "反对"], 2, "rework"),
        ("2", ["同意", "反对", "同意"], 3, "issue"),
    ],
)
def test_a_countersigning_ends_as_soon_as_its_rule_is_decided(
    rule: str, outcomes: list[str], open_after: int, then: str
) -> None:
    play = countersigned(rule=rule, outcome="同意")
    for number, outcome in enumerate(outcomes, 1):
        assert number <= open_after
        play.complete("sign", outcome)
    assert play.work == [then]
    assert not [row for row in play.state.live.values() if row.kind is Kind.BODY]


def test_signers_in_sequence_come_one_after_the_other() -> None:
    play = countersigned(sequential=True)
    assert holders(play, "sign") == ["王"]
    play.complete("sign")
    assert holders(play, "sign") == ["李"]
    with pytest.raises(Refused, match="依次"):
        play.do(AddSign(play.number("sign"), ("钱",), SignPlace.BESIDE))
    play.do(DropSign(play.number("sign")))
    assert holders(play, "sign") == ["赵"]
    play.complete("sign")
    assert play.state.vars["signings"]["sign"]["total"] == 2


def test_signers_are_added_and_dropped_while_others_sign() -> None:
    play = countersigned()
    play.do(AddSign(play.number("sign"), ("钱",), SignPlace.BESIDE))
    assert sorted(holders(play, "sign")) == sorted(["王", "李", "赵", "钱"])
    for person in ("王", "李"):
        play.complete("sign", holder=person)
    play.do(DropSign(play.number("sign", "赵")))
    assert holders(play, "sign") == ["钱"]
    play.complete("sign", holder="钱")
    assert play.work == ["issue"]


def test_dropping_the_last_who_has_not_signed_decides_but_the_only_one_stays() -> None:
    play = countersigned()
    play.complete("sign", holder="王")
    play.complete("sign", holder="李")
    play.do(DropSign(play.number("sign", "赵")))
    assert play.work == ["issue"]
    single = Play(sequence("a").xml())
    single.do(AddSign(single.number("a"), ("王",)))
    with pytest.raises(Refused, match="至少要保留一人"):
        single.do(DropSign(single.number("a", "王")))


def test_an_item_is_claimed_released_reassigned_and_delegated() -> None:
    play = Play(sequence("a").xml())
    item = play.number("a")
    play.do(Claim(item, "王"))
    with pytest.raises(Refused, match="已由 王 签收"):
        play.do(Claim(item, "李"))
    with pytest.raises(Refused, match="本来就由"):
        play.do(Reassign(item, "王"))
    play.do(Delegate(item, "李"))
    with pytest.raises(Refused, match="收回委托"):
        play.do(Reassign(item, "赵"))
    with pytest.raises(Refused, match="收回委托"):
        play.do(Release(item))
    play.complete("a")
    assert (play.state.past[item].holder, play.state.past[item].owner) == ("李", "王")


def test_copies_and_reminders_move_nothing() -> None:
    play = Play(sequence("a").xml())
    item = play.number("a")
    before = play.state.live
    play.do(Circulate(item, ("王", "李", "王")))
    assert [copy.reader for copy in play.effects(GiveCopy)] == ["王", "李"]
    play.do(Urge(item, "请抓紧"))
    assert play.effects(Remind)[0].text == "请抓紧"
    assert play.state.live == before
    play.do(Supervise(item, "红"))
    assert play.state.live[item].supervised == "红"
    with pytest.raises(Refused, match="没有选择"):
        play.do(Circulate(item, ()))


def test_a_suspended_branch_stands_still_with_its_timers_and_the_other_goes_on() -> None:
    xml = (
        parallel("x", "y")
        .xml()
        .replace(
            b'<bpmn:userTask id="y">',
            f'<bpmn:boundaryEvent id="late" attachedToRef="x">{timer("P1D")}</bpmn:boundaryEvent><bpmn:userTask id="y">'.encode(),
        )
    )
    play = Play(xml)
    play.complete("before")
    play.do(Suspend(play.number("x")))
    assert [effect.token for effect in play.effects(PauseTimer)] == [play.waiting("late")]
    for command in (Complete(play.number("x")), TimerFired(play.waiting("late"))):
        with pytest.raises(Refused) as refusal:
            play.do(command)
        assert refusal.value.code == "suspended"
    play.complete("y")
    play.do(Suspend())
    assert not play.effects(PauseTimer)
    play.do(Resume())
    assert not play.effects(ResumeTimer)
    play.do(Resume(play.number("x")))
    assert play.effects(ResumeTimer)
    play.complete("x")
    assert play.work == ["after"]


def test_an_added_task_holds_the_case_open_and_leads_nowhere() -> None:
    play = Play(sequence("a").xml())
    play.do(AddTask("补充说明", "王"))
    play.complete("a")
    assert (play.work, play.state.status) == (["补充说明"], Status.RUNNING)
    play.complete("补充说明")
    assert play.state.status is Status.COMPLETED


def test_a_completed_case_can_still_be_declared_void() -> None:
    play = Play(sequence("a").xml())
    play.complete("a")
    play.do(Void("撤销"))
    assert play.state.status is Status.VOIDED


def test_a_diagram_may_close_verbs_at_a_step() -> None:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "a", mt_verbs="reassign urge", name="会审")
    drawing.path("start", "a")
    play = Play(drawing.xml())
    play.do(Reassign(play.number("a"), "王"))
    with pytest.raises(Refused, match="没有为“会审”开放加签"):
        play.do(AddSign(play.number("a"), ("李",)))


def test_rows_survive_being_stored_as_columns_and_details() -> None:
    play = countersigned(rule="2/3", outcome="同意")
    play.do(AddSign(play.number("sign"), ("钱",), rule=Rule(RuleKind.RATIO, 1, 2), sequential=True))
    play.do(AddSign(play.number("sign", "李"), ("孙",), SignPlace.AFTER))
    for row in play.state.live.values():
        bare = row._replace(**{name: row._field_defaults[name] for name in details(row)})
        assert with_details(bare, details(row)) == row
