"""Editing a form a step at a time."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.forms import KINDS, Form, read
from mingtang.lib.forms import editing as edit
from mingtang.lib.forms.editing import Clause, Clauses, ColumnWish, Impossible
from mingtang.lib.forms.tests.documents import OPENING, documents, form_of

PLAIN: dict[str, Any] = {"title": "申请", "properties": {"name": {"type": "string", "title": "姓名"}}}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_new_field_of_every_kind_makes_a_sound_form_and_says_its_kind(kind: str) -> None:
    document, name = edit.add_field(PLAIN, 0, kind, "新字段")
    field = form_of(document).fields[name]
    assert (field.kind.code, field.title) == (kind, "新字段")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_field_that_is_read_and_written_again_stays_the_same(kind: str) -> None:
    document, name = edit.add_field(PLAIN, 0, kind, "新字段")
    again = edit.change_field(document, name, edit.wish_of(form_of(document).fields[name]))
    assert form_of(again) == form_of(document)


@settings(max_examples=60, deadline=None)
@given(documents(), st.data())
def test_whatever_is_moved_or_copied_without_conditions_stays_a_form_with_the_same_fields(
    document: dict[str, Any], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(document["properties"])))
    moved = edit.move_field(edit.add_section(document, "另一节"), name, 1, data.draw(st.integers(0, 3)))
    assert set(form_of(moved).fields) == set(document["properties"])
    copied, twin = edit.copy_field(edit.outlined(moved), name)
    assert form_of(copied).fields[twin].kind == form_of(copied).fields[name].kind


def test_a_field_goes_over_the_border_of_its_section_and_stops_at_the_end() -> None:
    moved = edit.shift_field(OPENING, "applicant", 1)
    assert moved["ui"]["sections"][1]["fields"][0] == "applicant"
    back = edit.shift_field(moved, "applicant", -1)
    assert back["ui"]["sections"] == edit.outlined(OPENING)["ui"]["sections"]
    assert edit.shift_field(OPENING, "kind", -1) == edit.outlined(OPENING)


def test_a_field_others_ask_for_cannot_go_and_the_reason_is_told_by_titles() -> None:
    document = edit.remove_field(OPENING, "kind")
    faults = read(document)
    assert isinstance(faults, list)
    assert "“变更理由”的显示条件：条件里的“kind”不是字段" in edit.told(document, faults)
    behind = edit.move_field(OPENING, "kind", 2, 0)
    faults = read(behind)
    assert isinstance(faults, list)
    assert "“变更理由”的显示条件：条件只能用前面的字段，“申请类型”在后面" in edit.told(behind, faults)


def test_the_last_field_and_the_last_section_stay() -> None:
    with pytest.raises(Impossible):
        edit.remove_field(PLAIN, "name")
    with pytest.raises(Impossible):
        edit.remove_section(PLAIN, 0)


def test_the_fields_of_a_removed_section_go_to_its_neighbour() -> None:
    form = form_of(edit.remove_section(OPENING, 0))
    assert [section.title for section in form.sections] == ["项目", "承诺"]
    assert form.sections[0].fields[0].name == "kind"


def test_options_keep_their_value_while_their_label_or_place_stays() -> None:
    field = form_of(OPENING).fields["kind"]
    renamed = edit.change_field(OPENING, "kind", replace(edit.wish_of(field), options=("首次申请", "变更")))
    assert [(each.value, each.label) for each in form_of(renamed).fields["kind"].choices] == [
        ("new", "首次申请"),
        ("change", "变更"),
    ]
    more = edit.change_field(OPENING, "kind", replace(edit.wish_of(field), options=("变更", "新办", "注销")))
    assert [each.value for each in form_of(more).fields["kind"].choices] == ["change", "new", "o1"]


def test_columns_of_a_table_are_added_renamed_and_taken_away() -> None:
    wish = edit.wish_of(form_of(OPENING).fields["works"])
    first, _, floors = wish.columns
    columns = (replace(first, title="单体名称"), floors, ColumnWish("结构", "choice", True, ("砖混", "框架")))
    made = form_of(edit.change_field(OPENING, "works", replace(wish, columns=columns))).fields["works"]
    assert [(each.name, each.title, each.required) for each in made.columns] == [
        ("name", "单体名称", True),
        ("floors", "层数", False),
        ("c1", "结构", True),
    ]
    assert made.columns[1].most == 200
    assert [choice.label for choice in made.columns[2].choices] == ["砖混", "框架"]


@pytest.mark.parametrize(
    ("clauses", "text"),
    [
        ((Clause("kind", "=", "变更"),), 'kind = "change"'),
        ((Clause("amount", ">=", "1,000,000元"), Clause("start", "filled")), "amount >= 1000000 and not empty(start)"),
        ((Clause("promise", "=", "是"),), "promise = true"),
        ((Clause("applicant", "unfilled"),), "empty(applicant)"),
    ],
)
def test_what_is_picked_becomes_a_condition_and_comes_back(clauses: tuple[Clause, ...], text: str) -> None:
    fields = form_of(OPENING).fields
    assert edit.condition_of(Clauses(clauses), fields) == text
    assert edit.condition_of(edit.clauses_of(text, fields) or Clauses(), fields) == text


def test_a_condition_that_cannot_be_understood_says_what_may_be_written() -> None:
    fields = form_of(OPENING).fields
    for clause, said in (
        (Clause("kind", "=", "延期"), "可填：新办、变更"),
        (Clause("promise", "=", "也许"), "请填 是 或 否"),
        (Clause("amount", ">", "很多"), "与数字比较"),
        (Clause("applicant", "=", '甲"乙'), "半角引号"),
        (Clause("gone", "=", "x"), "已经不在"),
    ):
        with pytest.raises(Impossible, match=said):
            edit.condition_of(Clauses((clause,)), fields)
    assert edit.clauses_of("count(works) > 2", fields) is None


def test_rules_between_fields_are_added_and_removed() -> None:
    form = form_of(
        edit.add_rule(PLAIN | edit.copy_field(edit.outlined(PLAIN), "name")[0], "name", "!=", "name_2", "不能相同")
    )
    assert isinstance(form, Form)
    assert form.rules[0].field == "name_2"
    assert not form_of(edit.remove_rule(form.document, 0)).rules
    with pytest.raises(Impossible):
        edit.add_rule(PLAIN, "name", "=", "name", "x")
