"""Limits in force: the shipped rules, with the amounts that this node has set where practice differs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from mingtang.kernel.clocks.calendars import shelf_and_region
from mingtang.kernel.clocks.models import LocalLimit
from mingtang.kernel.clocks.statutes import shipped
from mingtang.lib.clocks import NoRule, Rule, RuleTable


def limit_in_force(code: str, on: date, channel: str = "") -> Rule:
    """The rule for what starts on `on` through `channel`; a rule of law costs no statement, a figure of practice one.

    Raises NoRule.
    """
    rule = shipped().rule(code, on, channel)
    if not rule.unconfirmed:
        return rule
    shelf, _ = shelf_and_region()
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
