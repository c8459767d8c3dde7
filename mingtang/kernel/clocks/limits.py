"""Limits in force: the shipped rules, with the amounts that this node has set where practice differs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from mingtang.kernel.clocks.calendars import Shelf, shelf_and_region
from mingtang.kernel.clocks.models import LocalLimit
from mingtang.kernel.clocks.statutes import shipped
from mingtang.lib.clocks import NoRule, Rule, RuleTable


def limit_in_force(code: str, on: date, channel: str = "") -> Rule:
    """The rule for what starts on `on` through `channel`; a rule of law costs no statement, a figure of practice one.

    Raises NoRule.
    """
    return some_in_force([code], on, channel)[code]


def some_in_force(codes: Iterable[str], on: date, channel: str = "") -> dict[str, Rule]:
    """As `limit_in_force`, for several codes: together at most one statement. Raises NoRule."""
    rules = {code: shipped().rule(code, on, channel) for code in codes}
    if all(not rule.unconfirmed for rule in rules.values()):
        return rules
    shelf, _ = shelf_and_region()
    return {code: _on_shelf(shelf, rule, code, on, channel) for code, rule in rules.items()}


def _on_shelf(shelf: Shelf, rule: Rule, code: str, on: date, channel: str) -> Rule:
    if not rule.unconfirmed:
        return rule
    return RuleTable(tuple(with_local(rule, shelf.limits.get((rule.code, rule.channel), ())))).rule(code, on, channel)


def limits_in_force() -> list[Rule]:
    """Every rule with its local successors, by code; one statement."""
    shelf, _ = shelf_and_region()
    return [
        each for rule in shipped().rules for each in with_local(rule, shelf.limits.get((rule.code, rule.channel), ()))
    ]


def versions_of(code: str) -> list[Rule]:
    """All that is known under a code, each case and time; one statement. Raises NoRule."""
    rules = [rule for rule in limits_in_force() if rule.code == code]
    if not rules:
        raise NoRule(f"没有时限“{code}”")
    return rules


def with_local(rule: Rule, local: Iterable[LocalLimit]) -> Iterator[Rule]:
    """The rule as shipped until the node's first own amount, then each of them until the next."""
    for setting in local:
        if setting.effective > rule.effective:
            yield replace(rule, expires=setting.effective - timedelta(days=1))
        rule = replace(
            rule, amount=setting.amount, effective=setting.effective, source=setting.source, unconfirmed=False
        )
    yield rule
