"""Decision tables: unary tests, hit policies, and examples of overlaps and gaps."""

import itertools
import random
from html import escape
from typing import Any

import pytest

from mingtang.lib.flow.conditions import Condition
from mingtang.lib.flow.decisions import (
    CellError,
    CoverageKind,
    DecisionError,
    DecisionTable,
    HitPolicy,
    compile_dmn,
    coverage,
    parse_cell,
)
from mingtang.lib.flow.decisions.table import Input, Output, TableRule


def dmn(
    policy: str,
    rules: list[tuple[str, ...]],
    *,
    inputs: int = 2,
    kinds: tuple[str, ...] = ("number", "string"),
    extra: str = "",
) -> bytes:
    """A table over amount and kind with output level, as dmn-js writes it."""
    names = ("amount", "kind")[:inputs]
    columns = "".join(
        f'<input id="i{name}" label="{name}"><inputExpression typeRef="{kind}"><text>{name}</text></inputExpression></input>'
        for name, kind in zip(names, kinds, strict=False)
    )
    rows = "".join(
        f'<rule id="r{number}">'
        + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in rule[:inputs])
        + f"<outputEntry><text>{escape(rule[inputs])}</text></outputEntry></rule>"
        for number, rule in enumerate(rules, 1)
    )
    output = f'<output id="o" name="level" typeRef="string">{extra}</output>'
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="g">'
        f'<decision id="dec" name="分级"><decisionTable id="t" {policy}>{columns}{output}{rows}</decisionTable></decision>'
        "</definitions>"
    ).encode()


def table(*args: Any, **kwargs: Any) -> DecisionTable:
    compiled = compile_dmn(dmn(*args, **kwargs))
    assert isinstance(compiled, DecisionTable), compiled
    return compiled


@pytest.mark.parametrize(
    ("cell", "inside", "outside"),
    [
        ("-", [1, "x", None, True], []),
        ('"新设","变更"', ["新设", "变更"], ["注销", None, 1]),
        ('not("注销","x,y")', ["新设"], ["注销", "x,y", None]),
        ("< 100", [99, -5.5], [100, None, "9", True]),
        (">= 100, < 3", [100, 2], [3, 99]),
        ("[1..5)", [1, 4.9], [5, 0.9]),
        ("]1..5]", [5], [1]),
        ("(1..5[", [2], [1, 5]),
        ("true", [True], [False, 1]),
        ('[date("2026-01-01")..date("2026-06-30")]', ["2026-03-01"], ["2026-07-01"]),
        ("-3", [-3], [3]),
        ('">="', [">="], [">"]),
    ],
)
def test_cells_hold_for_what_they_say(cell: str, inside: list[Any], outside: list[Any]) -> None:
    test = parse_cell(cell)
    assert [value for value in inside if not test.holds(value)] == []
    assert [value for value in outside if test.holds(value)] == []


@pytest.mark.parametrize(
    "cell", ["新设", "[5..1]", "[1..", "not(1", "1 2", "<", 'date("2026-13-01")', "1,,2", "x > 3", "1" * 2000]
)
def test_cells_outside_the_language_are_refused(cell: str) -> None:
    with pytest.raises(CellError):
        parse_cell(cell)


OVERLAPPING = [("< 100", "-", '"低"'), ("< 200", "-", '"中"'), ("-", '"急"', '"高"')]


@pytest.mark.parametrize(
    ("policy", "data", "answer"),
    [
        ('hitPolicy="FIRST"', {"amount": 50, "kind": "急"}, {"level": "低"}),
        ('hitPolicy="PRIORITY"', {"amount": 50, "kind": "急"}, {"level": "高"}),
        ('hitPolicy="RULE ORDER"', {"amount": 50, "kind": "急"}, [{"level": "低"}, {"level": "中"}, {"level": "高"}]),
        ('hitPolicy="OUTPUT ORDER"', {"amount": 50, "kind": "急"}, [{"level": "高"}, {"level": "中"}, {"level": "低"}]),
        ('hitPolicy="COLLECT"', {"amount": 150, "kind": "缓"}, [{"level": "中"}]),
        ('hitPolicy="COLLECT" aggregation="COUNT"', {"amount": 50, "kind": "急"}, 3),
        ("", {"amount": 500, "kind": "缓"}, None),
        ("", {"amount": 150, "kind": "缓"}, {"level": "中"}),
    ],
)
def test_hit_policies_make_one_answer_of_many_hits(policy: str, data: dict[str, Any], answer: Any) -> None:
    ranking = '<outputValues><text>"高","中","低"</text></outputValues>'
    assert table(policy, OVERLAPPING, extra=ranking).decide(data) == answer


