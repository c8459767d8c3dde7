"""How rows are written, judged, and told again."""

from datetime import date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.services.reporting.rules import (
    Operation,
    Told,
    day_text,
    faults_of,
    moment_text,
    news_of,
)
from mingtang.domains.services.reporting.sets import fields_of, secret_fields, sets


def test_days_and_moments_are_written_in_the_basic_format() -> None:
    assert day_text(date(2026, 3, 2)) == "20260302"
    assert moment_text(datetime(2026, 3, 2, 9, 5, 1)) == "20260302T090501"
    assert (day_text(None), moment_text(None)) == ("", "")


def test_the_same_thing_has_the_same_guid_for_ever() -> None:
    first, second = Told("pro_accept", "7", {"a": "1"}), Told("pro_accept", "7", {"a": "2"})
    assert str(first.guid) == str(second.guid) == "8dba24eb-c9b1-5b68-9f8c-a5f3f878ba47"
    assert first.guid != Told("pro_result", "7", {}).guid
    assert first.digest != second.digest


@given(st.dictionaries(st.sampled_from("abcd"), st.text(max_size=3)), st.lists(st.text(max_size=3), max_size=6))
def test_every_row_is_told_once_and_again_only_when_it_says_something_else(
    values: dict[str, str], later: list[str]
) -> None:
    known: dict = {}
    operations = []
    versions = [values, *({**values, "a": each} for each in later)]
    for version in versions:
        for news in news_of([Told("s", "k", version)], known):
            known[(news.row.set, news.row.guid)] = news.row.digest
            operations.append(news.operation)
        assert news_of([Told("s", "k", version)], known) == []
    changes = sum(one != other for one, other in pairwise(versions))
    assert operations == [Operation.INSERT] + [Operation.UPDATE] * changes


def test_what_is_wrong_with_a_row_is_said_field_by_field() -> None:
    good = {"project_no": "1", "material_name": "平面图", "get_type": "电子", "get_num": "1", "is_received": "1"}
    fields = fields_of("pro_material")
    assert faults_of(fields, good) == []
    bad = good | {
        "material_name": "",
        "get_type": "传真",
        "get_num": "一",
        "received_time": "20261301T000000",
        "colour": "红",
    }
    assert faults_of(fields, bad) == [
        "没有“colour”这个字段",
        "缺少材料名称",
        "收取方式不在代码表中：传真",
        "收取数量的格式不对：一",
        "收取时间的格式不对：20261301T000000",
    ]
    assert faults_of(fields, good | {"project_no": "1" * 51}) == ["办件编号超过 50 个字"]


def test_the_sets_have_exactly_the_fields_of_the_standard() -> None:
    assert set(sets()) == {"pro_accept", "pro_process", "pro_special", "pro_material", "pro_result"}
    assert secret_fields("pro_accept") == {"applyer_page_code", "contact_code", "contact_mobile"}
    assert list(fields_of("pro_special")) == [
        "project_no", "special_type", "special_name", "special_reason", "applyer_user_name", "special_time", "end_time",
        "result", "special_explain", "handle_user", "remark",
    ]  # fmt: skip
