"""What pydantic found wrong with a request, said in Chinese."""

from collections.abc import Iterable, Mapping
from typing import Any

from mingtang.ui.rest.problems import Fault

_SOURCES = {"body", "query", "path", "form", "file", "header", "cookie"}

_MESSAGES: Mapping[str, str] = {
    "missing": "不能为空",
    "extra_forbidden": "没有这个字段",
    "string_type": "应为文本",
    "string_too_short": "不能为空",
    "string_too_long": "最多 {max_length} 字",
    "string_pattern_mismatch": "格式不对",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "int_parsing_size": "数字太大",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "应为 {expected} 之一",
    "enum": "应为 {expected} 之一",
    "list_type": "应为列表",
    "too_long": "最多 {max_length} 项",
    "model_attributes_type": "应为对象",
    "model_type": "应为对象",
    "dict_type": "应为对象",
}
_DATES = "应为日期，写作 2026-03-01"
_TIMES = "应为带时区的时间，写作 2026-03-01T08:00:00+08:00"


def faults_of(errors: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """One fault for each error of pydantic; the field is named as in the request, `details.name` when nested."""
    return [Fault(_message(error), _field(error.get("loc", ()))) for error in errors]


def _field(place: Iterable[Any]) -> str | None:
    """The place without the source and the name of the parameter, which the caller does not know."""
    parts = [str(part) for part in place]
    if parts and parts[0] in _SOURCES:
        parts = parts[2:] if parts[0] == "body" and len(parts) > 2 else parts[1:]
    return ".".join(parts) or None


def _message(error: Mapping[str, Any]) -> str:
    kind, given = str(error.get("type", "")), dict(error.get("ctx") or {})
    if kind == "value_error":
        return str(given.get("error", "格式不对"))
    if kind in _MESSAGES:
        return _MESSAGES[kind].format_map(_Given(given))
    if kind.startswith(("datetime_", "timezone_")):
        return _TIMES
    return _DATES if kind.startswith("date_") else "格式不对"


class _Given(dict[str, Any]):
    """The bounds pydantic tells of, in Chinese."""

    def __missing__(self, name: str) -> str:
        return "…"

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        return value.replace(" or ", "、") if isinstance(value, str) else value
