"""Transitions that carry legal weight (services.md 4), and those that are none: every pair of state and action is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions import extending, special, terminating
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import CHECKER, CLERK, DECIDER, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_special import TESTING, running
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.cases.api import Token
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db


@dataclass
class At:
    """An application in a state, and the number of whatever step is open."""

    desk: Desk
    application: Application

    @property
    def part(self) -> Part:
        return self.desk.part(self.application)

    @property
    def no(self) -> int:
        token = Token.objects.filter(case=self.application.case_id, life="A", kind="T").first()
        return int(token.no) if token else 1

    @property
    def taker(self) -> Any:
        """Whoever may take the open step, so that it is not for want of a right that he is refused."""
        token = Token.objects.filter(case=self.application.case_id, life="A", kind="T").first()
        return self.who(_TAKERS.get(token.node if token else "", HANDLER))

    def who(self, name: str) -> Any:
        return self.desk.world.actor(name)


_TAKERS = {"receive": CLERK, "check": CHECKER, "refuse": CHECKER, "decide": DECIDER, "deliver": CLERK}


def _corrected(desk: Desk) -> Application:
    application = desk.received()
    no = desk.no(application, "accept")
    api.ask_correction(desk.world.actor(HANDLER), desk.part(application), no, [api.Missing("平面图", "请标明水池")])
    return application


def _sent_back(desk: Desk) -> Application:
    application = desk.filed()
    api.send_back(desk.world.actor(CLERK), application, desk.no(application, "receive"), "请选择经营项目。")
    return application


def _special(desk: Desk) -> Application:
    application = desk.accepted()
    running(desk, application)
    return application


def _decided(desk: Desk) -> Application:
    application = desk.reviewed()
    no = desk.no(application, "decide")
    api.decide(desk.world.actor(DECIDER), desk.part(application), no, api.Decision(True, "符合。", "食品安全法"))
    return application


def _closed(desk: Desk) -> Application:
    application = _decided(desk)
    api.issue_result(desk.world.actor(HANDLER), application, desk.no(application, "issue"))
    receipt = api.Receipt("窗口领取", "林叙", timezone.now())
    api.deliver(desk.world.actor(CLERK), desk.fresh(application), desk.no(application, "deliver"), receipt)
    return application


def _not_accepted(desk: Desk) -> Application:
    application = desk.received()
    reasons = api.Reasons("不需要许可", "食品安全法第三十五条")
    api.propose_refusal(desk.world.actor(HANDLER), desk.part(application), desk.no(application, "accept"), reasons)
    api.confirm_refusal(desk.world.actor(CHECKER), desk.part(application), desk.no(application, "refuse"))
    return application


def _withdrawn(desk: Desk) -> Application:
    application = desk.accepted()
    api.withdraw(desk.world.actor("citizen"), application, "不办了")
    return application


def _terminated(desk: Desk) -> Application:
    application = desk.accepted()
    terminating.terminate(desk.world.actor(DECIDER), desk.part(application), "law_changed", "")
    return application


def _voided(desk: Desk) -> Application:
    application = desk.accepted()
    terminating.void(desk.world.actor(DECIDER), desk.part(application), "录入两次")
    return application


WAYS: dict[State, Callable[[Desk], Application]] = {
    State.SUBMITTED: lambda desk: desk.filed(),
    State.PRE_RETURNED: _sent_back,
    State.RECEIVED: lambda desk: desk.received(),
    State.CORRECTING: _corrected,
    State.NOT_ACCEPTED: _not_accepted,
    State.REVIEWING: lambda desk: desk.accepted(),
    State.SPECIAL: _special,
    State.DECIDING: lambda desk: desk.reviewed(),
    State.ISSUING: _decided,
    State.CLOSED: _closed,
    State.WITHDRAWN: _withdrawn,
    State.TERMINATED: _terminated,
    State.VOIDED: _voided,
}
"""How to come to each state that an application of one organ can stand in."""

ACTIONS: dict[str, Callable[[At], object]] = {
    "receive": lambda at: api.receive(at.taker, at.application, at.no),
    "send back": lambda at: api.send_back(at.taker, at.application, at.no, "请修改。"),
    "answer": lambda at: api.answer(at.who("citizen"), at.application, {}),
    "ask correction": lambda at: api.ask_correction(at.taker, at.part, at.no, [api.Missing("平面图", "缺")]),
    "accept": lambda at: api.accept(at.taker, at.part, at.no),
    "propose refusal": lambda at: api.propose_refusal(at.taker, at.part, at.no, api.Reasons("不需要", "办法")),
    "ask special": lambda at: special.ask_special(at.who(HANDLER), at.part, TESTING),
    "end special": lambda at: special.end_special(at.who(HANDLER), at.part, "合格。"),
    "ask extension": lambda at: extending.ask_extension(at.who(HANDLER), at.part, 3, "情况复杂。"),
    "decide": lambda at: api.decide(at.taker, at.part, at.no, api.Decision(True, "符合。", "食品安全法")),
    "issue": lambda at: api.issue_result(at.taker, at.application, at.no),
    "deliver": lambda at: api.deliver(at.taker, at.application, at.no, api.Receipt("窗口领取", "林叙", timezone.now())),
    "withdraw": lambda at: api.withdraw(at.who("citizen"), at.application, "不办了"),
    "terminate": lambda at: terminating.terminate(at.who(DECIDER), at.part, "death", ""),
    "void": lambda at: terminating.void(at.who(DECIDER), at.part, "录入两次"),
}

_LIVING = {State.SUBMITTED, State.PRE_RETURNED, State.RECEIVED, State.CORRECTING, State.REVIEWING, State.SPECIAL, State.DECIDING}  # fmt: skip
LAWFUL: dict[str, set[State]] = {
    "receive": {State.SUBMITTED},
    "send back": {State.SUBMITTED},
    "answer": {State.PRE_RETURNED, State.CORRECTING},
    "ask correction": {State.RECEIVED},
    "accept": {State.RECEIVED},
    "propose refusal": {State.RECEIVED},
    "ask special": {State.REVIEWING, State.DECIDING},
    "end special": {State.SPECIAL},
    "ask extension": {State.REVIEWING, State.SPECIAL, State.DECIDING},
    "decide": {State.DECIDING},
    "issue": {State.ISSUING},
    "deliver": set(),  # what is being issued is delivered only after its documents are made
    "withdraw": _LIVING,
    "terminate": _LIVING,
    "void": _LIVING | {State.ISSUING},
}
"""The table: which action the law knows in which state."""


@pytest.mark.parametrize("state", WAYS, ids=lambda state: state.value)
def test_what_the_table_does_not_know_is_refused_with_its_reason_and_changes_nothing(desk: Desk, state: State) -> None:
    application = desk.fresh(WAYS[state](desk))
    assert application.state == state
    letters = application.letters.count()
    for action, states in LAWFUL.items():
        if state in states:
            continue
        with pytest.raises((Refused, StepRefused, NotPermitted)) as refusal:
            ACTIONS[action](At(desk, desk.fresh(application)))
        assert str(refusal.value), action
    now = desk.fresh(application)
    assert (now.state, desk.part(now).state, now.letters.count()) == (state, desk.part(application).state, letters)


@pytest.mark.parametrize("action", [name for name, states in LAWFUL.items() if states])
def test_what_the_table_knows_is_done(desk: Desk, action: str) -> None:
    state = min(LAWFUL[action], key=list(WAYS).index)
    application = desk.fresh(WAYS[state](desk))
    ACTIONS[action](At(desk, application))


def test_the_table_speaks_of_every_state_and_action() -> None:
    assert set(LAWFUL) == set(ACTIONS)
    waiting = {
        State.DRAFT,
        State.WAITING,
        State.DECIDED,
        State.LAPSED,
    }  # no case yet, or nothing open that could be done
    assert set(WAYS) == set(State) - waiting
