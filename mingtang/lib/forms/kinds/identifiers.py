"""Numbers and addresses with a fixed form, checked by it and never by a pattern of the form's author."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mingtang.lib.forms.faults import Wrong
from mingtang.lib.forms.kinds.base import Kind
from mingtang.lib.identifiers import (
    CreditCode,
    IdentityNumber,
    InvalidIdentifier,
    normalise_identifier,
    parse_mobile_phone,
)

if TYPE_CHECKING:
    from mingtang.lib.forms.form import Field


class Formatted(Kind):
    """Text in a named format: a pattern that bounds it, and a parser that says what is wrong."""

    format: str
    pattern: str
    hint: str
    parse: Callable[[str], object] | None = None

    def check(self, field: "Field", value: Any) -> str:
        if not isinstance(value, str) or not value:
            raise Wrong(self.hint)
        try:
            self._examine(value)
        except InvalidIdentifier as fault:
            raise Wrong(str(fault)) from fault
        if not re.fullmatch(self.pattern, value):
            raise Wrong(self.hint)
        return value

    def _examine(self, value: str) -> None:
        """Raise InvalidIdentifier for what only the parser knows."""

    def contract(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "format": self.format, "pattern": f"^{self.pattern}$"}

    def typed(self, field: "Field", raw: Any) -> Any:
        return normalise_identifier(str(raw)) or None if raw is not None else None


class IdentityNumberKind(Formatted):
    code, label, format = "identity_number", "身份证件号", "identity-number"
    pattern, hint = "[0-9]{17}[0-9X]", "要填 18 位身份证件号"

    def _examine(self, value: str) -> None:
        IdentityNumber.parse(value)


class CreditCodeKind(Formatted):
    code, label, format = "credit_code", "统一社会信用代码", "credit-code"
    pattern, hint = "[0-9A-HJ-NPQRTUWXY]{18}", "要填 18 位统一社会信用代码"

    def _examine(self, value: str) -> None:
        CreditCode.parse(value)


class MobilePhone(Formatted):
    code, label, format = "mobile_phone", "手机号码", "mobile-phone"
    pattern, hint = "1[3-9][0-9]{9}", "要填 11 位手机号码"

    def _examine(self, value: str) -> None:
        parse_mobile_phone(value)

    def typed(self, field: "Field", raw: Any) -> Any:
        text = super().typed(field, raw)
        try:
            return parse_mobile_phone(text) if text else None
        except InvalidIdentifier:
            return text


class Phone(Formatted):
    """A mobile number, a number with area code, or a service number such as 12345."""

    code, label, format = "phone", "电话号码", "phone"
    pattern = "(1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,6})?|[48]00-?[0-9]{3}-?[0-9]{4}|1[0-9]{2,5}|9[0-9]{4})"
    hint = "要填电话号码，座机写作 0999-8600000"

    def typed(self, field: "Field", raw: Any) -> Any:
        text = super().typed(field, raw)
        return re.sub(r"[()（）]", "", re.sub(r"^[(（]?(0[0-9]{2,3})[)）]", r"\1-", text)) if text else None


class PostalCode(Formatted):
    code, label, format = "postal_code", "邮政编码", "postal-code"
    pattern, hint = "[0-9]{6}", "要填 6 位邮政编码"


class Email(Formatted):
    code, label, format = "email", "电子邮箱", "email"
    pattern = r"[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
    hint = "要填电子邮箱，如 name@example.cn"

    def typed(self, field: "Field", raw: Any) -> Any:
        return str(raw).strip() or None if raw is not None else None
