"""What proofreading finds, and what it leaves alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.lib.proofreading import (
    BLOCK,
    WARN,
    Finding,
    Wording,
    digest_of,
    impossible_dates,
    links_in,
    misnamed_organs,
    wording_met,
    worst,
    wrong_titles,
)

OFFICES = {"周以宁": {"副局长"}, "林叙": {"市长", "副书记"}}
TITLES = ("市长", "副市长", "局长", "副局长", "书记", "副书记")
ORGANS = ("和源市住房和城乡建设局", "和源市市场监督管理局", "和源市人民政府")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("副市长周以宁出席会议", ["“副市长”与“周以宁”连用"]),
        ("周以宁局长讲话", ["“局长”与“周以宁”连用"]),
        ("周以宁副局长讲话", []),
        ("市长林叙、副局长周以宁调研", []),
        ("林叙书记强调", ["“书记”与“林叙”连用"]),
        ("林叙副书记强调", []),
        ("与周以宁同志座谈", []),
    ],
)
def test_a_title_beside_a_name_must_be_held(text: str, said: list[str]) -> None:
    assert [each.text for each in wrong_titles(text, OFFICES, TITLES)] == said


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("和源市住房与城乡建设局发布通知", "和源市住房和城乡建设局"),
        ("和源市市场监管管理局发布通知", "和源市市场监督管理局"),
        ("和源市住房和城乡建设局发布通知", ""),
        ("石桥县水利局发布通知", ""),
        ("市住房和城乡建设局发布通知", ""),
    ],
)
def test_organs_that_are_nearly_right_are_told(text: str, near: str) -> None:
    found = misnamed_organs(text, ORGANS)
    assert (near in found[0].detail) if near else not found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2月30日", True),
        ("2026年2月29日", True),
        ("2月29日", False),
        ("13月1日", True),
        ("6月30号", False),
        ("3月0日", True),
    ],
)
def test_days_that_no_calendar_has_block(text: str, wrong: bool) -> None:
    assert worst(impossible_dates(f"请于{text}前办理")) == (BLOCK if wrong else "")


def test_wordings_are_told_with_what_to_write_instead() -> None:
    wordings = [
        Wording("台湾总统", BLOCK, "台湾地区领导人"),
        Wording("外来妹", WARN),
        Wording("贫困县", WARN, unless=("脱贫困县",)),
    ]
    found = wording_met("外来妹、台湾总统和脱贫困县", wordings)
    assert [(each.level, each.text) for each in found] == [(BLOCK, "用了“台湾总统”"), (WARN, "用了“外来妹”")]
    assert "台湾地区领导人" in found[0].detail


def test_addresses_are_found_with_their_hosts() -> None:
    found = links_in("详见 https://WWW.Example.cn/a?b=1，和 /sites/city/news/1/；不是 a/sites/x，http://x.example.cn。")
    assert [(each.host, each.path) for each in found] == [
        ("www.example.cn", "/a"),
        ("", "/sites/city/news/1/"),
        ("x.example.cn", "/"),
    ]
    assert found[2].is_within(frozenset({"example.cn"}))
    assert not found[0].is_within(frozenset({"ample.cn"}))


@settings(max_examples=30, deadline=None)
@given(st.text(), st.text())
def test_nothing_that_people_type_breaks_it(text: str, more: str) -> None:
    said = text + "，" + more
    for found in (
        impossible_dates(said),
        misnamed_organs(said, ORGANS),
        wrong_titles(said, OFFICES, TITLES),
        links_in(said),
    ):
        assert isinstance(found, list)


def test_what_is_acknowledged_is_exactly_what_was_shown() -> None:
    one, other = Finding(WARN, "一"), Finding(WARN, "二")
    assert digest_of([one, other]) == digest_of([other, one])
    assert digest_of([one]) != digest_of([one, other])
    assert digest_of([one, Finding(BLOCK, "三")]) == digest_of([one])
