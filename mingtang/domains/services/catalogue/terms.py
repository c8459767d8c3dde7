"""The time limits of an item as rules of the clocks: what the law gives, and what the organ promises."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mingtang.domains.services.catalogue.models import ItemVersion
from mingtang.domains.services.catalogue.rules.vocabulary import IMMEDIATE, PERMIT
from mingtang.kernel.clocks.api import statute
from mingtang.lib.clocks import Rule, Unit

DECISION = "services.decision"


def statutory_of(version: ItemVersion, on: date) -> Rule | None:
    """The limit of the law for what is accepted on `on`; None when the item names none. One statement at most.

    A permit without a rule of its own is paused and extended as 行政许可法 arts. 42 and 45 say; other items are paused for
    the same kinds and not extended. Raises NoRule for a clock code that is not in force on that day.
    """
    document = version.document
    if code := document.get("clock_code"):
        return statute(code, on)
    if "anticipate_day" not in document:
        return None
    usual = statute(DECISION, on)
    own = replace(
        usual, code="services.item", title="法定办结时限", source=_source(document), note=document.get("anticipate_explain", ""),
        amount=document["anticipate_day"], unit=Unit(document.get("anticipate_type", Unit.WORKING_DAYS)),
    )  # fmt: skip
    return own if document.get("task_type") == PERMIT else replace(own, extension=None)


def _source(document: Mapping[str, Any]) -> str:
    law: Mapping[str, str] = next(iter(document.get("by_law", [])), {})
    return f"{law.get('law_name', '')}{law.get('article', '')}" or "事项实施清单"


def promise_of(version: ItemVersion, on: date) -> Rule | None:
    """The promised limit; nothing but the amount differs from the law. None when nothing is promised.

    Immediate items promise the day itself.
    """
    document = version.document
    immediate = document.get("project_type") == IMMEDIATE
    if "promise_day" not in document and not immediate:
        return None
    usual = statutory_of(version, on) or replace(statute(DECISION, on), extension=None)
    return replace(
        usual, code="services.promise", title="承诺办结时限", source="承诺办结时限", note=document.get("promise_explain", ""),
        amount=document.get("promise_day", 0), unit=Unit(document.get("promise_type", Unit.WORKING_DAYS)),
    )  # fmt: skip
