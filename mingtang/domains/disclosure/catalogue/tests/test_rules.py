"""Rules of items, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.disclosure.catalogue.nodes import catalogue, nodes, places, topic_name, topics
from mingtang.domains.disclosure.catalogue.rules import (
    CHECKS,
    Conclusion,
    content_digest,
    is_document_number,
    paragraphs,
    why_not_a_draft,
    why_not_concluded,
)
from mingtang.kernel.clocks.statutes import shipped

DRAFT = {
    "secrecy": "none", "title": "通知", "openness": "open", "exempt_reason": "", "keywords": ["一", "二", "三"],
    "summary": "", "doc_no": "", "valid_to": None, "effective_on": None,
}  # fmt: skip


def test_the_catalogue_has_every_point_of_article_20_and_its_limits_exist() -> None:
    assert [each.code for each in catalogue() if each.code.startswith("20.")] == [f"20.{n}" for n in range(1, 16)]
    assert all(each.law.startswith("条例") for each in nodes().values())
    on = date(2026, 6, 1)
    assert {place.code: shipped().rule(place.limit_code, on).amount for place in places().values()}["20.7"] == 20


def test_the_topics_are_the_22_classes_with_stable_codes() -> None:
    assert len([code for code in topics() if len(code) == 2]) == 22
    assert topic_name("0204") == "综合政务 / 电子政务"
    assert topic_name("0299") == "综合政务 / 其他"
    assert topic_name("x") == "x"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"secrecy": "secret"}, "secrecy"),
        ({"title": "一\n二"}, "title"),
        ({"openness": "closed"}, "exempt_reason"),
        ({"keywords": ["一"]}, "keywords"),
        ({"summary": "字" * 1501}, "summary"),
        ({"doc_no": "和政办发[2026]31号"}, "doc_no"),
        ({"valid_to": date(2026, 1, 1), "effective_on": date(2026, 2, 1)}, "valid_to"),
    ],
)
def test_metadata_that_are_not_in_order_are_refused_beside_their_field(wrong: dict, field: str) -> None:
    assert why_not_a_draft(DRAFT) is None
    fault = why_not_a_draft(DRAFT | wrong)
    assert fault
    assert fault[1] == field


def test_document_numbers_have_six_cornered_brackets_and_no_leading_zero() -> None:
    assert is_document_number("和政办发〔2026〕31号")
    assert is_document_number("和建〔2026〕3号、和市监〔2026〕8号")
    for wrong in ("和政办发[2026]31号", "和政办发〔2026〕031号", "〔2026〕1号", "和政办发〔2026〕第1号"):
        assert not is_document_number(wrong)


def test_a_text_is_read_as_an_official_document() -> None:
    body = "各县（区）人民政府：\n现通知如下。\n一、准入更简\n（一）一次办。交一套材料。\n和源市人民政府办公室\n2026年9月21日\n（此件公开发布）"
    read = [(each.kind, each.lead) for each in paragraphs(body)]
    assert read == [
        ("salutation", ""), ("text", ""), ("level-1", ""), ("level-2", "（一）一次办。"), ("signature", ""),
        ("signature", ""), ("annotation", ""),
    ]  # fmt: skip


@given(st.text())
def test_nothing_of_a_text_is_lost(body: str) -> None:
    said = "".join(each.lead + each.text for each in paragraphs(body))
    assert said == "".join(line.strip() for line in body.splitlines())


@given(st.dictionaries(st.text(), st.text(), max_size=3), st.lists(st.tuples(st.text(), st.text()), max_size=3))
def test_a_digest_tells_files_apart_by_name_content_and_order(said: dict, files: list) -> None:
    digest = content_digest(said, files)
    assert digest == content_digest(dict(reversed(said.items())), files)
    assert digest != content_digest(said, [*files, ("附件", "00")])


def test_a_conclusion_rests_on_the_form() -> None:
    assert why_not_concluded(Conclusion.OPEN, [], "", "") is None
    for check in CHECKS:
        assert why_not_concluded(Conclusion.OPEN, [check], "", "")
    assert why_not_concluded(Conclusion.DELETE, ["privacy"], "", "")
    assert why_not_concluded(Conclusion.DELETE, ["privacy"], "", "删去住址") is None
    assert why_not_concluded(Conclusion.CLOSED, ["secret"], "", "")
    assert why_not_concluded(Conclusion.UNCERTAIN, [], "拿不准", "") is None
