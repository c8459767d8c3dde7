"""Tables of other systems, read and turned into documents; no database."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from mingtang.domains.services.catalogue.importing.cells import cell_of, value_of
from mingtang.domains.services.catalogue.importing.columns import item_columns, read_items, read_mapping
from mingtang.domains.services.catalogue.importing.documents import Described, describe
from mingtang.domains.services.catalogue.item_form import item_form

SMALL = Path(__file__).with_name("items.csv")


def described(text: str, **mapping: str) -> list[Described]:
    table = read_items(BytesIO(text.encode()), "items.csv", mapping)
    return [describe(row) for row in table.accepted()]


def test_the_table_of_an_old_system_is_read_by_its_own_headings() -> None:
    first, *_, last = described(SMALL.read_text(encoding="utf-8"))
    assert first.title == "食品经营许可（餐饮服务）新办"
    assert first.agency_name == "县市场监管局"
    assert first.document["task_type"] == "01"  # 1 in the table
    assert first.document["use_level"] == "4"
    assert first.document["local_task_code"].startswith("991A0131000000-990121000000")
    assert first.document["local_catalog_code"] == "991A0131000000"
    assert first.document["keywords"] == "食品（含保健食品）经营许可"
    assert last.document["task_handle_item"] == last.code == "11990100009900208M400011801200001"
    assert "local_task_code" not in last.document


def test_an_item_without_themes_gets_those_that_its_name_proposes() -> None:
    themes = {each.title: each.document.get("user_topic_type", []) for each in described(SMALL.read_text("utf-8"))}
    assert themes["户口注销"] == ["household"]
    assert themes["困难残疾人生活补贴"] == ["disabled"]
    chosen = described("事项名称,面向自然人的主题\n户口注销,婚姻登记\n")
    assert chosen[0].document["user_topic_type"] == ["marriage"]


@pytest.mark.parametrize(
    ("element", "text", "value"),
    [
        ("task_type", "1", "01"),
        ("task_type", "20", "20"),
        ("task_type", "行政许可", "01"),
        ("use_level", "乡镇(街道)级", "5"),
        ("server_type", "自然人、企业法人", ["1", "2"]),
        ("handle_type", "1,2", ["1", "2"]),
        ("is_online", "是", True),
        ("is_online", "0", False),
        ("promise_day", "7", 7),
        ("plan_effective_date", "2026-08-01", "2026-08-01"),
        ("faqs", '[{"question": "能吗", "answer": "能"}]', [{"question": "能吗", "answer": "能"}]),
    ],
)
def test_a_cell_means_a_value_and_is_written_so_that_it_means_the_same_again(
    element: str, text: str, value: Any
) -> None:
    field = item_form().fields[element]
    assert value_of(field, text) == value
    assert value_of(field, cell_of(field, value)) == value


@pytest.mark.parametrize(
    ("element", "text", "words"),
    [
        ("task_type", "99", "没有“99”这个选项"),
        ("promise_day", "七天", "要填整数"),
        ("is_online", "大概", "请填 是 或 否"),
        ("materials", "营业执照", "应为 JSON 列表"),
        ("materials", '[{"colour": 1}]', "没有这一列"),
    ],
)
def test_a_cell_without_a_meaning_is_told_in_a_sentence(element: str, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        value_of(item_form().fields[element], text)


def test_every_fault_of_a_table_is_listed_with_row_and_column() -> None:
    table = read_items(
        BytesIO("事项名称,事项类型,承诺办结时限\n,行政许可,7\n甲,没有,7\n乙,行政许可,多\n".encode()), "a.csv"
    )
    assert [(fault.row, fault.column) for fault in table.faults] == [
        (2, "事项名称"),
        (3, "事项类型"),
        (4, "承诺办结时限"),
    ]


def test_a_mapping_gives_foreign_headings_for_elements() -> None:
    assert read_mapping("业务名=task_name\n承诺(日)＝承诺办结时限\n") == {
        "业务名": "task_name",
        "承诺(日)": "promise_day",
    }
    assert described("业务名,编号\n户口注销,X1\n", 业务名="task_name", 编号="item_code")[0].code == "X1"
    with pytest.raises(ValueError, match="应写成"):
        read_mapping("业务名")
    with pytest.raises(ValueError, match="不是要素"):
        read_mapping("业务名=colour")


def test_every_element_of_an_item_has_a_column() -> None:
    names = [column.name for column in item_columns()]
    assert set(item_form().fields) <= set(names)
    headings = [heading for column in item_columns() for heading in column.headings]
    assert len(headings) == len(set(headings))
    assert json.loads(json.dumps(names)) == names
