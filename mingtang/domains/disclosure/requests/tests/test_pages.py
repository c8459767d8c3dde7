"""Pages and the machine interface: who sees what, at which cost, and how faults come back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.disclosure.requests.actions.stepping import complete
from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.rules import AGREED, Asked, State
from mingtang.domains.disclosure.requests.tests.office import CLERK, HEAD, REVIEWER, Office
from mingtang.domains.disclosure.requests.views.steps import STEPS
from mingtang.kernel.cases.tests.test_rest import Program

pytestmark = pytest.mark.django_db


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


TYPED = {
    "applicant_kind": "person", "applicant_name": "林叙", "identity_kind": "居民身份证",
    "identity": "990102199001010011", "phone": "19900000099", "content": "2025年南门片区改造资金", "way": "online",
    "carrier": "electronic",
}  # fmt: skip


def test_anybody_asks_acknowledges_and_asks_how_it_stands(office: Office) -> None:
    client, form = Client(), reverse("ask_for_disclosure")
    assert "可以不填" in text(client.get(form))
    typed = TYPED | {"organ": str(office.organ.pk)}
    faulty = text(client.post(form, typed | {"way": "mail", "applicant_kind": "company"}), 422)
    for said in ("请填写联系地址", "请填写法定代表人", "2025年南门片区改造资金"):
        assert said in faulty
    assert client.post(form, typed).headers["Location"] == reverse("disclosure_receipt")
    made = DisclosureRequest.objects.get()
    page = text(client.get(reverse("disclosure_receipt")))
    assert made.secret in page
    assert "双方确认之日" in page
    client.post(reverse("disclosure_receipt"))
    assert office.fresh(made).state == State.REGISTERED
    stranger = Client()
    assert stranger.get(reverse("disclosure_receipt")).status_code == 302
    asked = {"code": made.query_code, "secret": "000000x"}
    assert "没有找到" in text(stranger.post(reverse("query_disclosure"), asked), 422)
    shown = text(stranger.post(reverse("query_disclosure"), asked | {"secret": made.secret}, follow=True))
    for said in ("已登记", "登记回执", "20个工作日", made.number):
        assert said in shown, said


def test_a_clerk_registers_and_every_step_has_a_page_on_the_case(office: Office) -> None:
    clerk = office.world.client(CLERK)
    there = reverse("register_disclosure_request")
    typed = TYPED | {"channel": "letter", "received_on": "2999-01-01"}
    assert "不能晚于今天" in text(clerk.post(there, typed), 422)
    page = text(clerk.post(there, typed | {"received_on": str(timezone.localdate())}, follow=True))
    for said in ("拟定答复", "要求补正", "征求意见", "通知收费", "登记检索", "与申请人确认之日", "查询密码"):
        assert said in page, said
    made = DisclosureRequest.objects.get()
    for step in STEPS:
        assert STEPS[step].button in text(clerk.get(reverse("disclosure_step", args=[made.pk, step])))
    assert clerk.get(reverse("disclosure_step", args=[made.pk, "nothing"])).status_code == 404


def test_the_steps_are_done_on_their_pages_and_nothing_typed_is_lost(office: Office) -> None:
    made, today = office.registered(), str(timezone.localdate())
    clerk, head = office.world.client(CLERK), office.world.client(HEAD)

    def send(client: Client, step: str, **typed: str) -> Any:
        return client.post(reverse("disclosure_step", args=[made.pk, step]), typed)

    assert send(clerk, "search", place="档案室", words="南门", result="有一份。").status_code == 302
    sent = {"asked": Asked.THIRD_PARTY, "name": "南门置业", "question": "同意吗？", "sent_on": today}
    assert send(clerk, "consultation", **sent).status_code == 302
    asked = made.consultations.get()
    answered = {"consultation": str(asked.pk), "opinion": "agrees", "answered_on": today}
    assert send(clerk, "opinion", **answered).status_code == 302
    lost = text(send(clerk, "reply", kind="unable.unclear", detail="看不懂"), 422)
    assert "先告知补正" in lost
    assert "看不懂" in lost
    assert send(clerk, "reply", kind="granted", detail="见附件。").status_code == 302
    case = reverse("case", args=[made.case_id])
    assert "审查意见" in text(office.world.client(REVIEWER).get(case))
    complete(office.reviewer, office.fresh(made), AGREED)
    signed = send(head, "signature", outcome="签发", opinion="", reviewed_by="和源市人民政府")
    assert signed.status_code == 302
    assert send(clerk, "delivery", delivered_on=today, way="email", evidence="已收到回执").status_code == 302
    page = text(clerk.get(case))
    for said in ("已答复", "政府信息公开告知书", "南门置业", "档案室", "类似申请"):
        assert said in page, said


def test_the_ledger_costs_the_same_however_long_it_is_and_is_exported(office: Office) -> None:
    clerk, there = office.world.client(CLERK), reverse("disclosure_requests")
    office.registered()
    before = statements(clerk, there)
    for name in ("甲", "乙", "丙"):
        office.registered(applicant_name=name)
    assert statements(clerk, there) == before
    assert before <= 10  # session, account, rights of every page; how many, and these
    assert "甲" not in text(clerk.get(f"{there}?words=乙"))
    exported = clerk.get(f"{there}?export=csv")
    assert "送达方式和凭证" in b"".join(exported).decode("utf-8-sig")


def statements(client: Client, there: str) -> int:
    client.get(there)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there).status_code == 200
    return len(captured)


def test_programs_register_and_read_the_dates(office: Office) -> None:
    clerk = Program(office.clerk)  # type: ignore[arg-type]
    wish = {
        "applicant_kind": "company", "applicant_name": "甲公司", "identity": "91990100", "phone": "1", "content": "预算",
        "way": "email", "carrier": "paper", "channel": "registered_mail", "received_on": "2026-03-02",
    }  # fmt: skip
    made = clerk.post("disclosure/requests", wish, 201)
    shown = clerk.get(f"disclosure/requests/{made['id']}")
    assert (shown["state"], shown["due_on"]) == ("registered", "2026-03-30")
    assert "20个工作日" in shown["due_because"]
    assert [row["id"] for row in clerk.get("disclosure/requests?channel=registered_mail")["items"]] == [made["id"]]
    assert clerk.get("disclosure/requests?channel=letter")["items"] == []
