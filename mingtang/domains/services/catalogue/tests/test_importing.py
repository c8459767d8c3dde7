"""Bringing in items: organs found or established, each item once, drafts unless the operator says otherwise."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from mingtang.domains.services.catalogue.commands import services
from mingtang.domains.services.catalogue.exporting import write_items
from mingtang.domains.services.catalogue.importing.carrying import carry_out
from mingtang.domains.services.catalogue.importing.planning import Plan, plan_import
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.tests.offers import offer
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted, deliver_due, records_about
from mingtang.kernel.evidence.models import Delivery
from mingtang.kernel.search.api import search
from mingtang.lib.tables import TableRejected
from tests.world import World

SMALL = Path(__file__).with_name("items.csv")
REAL = Path(__file__).parents[6] / "shared" / "data" / "service_items_511602.csv"
BELOW = "county-government"


@pytest.fixture
def below(world: World) -> Organ:
    return world.organ(BELOW)


@pytest.fixture
def real() -> bytes:
    """A real district's table, where a copy of it is at hand."""
    if not REAL.exists():
        pytest.skip("the table of a real district is not here")
    return REAL.read_bytes()


def plan(below: Organ, content: bytes | None = None) -> Plan:
    return plan_import(SYSTEM, BytesIO(content or SMALL.read_bytes()), "items.csv", below)


def bring_in(below: Organ, content: bytes | None = None, *, publish: bool = False) -> dict[str, int]:
    return carry_out(SYSTEM, plan(below, content), publish=publish)


def deliver_all() -> None:
    while deliver_due():
        pass
    assert list(Delivery.objects.exclude(error="").values_list("error", flat=True)) == []


def test_a_plan_touches_nothing(below: Organ) -> None:
    organs = Organ.objects.count()
    assert plan(below).counts["new"] == 9
    assert Organ.objects.count() == organs
    assert not ServiceItem.objects.filter(local_task_code__startswith="991A").exists()


def test_organs_are_found_by_code_or_name_and_else_established_below_the_chosen_one(below: Organ, world: World) -> None:
    table = (
        "部门,名称,事项编码,机构编码\n"
        f"随便什么名字,户口注销,A1,{world.organ('housing-bureau').credit_code}\n"
        f"{below.short_name},结婚登记,A2,\n"
        "县没有的局,离婚登记,A3,1151130108778239R\n"
    ).replace("名称", "事项名称")
    bring_in(below, table.encode())
    owners = {item.code: item.organ for item in ServiceItem.objects.filter(code__in=["A1", "A2", "A3"])}
    assert owners["A1"] == world.organ("housing-bureau")
    assert owners["A2"] == below
    assert owners["A3"].name == "县没有的局"
    assert owners["A3"].superior == below
    assert owners["A3"].credit_code is None  # the code of the table is no credit code


def test_imported_items_are_drafts_that_the_public_does_not_see(below: Organ) -> None:
    bring_in(below)
    item = ServiceItem.objects.get(name="户口注销")
    assert item.state == ServiceItem.State.DRAFT
    assert item.versions.get().state == ItemVersion.State.DRAFT
    assert item.local_task_code == "991B0110000000-990121000000-000-00877835-1-00"
    assert (item.task_type, item.use_level) == ("07", "4")


def test_imported_items_are_published_when_the_operator_says_so(below: Organ, world: World) -> None:
    assert bring_in(below, publish=True)["published"] == 9
    deliver_all()
    hits = search(world.actor("visitor"), "户口注销", kind="service_item").hits
    page = world.client("visitor").get(hits[0].url).content.decode()
    assert "这份指南还不完整" in page
    assert "县公安局" in page


def test_a_second_import_changes_only_what_differs(below: Organ) -> None:
    bring_in(below, publish=True)
    assert bring_in(below, publish=True) | {"defects": 0, "items_with_defects": 0, "organs_found": 0} == {
        "rows": 9, "faults": 0, "new": 0, "changed": 0, "same": 9, "organs_found": 0, "organs_new": 0,
        "items_with_defects": 0, "defects": 0, "published": 0,
    }  # fmt: skip
    changed = SMALL.read_text(encoding="utf-8").replace("户口注销", "户口注销登记")
    assert bring_in(below, changed.encode())["changed"] == 1
    item = ServiceItem.objects.get(name="户口注销")  # what is in force says the old name until it is published
    assert list(item.versions.order_by("number").values_list("state", flat=True)) == ["published", "draft"]
    bring_in(below, changed.encode(), publish=True)
    item.refresh_from_db()
    assert item.name == "户口注销登记"
    assert list(item.versions.order_by("number").values_list("state", flat=True)) == ["superseded", "published"]


