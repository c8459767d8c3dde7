"""A front clerk takes any item of any organ for whoever comes: filed, received and printed at once, and decided elsewhere."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.committing import write_commitment
from mingtang.domains.services.applications.applicants import Applicant
from mingtang.domains.services.applications.commitments import digest_of, told_of
from mingtang.domains.services.applications.materials import asked_of
from mingtang.domains.services.applications.models import Application, WindowFiling
from mingtang.domains.services.applications.queries.handing_out import may_receive
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import CLERK, CODE, HANDLER, Desk
from mingtang.domains.services.applications.tests.licensing import ANSWERS, item_of, licence_type_of
from mingtang.domains.services.applications.tests.test_commitment import BY_COMMITMENT
from mingtang.domains.services.applications.tests.test_pages import PDF
from mingtang.domains.services.catalogue.shipped import shipped_document
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db
LIN = Applicant("1", "林叙", "identity_card", "990102198803043017", "林叙", "19900082046")
STRANGER = Applicant("1", "钟离", "identity_card", "11010519491231002X", "钟离", "19900081234")
AGENT_NUMBER = "990102199011271630"


def agent(**changes: Any) -> api.Agent:
    today = timezone.localdate()
    said = {"since": today, "until": today + timedelta(days=30), "scope": "代为提交、领取", **changes}
    return api.Agent("秦若川", AGENT_NUMBER, said["scope"], said["since"], said["until"])


def filed(desk: Desk, applicant: Applicant = LIN, by: api.Agent | None = None) -> Application:
    clerk: Any = desk.world.actor(CLERK)
    return desk.fresh(api.file_at_window(clerk, api.begin_at_window(clerk, desk.item, {}, applicant, by)))


def test_what_is_filed_at_a_window_is_received_with_its_receipt_at_once(desk: Desk) -> None:
    application = filed(desk)
    assert (application.state, application.channel) == (State.RECEIVED, "window")
    assert application.window == desk.window
    assert application.clerk == desk.world.account(CLERK)
    assert [each.kind for each in application.letters.all()] == ["receipt"]
    assert application.query_code


def test_the_applicants_own_account_owns_it_and_the_counter_stands_in_for_those_without(desk: Desk) -> None:
    assert filed(desk).owner == desk.world.account("citizen")
    assert filed(desk, STRANGER).owner == desk.world.account(CLERK)


def test_a_clerk_may_neither_accept_nor_decide_what_he_filed(desk: Desk) -> None:
    application = filed(desk)
    with pytest.raises((NotPermitted, Refused, Exception), match=r".+"):
        api.accept(desk.world.actor(CLERK), desk.part(application), desk.no(application, "accept"))
    api.accept(desk.world.actor(HANDLER), desk.part(application), desk.no(application, "accept"))
    assert desk.fresh(application).state == State.REVIEWING


def test_only_front_clerks_file_for_others(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        api.begin_at_window(desk.world.actor(HANDLER), desk.item, {}, LIN)  # type: ignore[arg-type]


def test_an_agent_needs_a_scope_and_an_authority_that_holds_today(desk: Desk) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    for wrong, told in (({"until": yesterday, "since": yesterday}, "有效期"), ({"scope": " "}, "委托事项")):
        with pytest.raises(Refused, match=told):
            filed(desk, LIN, agent(**wrong))
    application = filed(desk, LIN, agent())
    filing = WindowFiling.objects.get(application=application)
    assert filing.has_authority(timezone.localdate())
    assert not filing.has_authority(date(2020, 1, 1))


def test_a_result_goes_to_the_applicant_or_his_agent_only(desk: Desk) -> None:
    application = filed(desk, LIN, agent())
    assert may_receive(application, "990102198803043017")
    assert may_receive(application, f" {AGENT_NUMBER}")
    assert not may_receive(application, "11010519491231002X")
    assert not may_receive(application, "")


def test_filing_again_changes_nothing(desk: Desk) -> None:
    application = filed(desk)
    again = api.file_at_window(desk.world.actor(CLERK), application)  # type: ignore[arg-type]
    assert again.number == application.number
    assert application.letters.count() == 1


def test_a_clerk_walks_through_the_pages_of_filing_and_prints_the_receipt(desk: Desk) -> None:
    clerk = desk.world.client(CLERK)
    assert CODE in clerk.get("/workbench/window/").content.decode()
    begin = f"/workbench/window/items/{CODE}/"
    typed = {
        "kind": "1", "name": "钟离", "id_type": "identity_card", "number": "110105194912310021", "contact": "钟离",
        "phone": "19900081234",
    }  # fmt: skip
    answer = clerk.post(begin, typed)
    assert answer.status_code == 422
    assert 'value="钟离"' in answer.content.decode()
    assert "请对照原件" in answer.content.decode()
    answer = clerk.post(begin, typed | {"number": "11010519491231002x"})
    draft = Application.objects.get()
    assert answer["Location"] == f"/services/applications/{draft.pk}/form/"
    assert "work-head" in clerk.get(answer["Location"]).content.decode()
    contact = {"contact_name": "钟离", "phone": "19900081234", "do": "next"}
    assert clerk.post(answer["Location"], contact).status_code == 302
    answer = clerk.get(f"/services/applications/{draft.pk}/confirmation/")
    assert answer["Location"] == f"/workbench/window/drafts/{draft.pk}/"
    assert "出具收件凭证" in clerk.get(answer["Location"]).content.decode()
    answer = clerk.post(answer["Location"])
    page = clerk.get(answer["Location"]).content.decode()
    draft.refresh_from_db()
    assert draft.shown_code in page
    assert desk.world.client(HANDLER).get(answer["Location"]).status_code == 403


def test_an_agents_columns_are_filled_in_together(desk: Desk) -> None:
    clerk = desk.world.client(CLERK)
    answer = clerk.post(f"/workbench/window/items/{CODE}/", {"agent_name": "秦若川"})
    assert answer.content.decode().count("代理人来办的，这一栏要填") >= 4


def post(client: Client, address: str, body: dict[str, Any]) -> Any:
    return client.post(f"/api/services/window-applications{address}", body, content_type="application/json")


def test_a_program_of_the_window_files_for_somebody(desk: Desk) -> None:
    clerk = desk.world.client(CLERK)
    applicant = {
        "kind": "1", "name": "钟离", "id_type": "identity_card", "number": "11010519491231002X", "contact": "钟离",
        "phone": "19900081234",
    }  # fmt: skip
    begun = post(clerk, "", {"item": CODE, "applicant": applicant})
    assert begun.status_code == 201
    done = post(clerk, f"/{begun.json()['id']}/filing", {"seen": []})
    assert (done.status_code, done.json()["state"], done.json()["channel"]) == (200, "received", "window")
    wrong = post(clerk, "", {"item": CODE, "applicant": applicant | {"number": "110105194912310021"}})
    assert wrong.json()["errors"][0]["field"] == "applicant.number"
    refused = post(desk.world.client(HANDLER), "", {"item": CODE, "applicant": applicant})
    assert refused.status_code == 403


def test_whoever_comes_to_a_window_commits_on_paper_and_the_clerk_cannot_sign_for_him(desk: Desk) -> None:
    item = item_of(desk, licence_type_of(desk), **BY_COMMITMENT)
    actor: Any = desk.world.actor(CLERK)
    lin = Applicant("1", "林叙", "identity_card", "990102198803043017", "林叙", "19900082046", "秦若川")
    draft = api.begin_at_window(actor, item, {"way": "commitment"}, lin, agent())
    api.save_draft(actor, draft, seen="", answers=ANSWERS, scenario={"way": "commitment", "later": ["rules"]})
    clerk, address = desk.world.client(CLERK), f"/services/applications/{draft.pk}/commitment/"
    assert "签字（盖章）" in clerk.get(address, {"print": "1"}).text
    said = {"digest": digest_of(told_of(desk.fresh(draft))), "agreed": "on"}
    assert clerk.post(address, {**said, "name": actor.name}).status_code == 422
    assert clerk.post(address, {**said, "name": "秦若川"}).status_code == 302
    draft = desk.fresh(draft)
    with pytest.raises(api.Incomplete) as refused:
        api.file_at_window(actor, draft)
    assert refused.value.materials == ["告知承诺书（签字件）"]
    assert "已承诺" in clerk.get(f"/workbench/window/drafts/{draft.pk}/").text
    place = next(each.place for each in asked_of(actor, draft) if each.key == "signed_commitment")
    paper = SimpleUploadedFile("signed.pdf", PDF, "application/pdf")
    clerk.post(f"/services/applications/{draft.pk}/materials/", {f"m{place}": paper, "later2": "on"})
    filed = desk.fresh(api.file_at_window(actor, desk.fresh(draft), seen=["signed_commitment"]))
    assert (filed.state, filed.owner) == (State.RECEIVED, desk.world.account("citizen"))
    write_commitment(filed)
    assert filed.letters.get(kind="commitment").data["way"] == "窗口书面承诺"


def test_an_immediate_item_that_is_shipped_is_filed_and_decided_in_one_visit(desk: Desk) -> None:
    item = desk.offer(shipped_document("insurance-proof"), code="11990102MB0A1234204002014012001")
    actor: Any = desk.world.actor(CLERK)
    draft = api.begin_at_window(actor, item, {"agent": "self"}, LIN)
    answers = {"insured": "林叙", "identity_number": LIN.number, "kinds": ["pension"], "purpose": "school"}
    api.save_draft(actor, draft, seen="", answers=answers)
    application = desk.fresh(api.file_at_window(actor, desk.fresh(draft)))
    assert desk.open(application) == ["decide"]
    clerk, decided = (
        desk.world.client(CLERK),
        {"outcome": "准予", "facts": "已参保", "law": "社会保险法第七十四条", "key": "k"},
    )
    assert clerk.post(reverse("application_turn", args=[application.case_id]), decided).status_code == 302
    done = desk.fresh(application)
    assert (done.state, done.decided_at is not None, desk.open(done)) == (State.CLOSED, True, [])
    outcome = desk.part(done)
    assert (outcome.decision, outcome.accepted_on) == ("granted", timezone.localdate())
