"""The questions of an item (情形): which is asked next, where an answer leads away, which materials the answers ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingtang.lib.flow.conditions import Condition, ConditionError

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Option:
    """One answer. `leads_away` are the words for those whose matter is another one; empty for the others."""

    value: str
    label: str
    leads_away: str = ""


@dataclass(frozen=True)
class Question:
    """One question with its answers."""

    key: str
    text: str
    help: str
    options: tuple[Option, ...]

    def option(self, value: str) -> Option | None:
        return next((each for each in self.options if each.value == value), None)


@dataclass(frozen=True)
class Walk:
    """How far the answers lead: what was answered, the next question, or the words that lead away."""

    answered: Sequence[tuple[Question, Option]]
    following: Question | None
    leads_away: str

    @property
    def answers(self) -> dict[str, str]:
        """By key of the question; only answers to questions that are asked."""
        return {question.key: option.value for question, option in self.answered}

    @property
    def is_done(self) -> bool:
        return self.following is None and not self.leads_away


def questions_of(document: Document) -> list[tuple[Question, str]]:
    """The questions in their order, each with the condition under which it is asked (empty: always)."""
    options = document.get("scenario_options", [])
    return [
        (
            Question(
                each["question_key"],
                each["question_text"],
                each.get("question_help", ""),
                tuple(_option(row) for row in options if row["question_key"] == each["question_key"]),
            ),
            each.get("ask_when", ""),
        )
        for each in document.get("scenario_questions", [])
    ]


def _option(row: Mapping[str, Any]) -> Option:
    return Option(row["option_value"], row["option_label"], row.get("exit_words", ""))


def walk(document: Document, given: Mapping[str, str]) -> Walk:
    """Follow `given` answers question by question, up to the first that is open or leads away."""
    answered: list[tuple[Question, Option]] = []
    for question, condition in questions_of(document):
        facts = {each.key: option.value for each, option in answered}
        if not question.options or not condition_holds(condition, facts):
            continue
        chosen = question.option(given.get(question.key, ""))
        if chosen is None:
            return Walk(answered, question, "")
        answered.append((question, chosen))
        if chosen.leads_away:
            return Walk(answered, None, chosen.leads_away)
    return Walk(answered, None, "")


def materials_asked(document: Document, answers: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The materials that `answers` ask for, in their order; those without a condition are always asked for.

    In a joint matter a material that names its branches is asked for when one of them is needed.
    """
    active = active_keys(document, answers)
    asked = [
        each
        for each in document.get("materials", [])
        if condition_holds(each.get("scenario_expr", ""), answers) and _is_of(each, active)
    ]
    return sorted(asked, key=lambda each: each.get("order_num", 999))


def active_keys(document: Document, answers: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the branches of a joint matter that `answers` ask for."""
    rows = document.get("branches", [])
    return frozenset(each["branch_key"] for each in rows if condition_holds(each.get("branch_when", ""), answers))


def keys_in(text: str) -> list[str]:
    """The keys of a cell such as `fire、shelter`."""
    return text.replace("、", " ").replace("，", " ").replace(",", " ").split()


def _is_of(material: Mapping[str, Any], active: frozenset[str]) -> bool:
    named = keys_in(material.get("material_branches", ""))
    return not named or not active.isdisjoint(named)


def condition_holds(condition: str, facts: Mapping[str, Any]) -> bool:
    """Whether a condition holds; one that asks for what has not been answered does not."""
    if not condition:
        return True
    try:
        return Condition(condition).holds(facts)
    except ConditionError:
        return False
