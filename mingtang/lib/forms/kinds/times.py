"""Days and moments. A moment is local legal time to the minute, as a clerk writes it: no zone, no seconds."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mingtang.lib.forms.faults import Wrong
from mingtang.lib.forms.kinds.base import Kind, Names
from mingtang.lib.identifiers import normalise_identifier

if TYPE_CHECKING:
    from mingtang.lib.forms.form import Field

_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_MOMENT = f"{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]"
_TYPED_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_EARLIEST_YEAR = 1


class Day(Kind):
    code, label = "date", "日期"
    pattern, format, hint = _DAY, "date", "要填日期，如 2026-01-31"

    def check(self, field: "Field", value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value) or value < "0001":
            raise Wrong(self.hint)
        try:
            self._parse(value)
        except ValueError:
            raise Wrong(f"没有这一天：{value[:10]}") from None
        return value

    def _parse(self, value: str) -> date:
        return date.fromisoformat(value)

    def contract(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "format": self.format, "pattern": f"^{self.pattern}$"}

    def typed(self, field: "Field", raw: Any) -> Any:
        text = normalise_identifier(str(raw or ""))
        if found := _TYPED_DAY.fullmatch(text):
            year, month, day = found.groups()
            return f"{year}-{month:0>2}-{day:0>2}"
        return super().typed(field, raw)

    def words(self, field: "Field", value: Any, names: Names) -> str:
        day = self._parse(value)
        return f"{day.year}年{day.month}月{day.day}日"


class Moment(Day):
    code, label = "datetime", "日期和时间"
    pattern, format, hint = _MOMENT, "local-date-time", "要填日期和时间，如 2026-01-31 09:30"

    def _parse(self, value: str) -> datetime:
        return datetime.fromisoformat(value)

    def typed(self, field: "Field", raw: Any) -> Any:
        return re.sub(r"[\sT]+", "T", str(raw).strip())[:16] or None if raw is not None else None

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return f"{super().words(field, value, names)} {value[11:]}"
