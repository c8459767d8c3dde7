"""Officers and applicants at the same moment, and processes that die: no step lost, none double, no gap in the numbers."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from mingtang.config.demo.city import FOUNDED
from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.models import Application, IssuedLetter, Part
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import CHECKER, DECIDER, Desk
from mingtang.kernel.cases import people
from mingtang.kernel.cases.models import Case, Step
from mingtang.kernel.directory.actions.grants import Scope, grant_role
from mingtang.kernel.directory.models import Role
from mingtang.kernel.evidence.api import SYSTEM, seal_pending, verify_chain
from mingtang.kernel.processes import compiled
from tests.proofs.at_once import at_once, killed_before
from tests.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("proofs")]

ROUNDS = 6
GRANTED = api.Decision(granted=True, facts="符合条件。", law="食品安全法第三十五条")


@pytest.fixture
def desk(world: World) -> Iterator[Desk]:
    yield Desk(world)
    compiled._kept.clear()
    for look_up in (people.organ_by_code, people.posts_named, people.heads_of_unit):
        look_up.forget()


def decides(desk: Desk, application: Application, who: str) -> Any:
    """Press approve; "done", or the sentence of the refusal."""
    part, no = desk.part(application), desk.no(application, "decide")
    actor = desk.world.actor(who)

    def press() -> str:
        api.decide(actor, part, no, GRANTED, key=f"{who}:{application.pk}")
        return "done"

    return press


def withdraws(desk: Desk, application: Application) -> Any:
    actor, found = desk.world.actor("citizen"), desk.fresh(application)

    def press() -> str:
        api.withdraw(actor, found, "不开店了")
        return "done"

    return press


def the_evidence_holds() -> bool:
    while seal_pending():
        pass
    verdict = verify_chain()
    return bool(verdict.holds and not verdict.waiting)


def test_of_two_officers_who_press_approve_at_once_one_decides_and_the_other_is_told(desk: Desk) -> None:
    second = desk.world.post("district-market-bureau/food/head")
    scope = Scope(kind="organ", organ=second.organ)
    grant_role(SYSTEM, second, Role.objects.get(code="decider"), scope, start=FOUNDED)
    for _ in range(ROUNDS):
        application = desk.reviewed()
        said = at_once(decides(desk, application, DECIDER), decides(desk, application, CHECKER))
        assert said.count("done") == 1, said
        assert "Refused" in next(each for each in said if each != "done")
        assert Step.objects.filter(case=application.case_id, node="decide", command="Complete").count() == 1
        assert IssuedLetter.objects.filter(application=application, kind="approval").count() == 1
    numbers = sorted(int(re.findall(r"〕(\d+)号", each)[0]) for each in _approvals())
    assert numbers == list(range(1, ROUNDS + 1))
    assert the_evidence_holds()


def _approvals() -> list[str]:
    return list(IssuedLetter.objects.filter(kind="approval").values_list("number", flat=True))


def test_an_applicant_who_withdraws_while_it_is_decided_has_either_or_and_is_told_which(desk: Desk) -> None:
    for _ in range(ROUNDS):
        application = desk.reviewed()
        said = at_once(decides(desk, application, DECIDER), withdraws(desk, application))
        assert said.count("done") == 1, said
        found, part = desk.fresh(application), Part.objects.get(application=application)
        if said[0] == "done":
            assert "已经作出决定" in said[1]
            assert (found.state, part.decision) == (State.ISSUING, "granted")
        else:
            assert "Refused" in said[0]
            assert (found.state, part.decision) == (State.WITHDRAWN, "")
            assert not found.letters.filter(kind="approval").exists()
    assert the_evidence_holds()


def test_a_process_killed_before_any_statement_of_submitting_leaves_nothing_behind_and_a_repetition_submits_once(
    desk: Desk,
) -> None:
    citizen: Any = desk.world.actor("citizen")
    submitted, statement = [], 0
    while True:
        statement += 1
        draft = desk.drafted()
        died = killed_before(statement, lambda draft=draft: api.submit(citizen, draft))
        if died:
            found = desk.fresh(draft)
            assert (found.state, found.number, found.case) == (State.DRAFT, "", None), f"statement {statement}"
            assert not Part.objects.filter(application=draft).exists()
        submitted.append(api.submit(citizen, desk.fresh(draft)).pk)
        if not died:
            break
    assert statement > 10, "the submission was never killed in its midst"
    print(f"killed before each of {statement - 1} statements")
    numbers = sorted(Application.objects.filter(pk__in=submitted).values_list("number", flat=True))
    assert [int(number[-4:]) for number in numbers] == list(range(1, statement + 1))
    assert Case.objects.count() == Part.objects.count() == statement
    assert the_evidence_holds()
