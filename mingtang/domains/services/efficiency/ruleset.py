"""The rules in force: those that come with the program, or the node's own file."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from mingtang.domains.services.efficiency.rules.conditions import CONDITIONS
from mingtang.domains.services.efficiency.rules.findings import Rule

SHIPPED = Path(__file__).parent / "rules.yaml"
_NAMED = ("code", "title", "light", "condition", "source", "effective", "expires", "serious", "explained", "unwatched")


def rules_in_force(on: date) -> list[Rule]:
    """The rules that hold on a day, in the order of the file."""
    return [rule for rule in all_rules() if rule.holds_on(on)]


def rules_by_hand(on: date) -> list[Rule]:
    """The rules that people find broken, after a complaint say."""
    return [rule for rule in rules_in_force(on) if rule.condition == "by_hand"]


def rule_titles() -> dict[str, str]:
    """The codes with the titles of their rules in one line, for filters."""
    titles: dict[str, list[str]] = {}
    for rule in all_rules():
        titles.setdefault(rule.code, []).append(rule.title)
    return {code: f"{code} {'、'.join(said)}" for code, said in titles.items()}


@cache
def all_rules() -> Sequence[Rule]:
    """Every rule of the node. Raises KeyError, ValueError for a file that cannot be meant."""
    own = getattr(settings, "EFFICIENCY_RULES", "")
    read = yaml.safe_load((Path(own) if own else SHIPPED).read_text(encoding="utf-8"))
    return [_rule(told) for told in read["rules"]]


def _rule(told: Mapping[str, Any]) -> Rule:
    if told["condition"] not in CONDITIONS or told["light"] not in {"yellow", "red"}:
        raise ValueError(f"监察规则 {told['code']} 的条件或者灯色不存在。")
    given = {name: value for name, value in told.items() if name not in _NAMED}
    return Rule(**{name: told[name] for name in _NAMED if name in told}, given=given)
