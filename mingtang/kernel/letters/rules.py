"""Pure rules of templates: their variables, and whether data hold them."""

import json
import re
from collections.abc import Mapping
from typing import Any

LONGEST_SOURCE = 100_000
LONGEST_DATA = 200_000
MOST_VARIABLES = 100
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

Variables = list[dict[str, Any]]
"""`{"name": "number", "label": "文号", "required": true}` each."""


class BadTemplate(ValueError):
    """A part of a template is malformed. `part` is variables or sample; the message is for the user."""

    def __init__(self, message: str, part: str) -> None:
        super().__init__(message)
        self.part = part


def read_variables(text: str) -> Variables:
    """Variables from lines such as `number 文号`; a `?` behind the name makes it optional. Raises BadTemplate."""
    lines = [(place, line.split(maxsplit=1)) for place, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_VARIABLES:
        raise BadTemplate(f"最多 {MOST_VARIABLES} 个变量", "variables")
    variables = [_variable(place, parts) for place, parts in lines]
    names = [each["name"] for each in variables]
    if double := next((name for name in names if names.count(name) > 1), None):
        raise BadTemplate(f"变量“{double}”写了两次", "variables")
    return variables


def _variable(place: int, parts: list[str]) -> dict[str, Any]:
    name = parts[0].removesuffix("?")
    if not _NAME.fullmatch(name) or len(parts) != 2:
        raise BadTemplate(f"第 {place} 行写作“变量名 中文名称”，变量名用小写字母、数字和下划线", "variables")
    return {"name": name, "label": parts[1].strip()[:60], "required": not parts[0].endswith("?")}


def write_variables(variables: Variables) -> str:
    """The lines that `read_variables` reads."""
    return "".join(f"{each['name']}{'' if each['required'] else '?'} {each['label']}\n" for each in variables)


def read_sample(text: str, variables: Variables) -> dict[str, Any]:
    """Sample data from JSON text. Raises BadTemplate, also when a required variable is missing."""
    try:
        data = json.loads(text or "{}")
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise BadTemplate(f"示例数据第 {line} 行不是合法的 JSON", "sample") from error
    if not isinstance(data, dict):
        raise BadTemplate("示例数据要是一个对象 {…}", "sample")
    if missing := missing_variables(variables, data):
        raise BadTemplate(f"示例数据缺少 {'、'.join(missing)}", "sample")
    return data


def missing_variables(variables: Variables, data: Mapping[str, Any]) -> list[str]:
    """Labels of the required variables that `data` leave out."""
    return [each["label"] for each in variables if each["required"] and data.get(each["name"]) is None]
