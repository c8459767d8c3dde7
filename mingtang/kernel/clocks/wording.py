"""Limits in words, as pages and exports show them."""

from dataclasses import dataclass
from datetime import date

from mingtang.kernel.clocks.statutes import business_of
from mingtang.lib.clocks import Rule, Unit

UNITS = {
    Unit.WORKING_DAYS: "工作日",
    Unit.NATURAL_DAYS: "自然日",
    Unit.MONTHS: "月",
    Unit.WORKING_MINUTES: "工作时间",
    Unit.MINUTES: "连续时间",
}
"""Ways of counting, by name."""

_AMOUNTS = {Unit.WORKING_DAYS: "个工作日", Unit.NATURAL_DAYS: "日", Unit.MONTHS: "个月"}


def amount_in_words(amount: int, unit: Unit) -> str:
    """Such as 20个工作日 or 2小时（工作时间）."""
    if unit.is_daily:
        return f"{amount}{_AMOUNTS[unit]}"
    length = f"{amount // 60}小时" if amount % 60 == 0 and amount else f"{amount}分钟"
    return f"{length}（工作时间）" if unit == Unit.WORKING_MINUTES else length


@dataclass(frozen=True)
class LimitRow:
    """A rule as a row of a list."""

    rule: Rule

    @property
    def pk(self) -> str:
        return f"{self.rule.code}|{self.rule.channel}"

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def title(self) -> str:
        """With the case it is for: 派单（特急）."""
        return f"{self.rule.title}（{self.channel}）" if self.rule.channel else self.rule.title

    @property
    def channel(self) -> str:
        return business_of(self.rule.code).channels.get(self.rule.channel, self.rule.channel)

    @property
    def business(self) -> str:
        return business_of(self.rule.code).title

    @property
    def amount(self) -> str:
        words = amount_in_words(self.rule.amount, self.rule.unit)
        if self.rule.before:
            return f"{words}前"
        return f"不少于{words}" if self.rule.minimum else words

    @property
    def unit(self) -> str:
        return UNITS[self.rule.unit]

    @property
    def origin(self) -> str:
        return self.rule.origin

    @property
    def source(self) -> str:
        return self.rule.source

    @property
    def state(self) -> str:
        """Where the figure comes from."""
        return "待本地确定" if self.rule.unconfirmed else "已确定"

    @property
    def pauses(self) -> str:
        return self._kinds(self.rule.pauses)

    @property
    def restarts(self) -> str:
        return self._kinds(self.rule.restarts)

    @property
    def extension(self) -> str:
        """How far it may be extended, by whom."""
        extension = self.rule.extension
        if extension is None:
            return "不能延长"
        most = amount_in_words(extension.most, self.rule.unit)
        return f"经{extension.granted_by}批准可延长{extension.times}次，每次不超过{most}（{extension.source}）"

    @property
    def period(self) -> str:
        """For what starts when; empty when it always holds."""
        since = "" if self.rule.effective == date.min else f"{self.rule.effective}起"
        until = "" if self.rule.expires == date.max else f"至{self.rule.expires}"
        return since + until

    @property
    def deemed(self) -> str:
        return self.rule.deemed

    def _kinds(self, kinds: frozenset[str]) -> str:
        words = business_of(self.rule.code).kinds
        return "、".join(sorted(words.get(kind, kind) for kind in kinds))
