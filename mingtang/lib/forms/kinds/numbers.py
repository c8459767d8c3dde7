"""Numbers and amounts. Data hold no binary fractions: money is a whole number of fen, other fractions are decimal text."""

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from mingtang.lib.forms.amounts import amount_in_words, yuan
from mingtang.lib.forms.bounds import LARGEST_NUMBER, MOST_DIGITS
from mingtang.lib.forms.faults import Wrong
from mingtang.lib.forms.kinds.base import Kind, Names

if TYPE_CHECKING:
    from mingtang.lib.forms.form import Field

_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_AMOUNT = re.compile(r"([-+]?)([0-9]{1,16})(?:\.([0-9]{1,2}))?")


def _plain(raw: Any) -> str:
    """What was typed with half-width digits, without blanks and thousands separators."""
    return re.sub(r"[\s,]", "", normalize("NFKC", str(raw or "")))


class Number(Kind):
    """A whole number."""

    code, label = "number", "整数"
    keywords = frozenset({"minimum", "maximum"})
    least, most = -LARGEST_NUMBER, LARGEST_NUMBER
    hint = "要填整数"

    def check(self, field: "Field", value: Any) -> int:
        if isinstance(value, float) and value.is_integer():  # 3.0 is a whole number in JSON Schema
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(self.hint)
        least, most = self._range(field)
        if value < least:
            raise Wrong(f"不能小于 {self.words(field, least, {})}")
        if value > most:
            raise Wrong(f"不能大于 {self.words(field, most, {})}")
        return int(value)

    def _range(self, field: "Field") -> tuple[int, int]:
        return (
            self.least if field.least is None else field.least,
            self.most if field.most is None else field.most,
        )

    def contract(self, field: "Field") -> dict[str, Any]:
        least, most = self._range(field)
        return {"type": "integer", "minimum": least, "maximum": most}

    def typed(self, field: "Field", raw: Any) -> Any:
        text = _plain(raw)
        return int(text) if _WHOLE.fullmatch(text) else str(raw).strip() or None if raw is not None else None

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return f"{value:,} {field.unit}".strip()


class Money(Number):
    """An amount in yuan, kept in fen; conditions see yuan."""

    code, label = "money", "金额"
    least = 0
    hint = "要填金额，如 1234.50"

    def contract(self, field: "Field") -> dict[str, Any]:
        return {**super().contract(field), "format": "money", "description": "单位：分"}

    def typed(self, field: "Field", raw: Any) -> Any:
        text = _plain(raw).removeprefix("¥").removeprefix("￥").removesuffix("元")
        if not (found := _AMOUNT.fullmatch(text)):
            return super(Number, self).typed(field, raw)
        sign, whole, part = found.groups()
        fen = int(whole) * 100 + int((part or "").ljust(2, "0"))
        return -fen if sign == "-" else fen

    def shown(self, field: "Field", value: Any) -> Any:
        return yuan(value) if isinstance(value, int) else super().shown(field, value)

    def fact(self, field: "Field", value: Any) -> Any:
        return value / 100 if value % 100 else value // 100

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return f"{yuan(value, grouped=True)} 元（{amount_in_words(value)}）"


class DecimalNumber(Kind):
    """A number with so many decimals, as text, so that nothing is lost. Bounds are whole numbers."""

    code, label = "decimal", "小数"
    keywords = frozenset({"decimals", "minimum", "maximum"})

    def check(self, field: "Field", value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(self._pattern(field), value):
            raise Wrong(f"要填数字，最多 {field.decimals} 位小数")
        if field.least is not None and Decimal(value) < field.least:
            raise Wrong(f"不能小于 {field.least}")
        if field.most is not None and Decimal(value) > field.most:
            raise Wrong(f"不能大于 {field.most}")
        return value

    def _pattern(self, field: "Field") -> str:
        sign = "" if field.least is not None and field.least >= 0 else "-?"
        return rf"{sign}(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})(\.[0-9]{{1,{field.decimals}}})?"

    def contract(self, field: "Field") -> dict[str, Any]:
        bounds = [f"不小于 {field.least}"] if field.least is not None else []
        bounds += [f"不大于 {field.most}"] if field.most is not None else []
        said = {"description": "，".join(bounds)} if bounds else {}
        return {"type": "string", "format": "decimal", "pattern": f"^{self._pattern(field)}$", **said}

    def typed(self, field: "Field", raw: Any) -> Any:
        text = _plain(raw)
        if re.fullmatch(r"[-+]?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})", text):
            return _canonical(text)
        return super().typed(field, raw)

    def fact(self, field: "Field", value: Any) -> Any:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return None
        return int(number) if number == number.to_integral_value() else float(number)

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return f"{value} {field.unit}".strip()


def _canonical(text: str) -> str:
    """`+007.50` as `7.50`, `.5` as `0.5`, `3.` as `3`."""
    sign, bare = ("-", text[1:]) if text.startswith("-") else ("", text.removeprefix("+"))
    whole, dot, part = bare.partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{dot if part else ''}{part}"
