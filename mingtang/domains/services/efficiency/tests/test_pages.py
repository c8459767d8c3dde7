"""The pages of supervision: who sees what, what they cost, and that they say what was counted."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mingtang.domains.services.applications import api as applications
from mingtang.domains.services.applications.tests.desk import DECIDER, Desk
from mingtang.domains.services.efficiency import api
from mingtang.domains.services.efficiency.models import EfficiencyReport, Light, SupervisionOrder
from mingtang.domains.services.efficiency.ruleset import all_rules
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

pytestmark = pytest.mark.django_db
SUPERVISOR, LEADER = "efficiency-head", "district-market-director"
ROOT = "/workbench/efficiency/"


@pytest.fixture
def watched(desk: Desk) -> Light:
    """One application decided, one under way with a light, all of it counted."""
    done, open_one = desk.reviewed(), desk.accepted()
    given = applications.Decision(granted=True, facts="符合", law="食品安全法第三十五条")
    applications.decide(desk.world.actor(DECIDER), desk.part(done), desk.no(done, "decide"), given)
    for each in (done, open_one):
        api.measure(each.pk)
    rule = next(each for each in all_rules() if each.condition == "by_hand")
    return api.raise_by_hand(SYSTEM, rule, open_one, "符合条件而拟不予许可")


@pytest.fixture
def supervisor(world: World) -> Client:
    return world.client(SUPERVISOR)


def test_the_dashboard_shows_figures_lights_and_indicators_with_their_formulas(
    watched: Light, supervisor: Client
) -> None:
    page = supervisor.get(ROOT)
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("按期办结率", "100.0", "决定日期不晚于期限", "平均办理自然日", watched.number, "红 1"):
        assert words in text


def test_the_dashboard_costs_the_same_however_much_there_is(
    watched: Light, supervisor: Client, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    supervisor.get(ROOT)
    with django_assert_max_num_queries(22):
        supervisor.get(ROOT)
    for _ in range(2):
        api.measure(desk.filed().pk)
    with django_assert_max_num_queries(22):
        supervisor.get(f"{ROOT}?period={timezone.localdate().year}")


@pytest.mark.parametrize("what", ["organs", "items", "regions", "people"])
def test_figures_are_broken_down_and_lead_to_their_applications(
    watched: Light, supervisor: Client, what: str, django_assert_max_num_queries: Any
) -> None:
    supervisor.get(f"{ROOT}by/{what}/")
    with django_assert_max_num_queries(15):
        page = supervisor.get(f"{ROOT}by/{what}/")
    assert page.context["page"].total == 1
    row = page.context["page"].rows[0]
    assert row.object.sum_decided == 1
    cases = supervisor.get(row.cells[0].url)
    assert cases.context["page"].total == 1
    assert supervisor.get(f"{ROOT}by/{what}/?export=csv").status_code == 200


def test_what_is_behind_a_figure_is_as_many_as_the_figure_says(watched: Light, supervisor: Client) -> None:
    for what, amount in (
        ("submitted", 2),
        ("accepted", 2),
        ("decided", 1),
        ("overdue", 0),
        ("open", 1),
        ("refused", 0),
    ):
        assert supervisor.get(f"{ROOT}cases/?what={what}").context["page"].total == amount


def test_every_table_of_the_dashboard_is_a_file(watched: Light, supervisor: Client) -> None:
    for table in ("indicators", "organs", "course", "lights"):
        file = supervisor.get(f"{ROOT}?export=csv&table={table}")
        assert file["Content-Disposition"].startswith("attachment")
        assert len(b"".join(file.streaming_content).splitlines()) >= 2
    assert supervisor.get(f"{ROOT}?export=xlsx&table=indicators").status_code == 200


def test_an_empty_node_says_so(desk: Desk, supervisor: Client) -> None:
    text = supervisor.get(ROOT).content.decode()
    assert "没有亮着的灯" in text
    assert "这一时段没有办件" in text
    assert supervisor.get(f"{ROOT}by/items/").status_code == 200
    assert supervisor.get(f"{ROOT}?period=xx&region=yy").status_code == 200
    assert supervisor.get(f"{ROOT}by/nothing/").status_code == 404


def test_who_does_not_supervise_sees_no_figures_and_a_county_not_the_district(watched: Light, world: World) -> None:
    assert world.client("official").get(ROOT).status_code == 403
    assert world.client("citizen").get(f"{ROOT}lights/").status_code == 403
    assert world.client("official").get(watched.get_absolute_url()).status_code == 404


def test_the_leader_explains_the_supervisor_confirms_and_orders(
    watched: Light, world: World, supervisor: Client
) -> None:
    leader = world.client(LEADER)
    lights = leader.get(f"{ROOT}lights/?stage=open")
    assert lights.context["page"].total == 1
    address = watched.get_absolute_url()
    assert leader.post(f"{address}explanation/", {"text": " "}).status_code == 422
    assert leader.post(f"{address}explanation/", {"text": "正在复核"}).status_code == 302
    assert leader.post(f"{address}confirmation/", {"text": ""}).url == address
    watched.refresh_from_db()
    assert watched.stage == "explained"
    assert supervisor.post(f"{address}confirmation/", {"text": "属实"}).status_code == 302
    assert supervisor.post(f"{address}order/", {"content": "限期改正", "until": "2020-01-01"}).status_code == 422
    sent = supervisor.post(f"{address}order/", {"content": "限期改正", "until": f"{timezone.localdate()}"})
    order = SupervisionOrder.objects.get()
    assert sent.url == order.get_absolute_url()
    assert leader.get(sent.url).status_code == 200
    assert leader.post(sent.url, {"answer": ""}).status_code == 422
    assert leader.post(sent.url, {"answer": "已改正"}).status_code == 302
    assert supervisor.post(sent.url, {"close": "1"}).status_code == 302
    assert supervisor.get(address).status_code == 200
    assert supervisor.get(f"{ROOT}orders/").context["page"].total == 1


def test_lists_of_lights_and_orders_cost_two_statements_and_what_every_page_costs(
    watched: Light, supervisor: Client, django_assert_max_num_queries: Any
) -> None:
    for address in ("lights/", "orders/", "reports/"):
        supervisor.get(f"{ROOT}{address}")
        with django_assert_max_num_queries(14):
            supervisor.get(f"{ROOT}{address}")


def test_a_monthly_report_is_typeset_with_ranking(watched: Light, supervisor: Client) -> None:
    api.confirm(SYSTEM, watched, "属实")
    month = f"{timezone.localdate():%Y-%m}"
    assert supervisor.post(f"{ROOT}reports/", {"month": month, "organ": ""}).status_code == 302
    report = EfficiencyReport.objects.get()
    assert report.overall
    assert report.data["ranking"][0][1:] == [watched.organ.label, "95", "优秀"]
    file = supervisor.get(report.get_absolute_url())
    assert file.content.startswith(b"%PDF")
    own = supervisor.post(f"{ROOT}reports/", {"month": month, "organ": watched.organ_id})
    assert own.status_code == 302


def test_programs_read_statistics_indicators_and_lights_and_take_the_same_steps(
    watched: Light, world: World, supervisor: Client
) -> None:
    rows = supervisor.get("/api/services/statistics/organs").json()
    assert [(row["decided"], row["accepted"]) for row in rows] == [(1, 2)]
    told = {each["code"]: each for each in supervisor.get("/api/services/indicators").json()}
    assert (told["on_time"]["numerator"], told["on_time"]["denominator"]) == (1, 1)
    assert supervisor.get("/api/services/indicators?period=soon").status_code == 422
    lights = supervisor.get("/api/services/lights?level=red").json()["items"]
    assert [each["id"] for each in lights] == [watched.pk]
    address = f"/api/services/lights/{watched.pk}"
    said = {"step": "appeal", "text": "情况不实"}
    taken = world.client(LEADER).post(f"{address}/steps", said, content_type="application/json")
    assert taken.json()["stage"] == "appealed"
    refused = world.client(LEADER).post(f"{address}/steps", {"step": "revocation"}, content_type="application/json")
    assert refused.status_code in {403, 422}
    order = {"content": "请说明", "until": f"{timezone.localdate()}"}
    sent = supervisor.post(f"{address}/orders", order, content_type="application/json").json()
    where = f"/api/services/supervision-orders/{sent['id']}"
    answer = world.client(LEADER).post(f"{where}/answer", {"answer": "好"}, content_type="application/json")
    assert answer.json()["state"] == "answered"
    assert supervisor.post(f"{where}/closing").json()["state"] == "closed"
    assert len(supervisor.get(f"{address}/steps").json()) == 2
