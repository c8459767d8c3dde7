"""How parts stand, gathered for the rules: twelve statements for a batch of applications, however much has happened."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from mingtang.domains.services.applications.api import (
    Application,
    ChargedFee,
    Defect,
    Extension,
    IssuedLetter,
    Part,
    SpecialProcedure,
    Step,
    fees_charged,
    step_of,
)
from mingtang.domains.services.efficiency.rules.findings import (
    Announced,
    Fee,
    Grown,
    Late,
    Limit,
    Refusal,
    Standing,
    Stop,
)
from mingtang.kernel.cases.api import Clock, Token, clocks
from mingtang.kernel.clocks.api import office_hours

_OF_CASE = {"services.promise": "promise", "services.delivery": "delivery"}
_OTHERS = (
    "services.hearing", "services.correction", "services.prereview", "services.special_procedure", "services.branch_defects",
    "services.commitment_check",
)  # fmt: skip
"""Limits beside that of the decision; what is not among them is the statutory one, under whatever code its law has."""
_NOT_THE_ORGANS = {Step.ACCEPT, Step.CORRECT, Step.AMEND}
"""Steps whose limits are the applicant's, or watched by rules of their own."""


@dataclass(frozen=True)
class Stands:
    """A part, and how it stands."""

    part: Part
    standing: Standing


@dataclass
class _Batch:
    """All that was read of some applications, by application or case."""

    views: Mapping[int, list[Any]]
    tokens: Mapping[int, list[Token]]
    notices: Mapping[int, int]
    refusals: Mapping[int, list[IssuedLetter]]
    specials: Mapping[int, list[SpecialProcedure]]
    extensions: Mapping[int, list[Extension]]
    fees: Mapping[int, list[ChargedFee]]


def standings(applications: Collection[int], now: datetime) -> list[Stands]:
    """How each part of these applications stands at `now`; drafts have no parts."""
    parts = Part.objects.filter(application__in=applications, application__case__isnull=False)
    found = list(
        parts.select_related("application__item", "application__version", "organ", "handler__person").order_by("pk")
    )
    batch = _read({part.application_id: part.application for part in found})
    beside = _decided_beside(found)
    return [Stands(part, _standing(part, batch, beside.get(part.pk, 0), now)) for part in found]


def _read(applications: Mapping[int, Application]) -> _Batch:
    keys = [each.case_id for each in applications.values()]
    views = clocks.views_of(Clock.objects.filter(case__in=keys).order_by("case", "no", "id"))
    tokens = Token.objects.filter(case__in=keys, kind="T").only(
        "case", "no", "node", "title", "life", "due_at", "holder"
    )
    letters = IssuedLetter.objects.filter(
        application__in=applications, kind__in=("denial", "non_acceptance"), voided_at=None
    )
    notices = Defect.objects.filter(application__in=applications).values_list("application").annotate(Max("notice"))
    specials = SpecialProcedure.objects.filter(application__in=applications, started_at__isnull=False)
    extensions = Extension.objects.filter(application__in=applications, state="granted")
    return _Batch(
        _grouped(views, lambda view: view.clock.case_id),
        _grouped(tokens, lambda token: token.case_id),
        dict(notices),
        _grouped(letters, lambda letter: letter.application_id),
        _grouped(specials, lambda special: special.part_id),
        _grouped(extensions, lambda extension: extension.part_id),
        fees_charged(list(applications.values())),
    )


