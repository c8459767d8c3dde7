"""Steps that take a signature: nothing is decided there without the officer's own, over exactly what is decided."""

import base64
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.cases.actions.filing import Signature, complete, text_for
from mingtang.kernel.cases.api import Case, CaseType, Step, handle, open_case, register_case_type
from mingtang.kernel.cases.signing import now_said
from mingtang.kernel.cases.tests.workbench import at, drawing
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes.api import install
from mingtang.kernel.trust.api import (
    Approved,
    Certificate,
    Holder,
    SignatureRecord,
    issue_certificate,
    judged,
    revoke_certificate,
    signature_about,
)
from mingtang.kernel.trust.timestamps.completing import stamp_late_signatures
from mingtang.lib.crypto.certificates import Name
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, generate_key
from mingtang.lib.crypto.revocation import Reason
from mingtang.lib.flow import Refused
from mingtang.lib.flow.commands import Complete
from tests.world import World

pytestmark = pytest.mark.django_db
KIND = "signed-test"


@pytest.fixture
def key() -> PrivateKey:
    return generate_key(KeyKind.SM2)


@pytest.fixture
def certificate(world: World, key: PrivateKey) -> Certificate:
    return certified(world, key)


def certified(world: World, key: PrivateKey, who: str = "official") -> Certificate:
    actor = world.actor(who)
    subject = Name.of(country="CN", organization=actor.organ_name, common_name=actor.name)
    holder = Holder(account_id=actor.account_id, organ_id=actor.organ_id)
    return issue_certificate(SYSTEM, Approved(subject, "officer-signing"), key.spki, holder)


@pytest.fixture
def case(world: World) -> Case:
    """A case whose first step takes a signature, in the hands of the official."""
    install(KIND, "签批", drawing(mt_signature="required").xml(key=KIND))
    register_case_type(CaseType(KIND, "签批", KIND))
    return open_case(world.actor("official"), KIND, title="事项\n结论：同意", organ=world.organ("housing-bureau"))


def said(key: PrivateKey, text: str) -> str:
    return base64.b64encode(key.sign(text.encode())).decode()


def signed(world: World, case: Case, key: PrivateKey, *, opinion: str = "同意。", over: str = "", no: int = 0) -> Step:
    """Complete the step with a signature by `key` over what is decided, or over something else."""
    actor, moment, command = world.actor("official"), now_said(), Complete(no or at(case, "accept"))
    text = text_for(actor, case.pk, command, None, over or opinion, timezone.datetime.fromisoformat(moment))
    signature = Signature(said(key, text), moment, base64.b64encode(key.spki).decode())
    return complete(actor, case.pk, command, answers=None, opinion=opinion, key="k", signature=signature)


@pytest.mark.usefixtures("certificate")
def test_a_signed_decision_is_kept_with_what_proves_it(world: World, case: Case, key: PrivateKey) -> None:
    step = signed(world, case, key, opinion="第一行\n结论：不同意")
    record = signature_about(step)
    assert record is not None
    assert step.body["signed"] == record.digest
    assert record.text.splitlines()[0] == "目的：签署办理意见"
    assert "\n    结论：不同意\n" in record.text  # what was typed cannot look like a line of ours
    assert "案件：" in record.text.splitlines()[1]
    assert "事项 结论：同意" in record.text.splitlines()[1]
    verdict = judged(record)
    assert verdict.is_valid, verdict.findings
    assert [finding.is_good for finding in verdict.findings] == [True] * 5
    again = signed(world, case, key, opinion="第一行\n结论：不同意", no=step.no)  # with the key of the first command
    assert again.pk == step.pk
    assert SignatureRecord.objects.count() == 1


def test_without_a_signature_nothing_is_decided_whichever_way_it_comes(world: World, case: Case) -> None:
    actor, command = world.actor("official"), Complete(at(case, "accept"))
    for way in (handle, lambda *args: complete(*args, answers=None)):
        with pytest.raises(Refused, match="要用数字证书签名"):
            way(actor, case.pk, command)  # type: ignore[operator]
    assert not Step.objects.filter(case=case, command="Complete").exists()


def test_no_certificate_no_signature(world: World, case: Case, key: PrivateKey) -> None:
    with pytest.raises(Refused, match="还没有签名证书"):
        signed(world, case, key)


def test_anothers_key_another_text_and_a_revoked_certificate_are_each_refused_in_their_words(
    world: World, case: Case, key: PrivateKey, certificate: Certificate
) -> None:
    others = generate_key(KeyKind.SM2)
    with pytest.raises(Refused, match="密钥文件是没有登记的"):
        signed(world, case, others)
    certified(world, others, "system_officer")
    with pytest.raises(Refused, match="密钥文件是他人的"):
        signed(world, case, others)
    with pytest.raises(Refused, match="不是用您本人的证书对页面上的内容签的"):
        signed(world, case, key, over="不同意。")
    revoke_certificate(SYSTEM, certificate, Reason.KEY_COMPROMISE)
    with pytest.raises(Refused, match="已注销，不能签名"):
        signed(world, case, key)
    assert not SignatureRecord.objects.exists()


