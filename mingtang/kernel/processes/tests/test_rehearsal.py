"""Rehearsals: what the choices lead to, and what they cannot."""

import pytest

from mingtang.kernel.processes.rules import BadChoice, Choice, names_asked, packed, parse_vars, rehearse, unpacked
from mingtang.kernel.processes.starts import start_named
from mingtang.lib.flow import Net, Vocabulary, compile_bpmn


def net(key: str) -> Net:
    compiled = compile_bpmn(start_named(key).xml.encode())
    assert isinstance(compiled, Net), compiled
    return compiled


def played(key: str, *choices: Choice):
    return rehearse(net(key), Vocabulary(), choices)


def test_nothing_is_live_before_the_start() -> None:
    begun = played("single-organ-commitment")
    assert [offer.words for offer in begun.offers] == ["开始"]
    assert begun.status == "未开始"


def test_a_variable_set_with_a_choice_decides_the_way() -> None:
    refused = played("single-organ-commitment", Choice(), Choice(1, "", {"acceptance": "不予受理"}))
    assert refused.status == "已办结"
    assert refused.offers == ()
    accepted = played("single-organ-commitment", Choice(), Choice(1, "同意"))
    assert accepted.live == {"review"}
    assert {"filed", "accept", "accepted"} <= accepted.done
    assert "办结“受理”：同意" in accepted.lines[-1]


def test_every_signer_has_an_offer_of_his_own_and_time_can_pass() -> None:
    start = Choice(0, "", {"organs": ["住建局", "消防"]})
    begun = played("parallel-organs", start)
    asked = played("parallel-organs", start, Choice(begun.offers[0].token))
    assert [offer.title for offer in asked.offers if offer.words == "办结"] == [
        "部门审查（住建局）",
        "部门审查（消防）",
    ]
    late = next(offer for offer in asked.offers if offer.words == "到时")
    after = played("parallel-organs", start, Choice(begun.offers[0].token), Choice(late.token))
    assert "urge" in after.live
    assert after.now == late.due
    assert after.now > begun.now


def test_a_choice_that_cannot_be_done_is_told_and_left_out() -> None:
    stuck = played("single-organ-commitment", Choice(), Choice(99))
    assert stuck.fault
    assert len(stuck.choices) == 1
    assert stuck.live == {"accept"}


def test_choices_travel_as_text_and_come_back_the_same() -> None:
    choices = [Choice(0, "", {"organs": [1, 2]}), Choice(3, "同意")]
    assert unpacked(packed(choices)) == choices
    for nonsense in ("{", "[1]", '[["x", "", {}]]', "[" * 5000):
        with pytest.raises(BadChoice):
            unpacked(nonsense)


def test_variables_are_written_one_a_line() -> None:
    assert parse_vars('amount = 5\nkind = 新设\n\nurgent=是\norgans = ["a"]') == {
        "amount": 5, "kind": "新设", "urgent": True, "organs": ["a"],
    }  # fmt: skip
    with pytest.raises(BadChoice, match="第 2 行"):
        parse_vars("a = 1\nno sign")


def test_the_names_that_conditions_ask_for_are_known() -> None:
    assert names_asked(net("single-organ-commitment")) == ("acceptance", "decision")