def _grouped(rows: Iterable[Any], key: Any) -> Mapping[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _standing(part: Part, batch: _Batch, beside: int, now: datetime) -> Standing:
    application = part.application
    tokens = batch.tokens.get(application.case_id, [])
    views = _of_part(part, batch.views.get(application.case_id, []), tokens)
    letters = [each for each in batch.refusals.get(application.pk, []) if each.part_id in {None, part.pk}]
    return Standing(
        now=timezone.localtime(now),
        is_over=application.is_over,
        deemed=part.deemed,
        limits=tuple(limit for view in views if (limit := _limit(view))),
        late=tuple(_late(part, tokens, now)),
        notices=batch.notices.get(application.pk, 0),
        pre_returns=application.pre_returns,
        stops=tuple(_stops(views)),
        announced=tuple(_announced(batch.specials.get(part.pk, ()))),
        extensions=tuple(_extensions(views, batch.extensions.get(part.pk, ()))),
        refusals=tuple(Refusal(each.pk, each.title, _reasoned(each.data)) for each in letters),
        fees=tuple(_fees(part, batch.fees.get(application.pk, ()))),
        accepted_on=part.accepted_on,
        decided_on=timezone.localdate(part.decided_at) if part.decided_at else None,
        ended_at=application.ended_at,
        changed_at=application.saved_at,
        in_hours=_in_hours(part),
        decided_beside=beside,
    )


def _of_part(part: Part, views: list[Any], tokens: list[Token]) -> list[Any]:
    """The clocks of one part: those of a branch bear its key, those of a step are its branch's."""
    branch_of = {token.no: step_of(token.node)[1] for token in tokens}

    def belongs(view: Any) -> bool:
        clock = view.clock
        own = branch_of.get(clock.no, "") if clock.no else clock.code.partition("/")[2]
        return bool(own == part.branch or (not clock.no and clock.code == "services.delivery"))

    return [view for view in views if belongs(view)]


def _limit(view: Any) -> Limit | None:
    stem = view.clock.code.partition("/")[0]
    if stem == "services.acceptance":
        kind = "acceptance"
    elif view.clock.no or stem.startswith(_OTHERS):
        return None
    else:
        kind = _OF_CASE.get(stem, "statutory")
    due_on = view.due.at.date() if isinstance(view.due.at, datetime) else view.due.at
    stopped = view.clock.stopped_at is not None
    return Limit(kind, str(view.clock), view.used.used, view.due.total, view.used.overdue, stopped, due_on)


def _late(part: Part, tokens: list[Token], now: datetime) -> Iterable[Late]:
    for token in tokens:
        step, branch = step_of(token.node)
        over = token.life == "A" and token.due_at is not None and token.due_at <= now
        if over and branch == part.branch and step not in _NOT_THE_ORGANS:
            yield Late(token.no, token.title)


def _stops(views: list[Any]) -> Iterable[Stop]:
    """Pauses of the promise and the statutory limit, each said once."""
    seen: set[tuple[str, datetime]] = set()
    for view in views:
        for event in view.clock.events.all():
            if event.kind == "pause" and (event.what, event.at) not in seen:
                seen.add((event.what, event.at))
                lawful = event.what in (view.clock.rule.get("pauses") or ())
                yield Stop(event.pk, event.what, lawful, event.reason)


def _announced(specials: Iterable[SpecialProcedure]) -> Iterable[Announced]:
    """Special procedures, whether or not the limits stood still for them: the applicant was told a day all the same."""
    for each in specials:
        if each.until is not None:
            ended_on = timezone.localdate(each.ended_at) if each.ended_at else None
            yield Announced(each.pk, each.name, each.until, ended_on)


def _extensions(views: list[Any], granted: Iterable[Extension]) -> Iterable[Grown]:
    """Extensions of the clocks; what no head granted has been extended by the wrong hand."""
    amounts = {each.amount for each in granted if each.granted_by}
    for view in views:
        for event in view.clock.events.all():
            if event.kind == "extend":
                in_time = view.clock.stopped_at is None or event.at <= view.clock.stopped_at
                yield Grown(event.pk, in_time, event.amount in amounts)


def _fees(part: Part, charged: Iterable[ChargedFee]) -> Iterable[Fee]:
    """What the organ of the part has charged."""
    for each in charged:
        if each.organ_id == part.organ_id:
            yield Fee(each.no, each.name, each.listed, each.receipt)


def _reasoned(data: Mapping[str, Any]) -> bool:
    return bool(str(data.get("reason", "")).strip() and str(data.get("law", "")).strip())


def _in_hours(part: Part) -> bool:
    """Whether the decision fell into office hours."""
    if part.decided_at is None:
        return True
    at = timezone.localtime(part.decided_at)
    return office_hours(part.organ_id).count(at - timedelta(minutes=1), at) > 0


def _decided_beside(parts: Collection[Part]) -> dict[int, int]:
    """How many decisions whoever decided these made within an hour; one statement, none when nothing is decided."""
    decided = [part for part in parts if part.decided_at and part.decider_id and not _in_hours(part)]
    if not decided:
        return {}
    hour = timedelta(hours=1)
    counts = {
        f"p{part.pk}": Count("pk", filter=Q(decider=part.decider_id, decided_at__range=(part.decided_at - hour, part.decided_at)))
        for part in decided
    }  # fmt: skip
    since = min(part.decided_at for part in decided) - hour
    rows = Part.objects.filter(decided_at__gte=since, organ__in={part.organ_id for part in decided})
    return {int(name[1:]): amount for name, amount in rows.aggregate(**counts).items()}