def test_a_text_of_half_an_hour_ago_is_not_signed_any_more(
    world: World, case: Case, key: PrivateKey, certificate: Certificate
) -> None:
    actor, command = world.actor("official"), Complete(at(case, "accept"))
    for moment in ("2026-01-01T08:00:00+08:00", "2026-01-01T08:00:00", "昨天", ""):
        with pytest.raises(Refused, match="30 分钟内有效"):
            complete(actor, case.pk, command, answers=None, signature=Signature(said(key, "x"), moment))


@pytest.mark.usefixtures("certificate")
def test_what_was_signed_stays_valid_when_the_certificate_is_revoked_later(
    world: World, case: Case, key: PrivateKey, certificate: Certificate
) -> None:
    record = signature_about(signed(world, case, key))
    revoke_certificate(SYSTEM, certificate, Reason.SUPERSEDED)
    record = SignatureRecord.objects.select_related("certificate__authority").get(pk=record.pk)  # type: ignore[union-attr]
    assert judged(record).is_valid
    record.text += "。"
    assert [finding.title for finding in judged(record).findings if finding.is_good is False] == ["签名内容", "签名"]


@pytest.mark.usefixtures("certificate")
def test_a_signature_that_nobody_stamped_is_stamped_later(
    world: World, case: Case, key: PrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingtang.kernel.trust.actions.signing.stamp", lambda *_: None)
    record = signature_about(signed(world, case, key))
    assert record is not None
    assert [finding.is_good for finding in judged(record).findings][-1] is None
    assert (stamp_late_signatures(), stamp_late_signatures()) == (1, 0)


def page_text(page: Any) -> str:
    """The text on the page that asks for a signature."""
    found = re.search(r"data-text>\n(.*?)</pre>", page.content.decode(), re.DOTALL)
    assert found
    return html.unescape(found[1])


def hidden(page: Any) -> dict[str, str]:
    """What the page carries along."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.content.decode())
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.usefixtures("certificate")
def test_the_page_shows_the_text_takes_the_signature_and_loses_nothing(
    world: World, case: Case, key: PrivateKey
) -> None:
    client, url = world.client("official"), reverse("case_verb", args=[case.pk, at(case, "accept"), "complete"])
    assert "核对并签名" in client.get(reverse("case", args=[case.pk])).content.decode()
    typed = {"act-key": "k", "act-opinion": "齐全，<同意>。\r\n请办理"}
    page = client.post(url, typed)
    assert page.status_code == 200
    text, carried = page_text(page), hidden(page)
    assert "    齐全，<同意>。\n    请办理\n" in text
    edited = client.post(url, {**carried, "edit": "1"}).content.decode()
    assert "齐全，&lt;同意&gt;。" in edited
    as_file = client.post(url, {**carried, "as": "text", "signature": ""})
    assert as_file.content.decode().startswith("目的：签署办理意见\n")
    wrong = client.post(url, {**carried, "signature": said(key, text + "x")})
    assert (wrong.status_code, "没有提交" in wrong.content.decode()) == (422, True)
    assert hidden(wrong)["act-opinion"].startswith("齐全，<同意>。")
    done = client.post(url, {**carried, "signature": said(key, text)})
    assert done.status_code == 302
    step = Step.objects.get(case=case, command="Complete")
    assert_shown(client, case, step)


def assert_shown(client: Client, case: Case, step: Step) -> None:
    """The case page says that the opinion is signed; its verdict and parts are there for whoever may read the case."""
    verdict_url = reverse("step_signature", args=[case.pk, step.pk])
    assert verdict_url in client.get(reverse("case", args=[case.pk])).content.decode()
    assert "签名有效" in client.get(verdict_url).content.decode()
    for part in ("text.txt", "signature.der", "certificate.der", "timestamp.der"):
        assert client.get(f"{verdict_url}{part}/").status_code == 200
    assert client.get(f"{verdict_url}other/").status_code == 404


@pytest.mark.usefixtures("certificate")
def test_programs_do_the_same_in_two_calls(world: World, case: Case, key: PrivateKey) -> None:
    client, no = world.client("official"), at(case, "accept")
    order = {"command": "complete", "task": no, "opinion": "同意。"}
    options: dict[str, Any] = {"content_type": "application/json", "headers": {"Idempotency-Key": "a"}}
    refused = client.post(f"/api/cases/{case.pk}/commands", order, **options)
    assert (refused.status_code, "数字证书签名" in refused.json()["detail"]) == (409, True)
    asked = client.post(f"/api/cases/{case.pk}/signing-texts", order, **options).json()
    signature = {"value": said(key, asked["text"]), "at": asked["at"]}
    done = client.post(f"/api/cases/{case.pk}/commands", {**order, "signature": signature}, **options)
    assert done.status_code == 200, done.content
    assert SignatureRecord.objects.get().text == asked["text"]
