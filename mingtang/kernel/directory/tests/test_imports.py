"""Importing regions and organs: what is right is imported whole, what is wrong is listed row by row and nothing is imported."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.kernel.directory.actions.imports import CHUNK, import_organs, import_regions
from mingtang.kernel.directory.models import Organ, Region
from mingtang.kernel.directory.tests.regions import country
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.evidence.models import Fact, Record
from mingtang.lib.tables import TableRejected
from tests.world import World

pytestmark = pytest.mark.django_db


def regions(*lines: str) -> int:
    return import_regions(SYSTEM, BytesIO("\n".join(["code,name,parent", *lines]).encode()), "regions.csv")


def faults(*lines: str) -> list[tuple[int | None, str | None, str]]:
    known = Region.objects.count()
    with pytest.raises(TableRejected) as rejected:
        regions(*lines)
    assert Region.objects.count() == known
    return [(fault.row, fault.column, fault.message) for fault in rejected.value.faults]


def test_parents_may_stand_anywhere_in_the_file() -> None:
    assert regions("9701,甲市,97", "97,甲省,") == 2
    assert Region.objects.get(pk="9701").parent_id == "97"
    assert [each.level for each in Region.objects.order_by("pk")] == [1, 2]


def test_every_level_down_to_the_village_is_known_by_its_code() -> None:
    regions("97,省,", "9701,市,97", "970101,县,9701", "970101001,乡,970101", "970101001201,村,970101001")
    assert list(Region.objects.order_by("level").values_list("level", flat=True)) == [1, 2, 3, 4, 5]


def test_importing_again_renames_and_adds_nothing() -> None:
    regions("97,甲省,", "9701,甲市,97")
    assert regions("97,乙省,", "9701,甲市,97") == 2
    assert dict(Region.objects.values_list("pk", "name")) == {"97": "乙省", "9701": "甲市"}


def test_every_fault_is_listed_with_row_and_column_and_nothing_is_imported() -> None:
    found = faults("97,甲省,", "97,乙省,", "9701,,97", "97x,丙,", "970201,丁县,9702", "9703,戊市,98", "9704,己市,")
    assert [(row, column) for row, column, _ in found] == [
        (3, "代码"), (4, "名称"), (5, "代码"), (6, "上级代码"), (7, "上级代码"), (8, "上级代码"),
    ]  # fmt: skip
    assert found[3][2] == "没有代码为 9702 的行政区划"
    assert found[4][2] == found[5][2] == "应为“97”"


def test_a_province_has_no_parent_and_a_city_has_its_own() -> None:
    assert faults("97,甲省,98")[0][2] == "应为“空”"
    assert faults("97,甲省,", "98,乙省,", "9701,甲市,98")[0][2] == "应为“97”"


def test_formulas_and_markup_are_names_like_any_other() -> None:
    regions("97,=1+1,", "98,<b>,", "96,'; DROP TABLE directory_region; --,")
    assert set(Region.objects.values_list("name", flat=True)) == {"=1+1", "<b>", "'; DROP TABLE directory_region; --"}


def test_an_import_is_one_act_with_a_number_and_reports_its_progress() -> None:
    told: list[tuple[int, int]] = []
    file, count = country(CHUNK + 100)
    import_regions(SYSTEM, file, "regions.csv", progress=lambda done, total: told.append((done, total)))
    assert told == [(CHUNK, count), (count, count)]
    assert Record.objects.get(act="directory.import_regions").note == f"导入行政区划 {count} 条"


@pytest.mark.slow
def test_a_country_takes_a_statement_for_hundreds_of_rows(django_assert_max_num_queries: object) -> None:
    file, count = country(20_000)
    with django_assert_max_num_queries(count // 200):
        assert import_regions(SYSTEM, file, "regions.csv") == count


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(["96", "9601", "960101", "960101001", "960102", "9602"]))
def test_the_order_of_rows_does_not_matter(db: object, codes: list[str]) -> None:
    parents = {2: 0, 4: 2, 6: 4, 9: 6}
    regions(*(f"{code},名{code},{code[: parents[len(code)]]}" for code in codes))
    assert {each.pk: each.parent_id for each in Region.objects.filter(pk__startswith="96")} == {
        code: code[: parents[len(code)]] or None for code in codes
    }


HEAD = "名称,系统,行政区划代码,隶属上级,业务指导上级,统一社会信用代码,类型\n"


def organs(text: str) -> int:
    return import_organs(SYSTEM, BytesIO((HEAD + text).encode()), "organs.csv")


def test_superiors_may_stand_in_earlier_rows_or_be_known_by_name_or_code(world: World) -> None:
    government = world.organ("county-government")
    count = organs(
        f"县甲局,政府,990121,{government.credit_code},,,\n"
        f"县甲局一站,政府,990121,县甲局,{world.organ('housing-bureau').name},,事业单位\n"
        f"县乙局,government,990121,{government.name},,,机关\n"
    )
    assert count == 3
    station = Organ.objects.get(name="县甲局一站")
    assert station.path == f"{government.path}{station.superior_id}/{station.pk}/"
    assert (station.kind, station.line_superior) == ("institution", world.organ("housing-bureau"))
    assert station.history.get().kind == "established"
    assert Fact.objects.filter(name="directory.OrganEstablished", subject=f"organ:{station.pk}").count() == 1


def test_faults_between_rows_are_found_and_nothing_is_imported(world: World) -> None:
    before, records = Organ.objects.count(), Record.objects.count()
    with pytest.raises(TableRejected) as rejected:
        organs(
            "县甲局,政府,990121,县甲局,,,\n"
            f"县乙局,政府,990121,,,{world.organ('housing-bureau').credit_code},\n"
            "县丙局,法庭,990121,,,,\n"
            "县丁局,政府,123,,,,\n"
            f"县戊局,政府,990121,{world.organ('city-court').name},,,\n"
        )
    assert {fault.row for fault in rejected.value.faults} >= {2, 3, 4, 5}
    assert (Organ.objects.count(), Record.objects.count()) == (before, records)
