"""Pages: who sees what, at which cost, and how faults come back."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.domains.registration.api import CertificateApplication, Stage
from mingtang.domains.registration.tests.counter import CLERK, CONTACT, HOLDER, ISSUER, REVIEWER, Counter, request_of
from mingtang.lib.crypto.keys import KeyKind, generate_key

pytestmark = pytest.mark.django_db


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def test_an_officer_asks_for_a_certificate_on_a_page_and_sees_how_it_stands(counter: Counter) -> None:
    client, ask = counter.world.client(HOLDER), reverse("apply_for_certificate", args=["officer", "new"])
    page = text(client.get(ask))
    for shown in ("data-key-maker", "和源市住房和城乡建设局", "许青禾"):
        assert shown in page, shown
    typed = {"years": "2", "purpose": "公文签名", "request": "不是申请文件", "consent": "on"}
    faulty = text(client.post(ask, typed), 422)
    assert "这不是证书申请文件" in faulty
    assert "请先生成密钥" in text(client.post(ask, typed | {"request": ""}), 422)
    assert 'value="公文签名"' in faulty
    answer = client.post(ask, typed | {"request": request_of(counter.key)})
    assert answer.status_code == 302, answer.content.decode()
    assert "身份核验" in text(client.get(answer.headers["Location"]))
    assert CertificateApplication.objects.get().number in text(client.get(reverse("own_certificate_applications")))


def test_the_two_officers_and_the_issuer_do_their_steps_on_pages(counter: Counter) -> None:
    application = counter.apply()
    clerk = counter.world.client(CLERK)
    check = reverse("check_identity", args=[application.pk])
    assert "登记身份核验" in text(clerk.get(reverse("case", args=[application.case_id])))
    assert "与目录一致" in text(clerk.get(check))
    assert "请填写查验的证件" in text(clerk.post(check, {"method": "face", "outcome": "通过"}), 422)
    clerk.post(check, {"method": "face", "outcome": "通过", "document": "工作证"})
    reviewer = counter.world.client(REVIEWER)
    case = text(reviewer.get(reverse("case", args=[application.case_id])))
    for shown in ("与目录比对", "9901**********", "当面核验", "持有人的证书", "不予办理"):
        assert shown in case, shown
    counter.review(application)
    issue = reverse("issue_application", args=[application.pk])
    issuer = counter.world.client(ISSUER)
    assert "签发" in text(issuer.get(issue))
    issuer.post(issue)
    assert counter.fresh(application).stage == Stage.COLLECT


def test_the_applicant_downloads_once_and_confirms(counter: Counter) -> None:
    application, client = counter.issued(), counter.world.client(HOLDER)
    there, code = reverse("collect_certificate", args=[application.pk]), counter.code(application)
    assert "不对" in text(client.post(there, {"reference": application.reference, "code": "1"}), 422)
    answer = client.post(there, {"reference": application.reference.lower(), "code": code})
    assert "signing-certificate.pem" in ZipFile(BytesIO(answer.content)).namelist()
    assert "已失效" in text(client.post(there, {"reference": application.reference, "code": code}), 422)
    client.post(reverse("confirm_import", args=[application.pk]))
    assert counter.fresh(application).stage == Stage.DONE


def test_the_list_costs_the_same_however_long_it_is(counter: Counter) -> None:
    ledger, client = reverse("certificate_applications"), counter.world.client(CLERK)
    counter.apply()
    before = statements(client, ledger)
    for who in ("leader", "housing-director", "housing-lawyer"):
        Counter(counter.world).apply(who)
    assert statements(client, ledger) == before
    assert before <= 12  # session, account, rights and calendar of every page; figures (two), how many, these
    assert "许青禾" not in text(client.get(f"{ledger}?words=周以宁"))
    assert "SQ-HY01" in b"".join(client.get(f"{ledger}?export=csv").streaming_content).decode()


def statements(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        text(client.get(address))
    return len(captured)


def test_a_clerk_enters_for_whoever_stands_at_the_counter(counter: Counter) -> None:
    client, enter = counter.world.client(CLERK), reverse("enter_application")
    typed = {"login": "nobody", "kind": "new", "years": "1"}
    assert "没有这个登录名" in text(client.post(enter, typed), 422)
    assert client.post(enter, typed | {"login": "hy0012"}).status_code == 302
    assert CertificateApplication.objects.get().stage == Stage.SUPPLY
    assert "没有可以办理的证书" in text(
        client.post(enter, typed | {"login": "hy0035", "kind": "revoke", "reason": "5"}), 422
    )


def test_a_table_of_staff_is_opened_whole_or_not_at_all_with_every_fault_by_row(counter: Counter) -> None:
    client, batch = counter.world.client(CLERK), reverse("batch_applications")
    counter.apply()
    lines = [
        "工号,姓名,年限,用途,介质编号",
        "hy0012,许青禾,2,,",
        "hy0035,周某,1,,",
        "hy9999,某人,9,,",
        "hy0034,顾南舟,1,,K1",
    ]
    faulty = text(client.post(batch, {"file": table(lines)}), 422)
    for shown in ("已有正在办理的申请", "登记的姓名不是", "应为 1 至 5"):
        assert shown in faulty, shown
    assert CertificateApplication.objects.count() == 1
    good = ["工号,姓名,年限,用途,介质编号", f"hy0035,{counter.world.account('leader').holder_name},1,审批,K1"]
    assert client.post(batch, {"file": table(good)}).status_code == 302
    assert CertificateApplication.objects.filter(stage=Stage.SUPPLY).count() == 1


def table(lines: list[str]) -> SimpleUploadedFile:
    return SimpleUploadedFile("staff.csv", "\n".join(lines).encode())


def test_a_contact_asks_for_a_server_with_a_file(counter: Counter) -> None:
    client = counter.world.client(CONTACT)
    ask = reverse("apply_for_certificate", args=["server", "new"])
    file = SimpleUploadedFile("request.pem", request_of(generate_key(KeyKind.ECDSA_P256)).encode())
    typed = {"name": "permits.heyuan.test", "names": "not a host", "years": "1", "consent": "on", "request_file": file}
    assert "不是域名或 IP 地址" in text(client.post(ask, typed), 422)
    file.seek(0)
    assert client.post(ask, typed | {"names": "permits.heyuan.test"}).status_code == 302
    assert counter.world.client(HOLDER).get(ask).status_code == 302  # he is no contact


def test_citizens_meet_the_same_pages_in_their_own_house(counter: Counter) -> None:
    client = counter.world.client("citizen")
    assert "site-header" in text(client.get(reverse("own_certificate_applications")))
    ask = reverse("apply_for_certificate", args=["person", "new"])
    answer = client.post(ask, {"years": "1", "request": request_of(counter.key), "consent": "on"})
    own = answer.headers["Location"]
    assert "撤回申请" in text(client.get(own))
    client.post(own + "withdrawal/", {"reason": "不需要了"})
    assert "已撤回" in text(client.get(own))


def test_what_is_missing_is_supplied_on_the_page_and_recoveries_are_confirmed_there(counter: Counter) -> None:
    application = counter.apply(request="")
    client, own = counter.world.client(HOLDER), reverse("own_certificate_application", args=[application.pk])
    assert "data-key-maker" in text(client.get(own))
    assert "不是证书申请文件" in text(client.post(own + "request/", {"request": "x"}), 422)
    client.post(own + "request/", {"request": request_of(counter.key)})
    assert counter.fresh(application).stage == Stage.CHECK
    assert counter.world.client("leader").get(own).status_code == 404
