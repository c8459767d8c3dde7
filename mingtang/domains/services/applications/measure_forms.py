"""The documents of the measures: read once, but for the fees, which each version of an item publishes for itself."""

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mingtang.domains.services.applications.course import Measure
from mingtang.domains.services.applications.fees import fees_of
from mingtang.domains.services.applications.models import Part
from mingtang.lib.forms import Form, read
from mingtang.lib.money import figures

PATH = Path(__file__).parent / "measures.yaml"


def form_of(measure: Measure, part: Part) -> Form:
    """The form of a measure for a part."""
    if measure is Measure.CHARGE:
        return _with_fees(part)
    if measure is Measure.CONVENE:
        return _with_branches(part)
    return _forms()[measure]


@cache
def _documents() -> Mapping[str, Any]:
    documents: Mapping[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return documents


@cache
def _forms() -> Mapping[Measure, Form]:
    return {Measure(name): _read(name, told) for name, told in _documents().items()}


def _with_fees(part: Part) -> Form:
    """The choice is what the version of the item publishes with an amount."""
    told = copy.deepcopy(_documents()[Measure.CHARGE])
    fees = [fee for fee in fees_of(part.application).values() if fee.price]
    if fees:
        choices = [{"const": fee.name, "title": f"{fee.name}（{figures(fee.price)} 元）"} for fee in fees]
        told["properties"]["fees"]["items"]["properties"]["fee"]["oneOf"] = choices
    return _read(Measure.CHARGE, told)


def _with_branches(part: Part) -> Form:
    """The choice is what organs the application needs."""
    told = copy.deepcopy(_documents()[Measure.CONVENE])
    parts = part.application.parts.exclude(branch="").select_related("organ")
    choices = [{"const": each.branch, "title": f"{each.title}（{each.organ.label}）"} for each in parts]
    if choices:
        told["properties"]["branches"]["items"]["oneOf"] = choices
    return _read(Measure.CONVENE, told)


def _read(name: str, told: object) -> Form:
    form = read(told)
    if isinstance(form, list):
        raise RuntimeError(f"measures.yaml, {name}: {'; '.join(map(str, form))}")  # noqa: TRY004 - the type only tells success
    return form
