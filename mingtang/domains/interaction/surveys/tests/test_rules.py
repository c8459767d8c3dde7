"""What a survey may ask, and what answers come to."""

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.interaction.surveys import rules
from mingtang.lib.forms import Form, read

START = yaml.safe_load((Path(rules.__file__).parent / "start" / "questions.yaml").read_text(encoding="utf-8"))


def questions(**properties: object) -> Form:
    ui = START["ui"] | {"sections": [{"title": "题目", "fields": [*START["properties"], *properties]}]}
    form = read(START | {"properties": START["properties"] | properties, "ui": ui})
    assert isinstance(form, Form), form
    return form


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "used": st.sampled_from(["yes", "no"]),
        "ways": st.lists(st.sampled_from(["hall", "web", "phone"]), min_size=1, unique=True),
        "satisfied": st.integers(1, 5),
        "words": st.text(max_size=5),
    },
)


@given(st.lists(ANSWERS, max_size=20))
def test_every_answer_is_counted_once_where_it_belongs(given_answers: list[dict[str, object]]) -> None:
    used, ways, satisfied, words = rules.outcomes(questions(), given_answers)
    assert [each.answered for each in (used, ways, satisfied, words)] == [
        sum(name in each for each in given_answers) for name in ("used", "ways", "satisfied", "words")
    ]
    assert sum(bar.value for bar in used.bars) == used.answered
    assert sum(bar.value for bar in ways.bars) == sum(len(each.get("ways", [])) for each in given_answers)
    assert [bar.label for bar in satisfied.bars] == ["1", "2", "3", "4", "5"]
    assert (satisfied.average is None) == (satisfied.answered == 0)
    assert words.bars == ()


def test_shares_are_of_those_who_answered_the_question() -> None:
    used, ways, satisfied, _ = rules.outcomes(
        questions(), [{"used": "yes", "ways": ["hall", "web"], "satisfied": 5}, {"used": "no"}, {"satisfied": 2}]
    )
    assert [(bar.label, bar.value, bar.share) for bar in used.bars] == [("办过", 1, 50), ("没有办过", 1, 50)]
    assert [bar.share for bar in ways.bars] == [100, 100, 0]
    assert satisfied.average == 3.5


def test_what_tells_who_answers_is_not_asked() -> None:
    assert rules.unfit(questions()) == []
    phone = {"type": "string", "title": "手机", "format": "mobile-phone"}
    assert rules.unfit(questions(phone=phone)) == ["手机"]


def test_answers_are_exported_in_words() -> None:
    fields = {field.name: field for field in questions()}
    assert rules.in_words(fields["ways"], ["hall", "phone"]) == "政务大厅、手机"
    assert rules.in_words(fields["words"], None) == ""
