"""Opening, handling and lists on the plain path."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.cases.api import NotPermitted, Refused, Step, Token, handle, history, offers, open_case, tasks
from mingtang.kernel.cases.models import Candidate, Case, Participant
from mingtang.kernel.cases.tests.desk import Office, complete, item, work
from mingtang.kernel.evidence.api import SYSTEM, records_about, seal_pending, verify_chain
from mingtang.lib.flow import Verb
from mingtang.lib.flow.commands import Claim, Complete, Release
from mingtang.lib.flow.tests.drawing import sequence


def test_the_next_person_sees_the_item_when_the_command_returns(office: Office) -> None:
    case = office.run(sequence("accept", "review", "deliver"))
    assert [each.node for each in tasks.pool(office["clerk"])] == ["accept"]
    complete(office["clerk"], case, "accept", "同意")
    assert [each.node for each in tasks.pool(office["head"])] == ["review"]
    complete(office["head"], case, "review")
    complete(office["clerk"], case, "deliver")
    case = Case.objects.get(pk=case.pk)
    assert case.status == "completed"
    assert case.ended_at is not None
    assert not Candidate.objects.exists()
    assert not tasks.pool(office["head"]).exists()
    assert [step.command for step in history(case)] == ["Start", "Complete", "Complete", "Complete"]
    assert [step.node for step in tasks.done(office["clerk"])] == ["deliver", "accept"]
    assert [each.pk for each in tasks.sent(office["clerk"])] == [case.pk]
    assert {each.account_id for each in Participant.objects.all()} == {office[p].account_id for p in ("clerk", "head")}


def test_a_repeated_key_gives_the_first_result_and_changes_nothing(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    no = item(case, "one")
    first = handle(office["clerk"], case.pk, Complete(no), key="k")
    again = handle(office["clerk"], case.pk, Complete(no), key="k")
    assert first.pk == again.pk
    assert Step.objects.filter(case=case).count() == 2
    with pytest.raises(Refused):
        handle(office["clerk"], case.pk, Complete(no), key="other")


def test_a_claimed_item_leaves_every_pool_and_comes_back_when_released(office: Office) -> None:
    case = office.run(sequence("one"))
    no = item(case, "one")
    handle(office["clerk"], case.pk, Claim(no, f"account:{office['clerk'].account_id}"))
    assert not tasks.pool(office["head"]).exists()
    assert [each.no for each in tasks.mine(office["clerk"])] == [no]
    with pytest.raises(NotPermitted, match="该事项由 clerk 办理"):
        handle(office["head"], case.pk, Complete(no))
    assert records_about(SYSTEM, case)[0].outcome == "refused"
    handle(office["clerk"], case.pk, Release(no))
    assert tasks.pool(office["head"]).count() == 1
    assert not tasks.mine(office["clerk"]).exists()


def test_offers_say_what_is_allowed_and_why_not(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    complete(office["clerk"], case, "one")
    found = {offer.verb: offer for offer in offers(office["head"], case, item(case, "two"))}
    assert found[Verb.COMPLETE].allowed
    assert found[Verb.RETURN].allowed
    assert not found[Verb.RELEASE].allowed
    assert found[Verb.RELEASE].reason == "还没有人签收"
    whole = {offer.verb: offer.reason for offer in offers(office["head"], case)}
    assert whole[Verb.VOID] == "您没有管理该案件的权限"


def test_statements_of_a_command(office: Office) -> None:
    """Lock, state, tokens, candidates gone and new, case, participant the first time, step, record, sealing."""
    case = office.run(sequence("one", "two", "three", "four"))
    complete(office["clerk"], case, "one")
    no = item(case, "two")
    with CaptureQueriesContext(connection) as captured:
        handle(office["clerk"], case.pk, Complete(no))
    statements = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    assert len(statements) == 9, statements


def test_the_evidence_chain_holds_and_its_records_are_complete(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    complete(office["clerk"], case, "one", "同意", ratio=0.5)
    complete(office["clerk"], case, "two")
    while seal_pending():
        pass
    assert verify_chain().holds
    acts = [record.act for record in reversed(records_about(SYSTEM, case))]
    assert acts == ["cases.start", "cases.complete", "cases.complete"]


def test_work_items_say_what_they_are(office: Office) -> None:
    case = office.run(sequence("one"))
    (found,) = tasks.pool(office["clerk"])
    assert (found.title, found.organ, found.case) == ("one", office.organ, case)
    assert work(case) == ["one"]
    assert Token.objects.get(pk=(case.pk, found.no)) == found


def test_whoever_opens_with_a_key_that_is_taken_gets_the_first_case(office: Office) -> None:
    """The key is taken when the second inserts, whether the first came long before or in the same moment."""
    kind = office.run(sequence("one")).type
    first = open_case(office["clerk"], kind, title="同", organ=office.organ, key="k")
    assert open_case(office["clerk"], kind, title="同", organ=office.organ, key="k").pk == first.pk
    assert Case.objects.filter(type=kind, key="k").count() == 1
    complete(office["clerk"], first, "one")


def test_too_many_variables_are_refused_and_nothing_has_changed(office: Office) -> None:
    case = office.run(sequence("one", "two"))
    with pytest.raises(Refused, match="16 KB"):
        complete(office["clerk"], case, "one", text="长" * 6000)
    assert work(case) == ["one"]
    complete(office["clerk"], case, "one")
