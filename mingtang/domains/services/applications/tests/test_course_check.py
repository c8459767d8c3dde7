"""What a drawn process must hold before an item may go by it."""

import pytest

from mingtang.domains.services.applications.process import STARTS
from mingtang.domains.services.applications.process.checking import course_faults
from mingtang.domains.services.applications.process.review import DEEM, LAPSE
from mingtang.lib.flow import Vocabulary
from mingtang.lib.flow.tests.play import net_of

PROMISED, AT_ONCE = {"project_type": "2"}, {"project_type": "1"}
VOCABULARY = Vocabulary(services=frozenset({DEEM, LAPSE, "other"}))


def faults(xml: str, document: dict[str, str]) -> str:
    return "；".join(course_faults(net_of(xml.encode(), VOCABULARY), document))


def promised(**replaced: str) -> str:
    xml = next(each.xml for each in STARTS if each.key == "service-promised")
    for old, new in replaced.items():
        assert old in xml
        xml = xml.replace(old, new)
    return xml


@pytest.mark.parametrize("start", STARTS, ids=lambda each: each.key)
def test_every_start_is_a_lawful_course_of_its_type(start: object) -> None:
    document = AT_ONCE if start.key == "service-immediate" else PROMISED  # type: ignore[attr-defined]
    assert faults(start.xml, document) == ""  # type: ignore[attr-defined]


def test_a_promised_case_cannot_go_by_the_process_of_an_immediate_one() -> None:
    told = faults(next(each.xml for each in STARTS if each.key == "service-immediate"), PROMISED)
    assert all(f"编号要是 {step}" in told for step in ("receive", "accept", "refuse", "deliver"))


def test_a_decision_by_whoever_handles_is_told_with_both_elements() -> None:
    told = faults(promised(**{"role:decider": "role:handler"}), PROMISED)
    assert "“决定”（decide）与“受理”（accept）由同样的人办理" in told


def test_silence_about_acceptance_must_mean_something() -> None:
    assert "期满未告知" in faults(promised(**{DEEM: "other"}), PROMISED)


def test_what_leads_past_acceptance_review_or_decision_is_told() -> None:
    past_acceptance = promised(**{'sourceRef="received" targetRef="accept"': 'sourceRef="received" targetRef="review"'})
    assert "不经过“受理”（accept）就能走到“决定”" in faults(past_acceptance, PROMISED)
    past_review = promised(**{'sourceRef="accepted" targetRef="review"': 'sourceRef="accepted" targetRef="decide"'})
    assert "不经过审查" in faults(past_review, PROMISED)
    past_decision = promised(**{'sourceRef="check" targetRef="decide"': 'sourceRef="check" targetRef="issue"'})
    told = faults(past_decision, PROMISED)
    assert "“决定”（decide）从开始走不到" in told
    assert "不经过“决定”（decide）就能走到“送达”" in told
