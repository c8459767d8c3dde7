"""Pages: who sees what, at which cost, and how faults come back."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.domains.services.licences.actions.using import display_code
from mingtang.domains.services.licences.api import Licence, LicenceType, LicenceUse
from mingtang.domains.services.licences.tests.office import ISSUER, Office
from mingtang.domains.services.licences.views.verification import PER_MINUTE

STORE = "/workbench/licences/"


def statements(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)


def shown(office: Office, who: str, address: str) -> str:
    content: str = office.world.client(who).get(address).content.decode()
    return content


@pytest.mark.parametrize(("who", "address"), [(ISSUER, STORE), ("enterprise", "/licences/")])
def test_lists_cost_the_same_however_long_they_are(office: Office, who: str, address: str) -> None:
    client = office.world.client(who)
    office.issued()
    before = statements(client, address)
    for _ in range(4):
        office.issued(office.enterprise(), office.citizen())
    assert statements(client, address) == before
    assert before <= 13  # session, account, rights, waiting work of every page; types, how many, these, their holders


def test_the_store_is_narrowed_by_type_state_words_number_and_end(office: Office) -> None:
    one = office.issued(number="甲1")
    two = office.issued(office.citizen(), number="乙2", valid_until=one.issued_on)
    client = office.world.client(ISSUER)

    def found(query: str) -> set[str]:
        return {row.object.number for row in client.get(f"{STORE}?{query}").context["page"].rows}

    assert found("words=甲") == {one.number}
    assert found(f"number={office.citizen().number.lower()}") == {two.number}
    assert found(f"number={office.citizen().number[:6]}") == set()
    assert found("ending=30") == {two.number}
    assert found(f"kind={office.kind.pk}&state=effective&by_hand=on") == {one.number, two.number}
    assert found("state=revoked") == set()


def test_the_export_has_the_same_rows_and_is_recorded(office: Office) -> None:
    licence = office.issued()
    answer = office.world.client(ISSUER).get(f"{STORE}?export=csv")
    text = b"".join(answer.streaming_content).decode()
    assert licence.identifier in text
    assert office.enterprise().number not in text


def test_another_organ_does_not_find_the_licence(office: Office) -> None:
    licence = office.issued()
    address = reverse("licence", args=[licence.pk])
    assert licence.number in shown(office, ISSUER, address)
    assert office.world.client("market-permit-officer").get(address).status_code == 404
    assert office.world.client("citizen").get(address).status_code == 403


def _typed(office: Office, **more: str) -> dict[str, str]:
    holders = {f"holders-{n}-kind": "credit_code" for n in range(3)}
    form = {"holders-TOTAL_FORMS": "3", "holders-INITIAL_FORMS": "0", "place": "学府路 6 号"} | holders
    given = {"licence-valid_from": "2026-03-01", "licence-reason": "补录档案", "holders-0-name": "和通物流有限公司"}
    return form | given | {"holders-0-number": office.enterprise().number} | more


def test_a_licence_is_issued_by_hand_with_its_reason(office: Office) -> None:
    client, address = office.world.client(ISSUER), reverse("issue_licence", args=[office.kind.pk])
    assert "没有办件的原因" in client.get(address).content.decode()
    answer = client.post(address, _typed(office, do="submit"))
    licence = Licence.objects.get()
    assert answer.headers["Location"] == reverse("licence", args=[licence.pk])
    assert "没有关联办件" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("holders-0-number", "91350100M000100Y44", "校验码不对"),
        ("licence-reason", "", "没有办件的原因"),
        ("place", "", "工程地点"),
        ("licence-valid_until", "2020-01-01", "不能早于"),
    ],
)
def test_faults_come_back_with_what_was_typed(office: Office, field: str, value: str, sentence: str) -> None:
    address = reverse("issue_licence", args=[office.kind.pk])
    answer = office.world.client(ISSUER).post(address, _typed(office, do="submit") | {field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert 'value="和通物流有限公司"' in page
    assert not Licence.objects.exists()


def test_change_renewal_and_suspension_are_done_from_the_page(office: Office) -> None:
    licence, client = office.issued(), office.world.client(ISSUER)
    (holder,) = licence.holders.all()
    name = {f"licence-holder-{holder.pk}": holder.name}
    client.post(
        reverse("change_licence", args=[licence.pk]),
        {"do": "submit", "place": "新址", "licence-reason": "搬迁"} | name,
    )
    second = Licence.objects.get(version=2)
    assert second.face["place"] == "新址"
    client.post(
        reverse("renew_licence", args=[second.pk]),
        {"valid_from": "2027-01-01", "valid_until": "2033-01-01", "reason": "延续"},
    )
    third = Licence.objects.get(version=3)
    address = reverse("turn_licence", args=[third.pk, "suspension"])
    assert client.post(address, {"reason": "整改"}).status_code == 422
    client.post(address, {"reason": "整改", "basis": "条例第九条"})
    assert office.fresh(third).state == "suspended"
    assert client.get(reverse("turn_licence", args=[third.pk, "nonsense"])).status_code == 404
    page = shown(office, ISSUER, reverse("licence", args=[third.pk]))
    assert "恢复" in page
    assert "第 1 版" in page


def test_a_step_that_came_too_late_is_told_in_words(office: Office) -> None:
    licence, client = office.issued(), office.world.client(ISSUER)
    address = reverse("turn_licence", args=[licence.pk, "cancellation"])
    typed = {"reason": "申请", "basis": "行政许可法第七十条"}
    client.post(address, typed)
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "不能注销" in answer.content.decode()


def test_the_directory_of_types_is_kept_by_whoever_may(office: Office) -> None:
    client = office.world.client("service-director")
    typed = {
        "code": office.kind.code[:18] + "008",
        "name": "夜间施工许可证",
        "form": str(office.kind.form_id),
        "letter": "licence-certificate",
        "basis": "条例",
        "term": "12",
        "issuers": office.organ.name + "\n没有这个局",
    }
    answer = client.post(reverse("define_licence_type"), typed)
    assert answer.status_code == 422
    assert "没有找到这些机构：没有这个局" in answer.content.decode()
    assert client.post(reverse("define_licence_type"), typed | {"issuers": office.organ.name}).status_code == 302
    kind = LicenceType.objects.get(name="夜间施工许可证")
    changed = typed | {"issuers": office.organ.name, "retired": "on"}
    client.post(reverse("licence_type", args=[kind.pk]), changed)
    kind.refresh_from_db()
    assert kind.retired_on is not None
    assert "停用" in client.get(reverse("licence_types")).content.decode()


def test_the_holder_sees_shows_and_copies_and_nobody_else_does(office: Office) -> None:
    licence = office.issued()
    names = ("own_licence", "own_certificate", "show_licence", "licence_copy")
    for name in names:
        address = reverse(name, args=[licence.pk])
        assert office.world.client("enterprise").get(address).status_code == 200
        assert office.world.client("citizen").get(address).status_code == 404
        assert office.world.client("visitor").get(address).status_code == 302
    address = reverse("licence_copy", args=[licence.pk])
    assert office.world.client("enterprise").post(address, {"purpose": ""}).status_code == 422
    answer = office.world.client("enterprise").post(address, {"purpose": "办理贷款"})
    assert answer.content.startswith(b"%PDF")
    assert "办理贷款" in shown(office, "enterprise", reverse("own_licence", args=[licence.pk]))


def test_who_has_no_licences_reads_why(office: Office) -> None:
    assert "还没有电子证照" in shown(office, "citizen", "/licences/")
    assert "工作人员账号没有证照" in shown(office, "official", "/licences/")


def test_strangers_see_the_least_and_nothing_that_names_a_person(office: Office) -> None:
    licence, holder = office.issued(office.citizen()), office.citizen()
    page = shown(office, "visitor", reverse("verified_licence", args=[licence.code]))
    assert "证照有效" in page
    assert licence.number in page
    for secret in (holder.name, holder.number, str(licence.face["place"]), licence.identifier):
        assert secret not in page


def test_a_code_is_typed_with_or_without_hyphens(office: Office) -> None:
    licence, client = office.issued(), office.world.client("visitor")
    answer = client.get(reverse("verify_licence"), {"code": licence.printed_code.lower()})
    assert answer.headers["Location"] == reverse("verified_licence", args=[licence.code])
    assert client.get(f"{reverse('verify_licence')}?text=large").status_code == 200
    for wrong in ("", "！！"):
        assert client.get(reverse("verify_licence"), {"code": wrong}).status_code == 422
    assert client.get(reverse("verified_licence", args=["AAAA"])).status_code == 404
    assert client.get(reverse("verified_licence", args=[display_code(licence)])).status_code == 200


def test_one_address_may_verify_so_often_in_a_minute_and_no_more(office: Office) -> None:
    licence, client = office.issued(), office.world.client("visitor")
    address = reverse("verified_licence", args=[licence.code])
    answers = [client.get(address).status_code for _ in range(2 * PER_MINUTE + 1)]  # the minute may turn meanwhile
    assert answers.count(429) >= 1
    assert LicenceUse.objects.count() == answers.count(200) <= 2 * PER_MINUTE