def test_the_code_of_a_cancelled_item_is_never_used_again(below: Organ) -> None:
    bring_in(below, publish=True)
    ServiceItem.objects.filter(name="户口注销").update(state="cancelled")
    faults = plan(below).table.faults
    assert [fault.row for fault in faults] == [7]
    with pytest.raises(TableRejected):
        bring_in(below)


def test_two_organs_may_send_the_same_code(below: Organ) -> None:
    for organ in ("甲局", "乙局"):
        bring_in(below, f"部门,事项名称,事项编码\n{organ},{organ}的事,X/1\n".encode())
    codes = list(ServiceItem.objects.filter(local_task_code="X/1").order_by("pk").values_list("code", flat=True))
    assert codes[0] == "X-1"
    assert len(set(codes)) == 2


def test_who_may_not_edit_there_imports_nothing_there(below: Organ, world: World) -> None:
    official = world.actor("official")
    refused = plan_import(official, BytesIO(SMALL.read_bytes()), "items.csv", below)
    assert refused.table.faults
    allowed = plan(below)
    with pytest.raises(NotPermitted):
        carry_out(official, allowed)


def test_an_import_leaves_evidence_of_every_item(below: Organ) -> None:
    bring_in(below)
    item = ServiceItem.objects.get(name="户口注销")
    assert records_about(SYSTEM, item)


def test_what_goes_out_comes_back_the_same(below: Organ, tmp_path: Path) -> None:
    bring_in(below)
    items = ServiceItem.objects.filter(organ__path__startswith=below.path, code__startswith="99")
    for name in ("items.csv", "items.xlsx"):
        assert write_items(tmp_path / name, items) == 6
        with (tmp_path / name).open("rb") as file:
            again = plan_import(SYSTEM, file, name, below)
        assert again.table.faults == []
        assert again.counts["same"] == 6


def test_the_command_ends_with_the_counts(below: Organ) -> None:
    answer = CliRunner().invoke(services, ["import", str(SMALL), "--below", below.name, "--dry-run"])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output.splitlines()[-1])["new"] == 9
    assert not ServiceItem.objects.filter(name="户口注销").exists()
    told = CliRunner().invoke(services, ["import", str(SMALL), "--below", below.name, "--json", "--publish"])
    assert json.loads(told.output)["counts"]["published"] == 9


def test_the_defects_of_each_item_are_listed(below: Organ) -> None:
    told = plan(below).defect_list
    assert len(told) == 9
    assert {"row", "code", "name", "defects"} == set(told[0])
    assert any("设定依据" in sentence for sentence in told[0]["defects"])


def test_the_command_lists_every_fault_and_fails(below: Organ, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("事项名称,事项类型\n甲,没有\n,行政许可\n", encoding="utf-8")
    answer = CliRunner().invoke(services, ["import", str(bad), "--below", below.name, "--json"])
    assert answer.exit_code == 1
    assert len(json.loads(answer.output)["faults"]) == 2
    assert CliRunner().invoke(services, ["import", str(bad), "--map", "x=y"]).exit_code == 2


def test_a_real_district_comes_in_whole_and_only_once(below: Organ, real: bytes) -> None:
    first = bring_in(below, real)
    assert (first["rows"], first["new"], first["faults"], first["organs_new"]) == (1135, 1135, 0, 34)
    assert first["items_with_defects"] == 1135
    again = plan(below, real).counts
    assert (again["new"], again["changed"], again["same"], again["organs_new"]) == (0, 0, 1135, 0)


def test_every_item_of_a_real_district_is_found_by_its_own_name(world: World, real: bytes) -> None:
    """As the index and the hall see them; the import itself is tested above."""
    organ = world.organ(BELOW)
    names = [each.described.title for each in plan(organ, real).items][::40]
    for name in names:
        offer(organ, name)
    for name in names:
        answer = world.client("visitor").get("/services/", {"q": name})
        assert answer.context["items"][0]["title"] == name
