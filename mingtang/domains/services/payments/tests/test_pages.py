"""Pages of payments, for whoever pays, for whoever charges, and for the till."""

import pytest
from pytest_django import DjangoAssertNumQueries

from mingtang.domains.services.payments.rules import State
from mingtang.domains.services.payments.tests.till import OFFICER, PAYER, Till

pytestmark = pytest.mark.django_db


def test_whoever_has_to_pay_goes_from_his_list_through_the_till_and_back(till: Till) -> None:
    order = till.charged()
    client = till.world.client(PAYER)
    assert order.number in client.get("/services/payments/").text
    page = client.get(f"/services/payments/{order.pk}/").text
    for told in ("261.00", "人民币贰佰陆拾壹元整", "每项 125.50 元", "检测收费办法第三条", "去缴费"):
        assert told in page
    to_till = client.post(f"/services/payments/{order.pk}/")
    assert to_till.url == f"/services/payments/{order.pk}/till/"
    assert "不会发生真实的资金往来" in client.get(to_till.url).text
    assert client.post(to_till.url).url == order.get_absolute_url()
    paid = client.get(order.get_absolute_url()).text
    assert f"测试{order.number}" in paid
    assert "去缴费" not in paid


def test_without_a_till_one_is_sent_to_the_window(till: Till, settings: object) -> None:
    order = till.charged()
    settings.PAYMENTS = ""  # type: ignore[attr-defined]
    client = till.world.client(PAYER)
    assert "请到窗口缴纳" in client.get(f"/services/payments/{order.pk}/").text
    assert client.get(f"/services/payments/{order.pk}/till/").status_code == 404


def test_a_till_tells_by_its_signature_alone(till: Till) -> None:
    order = till.charged()
    _, body, signature = till.notice(order)
    client = till.world.client("visitor")
    address = "/services/payments/notices/test/"
    wrong = client.post(address, body, content_type="application/json", headers={"X-Signature": "00"})
    assert wrong.status_code == 400
    for _ in range(2):
        told = client.post(address, body, content_type="application/json", headers={"X-Signature": signature})
        assert told.status_code == 200
    assert till.fresh(order).state == State.PAID
    assert client.post(address, b"x" * 20_000, content_type="application/json").status_code == 413


def test_nobody_sees_or_pays_what_is_another_s(till: Till) -> None:
    order = till.charged()
    client = till.world.client("agent")
    assert client.get(f"/services/payments/{order.pk}/").status_code == 404
    assert client.post(f"/services/payments/{order.pk}/till/").status_code == 404


def test_lists_cost_two_statements_for_their_rows(
    till: Till, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for subject in ("application:1", "application:2", "application:3"):
        till.charged(subject=subject)
    client = till.world.client(OFFICER)
    client.get("/workbench/payments/")
    with django_assert_max_num_queries(12):  # two for the rows, the rest is the frame of the workbench
        assert "林叙" in client.get("/workbench/payments/").text
    exported = client.get("/workbench/payments/", {"export": "csv"})
    assert "261.00" in b"".join(exported.streaming_content).decode() if exported.streaming else exported.text


def test_programs_read_orders_and_record_what_was_paid_at_a_window(till: Till) -> None:
    order = till.charged()
    client = till.world.client(OFFICER)
    rows = client.get("/api/services/payments", {"state": "open"}).json()
    assert [row["capitals"] for row in (rows["items"] if isinstance(rows, dict) else rows)] == ["人民币贰佰陆拾壹元整"]
    paid = client.post(
        f"/api/services/payments/{order.pk}/window-payment", {"receipt": "和财票 0001"}, content_type="application/json"
    )
    assert paid.json()["state"] == "paid"


def test_the_office_records_payment_and_refund_on_the_page_of_the_order_and_the_payer_reads_it(till: Till) -> None:
    order = till.charged()
    office, address = till.world.client(OFFICER), f"/workbench/payments/{order.pk}/"
    assert address in office.get("/workbench/payments/").text
    assert office.post(address, {"what": "payment", "receipt": ""}).status_code == 422
    assert office.post(address, {"what": "payment", "receipt": "和财票 0001"}).status_code == 302
    wrong = office.post(address, {"what": "refund", "amount": "一百", "reason": "多收工本费"})
    assert wrong.status_code == 422
    assert "多收工本费" in wrong.text
    office.post(address, {"what": "refund", "amount": "261.00", "reason": "重复收取"})
    assert "正在办理" in till.world.client(PAYER).get(order.get_absolute_url()).text
    office.post(address, {"what": "refunded", "reference": "退 0001"})
    assert 'id="record"' not in office.get(address).text  # nothing is left to record
    told = till.world.client(PAYER).get(order.get_absolute_url()).text
    assert all(words in told for words in ("已退费", "重复收取", "退 0001"))


def test_programs_order_and_record_refunds(till: Till) -> None:
    order = till.charged()
    client, root = till.world.client(OFFICER), f"/api/services/payments/{order.pk}"
    client.post(f"{root}/window-payment", {"receipt": "和财票 0001"}, content_type="application/json")
    client.post(f"{root}/refunds", {"amount": 26100, "reason": "重复收取"}, content_type="application/json")
    done = client.post(f"{root}/window-refund", {"reference": "退 0001"}, content_type="application/json").json()
    assert (done["state"], done["refunds"][0]["transaction"]) == ("refunded", "退 0001")
