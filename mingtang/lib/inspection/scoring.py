"""From findings to a score sheet: a pure function, with caps, vetoes, the factor for sites without services, and the bonus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from mingtang.lib.inspection.indicators import Hit, Indicator, Scheme, Threshold, Veto
from mingtang.lib.inspection.kinds import Kind

_CENT = Decimal("0.01")
_FULL = Decimal(100)
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Found:
    """A finding as it counts. What people found names its `indicator`, and for deductions its `points`."""

    kind: Kind
    on_home: bool = False
    indicator: str = ""
    points: Decimal = _NOTHING


@dataclass(frozen=True)
class JudgedSite:
    """What of a site decides how it is judged: `scored` is told by deductions too (portals), others by vetoes only."""

    scored: bool = True
    has_services: bool = True


@dataclass(frozen=True)
class Redress:
    """What appeals have changed: points given back by code of the indicator, and vetoes that were lifted."""

    restored: Mapping[str, Decimal] = field(default_factory=dict)
    lifted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Line:
    """One indicator on the sheet: how many findings count, and what was taken (or given) of its `points`."""

    code: str
    title: str
    block: str
    points: Decimal
    count: int
    amount: Decimal


@dataclass(frozen=True)
class ScoreSheet:
    """The result. `total` is None where nothing but vetoes is judged, and where one of them was hit."""

    scheme: str
    vetoed_by: tuple[str, ...]
    deductions: tuple[Line, ...]
    bonuses: tuple[Line, ...]
    subtotal: Decimal | None
    total: Decimal | None
    qualified: bool
    grade: str


def score(
    findings: Iterable[Found],
    scheme: Scheme,
    site: JudgedSite,
    awards: Mapping[str, Decimal] | None = None,
    redress: Redress = Redress(),
) -> ScoreSheet:
    """Judge a site. `awards` are points that reviewers give, by the code of the bonus indicator.

    Source: 国办秘函〔2019〕19号: a veto ends it; no indicator loses more than it has; 75 × 4/3 without services; the bonus
    only above its mark, and never for who does not pass.
    """
    found = list(findings)
    vetoes = [each for each in scheme.vetoes if _counts(each, site) and each.code not in redress.lifted]
    vetoed_by = tuple(veto.code for veto in vetoes if _is_hit(veto, found))
    if vetoed_by:
        return ScoreSheet(scheme.code, vetoed_by, (), (), None, None, False, scheme.grades[-1][0])
    if not site.scored:
        return ScoreSheet(scheme.code, (), (), (), None, None, True, "合格")
    deductions = tuple(_taken(each, found, redress) for each in scheme.deductions if _counts(each, site))
    subtotal = _subtotal(deductions, scheme, site)
    bonuses = _given(scheme, awards or {}) if subtotal > scheme.bonus_above else ()
    total = subtotal + sum((line.amount for line in bonuses), _NOTHING)
    return ScoreSheet(
        scheme.code, (), deductions, bonuses, subtotal, total, subtotal >= scheme.pass_mark, scheme.grade_of(subtotal)
    )


def reached(threshold: Threshold, found: Sequence[Found]) -> bool:
    """Whether so many findings of these kinds stand; what people named an indicator for counts there alone."""
    return sum(not each.indicator and each.kind in threshold.kinds for each in found) >= threshold.at_least


def _counts(indicator: Veto | Indicator, site: JudgedSite) -> bool:
    return site.has_services or not indicator.service


def _is_hit(veto: Veto, found: Sequence[Found]) -> bool:
    return any(each.indicator == veto.code for each in found) or any(reached(each, found) for each in veto.when)


def _taken(indicator: Indicator, found: Sequence[Found], redress: Redress) -> Line:
    """What an indicator loses; a finding costs by the first of its hits that fits. What is given back comes off what was lost."""
    named = [each for each in found if each.indicator == indicator.code]
    left = [each for each in found if not each.indicator]
    amount, count = sum((each.points for each in named), _NOTHING), len(named)
    for hit in indicator.hits:
        fitting = [each for each in left if _fits(hit, each)]
        left = [each for each in left if not _fits(hit, each)]
        times = len({each.kind for each in fitting}) if hit.per_kind else len(fitting)
        amount, count = amount + hit.each * times, count + len(fitting)
    back = redress.restored.get(indicator.code, _NOTHING)
    lost = max(min(amount, indicator.points) - back, _NOTHING)
    return Line(indicator.code, indicator.title, indicator.block, indicator.points, count, lost)


def _fits(hit: Hit, found: Found) -> bool:
    return found.kind in hit.kinds and (found.on_home or not hit.on_home)


def _subtotal(lines: Iterable[Line], scheme: Scheme, site: JudgedSite) -> Decimal:
    left = sum((line.points - line.amount for line in lines), _NOTHING)
    if not site.has_services:
        factor = scheme.without_services
        left = left * factor.numerator / factor.denominator
    return min(left.quantize(_CENT, ROUND_HALF_UP), _FULL)


def _given(scheme: Scheme, awards: Mapping[str, Decimal]) -> tuple[Line, ...]:
    lines = []
    for each in scheme.bonuses:
        amount = min(max(awards.get(each.code, _NOTHING), _NOTHING), each.points)
        lines.append(Line(each.code, each.title, "加分", each.points, int(each.code in awards), amount))
    return tuple(lines)
