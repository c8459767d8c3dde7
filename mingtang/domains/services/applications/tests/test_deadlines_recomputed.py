"""Every deadline of a thousand generated applications, worked out a second time by hand.

The second reckoning is the pseudo code of the domain (services.md 6) over its own list of days off. It knows neither
`lib.clocks` nor our calendars; both reckonings must agree to the day.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from mingtang.domains.services.applications import api
from mingtang.domains.services.applications.actions.extending import ask_extension, decide_extension
from mingtang.domains.services.applications.actions.special import Plan, ask_special, decide_special, end_special
from mingtang.domains.services.applications.limits import promise_rule, statutory_rule
from mingtang.domains.services.applications.tests.calendar_days import it_is
from mingtang.domains.services.applications.tests.desk import CHECKER, DECIDER, DOCUMENT, HANDLER, Desk
from mingtang.domains.services.applications.tests.test_special import last_days
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.lib.clocks import Event, Extended, Pause, Restart, due, elapsed

pytestmark = pytest.mark.django_db

SEED, GENERATED, HANDLED = 20260302, 1000, 60


def _days(*spans: str) -> set[date]:
    """Days of 2026 written as `2-15..2-23` or `1-4`."""
    found: set[date] = set()
    for span in spans:
        first, _, last = span.partition("..")
        day, end = (date(2026, *map(int, each.split("-"))) for each in (first, last or first))
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found


OFF = _days("1-1..1-3", "2-15..2-23", "4-4..4-6", "5-1..5-5", "6-19..6-21", "9-25..9-27", "10-1..10-7")
ON = _days("1-4", "2-14", "2-28", "5-9", "9-20", "10-10")
DAY = timedelta(days=1)


def works(day: date) -> bool:
    """Whether offices are open, by the notice of the State Council for 2026."""
    return day in ON or (day.weekday() < 5 and day not in OFF)


Span = tuple[date, date]


def by_hand(start: date, n: int, pauses: list[Span] | None = None) -> date:
    """due(start, n, pauses): the day a pause begins is used, the days after it up to its last are free."""
    day, counted = start, 0
    while counted < n:
        day += DAY
        if works(day) and not any(begun < day <= ended for begun, ended in pauses or []):
            counted += 1
    return day


@dataclass
class Story:
    """One application as chance has it."""

    received: date
    corrected: date | None
    accepted: date
    silent: bool
    promise: int
    statutory: int
    code: str = ""
    pauses: list[Span] = field(default_factory=list)
    extension: tuple[date, int] | None = None

    def due(self, n: int) -> date:
        """By hand: an extension counts if it came before the end as it stood on that day."""
        if self.extension:
            at, more = self.extension
            if at <= by_hand(self.accepted, n, [span for span in self.pauses if span[0] <= at]):
                n += more
        return by_hand(self.accepted, n, self.pauses)


LIMITS = [(20, "", 10), (20, "services.decision", 10), (10, "services.food_decision", 5), (15, "", 10), (3, "services.company_registration", 3)]  # fmt: skip


def told_by_chance(chance: random.Random) -> Story:
    """A story of 2026 that is lawful as far as the law is asked, at the borders of holidays as often as chance has it."""
    received = _working(chance, date(2026, 1, 4) + chance.randint(0, 235) * DAY)
    corrected = _working(chance, received + chance.randint(1, 12) * DAY) if chance.random() < 0.2 else None
    taken = corrected or received
    silent = chance.random() < 0.15
    last = by_hand(taken, 5)
    accepted = taken if silent else min(taken + chance.randint(0, 6) * DAY, last)
    statutory, code, most = chance.choice(LIMITS)
    story = Story(received, corrected, accepted, silent, chance.randint(1, statutory), statutory, code)
    begun = last + DAY if silent else accepted
    marks = sorted(chance.sample(range(1, 40), 2 * chance.choice([0, 0, 1, 1, 2])))
    story.pauses = [(begun + a * DAY, begun + b * DAY) for a, b in zip(marks[::2], marks[1::2], strict=True)]
    _cut(story, statutory)
    if chance.random() < 0.4:
        at = begun + chance.randint(0, 15) * DAY
        if at <= by_hand(accepted, statutory, [span for span in story.pauses if span[0] <= at]):
            story.extension = (at, chance.randint(1, most))
    return story


def _working(_chance: random.Random, day: date) -> date:
    while not works(day):
        day += DAY
    return day


def _cut(story: Story, statutory: int) -> None:
    """Nobody begins a procedure for what is overdue."""
    kept: list[Span] = []
    for span in story.pauses:
        if span[0] <= by_hand(story.accepted, statutory, kept):
            kept.append(span)
    story.pauses = kept


def test_the_calendar_by_hand_agrees_with_the_vectors_of_the_domain() -> None:
    assert by_hand(date(2026, 2, 11), 5) == date(2026, 2, 25)
    assert by_hand(date(2026, 9, 18), 10) == date(2026, 10, 9)
    assert by_hand(date(2026, 3, 2), 20, [(date(2026, 3, 10), date(2026, 3, 25))]) == date(2026, 4, 15)


def test_the_limits_of_a_thousand_applications_end_when_they_end_by_hand(desk: Desk) -> None:
    chance, hours = random.Random(SEED), office_hours(desk.world.organ(desk.organ).pk)
    wrong = [story for story in (told_by_chance(chance) for _ in range(GENERATED)) if not _agrees(story, hours, chance)]
    assert wrong == []


def _agrees(story: Story, hours: Any, chance: random.Random) -> bool:
    document = {"promise_day": story.promise, "promise_type": "working_days", "task_type": "01"}
    document |= {"clock_code": story.code} if story.code else {"anticipate_day": story.statutory, "anticipate_type": "working_days"}  # fmt: skip
    statutory = statutory_rule(document, story.accepted)
    promise = promise_rule(document, statutory)
    assert promise is not None
    corrected = [Restart("corrected", story.corrected)] if story.corrected else []
    acceptance = due(story.received, statute("services.acceptance", story.received), corrected, hours).at
    found = [_end(story, rule, n, hours) for rule, n in ((promise, story.promise), (statutory, story.statutory))]
    ends = [story.due(story.promise), story.due(story.statutory)]
    delivered = due(ends[0], statute("services.delivery", ends[0]), (), hours).at
    today = story.accepted + chance.randint(0, 40) * DAY
    return (
        (acceptance, *found, delivered) == (by_hand(story.corrected or story.received, 5), *ends, by_hand(ends[0], 10))
        and _left(story, statutory, hours, today) == _left_by_hand(story, today)
    )  # fmt: skip


def _events(story: Story, n: int) -> list[Event]:
    events: list[Event] = [Pause("testing", *span) for span in story.pauses]
    if story.extension:
        at, more = story.extension
        if at <= by_hand(story.accepted, n, [span for span in story.pauses if span[0] <= at]):
            events.append(Extended(more, at))
    return events


def _end(story: Story, rule: Any, n: int, hours: Any) -> Any:
    return due(story.accepted, rule, _events(story, n), hours).at


def _left(story: Story, rule: Any, hours: Any, today: date) -> int:
    pauses: list[Event] = [Pause("testing", *span) for span in story.pauses]
    return elapsed(story.accepted, rule, pauses, hours, now=today).remaining


def _left_by_hand(story: Story, today: date) -> int:
    """remaining = n - count(workday in (start, today] outside pauses)."""
    used, day = 0, story.accepted
    while day < today:
        day += DAY
        used += works(day) and not any(begun < day <= ended for begun, ended in story.pauses)
    return story.statutory - used


@pytest.mark.slow
def test_the_deadlines_of_sixty_handled_applications_are_those_by_hand(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(SEED)
    stories = [told_by_chance(chance) for _ in range(HANDLED)]
    assert sum(bool(story.pauses) for story in stories) > 20
    assert sum(bool(story.extension) for story in stories) > 10
    for place, story in enumerate(stories):
        found, by = _handled(desk, monkeypatch, story, place)
        assert found == by, story


def _handled(desk: Desk, monkeypatch: pytest.MonkeyPatch, story: Story, place: int) -> tuple[Any, Any]:
    """Handle one application by the real actions on the days of its story; its dates, and those by hand."""
    limit = {"clock_code": story.code} if story.code else {"anticipate_day": story.statutory}
    document = {**DOCUMENT, "promise_day": story.promise, **limit}
    it_is(monkeypatch, story.received)
    item = desk.offer(document, code=f"11990102MB0A12342040001310{place:05}")
    application = _accepted(desk, monkeypatch, story, desk.received(desk.filed(item)))
    for at, kind, more in _course(story):
        it_is(monkeypatch, at, hour=16)
        _do(desk, application, kind, more)
    ends = (story.due(story.promise), story.due(story.statutory))
    part = desk.part(application)
    return (part.accepted_on, *last_days(part)), (story.accepted, *ends)


def _accepted(desk: Desk, monkeypatch: pytest.MonkeyPatch, story: Story, application: Any) -> Any:
    handler = desk.world.actor(HANDLER)
    if story.corrected:
        no = desk.no(application, "accept")
        api.ask_correction(handler, desk.part(application), no, [api.Missing("平面图", "请标明水池")])
        it_is(monkeypatch, story.corrected)
        applicant: Any = desk.world.actor("citizen")
        api.answer(applicant, desk.fresh(application), {})
    if story.silent:
        it_is(monkeypatch, by_hand(story.corrected or story.received, 5) + DAY, hour=1)
        desk.work_off()
    else:
        it_is(monkeypatch, story.accepted)
        api.accept(handler, desk.part(application), desk.no(application, "accept"))
    return desk.fresh(application)


def _course(story: Story) -> list[tuple[date, str, int]]:
    """What happens on which day, in order; a procedure ends before anything else begins on that day."""
    events = [(begun, "begin", 0) for begun, _ in story.pauses] + [(ended, "an end", 0) for _, ended in story.pauses]
    if story.extension:
        events.append((story.extension[0], "extend", story.extension[1]))
    return sorted(events)


def _do(desk: Desk, application: Any, kind: str, more: int) -> None:
    part, handler = desk.part(application), desk.world.actor(HANDLER)
    if kind == "begin":
        ask_special(handler, part, Plan("testing", "需要检测。", 5))
        decide_special(desk.world.actor(CHECKER), part, granted=True)
    elif kind == "an end":
        end_special(handler, part, "合格。")
    else:
        ask_extension(handler, part, more, "情况复杂。")
        decide_extension(desk.world.actor(DECIDER), part, granted=True)


def test_pauses_of_the_generated_stories_never_overlap() -> None:
    chance = random.Random(SEED)
    for story in (told_by_chance(chance) for _ in range(GENERATED)):
        assert all(one[1] < other[0] for one, other in pairwise(story.pauses))
