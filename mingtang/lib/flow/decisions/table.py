"""Decision tables: rules tried on data, and the hit policies that make one answer of many hits. Source: DMN 1.3, 8.2.8."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mingtang.lib.flow.conditions import Condition
from mingtang.lib.flow.decisions.cells import Cell


class HitPolicy(StrEnum):
    """How hits become the answer; the letters are those of the standard."""

    UNIQUE = "U"
    ANY = "A"
    PRIORITY = "P"
    FIRST = "F"
    RULE_ORDER = "R"
    OUTPUT_ORDER = "O"
    COLLECT = "C"
    SUM = "C+"
    LEAST = "C<"
    GREATEST = "C>"
    COUNT = "C#"


class DecisionError(ValueError):
    """The data hit the table in a way its policy does not allow; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Input:
    """A column of questions. `allowed` limits the values that can occur, for the check of gaps."""

    label: str
    expression: Condition
    kind: str = ""
    allowed: Cell | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """A column of answers. `ranking` lists values from the highest priority down."""

    name: str
    ranking: tuple[Any, ...] = ()
    default: Condition | None = None


@dataclass(frozen=True, slots=True)
class TableRule:
    """One row."""

    id: str
    cells: tuple[Cell, ...]
    answers: tuple[Condition, ...]


Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A decision table. Build it with `compile_dmn`."""

    key: str
    name: str
    policy: HitPolicy
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[TableRule, ...]

    def decide(self, data: Mapping[str, Any]) -> Any:
        """The answer for `data`: a dictionary of outputs or None for U, A, P, F; a list of dictionaries for R, O, C;
        a number for C+ C< C> C#. Raises DecisionError when the policy is violated, ConditionError when data do not fit.
        """
        hits = self.hits(data)
        if not hits and all(output.default is not None for output in self.outputs):
            answers = [{output.name: output.default.value(data) for output in self.outputs if output.default}]
        else:
            answers = [self.answer(rule, data) for rule in hits]
        return _POLICIES[self.policy](self, hits, answers)

    def hits(self, data: Mapping[str, Any]) -> tuple[TableRule, ...]:
        """The rules that hold for `data`, in their order."""
        values = [question.expression.value(data) for question in self.inputs]
        return tuple(
            rule
            for rule in self.rules
            if all(cell.holds(value) for cell, value in zip(rule.cells, values, strict=True))
        )

    def answer(self, rule: TableRule, data: Mapping[str, Any]) -> dict[str, Any]:
        """What `rule` says."""
        return {output.name: answer.value(data) for output, answer in zip(self.outputs, rule.answers, strict=True)}

    def as_rule(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer as variables of a case, for the vocabulary: outputs by name, or a list or number under the key."""
        answer = self.decide(data)
        return answer if isinstance(answer, Mapping) else {self.key: answer}


def _unique(_table: DecisionTable, hits: Sequence[TableRule], answers: Sequence[Answer]) -> Answer | None:
    if len(hits) > 1:
        raise DecisionError(f"规则 {'、'.join(rule.id for rule in hits)} 同时成立，而表要求唯一")
    return answers[0] if answers else None


def _any(_table: DecisionTable, hits: Sequence[TableRule], answers: Sequence[Answer]) -> Answer | None:
    if any(answer != answers[0] for answer in answers):
        raise DecisionError(f"规则 {'、'.join(rule.id for rule in hits)} 同时成立，结论却不同")
    return answers[0] if answers else None


def _first(_table: DecisionTable, _hits: Sequence[TableRule], answers: Sequence[Answer]) -> Answer | None:
    return answers[0] if answers else None


def _priority(table: DecisionTable, hits: Sequence[TableRule], answers: Sequence[Answer]) -> Answer | None:
    ordered = _output_order(table, hits, answers)
    return ordered[0] if ordered else None


def _rule_order(_table: DecisionTable, _hits: Sequence[TableRule], answers: Sequence[Answer]) -> list[Answer]:
    return list(answers)


def _output_order(table: DecisionTable, _hits: Sequence[TableRule], answers: Sequence[Answer]) -> list[Answer]:
    return sorted(answers, key=lambda answer: [_rank(output, answer[output.name]) for output in table.outputs])


def _rank(output: Output, value: Any) -> int:
    return output.ranking.index(value) if value in output.ranking else len(output.ranking)


def _column(table: DecisionTable, answers: Sequence[Answer]) -> list[Any]:
    return [answer[table.outputs[0].name] for answer in answers]


_POLICIES: Mapping[HitPolicy, Callable[[DecisionTable, Sequence[TableRule], Sequence[Answer]], Any]] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.ANY: _any,
    HitPolicy.PRIORITY: _priority,
    HitPolicy.FIRST: _first,
    HitPolicy.RULE_ORDER: _rule_order,
    HitPolicy.OUTPUT_ORDER: _output_order,
    HitPolicy.COLLECT: _rule_order,
    HitPolicy.SUM: lambda table, _hits, answers: sum(_column(table, answers)),
    HitPolicy.LEAST: lambda table, _hits, answers: min(_column(table, answers), default=None),
    HitPolicy.GREATEST: lambda table, _hits, answers: max(_column(table, answers), default=None),
    HitPolicy.COUNT: lambda _table, _hits, answers: len({repr(sorted(answer.items())) for answer in answers}),
}
