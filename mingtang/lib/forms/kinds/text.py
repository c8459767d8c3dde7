"""Free text."""

import re
from typing import TYPE_CHECKING, Any

from mingtang.lib.forms.bounds import LONGEST_LINE, LONGEST_TEXT
from mingtang.lib.forms.faults import Wrong
from mingtang.lib.forms.kinds.base import Kind

if TYPE_CHECKING:
    from mingtang.lib.forms.form import Field

_LINE = re.compile(r"[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]*")
_LINES = re.compile(r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]*")
_SOMETHING = re.compile(r"[^\s]")


class Text(Kind):
    """One line. Absent rather than empty: an answer holds at least one character that can be seen."""

    code, label = "text", "单行文字"
    keywords = frozenset({"minLength", "maxLength"})
    longest, allowed = LONGEST_LINE, _LINE

    def check(self, field: "Field", value: Any) -> str:
        if not isinstance(value, str):
            raise Wrong("要填文字")
        if not self.allowed.fullmatch(value):
            raise Wrong("含有换行或不可见的控制字符" if self.allowed is _LINE else "含有不可见的控制字符")
        if not _SOMETHING.search(value):
            raise Wrong("不能只填空格")
        least, most = field.least or 1, field.most or self.longest
        if not least <= len(value) <= most:
            raise Wrong(f"最多 {most} 个字" if len(value) > most else f"至少 {least} 个字")
        return value

    def contract(self, field: "Field") -> dict[str, Any]:
        return {
            "type": "string",
            "minLength": field.least or 1,
            "maxLength": field.most or self.longest,
            "allOf": [{"pattern": r"[^\s]"}, {"pattern": f"^{self.allowed.pattern}$"}],
        }


class LongText(Text):
    """Several lines."""

    code, label = "long_text", "多行文字"
    longest, allowed = LONGEST_TEXT, _LINES

    def typed(self, field: "Field", raw: Any) -> Any:
        return super().typed(field, str(raw).replace("\r\n", "\n")) if raw is not None else None
