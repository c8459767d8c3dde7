"""The data files of the demo city agree with each other and with the standards."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mingtang.lib.identifiers import CreditCode, IdentityNumber, RegionCode, RegionLevel, parse_mobile_phone
from mingtang.lib.tables import Column, read_table

DATA = Path(__file__).parent.parent / "data"
KEY = re.compile(r"[a-z]+(-[a-z]+)*")
TODAY = date(2026, 9, 29)


def entries(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


ORGANS, PEOPLE, CITIZENS, ENTERPRISES = map(entries, ["organs", "people", "citizens", "enterprises"])
ORGAN_BY_KEY = {organ["key"]: organ for organ in ORGANS}
APPOINTMENTS = [(person, appointment) for person in PEOPLE for appointment in person["appointments"]]


def regions() -> dict[str, str]:
    columns = (
        Column("code", "代码", required=True, unique=True),
        Column("name", "名称", required=True),
        Column("parent", "上级"),
    )
    with (DATA / "regions.csv").open("rb") as file:
        return {row["code"]: row["parent"] for row in read_table(file, "regions.csv", columns).accepted()}


def post_paths() -> Iterator[str]:
    for organ in ORGANS:
        yield from (f"{organ['key']}/{post['key']}" for post in organ["posts"])
        for unit in organ["units"]:
            yield from (f"{organ['key']}/{unit['key']}/{post['key']}" for post in unit["posts"])


def holders(path: str, day: date = TODAY) -> list[str]:
    return [
        person["key"]
        for person, appointment in APPOINTMENTS
        if appointment["post"] == path and appointment["start"] <= day <= appointment.get("end", date.max)
    ]


def test_regions_form_one_tree_from_province_to_village() -> None:
    parents = regions()
    for code, parent in parents.items():
        above = RegionCode.parse(code).parent
        assert parent == (above.text if above else "")
        assert not parent or parent in parents
    assert {RegionCode.parse(code).level for code in parents} == set(RegionLevel)


@pytest.mark.parametrize(
    "group", [ORGANS, PEOPLE, CITIZENS, ENTERPRISES], ids=["organs", "people", "citizens", "enterprises"]
)
def test_keys_are_english_and_name_one_thing(group: list[dict[str, Any]]) -> None:
    keys = [entry["key"] for entry in group]
    assert all(KEY.fullmatch(key) for key in keys)
    assert len(keys) == len(set(keys))


def test_a_key_names_one_person_among_officials_and_citizens() -> None:
    assert not {person["key"] for person in PEOPLE} & {person["key"] for person in CITIZENS}


def test_there_are_six_roots_and_four_levels_of_organs() -> None:
    roots = [organ["branch"] for organ in ORGANS if organ["superior"] is None]
    assert sorted(roots) == ["congress", "consultative", "court", "government", "party", "procuratorate"]
    assert {RegionCode.parse(organ["region"]).level for organ in ORGANS} == set(RegionLevel) - {RegionLevel.VILLAGE}


def test_superiors_stand_before_their_subordinates_in_the_same_branch() -> None:
    seen: dict[str, dict[str, Any]] = {}
    for organ in ORGANS:
        if superior := organ["superior"]:
            assert seen[superior]["branch"] == organ["branch"]
            assert organ["region"].startswith(seen[superior]["region"])
        if line := organ["line_superior"]:
            assert line in seen
        seen[organ["key"]] = organ


def test_organs_lie_in_known_regions_and_their_credit_codes_say_so() -> None:
    categories = {"organ": "11", "institution": "12", "group": "13"}
    known = regions()
    for organ in ORGANS:
        code = CreditCode.parse(organ["credit_code"])
        assert organ["region"] in known
        assert code.text[:2] == categories[organ["kind"]]
        assert code.region == RegionCode.parse(organ["region"][:6]).padded(6)


@pytest.mark.parametrize("field", ["name", "short_name", "credit_code", "document_word"])
def test_names_and_codes_of_organs_are_their_own(field: str) -> None:
    assert max(Counter(organ[field] for organ in ORGANS).values()) == 1


def test_units_and_posts_have_names_of_their_own_in_their_place() -> None:
    paths = list(post_paths())
    assert len(paths) == len(set(paths))
    for organ in ORGANS:
        units = [unit["name"] for unit in organ["units"]]
        assert len(units) == len(set(units))
        for posts in (organ["posts"], *(unit["posts"] for unit in organ["units"])):
            assert len({post["name"] for post in posts}) == len(posts)


def test_people_are_real_enough_to_sign_in_and_receive_messages() -> None:
    for person in [*PEOPLE, *CITIZENS]:
        IdentityNumber.parse(person["identity_number"], today=TODAY)
        assert parse_mobile_phone(person["phone"]) == person["phone"]
    for field in ("identity_number", "phone"):
        assert max(Counter(person[field] for person in [*PEOPLE, *CITIZENS]).values()) == 1
    assert all(re.fullmatch(r"hy\d{4}", person["login"]) for person in PEOPLE)
    assert len({person["login"] for person in PEOPLE}) == len(PEOPLE)


def test_nobody_is_real() -> None:
    for person in [*PEOPLE, *CITIZENS]:
        assert person["identity_number"][:2] in {"99", "81"}
        assert person["phone"].startswith("199000")


def test_appointments_are_to_posts_that_exist_by_grown_up_people() -> None:
    paths = set(post_paths())
    for person, appointment in APPOINTMENTS:
        age = IdentityNumber.parse(person["identity_number"]).age_on(appointment["start"])
        assert appointment["post"] in paths
        assert appointment["kind"] in {"regular", "concurrent", "acting", "seconded"}
        assert appointment["start"] <= appointment.get("end", date.max)
        assert age is not None
        assert age >= 18


def test_everybody_holds_a_post_today_and_a_few_hold_two() -> None:
    held = Counter(person["key"] for person, appointment in APPOINTMENTS if appointment.get("end", date.max) >= TODAY)
    assert set(held) == {person["key"] for person in PEOPLE}
    assert 3 <= sum(1 for count in held.values() if count == 2) <= 6
    assert {appointment["kind"] for _, appointment in APPOINTMENTS} == {"regular", "concurrent", "acting", "seconded"}


def test_every_organ_has_somebody() -> None:
    staffed = {appointment["post"].split("/")[0] for _, appointment in APPOINTMENTS}
    assert staffed == set(ORGAN_BY_KEY)


@pytest.mark.parametrize("bureau", ["service-bureau", "county-service-bureau"])
def test_the_three_officers_are_three_people(bureau: str) -> None:
    officers = [holders(f"{bureau}/platform/{office}") for office in ("system", "security", "audit")]
    assert [len(people) for people in officers] == [1, 1, 1]
    assert len({person for people in officers for person in people}) == 3


def test_the_cast_of_the_reference_pages_is_in_place() -> None:
    names = {person["key"]: person["name"] for person in PEOPLE}
    assert [names[key] for key in holders("housing-bureau/approval/handler")] == ["许青禾"]
    assert [names[key] for key in holders("housing-bureau/approval/head")] == ["沈砚"]
    assert [names[key] for key in holders("housing-bureau/deputy")] == ["周以宁"]


def test_enterprises_have_valid_codes_and_known_people() -> None:
    citizens = {citizen["key"] for citizen in CITIZENS}
    for enterprise in ENTERPRISES:
        assert CreditCode.parse(enterprise["credit_code"]).text[0] == "9"
        assert enterprise["representative"] in citizens
        for agent in enterprise["agents"]:
            assert agent["person"] in citizens - {enterprise["representative"]}
            assert agent["scope"] in {"all", "apply", "receive"}
            assert agent["start"] <= agent.get("end", date.max)
    assert len({enterprise["credit_code"] for enterprise in ENTERPRISES}) == len(ENTERPRISES)


def test_one_agency_has_ended_so_that_its_refusal_can_be_shown() -> None:
    ends = [agent.get("end", date.max) for enterprise in ENTERPRISES for agent in enterprise["agents"]]
    assert any(end < TODAY for end in ends)
    assert any(end > TODAY for end in ends)


def test_citizens_cover_every_level_of_assurance() -> None:
    assert {citizen["assurance"] for citizen in CITIZENS} == {0, 1, 2, 3}
