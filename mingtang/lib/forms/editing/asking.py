"""Conditions built from pickers: a field, a sign, a value as it is typed; several joined by and, or by or."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mingtang.lib.flow.conditions import Condition, Tree
from mingtang.lib.forms.editing.impossible import Impossible
from mingtang.lib.forms.form import Field

SIGNS: Mapping[str, str] = {
    "=": "是", "!=": "不是", ">=": "不小于", ">": "大于", "<=": "不大于", "<": "小于", "has": "包含", "filled": "填了",
    "unfilled": "没有填",
}  # fmt: skip
WORDLESS = frozenset({"filled", "unfilled"})
_YES, _NO = frozenset({"是", "yes", "true"}), frozenset({"否", "no", "false"})


@dataclass(frozen=True)
class Clause:
    """One thing asked: `value` is a label of a choice, 是 or 否, a number, a day or a text."""

    field: str
    sign: str
    value: str = ""


@dataclass(frozen=True)
class Clauses:
    """Several things asked; all of them, or with `either` one of them."""

    clauses: tuple[Clause, ...] = ()
    either: bool = False


def condition_of(asked: Clauses, fields: Mapping[str, Field]) -> str:
    """The text of the condition, empty when nothing is asked. Raises Impossible with what cannot be understood."""
    said = [_clause(clause, fields) for clause in asked.clauses if clause.field]
    return (" or " if asked.either else " and ").join(said)


def _clause(clause: Clause, fields: Mapping[str, Field]) -> str:
    field = fields.get(clause.field)
    if field is None:
        raise Impossible("条件里的字段已经不在了，请重新选择。")
    if clause.sign in WORDLESS:
        return f"{'not ' if clause.sign == 'filled' else ''}empty({field.name})"
    if clause.sign not in SIGNS:
        raise Impossible("请选择怎样比较。")
    value = _literal(field, clause.value.strip())
    return f"{value} in {field.name}" if clause.sign == "has" else f"{field.name} {clause.sign} {value}"


def _literal(field: Field, typed: str) -> str:
    if not typed:
        raise Impossible(f"“{field.title}”要与什么比较，请填写。")
    if field.choices:
        return _quoted(_choice(field, typed))
    return _LITERALS.get(field.kind.code, _text)(field, typed)


def _choice(field: Field, typed: str) -> str:
    for choice in field.choices:
        if typed in {choice.label, choice.value}:
            return choice.value
    listed = "、".join(choice.label for choice in field.choices[:8])
    raise Impossible(f"“{field.title}”没有“{typed}”这个选项，可填：{listed}。")


def _truth(field: Field, typed: str) -> str:
    if typed not in _YES | _NO:
        raise Impossible(f"“{field.title}”请填 是 或 否。")
    return "true" if typed in _YES else "false"


def _number(field: Field, typed: str) -> str:
    plain = typed.replace(",", "").replace("，", "").removesuffix("元")
    whole, _, part = plain.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(plain) < 14 and (not part or part.isdigit())):
        raise Impossible(f"“{field.title}”要与数字比较。")
    return plain.rstrip(".")


def _text(field: Field, typed: str) -> str:
    return _quoted(typed)


def _quoted(text: str) -> str:
    if '"' in text or "\\" in text or "\n" in text:
        raise Impossible("比较的内容里不能有半角引号、反斜杠和换行。")
    return f'"{text}"'


_LITERALS: dict[str, Callable[[Field, str], str]] = {
    "yes_no": _truth,
    "consent": _truth,
    "number": _number,
    "decimal": _number,
    "money": _number,
}


def clauses_of(text: str, fields: Mapping[str, Field]) -> Clauses | None:
    """The pickers of a condition; None when it says more than pickers can."""
    if not text:
        return Clauses()
    tree = Condition(text).tree()
    parts = tree[1:] if tree[0] in {"and", "or"} else [tree]
    read = [_read(part, fields) for part in parts]
    known = tuple(clause for clause in read if clause is not None)
    return Clauses(known, tree[0] == "or") if len(known) == len(read) else None


def _read(tree: Tree, fields: Mapping[str, Field]) -> Clause | None:
    match tree:
        case ["not", ["call", "empty", ["name", name]]] if name in fields:
            return Clause(name, "filled")
        case ["call", "empty", ["name", name]] if name in fields:
            return Clause(name, "unfilled")
        case ["in", ["value", value], ["name", name]] if name in fields:
            return Clause(name, "has", _shown(fields[name], value))
        case [sign, ["name", name], ["value", value]] if sign in SIGNS and name in fields:
            return Clause(name, sign, _shown(fields[name], value))
        case ["name", name] if name in fields:
            return Clause(name, "=", "是")
    return None


def _shown(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    label = next((choice.label for choice in field.choices if choice.value == value), None)
    return label or (value if isinstance(value, str) else json.dumps(value))
