"""From a sheet with its reviews and appeals to its values: the pure scorer, asked with what is kept."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from mingtang.domains.inspection.models import Appeal, Sheet
from mingtang.lib.inspection.indicators import Scheme
from mingtang.lib.inspection.kinds import Kind
from mingtang.lib.inspection.reviewing import Marks, agreed, as_found, by_hand
from mingtang.lib.inspection.scoring import Found, Redress, ScoreSheet, score


def marks_of(sheet: Sheet) -> Marks | None:
    """What people judged: nothing where a veto has decided or nothing is theirs to judge; None while reviews are owed."""
    scheme = sheet.round.indicators
    if score(_found(sheet), scheme, sheet.judged).vetoed_by or not by_hand(scheme, sheet.judged)[1]:
        return Marks()
    return agreed([review.marks for review in sheet.reviews.all()], scheme, sheet.judged)


def judged_values(sheet: Sheet) -> dict[str, Any]:
    """The columns of a sheet as its findings, reviews and upheld appeals make it."""
    scheme, marks = sheet.round.indicators, marks_of(sheet) or Marks()
    found = [*_found(sheet), *as_found(marks)]
    return _told(score(found, scheme, sheet.judged, marks.given, _redress(sheet)), scheme)


def _found(sheet: Sheet) -> list[Found]:
    return [Found(Kind(kind), on_home) for _, kind, on_home in sheet.found]


def _redress(sheet: Sheet) -> Redress:
    upheld = [each for each in sheet.appeals.all() if each.state == Appeal.State.UPHELD]
    vetoes = {veto.code for veto in sheet.round.indicators.vetoes}
    restored: dict[str, Decimal] = {}
    for each in upheld:
        restored[each.indicator] = restored.get(each.indicator, Decimal(0)) + each.points
    return Redress(restored, frozenset(each.indicator for each in upheld if each.indicator in vetoes))


def _told(sheet: ScoreSheet, scheme: Scheme) -> dict[str, Any]:
    titles = scheme.titles()
    lines = [{name: str(value) for name, value in asdict(line).items()} for line in (*sheet.deductions, *sheet.bonuses)]
    vetoes = "；".join(titles[code] for code in sheet.vetoed_by)
    return {"total": sheet.total, "qualified": sheet.qualified, "grade": sheet.grade, "vetoes": vetoes, "lines": lines}
