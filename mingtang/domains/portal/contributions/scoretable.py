"""The table of points in force: the one that comes with the program, or the node's own file."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from mingtang.domains.portal.contributions.rules.scoring import Minimum, Rule, ScoreTable

SHIPPED = Path(__file__).parent / "scoring.yaml"
AUTOMATIC = frozenset({"submitted", "picture", "adopted"})
"""Events that follow from what is done with submissions; adoptions above the own level are still told by people."""


@cache
def score_table() -> ScoreTable:
    """The table of the node. Raises KeyError, TypeError for a file that cannot be meant."""
    read = _read()
    minimums = {group: Minimum(told["count"], _points(told["points"])) for group, told in read["minimums"].items()}
    return ScoreTable([_rule(told) for told in read["rules"]], minimums, frozenset(read["highest_only"]))


def told_by_people() -> dict[str, str]:
    """Titles of the rules whose events an editor records, by `event:level`."""
    kinds = [rule for rule in score_table().rules if rule.event not in AUTOMATIC or rule.level == "province"]
    return {f"{rule.event}:{rule.level}": f"{rule.title}（{rule.points:+}）" for rule in kinds}


def words_about() -> str:
    """Where the figures come from."""
    read = _read()
    return f"{read['source']}。{read['note']}"


@cache
def _read() -> Mapping[str, Any]:
    own = getattr(settings, "CONTRIBUTION_SCORING", "")
    read: Mapping[str, Any] = yaml.safe_load((Path(own) if own else SHIPPED).read_text(encoding="utf-8"))
    return read


def _rule(told: Mapping[str, Any]) -> Rule:
    cap = told.get("cap")
    numbers = {"points": _points(told["points"]), "cap": None if cap is None else _points(cap)}
    return Rule(**{**told, **numbers, "groups": frozenset(told.get("groups", ()))})


def _points(value: object) -> Decimal:
    return Decimal(str(value))