@pytest.mark.parametrize(("sign", "answer"), [("SUM", 60), ("MIN", 10), ("MAX", 30), ("COUNT", 3)])
def test_collected_numbers_are_put_together(sign: str, answer: int) -> None:
    rules = [("-", "-", "10"), ("< 100", "-", "20"), ("-", "-", "amount - 20")]
    made = table(f'hitPolicy="COLLECT" aggregation="{sign}"', rules)
    assert made.decide({"amount": 50, "kind": ""}) == answer
    assert made.as_rule({"amount": 50, "kind": ""}) == {"dec": answer}


def test_unique_and_any_refuse_what_they_forbid_and_name_the_rules() -> None:
    with pytest.raises(DecisionError, match="r1、r2"):
        table("", OVERLAPPING).decide({"amount": 50, "kind": "缓"})
    with pytest.raises(DecisionError, match="结论却不同"):
        table('hitPolicy="ANY"', OVERLAPPING).decide({"amount": 50, "kind": "缓"})
    same = table('hitPolicy="ANY"', [("< 100", "-", '"低"'), ("< 200", "-", '"低"')])
    assert same.decide({"amount": 50, "kind": ""}) == {"level": "低"}


def test_a_default_answers_when_no_rule_does() -> None:
    made = table("", [("< 100", "-", '"低"')], extra='<defaultOutputEntry><text>"无"</text></defaultOutputEntry>')
    assert made.decide({"amount": 500, "kind": ""}) == {"level": "无"}
    assert coverage(made) == ()


def test_an_overlap_and_a_gap_are_shown_by_an_example() -> None:
    rules = [("< 100", "-", '"低"'), ("[50..200]", '"新设"', '"中"'), ("> 200", "-", '"高"')]
    overlap, *gaps = coverage(table("", rules))
    assert (overlap.kind, overlap.rules) == (CoverageKind.OVERLAP, ("r1", "r2"))
    made = table("", rules)
    assert {rule.id for rule in made.hits(dict(overlap.example))} == {"r1", "r2"}
    assert gaps
    assert all(gap.kind is CoverageKind.GAP and made.hits(dict(gap.example)) == () for gap in gaps)


def test_whole_numbers_and_days_leave_no_gap_between_neighbours() -> None:
    assert coverage(table("", [("<= 5", '"低"'), (">= 6", '"高"')], inputs=1, kinds=("integer",))) == ()
    assert coverage(table("", [("<= 5", '"低"'), (">= 6", '"高"')], inputs=1))[0].example == (("amount", 5.5),)
    days = [('<= date("2026-01-31")', '"旧"'), ('>= date("2026-02-01")', '"新"')]
    assert coverage(table("", days, inputs=1)) == ()


def test_coverage_agrees_with_trying_every_row() -> None:
    """Random tables over two small columns, against all rows of data."""
    cells = ["-", "< 3", ">= 3", "[1..4]", "2", "not(2)", "> 4"]
    words = ["-", '"a"', '"a","b"', 'not("a")']
    for seed in range(300):
        chance = random.Random(seed)
        rules = [(chance.choice(cells), chance.choice(words), str(number)) for number in range(chance.randint(1, 4))]
        made = table("", rules, kinds=("integer", "string"))
        rows = [{"amount": n, "kind": k} for n, k in itertools.product(range(-1, 8), ["a", "b", "c"])]
        hits = [made.hits(row) for row in rows]
        found = coverage(made)
        assert any(len(hit) > 1 for hit in hits) is any(one.kind is CoverageKind.OVERLAP for one in found), seed
        assert any(not hit for hit in hits) is any(one.kind is CoverageKind.GAP for one in found), seed


def test_tables_outside_the_subset_are_refused_at_once() -> None:
    faults = compile_dmn(dmn('hitPolicy="BEST"', [("新设", "-", "1 +")]))
    assert len(faults) == 3
    assert "DMN" in compile_dmn(b"<a/>")[0].message
    assert "实体" in compile_dmn(b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')[0].message


def test_a_huge_table_says_that_it_was_not_finished() -> None:
    rules = tuple(
        TableRule(f"r{n}", tuple(parse_cell(f"not({(n * 7 + c) % 12})") for c in range(12)), (Condition("1"),))
        for n in range(60)
    )
    columns = tuple(Input(f"x{c}", Condition(f"x{c}"), "integer") for c in range(12))
    big = DecisionTable("k", "", HitPolicy.FIRST, columns, (Output("o"),), rules)
    assert {finding.kind for finding in coverage(big)} <= {CoverageKind.TOO_LARGE, CoverageKind.GAP}
