"""Rules across fields."""

from collections.abc import Mapping
from typing import Any

from mingtang.lib.forms.bounds import LONGEST_HELP, MOST_RULES
from mingtang.lib.forms.editing.impossible import Impossible
from mingtang.lib.forms.editing.outline import Document, outlined


def add_rule(document: Mapping[str, Any], first: str, sign: str, second: str, message: str) -> Document:
    """`first` must stand in `sign` to `second`, both names of fields; else `message` is told beside `second`."""
    made = outlined(document)
    known = made.get("properties", {})
    if first not in known or second not in known or first == second:
        raise Impossible("请选择两个不同的字段。", "first")
    if sign not in {"<=", "<", "=", "!=", ">=", ">"}:
        raise Impossible("请选择比较的方法。", "sign")
    if not message.strip():
        raise Impossible("请写明不符合时怎样提示。", "message")
    if len(made["ui"]["rules"]) >= MOST_RULES:
        raise Impossible(f"最多 {MOST_RULES} 条规则。")
    rule = {"check": f"{first} {sign} {second}", "message": message.strip()[:LONGEST_HELP], "field": second}
    made["ui"]["rules"].append(rule)
    return made


def remove_rule(document: Mapping[str, Any], number: int) -> Document:
    """The form without one of its rules, counted from 0."""
    made = outlined(document)
    if not 0 <= number < len(made["ui"]["rules"]):
        raise Impossible("没有这条规则，可能刚被删除。")
    del made["ui"]["rules"][number]
    return made
