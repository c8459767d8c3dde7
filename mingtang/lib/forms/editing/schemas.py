"""The schema that a new field of each kind begins with."""

from typing import Any

from mingtang.lib.forms.kinds import FORMATS, KINDS

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("填写", ("text", "long_text", "number", "decimal", "money", "date", "datetime")),
    ("选择", ("choice", "choices", "yes_no", "consent")),
    ("证件与联系", ("identity_number", "credit_code", "mobile_phone", "phone", "postal_code", "email", "region")),
    ("其他", ("table", "files", "organ", "person")),
)
"""The kinds of fields as a designer looks for them."""

CELL_KINDS: tuple[str, ...] = (
    "text", "long_text", "number", "decimal", "money", "date", "choice", "identity_number", "credit_code",
    "mobile_phone", "phone", "region",
)  # fmt: skip
"""Kinds that a column of a table may be."""

_TWO = [{"const": "o1", "title": "选项一"}, {"const": "o2", "title": "选项二"}]
_SCHEMAS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "maxLength": 100},
    "long_text": {"type": "string", "maxLength": 1000},
    "number": {"type": "integer", "minimum": 0},
    "decimal": {"type": "string", "format": "decimal", "decimals": 2, "minimum": 0},
    "choice": {"type": "string", "oneOf": _TWO},
    "choices": {"type": "array", "items": {"type": "string", "oneOf": _TWO}},
    "yes_no": {"type": "boolean"},
    "consent": {"type": "boolean", "const": True},
    "table": {
        "type": "array",
        "maxItems": 20,
        "items": {
            "type": "object",
            "required": ["c1"],
            "properties": {"c1": {"type": "string", "maxLength": 100, "title": "名称"}},
        },
    },
    "files": {"type": "array", "items": {"type": "integer", "format": "file"}, "maxItems": 5},
}
_BY_FORMAT = {kind: {"type": shape, "format": name} for (shape, name), kind in FORMATS.items()}


def schema_of(kind: str) -> dict[str, Any]:
    """A schema without a title. Raises KeyError for a kind that does not exist."""
    found = _SCHEMAS.get(kind) or _BY_FORMAT[KINDS[kind].code]
    copied: dict[str, Any] = _copy(found)
    return copied


def wishes_of(kind: str) -> dict[str, Any]:
    """What the `ui` block has to say for a new field of a kind."""
    return {"widget": "textarea"} if kind == "long_text" else {}


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value
