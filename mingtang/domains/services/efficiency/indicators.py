"""The indicators and the grading of this node, read from their files."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from mingtang.domains.services.efficiency.rules.indicators import Grading, Indicator

HERE = Path(__file__).parent


@cache
def indicators() -> Sequence[Indicator]:
    """All indicators, in the order of the file."""
    return [Indicator(**told) for told in _read(HERE / "kpis.yaml")["indicators"]]


@cache
def grading() -> Grading:
    """How quarters are scored."""
    own = getattr(settings, "EFFICIENCY_GRADES", "")
    told = _read(Path(own) if own else HERE / "grades.yaml")
    return Grading(told["full"], told["points"], [(each["grade"], each["least"]) for each in told["grades"]])


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
