"""Pure rules of surveys: what may be asked, and what answers come to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingtang.lib.forms import Field, Form

WIDEST_SCALE = 11
"""A number with at most so many values is a scale, and shown as one."""
YES, NO = "是", "否"
ASKED = frozenset({"choice", "choices", "yes_no", "number", "decimal", "text", "long_text", "date"})
"""Kinds of questions that ask for opinions. Numbers of identity, telephones and files tell who answered, and are not asked."""


def unfit(form: Form) -> list[str]:
    """Titles of questions that a survey does not ask."""
    return [field.title for field in form if field.kind.code not in ASKED]


@dataclass(frozen=True)
class Bar:
    """How often an answer was given; `share` in whole per cent of those who answered the question."""

    label: str
    value: int
    share: int


@dataclass(frozen=True)
class Outcome:
    """What a question came to. `bars` are empty for words, which are counted only; `average` is of numbers."""

    name: str
    title: str
    answered: int
    bars: tuple[Bar, ...] = ()
    average: float | None = None

    @property
    def chart_id(self) -> str:
        """What the drawing is called on its page."""
        return f"chart-{self.name}"

    @property
    def most(self) -> int:
        """The greatest value of a bar, for drawing."""
        return max((bar.value for bar in self.bars), default=1) or 1

    @property
    def height(self) -> int:
        """The height of the drawing: 48 for each bar, and a margin."""
        return 48 * len(self.bars) + 8


def outcomes(form: Form, answers: Iterable[Mapping[str, Any]]) -> list[Outcome]:
    """What the answers come to, question by question."""
    given: dict[str, list[Any]] = {field.name: [] for field in form}
    for each in answers:
        for name in given.keys() & each.keys():
            given[name].append(each[name])
    return [_outcome(field, given[field.name]) for field in form]


def _outcome(field: Field, given: list[Any]) -> Outcome:
    labels = labels_of(field)
    average = sum(given) / len(given) if field.kind.code == "number" and given else None
    if not labels:
        return Outcome(field.name, field.title, len(given), average=average)
    counts = Counter(one for each in given for one in (each if isinstance(each, list) else [each]))
    bars = (
        Bar(label, counts[value], round(100 * counts[value] / len(given)) if given else 0) for value, label in labels
    )
    return Outcome(field.name, field.title, len(given), tuple(bars), average)


def labels_of(field: Field) -> list[tuple[Any, str]]:
    """The possible answers with their labels; none for words and for wide numbers."""
    if field.kind.code == "yes_no":
        return [(True, YES), (False, NO)]
    if field.kind.code == "number" and field.least is not None and field.most is not None:
        values = range(field.least, field.most + 1)
        return [(value, f"{value}") for value in values] if len(values) <= WIDEST_SCALE else []
    return [(choice.value, choice.label) for choice in field.choices]


def in_words(field: Field, value: Any) -> str:
    """An answer as it is exported."""
    labels = dict(labels_of(field))
    values = value if isinstance(value, list) else [value]
    return "、".join(str(labels.get(each, "" if each is None else each)) for each in values)
