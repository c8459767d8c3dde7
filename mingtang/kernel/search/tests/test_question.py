"""Reading what was typed, cutting text, highlighting. Nothing that can be typed may break any of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.search import synonyms
from mingtang.kernel.search.highlighting import excerpt, highlighted
from mingtang.kernel.search.index import postgresql, sqlite
from mingtang.kernel.search.question import Either, Every, Phrase, read_question
from mingtang.kernel.search.segmentation import folded, tokens, units

JUNK = st.text(st.sampled_from("住建局a1 \"'“”「」*:^()&|!<>\\-_〔〕\x00é İß鄉Ａ１"), max_size=40) | st.text(
    max_size=120
)


def test_text_is_indexed_by_character_and_by_word() -> None:
    assert tokens("行政审批局") == ([*"行政审批局"], ["行政", "审批"])
    assert tokens("和政办发〔2026〕12号").units == [*"和政办发", "2026", "12", "号"]


def test_letters_and_digits_are_runs_whatever_their_width_and_case() -> None:
    assert units(folded("ＧＢ/T 2260－2007 Ab3")) == ["gb", "t", "2260", "2007", "ab", "3"]


def test_traditional_characters_find_simplified_ones() -> None:
    assert folded("住房和城鄉建設局") == "住房和城乡建设局"


def test_words_are_joined_by_and_and_quotes_stand_as_they_are() -> None:
    question = read_question('审批 "住建局"')
    assert question.expression == Every((Either((Phrase(("审批",)), Phrase(("审", "批")))), Phrase(("住", "建", "局"))))


def test_chinese_quotes_are_quotes_and_an_open_one_closes_at_the_end() -> None:
    expected = read_question('"住建"').expression
    assert read_question("“住建”").expression == read_question("「住建」").expression == expected
    assert read_question('"住建').expression == expected


def test_numbers_and_letters_may_go_on_but_characters_may_not() -> None:
    assert read_question("2026").expression == Phrase(("2026",), prefix=True)
    assert read_question("局").expression == Phrase(("局",))


def test_signs_alone_are_no_question() -> None:
    for text in ("", "   ", "***", '""', "，。！", "AND" * 0, "\x00"):
        assert read_question(text).expression is None


def test_a_long_question_is_cut() -> None:
    assert len(read_question("字 " * 5000).marks) <= 12


@given(JUNK)
def test_whatever_is_typed_makes_a_query_without_operators_of_the_typist(text: str) -> None:
    question = read_question(text)
    if question.expression is None:
        return
    for written, quote in (
        (sqlite.query_text(question.expression), '"'),
        (postgresql.query_text(question.expression), "'"),
        (postgresql.pairs_text(question.expression), "'"),
    ):
        outside = written.split(quote)[0::2]
        assert set("".join(outside)) <= set("()*:&|<-> ORAND"), written
        assert all(part.replace(" ", "").isalnum() for part in written.split(quote)[1::2]), written


@given(JUNK, JUNK)
def test_highlighting_changes_nothing_but_marks_and_never_lets_markup_through(text: str, asked: str) -> None:
    marks = read_question(asked).marks
    shown = highlighted(text, marks)
    plain = shown.replace("<mark>", "").replace("</mark>", "")
    assert plain == highlighted(text, ())
    assert "<" not in plain
    assert excerpt(text, marks).count("<mark>") == excerpt(text, marks).count("</mark>")


def test_the_answer_is_marked_in_the_spelling_of_the_text() -> None:
    assert (
        highlighted("ＧＢ2260 <住建局>", read_question("gb2260 住建局").marks)
        == "<mark>ＧＢ2260</mark> &lt;<mark>住建局</mark>&gt;"
    )


def test_an_excerpt_stands_around_the_first_answer() -> None:
    shown = excerpt("前" * 300 + "住建局" + "后" * 300, ("住建局",))
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "<mark>住建局</mark>" in shown


def test_what_people_say_is_also_answered_by_what_texts_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synonyms, "_formal", {"餐馆": ("餐饮服务", "食品经营")})
    assert synonyms.other_readings("怎么开餐馆") == ["开餐馆", "开餐饮服务", "开食品经营"]
    assert set(read_question("餐馆").marks) >= {"餐饮服务", "食品经营"}
    assert read_question("“餐馆”").expression == Phrase(("餐", "馆"))
    assert synonyms.other_readings("餐饮服务") == []


def test_the_other_readings_of_a_word_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synonyms, "_formal", {"店": tuple(f"店铺{number}" for number in range(50))})
    assert len(synonyms.other_readings("店")) == synonyms.MOST_READINGS
