"""Early signs (预警): what comes near to a veto, so that the organ of a site hears of it while there is time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mingtang.lib.inspection.indicators import Scheme
from mingtang.lib.inspection.probing import Availability
from mingtang.lib.inspection.scoring import Found, reached


@dataclass(frozen=True)
class ColumnAge:
    """A column as a survey saw it: its newest date, and after how many days without a newer one it is stale."""

    url: str
    name: str
    newest: date
    days: int

    def left(self, today: date) -> int:
        """Days until it is stale; negative since it is."""
        return self.days - (today - self.newest).days


@dataclass(frozen=True)
class Sight:
    """What is known of a site on a day."""

    today: date
    newest: date | None
    availability: Availability
    columns: Sequence[ColumnAge] = ()
    findings: Sequence[Found] = ()


@dataclass(frozen=True)
class Sign:
    """Something to attend to; `code` makes it the same one tomorrow."""

    code: str
    words: str


def signs_of(sight: Sight, scheme: Scheme) -> list[Sign]:
    """All early signs of a site."""
    return [*_of_home(sight, scheme), *_of_columns(sight, scheme), *_of_findings(sight, scheme)]


def _of_home(sight: Sight, scheme: Scheme) -> Iterator[Sign]:
    if sight.availability.is_warning(scheme.probing):
        failed = sight.availability
        words = f"近 {scheme.probing.days} 天首页打开 {failed.tries} 次，失败 {failed.failures} 次（{failed.percent}%）"
        yield Sign("home_failing", words)
    idle = (sight.today - sight.newest).days if sight.newest else 0
    if idle >= scheme.home_idle_warning_days:
        yield Sign("home_idle", f"首页已有 {idle} 天没有新内容，满 {scheme.freshness.home_days} 天即单项否决")


def _of_columns(sight: Sight, scheme: Scheme) -> Iterator[Sign]:
    near = [each for each in sight.columns if 0 <= each.left(sight.today) <= scheme.near_limit_days]
    if near:
        first = min(near, key=lambda each: each.left(sight.today))
        more = f"等 {len(near)} 个栏目" if len(near) > 1 else ""
        yield Sign("near_limit", f"“{first.name}”{more}还有 {first.left(sight.today)} 天到更新期限")


def _of_findings(sight: Sight, scheme: Scheme) -> Iterator[Sign]:
    for threshold in scheme.warnings:
        if reached(threshold, sight.findings):
            count = sum(each.kind in threshold.kinds for each in sight.findings)
            yield Sign(threshold.code, threshold.words.format(count=count))
