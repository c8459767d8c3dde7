"""Conditions in words, for the hint beside a field: 如“申请类型”为“变更”，则填."""

from collections.abc import Mapping
from typing import Any

from mingtang.lib.flow.conditions import Condition, Tree
from mingtang.lib.forms.form import Field

_SIGNS = {"=": "为", "!=": "不为", "<": "小于", "<=": "不大于", ">": "大于", ">=": "不小于"}
_CALLS = {"count": "的项数", "sum": "的合计", "days": "相隔的天数", "round": "取整", "abs": "的绝对值"}


def in_words(condition: Condition, fields: Mapping[str, Field]) -> str:
    """`condition` as a Chinese clause."""
    return _clause(condition.tree(), fields)


def _clause(tree: Tree, fields: Mapping[str, Field]) -> str:
    match tree:
        case ["and", *parts]:
            said = "，且".join(_clause(part, fields) for part in parts)
        case ["or", *parts]:
            said = "，或".join(_clause(part, fields) for part in parts)
        case ["not", ["call", "empty", thing]]:
            said = f"已填{_thing(thing, fields)}"
        case ["not", part]:
            said = f"并非{_clause(part, fields)}"
        case ["call", "empty", thing]:
            said = f"没有填{_thing(thing, fields)}"
        case ["in" | "not in" as sign, asked, ["list", *values]]:
            listed = "、".join(_value(value, asked, fields) for value in values)
            said = f"{_thing(asked, fields)}{'是' if sign == 'in' else '不是'}{listed}之一"
        case [sign, asked, value] if sign in _SIGNS:
            said = f"{_thing(asked, fields)}{_SIGNS[sign]}{_value(value, asked, fields)}"
        case ["name", _]:
            said = f"{_thing(tree, fields)}为“是”"
        case _:
            said = _thing(tree, fields)
    return said


def _value(tree: Tree, asked: Tree, fields: Mapping[str, Field]) -> str:
    """A literal as the field it is compared with would show it."""
    if tree[0] != "value":
        return _thing(tree, fields)
    value: Any = tree[1]
    field = fields.get(asked[1]) if asked[0] == "name" else None
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    if field and field.choices:
        return f"“{next((choice.label for choice in field.choices if choice.value == value), value)}”"
    return f"“{value}”" if isinstance(value, str) else f" {value} {_unit(field)}".rstrip()


def _unit(field: Field | None) -> str:
    return "" if field is None else "元" if field.kind.code == "money" else field.unit


def _thing(tree: Tree, fields: Mapping[str, Field]) -> str:
    if tree[0] == "name":
        return f"“{fields[tree[1]].title if tree[1] in fields else tree[1]}”"
    if tree[0] == "value":
        return _value(tree, tree, fields)
    if tree[0] == "call":
        return "、".join(_thing(part, fields) for part in tree[2:]) + _CALLS.get(tree[1], f"（{tree[1]}）")
    if tree[0] == "field":
        return f"{_thing(tree[1], fields)}的“{tree[2]}”"
    if tree[0] in {"+", "-", "*", "/", "%"}:
        return f"{_thing(tree[1], fields)} {tree[0]} {_thing(tree[2], fields)}"
    return "条件成立"
