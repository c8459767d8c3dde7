from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, override_settings
from structlog.testing import capture_logs

from mingtang.config import health
from mingtang.kernel.jobs import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> None:
    actions.beat("worker of the test", health.database_now())


def test_the_process_is_up_without_asking_the_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.usefixtures("worker")
def test_a_node_with_database_and_worker_is_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "reasons": []})


def test_a_node_without_worker_is_not_ready_and_says_why(client: Client) -> None:
    actions.beat("silent", health.database_now() - timedelta(minutes=5))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["no worker is alive: run `mingtang worker`"]


def test_a_node_whose_migrations_are_missing_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_all_applied", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    assert client.get("/readyz").json()["reasons"] == ["migrations are not applied: run `mingtang migrate`"]


def test_a_database_that_is_away_is_a_reason_not_a_crash(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> bool:
        raise OperationalError

    monkeypatch.setattr(health, "worker_is_alive", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (503, ["the database does not answer"])
    assert "mingtang_database_up 0.0" in client.get("/metrics").content.decode()


@pytest.mark.usefixtures("worker")
def test_figures_tell_of_requests_queue_facts_and_records(client: Client) -> None:
    client.get("/healthz")
    figures = client.get("/metrics").content.decode()
    for name in ("tasks_ready", "tasks_failed", "facts_waiting", "facts_dead", "records_unsealed", "worker_alive"):
        assert f"\nmingtang_{name} " in figures
    assert 'mingtang_requests_total{method="GET",status="200",view="healthz"}' in figures
    assert 'mingtang_request_seconds_bucket{le="0.1",method="GET",view="healthz"}' in figures
    assert "mingtang_worker_alive 1.0" in figures


def test_figures_are_for_this_machine_alone(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 403
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 403
    assert client.get("/metrics", REMOTE_ADDR="::1").status_code == 200


@override_settings(METRICS_TOKEN="a long token")
def test_figures_ask_for_the_token_when_there_is_one(client: Client) -> None:
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer 错误"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer a long token"}).status_code == 200


def test_unknown_addresses_do_not_make_new_series(client: Client) -> None:
    client.get("/some/secret/address-42")
    assert "address-42" not in client.get("/metrics").content.decode()


def test_a_request_is_logged_by_number_and_view_without_what_it_carried(client: Client) -> None:
    with capture_logs() as lines:
        answer = client.get("/no-such-page/440301199001011234?phone=13800000000")
    (line,) = [line for line in lines if line["event"] == "request"]
    assert (line["view"], line["status"], line["method"]) == ("unmatched", 404, "GET")
    assert "440301199001011234" not in str(lines)
    assert "13800000000" not in str(lines)
    assert len(answer.headers["X-Request-Id"]) == 32


def test_only_a_trusted_proxy_may_number_requests(client: Client) -> None:
    given = {"X-Request-Id": "0123456789abcdef"}
    assert client.get("/healthz", headers=given).headers["X-Request-Id"] != "0123456789abcdef"
    with override_settings(BEHIND_PROXY=True):
        assert client.get("/healthz", headers=given).headers["X-Request-Id"] == "0123456789abcdef"
        forged = client.get("/healthz", headers={"X-Request-Id": 'a"} {"event":"forged'})
        assert "forged" not in forged.headers["X-Request-Id"]
