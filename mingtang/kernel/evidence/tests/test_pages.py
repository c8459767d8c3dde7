"""The screens of the evidence, for auditors and for everybody's own acts."""

import pytest
from django.urls import reverse

from mingtang.kernel.directory.actions.organs import rename_organ
from mingtang.kernel.evidence.chain import seal_pending
from mingtang.kernel.evidence.models import Delivery, Fact, Record, Verification
from mingtang.kernel.evidence.tasks import carry_out_verification
from tests.world import World

FLAT = 8
"""Session, account, post, scopes; count, rows, unread notices, waiting tasks."""


@pytest.fixture
def renamed(world: World) -> Record:
    """The record of a renaming by the county's system officer."""
    organ, actor = world.organ("county-market-bureau"), world.actor("county_system_officer")
    rename_organ(
        actor, organ, name="石桥县市场监管局", short_name="县市监", on=organ.history.get().effective_on, basis="试"
    )
    return Record.objects.filter(act="directory.rename_organ").latest("pk")


def test_the_auditor_sees_all_and_the_county_auditor_the_county(world: World, renamed: Record) -> None:
    url = reverse("evidence_record", args=[renamed.pk])
    assert world.client("audit_officer").get(url).status_code == 200
    assert world.client("county_audit_officer").get(url).status_code == 200
    assert world.client("wrong_county_official").get(url).status_code == 404
    assert world.client("citizen").get(url).status_code == 403
    assert world.client("visitor").get(url).status_code == 302


def test_a_list_of_records_costs_a_constant_number_of_statements(
    world: World, renamed: Record, django_assert_max_num_queries: object
) -> None:
    client = world.client("audit_officer")
    client.get(reverse("evidence_records"))
    with django_assert_max_num_queries(FLAT):
        page = client.get(reverse("evidence_records"))
    assert "机构更名" in page.content.decode()


def test_records_are_filtered_by_act_and_day(world: World, renamed: Record) -> None:
    client = world.client("audit_officer")
    found = client.get(reverse("evidence_records"), {"act": "directory.rename_organ"})
    assert found.context["page"].total == 1
    none = client.get(reverse("evidence_records"), {"act": "directory.rename_organ", "until": "2001-01-01"})
    assert none.context["page"].total == 0
    wrong = client.get(reverse("evidence_records"), {"since": "2026-02-01", "until": "2026-01-01"})
    assert "止期早于起期" in wrong.content.decode()


def test_an_export_of_records_is_recorded(world: World, renamed: Record) -> None:
    answer = world.client("audit_officer").get(reverse("evidence_records"), {"export": "csv"})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).startswith(b"\xef\xbb\xbf")
    assert Record.objects.filter(act="evidence.export_records").exists()


def test_whoever_may_act_may_undo_and_nobody_else(world: World, renamed: Record) -> None:
    url = reverse("undo_record", args=[renamed.pk])
    page = world.client("audit_officer").get(reverse("evidence_record", args=[renamed.pk])).content.decode()
    assert "撤销这项操作" not in page
    world.client("audit_officer").post(url)
    assert world.organ("county-market-bureau").name == "石桥县市场监管局"
    world.client("county_system_officer").post(url)
    assert world.organ("county-market-bureau").name != "石桥县市场监管局"


def test_the_auditor_has_the_chain_verified_by_the_worker(world: World) -> None:
    while seal_pending():
        pass
    client = world.client("audit_officer")
    client.post(reverse("evidence_chain"))
    carry_out_verification.call(Verification.objects.get().pk)
    page = client.get(reverse("evidence_chain")).content.decode()
    assert "存证链完整" in page
    assert world.client("system_officer").get(reverse("evidence_chain")).status_code == 403


@pytest.fixture
def dead(world: World, renamed: Record) -> Delivery:
    fact = Fact.objects.create(name="test.Happened", subject="organ:1", at=renamed.at)
    return Delivery.objects.create(
        fact=fact,
        handler="gone",
        subject="organ:1",
        state=Delivery.State.DEAD,
        tries=8,
        next_at=renamed.at,
        error="<b>",
    )


def test_a_dead_fact_is_delivered_again_or_given_up_with_a_reason(world: World, dead: Delivery) -> None:
    client, url = world.client("system_officer"), reverse("dead_fact", args=[dead.pk])
    assert "&lt;b&gt;" in client.get(url).content.decode()
    assert client.post(url, {"do": "skip", "reason": ""}).status_code == 422
    client.post(url, {"do": "skip", "reason": "处理者已下线"})
    dead.refresh_from_db()
    assert dead.state == Delivery.State.SKIPPED
    assert world.client("official").get(url).status_code == 403
