"""A word with a slip leads to what titles have instead."""

from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.search.nearness import near, nearest
from mingtang.kernel.search.question import Either, Every, Expression, Phrase

TITLES = [
    "营业执照办理指南",
    "营业执照遗失公告",
    "居住证办理须知",
    "居住证积分入户",
    "居住区规划公示",
    "公共服务事项清单",
]


def test_one_wrong_missing_superfluous_or_swapped_character_is_forgiven() -> None:
    for slip in ("营业执招", "营执照", "营业业执照", "业营执照", "营业照执"):
        assert nearest(slip, TITLES)[0] == "营业执照", slip


def test_what_is_said_more_often_comes_first_and_what_stands_there_is_left_alone() -> None:
    assert nearest("居住正", TITLES) == ["居住证", "居住区"]
    assert nearest("居住证", TITLES) == ["居住证"]
    assert nearest("无此机构", TITLES) == []


def answers(expression: Expression, title: str) -> bool:
    """What the index makes of a question."""
    if isinstance(expression, Phrase):
        return "".join(expression.units) in title
    parts = [answers(part, title) for part in expression.parts]
    return any(parts) if isinstance(expression, Either) else all(parts)


@given(
    st.text("营业执照办理居住", min_size=3, max_size=8),
    st.lists(st.text("营业执照办理居住指南", max_size=9), max_size=4),
)
def test_every_title_with_something_near_is_among_those_asked_for(word: str, titles: list[str]) -> None:
    assert isinstance(near(word), Either | Every)
    asked_for = [title for title in titles if answers(near(word), title)]
    assert nearest(word, asked_for) == nearest(word, titles)
