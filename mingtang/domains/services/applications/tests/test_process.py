"""The processes of applications, run by the engine without a database."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mingtang.domains.services.applications.process import (
    STARTS,
    STEPS,
    Branch,
    BranchKind,
    Silence,
    Start,
    Step,
    faults_of,
    joint_process,
    step_of,
)
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.process.joint import DEEM_AGREED, DISTRIBUTE, SETTLE
from mingtang.domains.services.applications.process.review import DEEM, LAPSE
from mingtang.domains.services.branches import before, dependents, longest_path
from mingtang.lib.flow import Status, Vocabulary
from mingtang.lib.flow.check import check
from mingtang.lib.flow.commands import Return, ServiceAnswered, TimerFired
from mingtang.lib.flow.net import NodeKind
from mingtang.lib.flow.tests.play import Play, net_of

VOCABULARY = Vocabulary(services=frozenset({DISTRIBUTE, DEEM_AGREED, SETTLE, DEEM, LAPSE}))
LIMITS = {"acceptance": "P5WD", "correction": "P15WD", "branch_defects": "P2WD", "commitment_check": "P2M"}


def opened(xml: str, **facts: Any) -> Play:
    return Play(xml.encode(), VOCABULARY, limits=LIMITS, window="window", **facts)


def start(key: str) -> Play:
    return opened(next(each.xml for each in STARTS if each.key == key))


@pytest.mark.parametrize("begin", STARTS, ids=lambda each: each.key)
def test_every_start_is_sound(begin: Start) -> None:
    assert check(net_of(begin.xml.encode(), VOCABULARY)) == ()


@pytest.mark.parametrize("begin", STARTS, ids=lambda each: each.key)
def test_every_step_of_a_start_is_one_the_law_knows(begin: Start) -> None:
    net = net_of(begin.xml.encode(), VOCABULARY)
    assert all(step_of(node.id)[0] in STEPS for node in net.nodes if node.kind is NodeKind.WORK)


def test_ids_tell_step_and_branch() -> None:
    assert step_of("decide") == (Step.DECIDE, "")
    assert step_of("decide_fire") == (Step.DECIDE, "fire")
    assert step_of("Activity_1x") == (None, "")


def test_an_application_goes_from_filing_to_delivery() -> None:
    play = start("service-promised")
    for node, outcome in [
        ("receive", said.RECEIVED),
        ("accept", said.ACCEPTED),
        ("review", said.SUBMITTED),
        ("check", said.AGREED),
        ("decide", said.GRANTED),
        ("issue", said.ISSUED),
        ("deliver", said.DELIVERED),
    ]:
        assert play.work == [node]
        play.complete(node, outcome)
    assert play.state.status is Status.COMPLETED


def test_what_was_corrected_is_examined_for_acceptance_again() -> None:
    play = start("service-promised")
    play.complete("receive", said.RECEIVED)
    play.complete("accept", said.CORRECTION)
    assert play.work == ["correct"]
    play.complete("correct", said.CORRECTED)
    assert play.work == ["accept"]


def test_silence_about_acceptance_means_accepted() -> None:
    play = start("service-promised")
    play.complete("receive", said.RECEIVED)
    play.do(TimerFired(play.waiting("silent")))
    play.do(ServiceAnswered(play.waiting("deem")))
    assert play.work == ["review"]


def test_a_correction_that_does_not_come_ends_the_application() -> None:
    play = start("service-promised")
    play.complete("receive", said.RECEIVED)
    play.complete("accept", said.CORRECTION)
    play.do(TimerFired(play.waiting("late")))
    play.do(ServiceAnswered(play.waiting("lapse")))
    assert play.state.status is Status.COMPLETED


def test_not_accepting_needs_a_second_officer() -> None:
    play = start("service-promised")
    play.complete("receive", said.RECEIVED)
    play.complete("accept", said.NOT_ACCEPTED)
    assert play.work == ["refuse"]
    play.complete("refuse", said.AGREED)
    assert play.state.status is Status.COMPLETED


def test_a_promise_of_the_applicant_is_checked_after_the_decision() -> None:
    play = start("service-commitment")
    for node, outcome in [("receive", said.RECEIVED), ("accept", said.ACCEPTED), ("decide", said.GRANTED)]:
        play.complete(node, outcome)
    assert play.work == ["issue"]
    play.do(TimerFired(play.waiting("later")))
    assert play.work == ["issue", "verify"]


CONSTRUCTION = (
    Branch("drawing", "施工图审查", BranchKind.TECHNICAL, days=10),
    Branch("fire", "消防设计审查", after=("drawing",), days=5),
    Branch("shelter", "人防审批", after=("drawing",), days=5),
    Branch("power", "供电意见", BranchKind.OPINION, ("drawing",), 3),
    Branch("build", "施工许可", after=("drawing", "fire", "shelter", "power"), days=3),
)
ALL = [branch.key for branch in CONSTRUCTION]


def joint(active: list[str], branches: tuple[Branch, ...] = CONSTRUCTION, defective: tuple[str, ...] = ()) -> Play:
    """A joint case after its organs have looked at what they got."""
    play = opened(
        joint_process("construction", "施工许可", branches),
        active=active,
        organs={key: f"organ-{key}" for key in active},
    )
    play.complete("receive", said.RECEIVED)
    play.do(ServiceAnswered(play.waiting("distribute")))
    for key in active:
        play.complete(f"defects_{key}", said.DEFECTIVE if key in defective else said.COMPLETE)
    return play


def grant(play: Play, *keys: str, outcome: str = said.GRANTED) -> None:
    for key in keys:
        play.complete(f"accept_{key}", said.ACCEPTED)
        play.complete(f"review_{key}", said.SUBMITTED)
        play.complete(f"check_{key}", said.AGREED)
        play.complete(f"decide_{key}", outcome)


def test_a_branch_begins_when_those_before_it_are_past() -> None:
    play = joint(ALL)
    assert play.work == ["accept_drawing"]
    grant(play, "drawing")
    assert play.work == ["accept_fire", "accept_shelter", "opine_power"]
    play.complete("opine_power", said.AGREED)
    grant(play, "fire", "shelter", "build")
    assert play.work == ["conclude"]


def test_branches_that_the_application_does_not_need_are_passed_by() -> None:
    play = joint(["drawing", "build"])
    grant(play, "drawing")
    assert play.work == ["accept_build"]


def test_a_denied_branch_cancels_what_depends_on_it_and_leaves_the_others() -> None:
    play = joint(ALL)
    grant(play, "drawing")
    grant(play, "fire", outcome=said.DENIED)
    assert play.work == ["accept_shelter", "opine_power"]
    grant(play, "shelter")
    play.complete("opine_power", said.AGREED)
    assert play.work == ["conclude"]


def test_a_branch_not_accepted_cancels_what_depends_on_it() -> None:
    play = joint(["drawing", "build"])
    play.complete("accept_drawing", said.NOT_ACCEPTED)
    play.complete("refuse_drawing", said.AGREED)
    assert play.work == ["conclude"]


SIDE_BY_SIDE = (Branch("fire", "消防"), Branch("health", "卫生"), Branch("police", "公安", BranchKind.OPINION, days=2))
THREE = [branch.key for branch in SIDE_BY_SIDE]


def test_one_branch_waits_for_the_correction_while_the_others_run() -> None:
    play = joint(THREE, SIDE_BY_SIDE, defective=("fire",))
    assert play.work == ["accept_health", "notify", "opine_police"]
    grant(play, "health")
    play.complete("notify", said.NOTIFIED)
    play.complete("correct", said.CORRECTED)
    assert play.work == ["accept_fire", "opine_police"]


def test_a_branch_whose_correction_does_not_come_is_over_and_the_rest_goes_on() -> None:
    play = joint(THREE, SIDE_BY_SIDE, defective=("fire",))
    play.complete("notify", said.NOTIFIED)
    play.do(TimerFired(play.waiting("late")))
    play.do(ServiceAnswered(play.waiting("settle"), {"lapsed": True}))
    play.complete("opine_police", said.AGREED)
    grant(play, "health")
    assert play.work == ["conclude"]


def test_an_organ_that_keeps_silent_about_defects_finds_none() -> None:
    play = opened(
        joint_process("side", "并联", SIDE_BY_SIDE), active=THREE, organs={key: f"organ-{key}" for key in THREE}
    )
    play.complete("receive", said.RECEIVED)
    play.do(ServiceAnswered(play.waiting("distribute")))
    for key in THREE:
        play.do(TimerFired(play.waiting(f"unsaid_{key}")))
    assert play.work == ["accept_fire", "accept_health", "opine_police"]


def test_returning_one_branch_leaves_the_opinions_of_the_others() -> None:
    play = joint(THREE, SIDE_BY_SIDE)
    play.complete("opine_police", said.AGREED)
    grant(play, "health")
    play.complete("accept_fire", said.ACCEPTED)
    play.complete("review_fire", said.SUBMITTED)
    play.do(Return(play.number("check_fire"), play.done("review_fire")))
    assert play.work == ["review_fire"]
    assert play.done("opine_police")
    assert play.done("decide_health")


def test_an_opinion_that_is_late_is_urged_by_the_lead_and_never_taken_for_granted() -> None:
    play = joint(THREE, SIDE_BY_SIDE)
    play.do(TimerFired(play.waiting("silent_police")))
    assert {"opine_police", "urge_police"} <= set(play.work)


def test_silence_is_agreement_only_where_a_rule_says_so() -> None:
    tacit = (*SIDE_BY_SIDE[:2], Branch("police", "公安", BranchKind.OPINION, days=2, silence=Silence.DEEMED_AGREED))
    play = joint(THREE, tacit)
    play.do(TimerFired(play.waiting("silent_police")))
    play.do(ServiceAnswered(play.waiting("deem_police")))
    assert play.work == ["accept_fire", "accept_health"]


def test_a_permit_is_never_granted_by_silence() -> None:
    assert faults_of([Branch("fire", "消防", silence=Silence.DEEMED_AGREED)]) == ["“消防”不是征求意见，不能默认同意"]


@pytest.mark.parametrize(
    ("branches", "fault"),
    [
        ([], "至少要有一个分支"),
        ([Branch("a", "甲", after=("x",))], "“甲”的前置分支“x”不存在"),
        ([Branch("a", "甲", after=("b",)), Branch("b", "乙", after=("a",))], "“甲”直接或间接地等待它自己"),
        ([Branch("a", "甲"), Branch("a", "乙")], "分支代号“a”重复或不合规则"),
        ([Branch("A b", "甲")], "分支代号“A b”重复或不合规则"),
    ],
)
def test_branches_that_cannot_be_compiled_are_refused_with_the_reason(branches: list[Branch], fault: str) -> None:
    assert fault in faults_of(branches)
    with pytest.raises(ValueError, match=fault):
        joint_process("x", "x", branches)


@some.composite
def graphs(draw: Any) -> tuple[Branch, ...]:
    """One to four branches, each waiting for some of those before it."""
    made: list[Branch] = []
    for key in "abcd"[: draw(some.integers(1, 4))]:
        after = draw(some.sets(some.sampled_from([each.key for each in made]), max_size=3)) if made else set()
        kind = draw(some.sampled_from([BranchKind.PERMIT, BranchKind.OPINION]))
        made.append(Branch(key, key.upper(), kind, tuple(sorted(after)), draw(some.integers(0, 9))))
    return tuple(made)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(graphs())
def test_whatever_waits_for_whatever_the_compiled_process_is_sound(branches: tuple[Branch, ...]) -> None:
    found = check(net_of(joint_process("any", "任意", branches).encode(), VOCABULARY), limit=1_500)
    assert [finding for finding in found if finding.kind != "too large"] == []


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(graphs(), some.randoms(use_true_random=False))
def test_every_active_branch_has_one_outcome_at_most_and_none_begins_before_those_it_waits_for(
    branches: tuple[Branch, ...], chance: Any
) -> None:
    active = [branch.key for branch in branches if chance.random() < 0.8]
    play = joint(active, branches)
    ended: list[str] = []
    while play.work != ["conclude"]:
        for node in play.work:
            key = step_of(node)[1]
            assert key in active
            assert key not in ended
            assert before(next(each for each in branches if each.key == key), branches) & set(active) <= set(ended)
        node = chance.choice(play.work)
        step, key = step_of(node)
        assert step is not None
        play.complete(
            node, outcome := chance.choice([each for each in STEPS[step].outcomes if each != said.CORRECTION])
        )
        if step in {Step.DECIDE, Step.OPINE, Step.REFUSE}:
            ended.append(key)
            if outcome == said.DENIED or step is Step.REFUSE:
                ended += sorted(dependents(key, branches) & set(active) - set(ended))
    assert sorted(ended) == sorted(active)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(graphs(), some.randoms(use_true_random=False))
def test_every_run_of_a_joint_matter_comes_to_its_conclusion(branches: tuple[Branch, ...], chance: Any) -> None:
    active = [branch.key for branch in branches if chance.random() < 0.8]
    defective = tuple(key for key in active if chance.random() < 0.3)
    play = joint(active, branches, defective)
    for _turn in range(100):
        if play.work == ["conclude"]:
            break
        node = chance.choice(play.work)
        step, _branch = step_of(node)
        assert step is not None
        play.complete(node, chance.choice([each for each in STEPS[step].outcomes if each != said.CORRECTION]))
    play.complete("conclude", said.CONCLUDED)
    play.complete("issue", said.ISSUED)
    play.complete("deliver", said.DELIVERED)
    assert play.state.status is Status.COMPLETED


@given(graphs(), some.sets(some.sampled_from("abcd")))
def test_the_limit_of_the_whole_is_the_longest_path_neither_the_sum_nor_the_largest(
    branches: tuple[Branch, ...], chosen: set[str]
) -> None:
    active = {branch.key for branch in branches} & chosen
    days = {branch.key: branch.days for branch in branches}
    waits = {branch.key: set(branch.after) for branch in branches}
    reach = dict(waits)
    for _round in branches:
        reach = {key: found.union(*(reach[each] for each in found)) if found else found for key, found in reach.items()}
    longest = max(
        (
            sum(days[key] for key in way)
            for size in range(len(active) + 1)
            for way in permutations(sorted(active), size)
            if all(way[i] in reach[way[i + 1]] for i in range(size - 1))
        ),
        default=0,
    )
    assert longest_path(branches, sorted(active))[0] == longest


def test_the_limit_of_the_construction_stage_is_eighteen_days_here() -> None:
    assert longest_path(CONSTRUCTION)[0] == 10 + 5 + 3
