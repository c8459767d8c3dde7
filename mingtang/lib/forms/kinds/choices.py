"""Choosing: one, several, yes or no, and the tick under a declaration."""

from typing import TYPE_CHECKING, Any

from mingtang.lib.forms.faults import Wrong
from mingtang.lib.forms.kinds.base import Kind, Names

if TYPE_CHECKING:
    from mingtang.lib.forms.form import Field

YES, NO = "yes", "no"


def _labels(field: "Field") -> dict[str, str]:
    return {choice.value: choice.label for choice in field.choices}


def _one_of(field: "Field") -> list[dict[str, str]]:
    return [{"const": choice.value, "title": choice.label} for choice in field.choices]


class OneChoice(Kind):
    code, label = "choice", "单选"
    keywords = frozenset({"oneOf"})

    def check(self, field: "Field", value: Any) -> str:
        if not isinstance(value, str) or value not in _labels(field):
            raise Wrong("请从列出的选项中选择")
        return value

    def contract(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "oneOf": _one_of(field)}

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return _labels(field).get(value, str(value))


class SeveralChoices(Kind):
    """At least one of the choices, each once."""

    code, label = "choices", "多选"
    keywords = frozenset({"items", "minItems", "maxItems", "uniqueItems"})

    def check(self, field: "Field", value: Any) -> list[str]:
        known = _labels(field)
        if not isinstance(value, list) or not all(isinstance(each, str) and each in known for each in value):
            raise Wrong("请从列出的选项中选择")
        if len(set(value)) != len(value):
            raise Wrong("同一项选了两次")
        least, most = field.least or 1, field.most or len(known)
        if not least <= len(value) <= most:
            raise Wrong(f"至少选 {least} 项" if len(value) < least else f"最多选 {most} 项")
        return value

    def contract(self, field: "Field") -> dict[str, Any]:
        return {
            "type": "array",
            "items": {"type": "string", "oneOf": _one_of(field)},
            "minItems": field.least or 1,
            "maxItems": field.most or len(field.choices),
            "uniqueItems": True,
        }

    def typed(self, field: "Field", raw: Any) -> Any:
        return [str(each) for each in raw] or None if isinstance(raw, list) else raw or None

    def shown(self, field: "Field", value: Any) -> Any:
        return list(value) if isinstance(value, list) else []

    def words(self, field: "Field", value: Any, names: Names) -> str:
        known = _labels(field)
        return "、".join(known.get(each, each) for each in value)


class YesOrNo(Kind):
    code, label = "yes_no", "是否"

    def check(self, field: "Field", value: Any) -> bool:
        if not isinstance(value, bool):
            raise Wrong("请选择是或否")
        return value

    def contract(self, field: "Field") -> dict[str, Any]:
        return {"type": "boolean"}

    def typed(self, field: "Field", raw: Any) -> Any:
        return {YES: True, NO: False}.get(raw, raw or None) if isinstance(raw, str) else raw or None

    def shown(self, field: "Field", value: Any) -> Any:
        return {True: YES, False: NO}.get(value, "") if isinstance(value, bool) else ""

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return "是" if value else "否"


class Consent(Kind):
    """The tick under a declaration: given or absent."""

    code, label = "consent", "承诺勾选"
    keywords = frozenset({"const"})

    def check(self, field: "Field", value: Any) -> bool:
        if value is not True:
            raise Wrong("要勾选才能继续")
        return True

    def contract(self, field: "Field") -> dict[str, Any]:
        return {"type": "boolean", "const": True}

    def typed(self, field: "Field", raw: Any) -> Any:
        return True if raw is True or raw in (YES, "on", "true") else None

    def shown(self, field: "Field", value: Any) -> Any:
        return YES if value is True else ""

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return "已勾选"
