"""Legal clocks against worked examples of the law and against an oracle that walks day by day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

import pytest

from mingtang.lib.calendar import DayNotice, OfficeHours, seeded_calendar
from mingtang.lib.clocks import (
    Event,
    Extended,
    Extension,
    Light,
    Pause,
    Restart,
    Rule,
    RuleTable,
    Standing,
    Stop,
    Unit,
    UnlawfulEvent,
    due,
    elapsed,
    explain,
    light,
    turns_amber,
)

HOURS = OfficeHours(seeded_calendar())
CALENDAR = HOURS.calendar
PERMIT = Rule(
    code="statutory",
    title="法定办理期限",
    amount=20,
    unit=Unit.WORKING_DAYS,
    source="行政许可法第四十二条",
    pauses=frozenset({"expert_review"}),
    restarts=frozenset({"corrected"}),
    extension=Extension(most=10, times=1, granted_by="本机关负责人", source="行政许可法第四十二条"),
)
REVIEW = Pause("expert_review", date(2026, 3, 10), date(2026, 3, 25))
NAMES = {"expert_review": "专家评审", "corrected": "补正"}


def limit(amount: int, unit: Unit = Unit.WORKING_DAYS, **more: object) -> Rule:
    return Rule("test", "试", amount, unit, "试", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        ("2026-02-11", 5, "2026-02-25"),
        ("2026-02-11", 20, "2026-03-17"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2026-04-30", 1, "2026-05-06"),
        ("2026-09-30", 7, "2026-10-15"),
        ("2026-01-01", 1, "2026-01-04"),
    ],
)
def test_the_vectors_of_the_services_chapter(start: str, amount: int, end: str) -> None:
    assert due(date.fromisoformat(start), limit(amount), [], HOURS).at == date.fromisoformat(end)


def test_a_permit_with_review_and_extension_ends_as_the_chapter_says() -> None:
    start = date(2026, 3, 2)
    extended = Extended(10, date(2026, 3, 27))
    assert due(start, PERMIT, [], HOURS).at == date(2026, 3, 30)
    assert due(start, PERMIT, [REVIEW], HOURS).at == date(2026, 4, 15)
    assert due(start, PERMIT, [extended], HOURS).at == date(2026, 4, 14)
    assert due(start, PERMIT, [REVIEW, extended], HOURS).at == date(2026, 4, 29)


def test_the_sentence_beside_the_date_names_clause_pause_and_end() -> None:
    end = due(date(2026, 3, 2), PERMIT, [REVIEW, Extended(10, date(2026, 3, 27))], HOURS)
    assert explain(end, HOURS, names=NAMES) == (
        "自2026年3月2日次日起20个工作日（行政许可法第四十二条），扣除2026年3月10日至2026年3月25日专家评审11个工作日，"
        "经本机关负责人批准延长10个工作日（行政许可法第四十二条），2026年4月29日届满。"
    )


def test_an_open_pause_leaves_no_date_and_a_restart_forgets_what_was_before() -> None:
    open_pause = Pause("expert_review", date(2026, 3, 10))
    paused = due(date(2026, 3, 2), PERMIT, [open_pause], HOURS)
    assert (paused.at, paused.standing) == (None, Standing.PAUSED)
    again = due(date(2026, 3, 2), PERMIT, [open_pause, Restart("corrected", date(2026, 4, 1))], HOURS)
    assert again.standing == Standing.PAUSED, "a pause that nobody ended goes on"
    closed = [REVIEW, Restart("corrected", date(2026, 4, 1))]
    assert due(date(2026, 3, 2), PERMIT, closed, HOURS).at == due(date(2026, 4, 1), PERMIT, [], HOURS).at


@pytest.mark.parametrize(
    "events",
    [
        [Pause("site_visit", date(2026, 3, 10), date(2026, 3, 12))],
        [REVIEW, Pause("expert_review", date(2026, 3, 20), date(2026, 3, 30))],
        [Restart("called", date(2026, 3, 10))],
        [Extended(11, date(2026, 3, 10))],
        [Extended(5, date(2026, 3, 10)), Extended(5, date(2026, 3, 11))],
        [Extended(5, date(2026, 3, 31))],
    ],
    ids=["site visit does not pause", "overlap", "unknown restart", "too much", "twice", "after it had ended"],
)
def test_what_the_rule_does_not_allow_is_refused(events: list[Event]) -> None:
    with pytest.raises(UnlawfulEvent):
        due(date(2026, 3, 2), PERMIT, events, HOURS)


def test_natural_days_and_months_roll_to_the_next_working_day_where_the_rule_says_so() -> None:
    assert due(date(2026, 9, 21), limit(10, Unit.NATURAL_DAYS), [], HOURS).at == date(2026, 10, 1)
    assert due(date(2026, 9, 21), limit(10, Unit.NATURAL_DAYS, rolls=True), [], HOURS).at == date(2026, 10, 8)
    assert due(date(2026, 1, 31), limit(1, Unit.MONTHS), [], HOURS).at == date(2026, 2, 28)
    assert due(date(2025, 11, 30), limit(3, Unit.MONTHS), [], HOURS).at == date(2026, 2, 28)
    assert due(date(2026, 12, 31), limit(2, Unit.MONTHS), [], HOURS).at == date(2027, 2, 28)


def test_hours_run_day_and_night_or_only_while_the_office_is_open() -> None:
    friday = datetime(2026, 3, 6, 16, 30)
    assert due(friday, limit(120, Unit.MINUTES), [], HOURS).at == datetime(2026, 3, 6, 18, 30)
    assert due(friday, limit(120, Unit.WORKING_MINUTES), [], HOURS).at == datetime(2026, 3, 9, 10, 0)


def test_2027_is_provisional_until_its_notice_is_entered() -> None:
    start = date(2026, 12, 21)
    assert due(start, PERMIT, [], HOURS).provisional
    assert "日期待定" in explain(due(start, PERMIT, [], HOURS), HOURS)
    notice = [DayNotice(date(2027, 1, 4), works=False, source="试")]
    firm = due(start, PERMIT, [], OfficeHours(seeded_calendar(notice, [2027])))
    assert not firm.provisional
    assert firm.at > due(start, PERMIT, [], HOURS).at  # type: ignore[operator]


def test_old_and_new_law_stand_side_by_side() -> None:
    table = RuleTable.read(
        [
            {"code": "reply", "title": "答复", "amount": 15, "unit": "working_days", "source": "旧条例", "expires": date(2019, 5, 14)},
            {"code": "reply", "title": "答复", "amount": 20, "unit": "working_days", "source": "新条例", "effective": date(2019, 5, 15)},
            {"code": "reply", "title": "答复", "amount": 5, "unit": "working_days", "source": "本地", "channel": "hotline",
             "effective": date(2019, 5, 15)},
        ]
    )  # fmt: skip
    assert table.rule("reply", date(2019, 5, 14)).amount == 15
    assert table.rule("reply", date(2019, 5, 15)).amount == 20
    assert table.rule("reply", date(2019, 5, 15), "hotline").amount == 5
    with pytest.raises(ValueError, match="at once"):
        RuleTable.read([{"code": "x", "title": "", "amount": 1, "unit": "minutes", "source": "s"}] * 2)


Story = tuple[date, Rule, list[Event]]


def told(seed: int, count: int) -> Iterator[Story]:
    """Starts and limits in days with pauses that do not overlap, perhaps extended in time; the same for each seed."""
    random = Random(seed)
    return (_story(random) for _ in range(count))


def _story(random: Random) -> Story:
    start = date(2023, 1, 1) + timedelta(days=random.randrange(1276))
    rule = limit(
        random.randint(1, 60),
        random.choice([Unit.WORKING_DAYS, Unit.NATURAL_DAYS]),
        pauses=frozenset({"expert_review"}),
        counted=random.random() < 0.5,
        extension=Extension(30, 1, "", ""),
    )
    events: list[Event] = []
    at = start
    for _ in range(random.randint(0, 4)):
        begins = at + timedelta(days=random.randint(0, 20))
        at = begins + timedelta(days=random.randint(0, 40))
        events.append(Pause("expert_review", begins, at))
    if random.random() < 0.5:
        events.append(Extended(random.randint(1, 30), start))
    return start, rule, events


def oracle(start: date, rule: Rule, events: list[Event]) -> date:
    """The pseudo-code of services.md section 6, a day at a time."""
    pauses = [event for event in events if isinstance(event, Pause)]
    wanted = rule.amount + sum(event.amount for event in events if isinstance(event, Extended))
    day = start - timedelta(days=1) if rule.counted else start
    while wanted:
        day += timedelta(days=1)
        counts = rule.unit == Unit.NATURAL_DAYS or CALENDAR.is_working_day(day)
        wanted -= counts and not any(pause.start < day <= pause.end for pause in pauses)  # type: ignore[operator]
    return day


@pytest.mark.slow
def test_ten_thousand_stories_end_where_the_oracle_ends() -> None:
    for start, rule, events in told(seed=2026, count=10_000):
        assert due(start, rule, events, HOURS).at == oracle(start, rule, events), (start, rule, events)


def test_what_is_used_and_what_remains_make_the_whole() -> None:
    for place, (start, rule, events) in enumerate(told(seed=7, count=2_000)):
        now = start + timedelta(days=place % 200)
        seen = [event for event in events if not isinstance(event, Pause) or event.start <= now]
        state, used = due(start, rule, seen, HOURS, at=now), elapsed(start, rule, events, HOURS, now=now)
        assert used.used + used.remaining == state.total
        if state.at is not None:
            assert used.overdue == (now > state.at)


@pytest.mark.parametrize("amount", [0, 1, 2, 5, 20, 45])
@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.NATURAL_DAYS, Unit.MONTHS])
def test_the_day_on_which_a_light_turns_amber_is_the_first_on_which_it_is(amount: int, unit: Unit) -> None:
    rule = Rule("x", "期限", amount, unit, "某法")
    start = date(2026, 9, 18)
    state = due(start, rule, (), HOURS)
    for after in range(1, 70):
        now = start + timedelta(days=after)
        shown = light(state, elapsed(start, rule, (), HOURS, now=now))
        turns = turns_amber(state, HOURS)
        assert (shown == Light.GREEN) == (now < turns), now


def test_a_rule_says_itself_how_early_it_warns_and_a_paused_clock_never_does() -> None:
    rule = Rule.until("x", "期限", date(2026, 3, 2), date(2026, 3, 30), source="某件", warn=3)
    assert due(date(2026, 3, 2), rule, (), HOURS).at == date(2026, 3, 30)
    assert turns_amber(due(date(2026, 3, 2), rule, (), HOURS), HOURS) == date(2026, 3, 25)
    paused = due(date(2026, 3, 2), PERMIT, [Pause("expert_review", date(2026, 3, 10))], HOURS)
    assert turns_amber(paused, HOURS) is None


def test_lights_follow_use_and_a_stopped_clock_keeps_its_colour() -> None:
    start = date(2026, 3, 2)

    def shown(now: date, *events: Event) -> Light:
        state = due(start, PERMIT, events, HOURS, at=now)
        return light(state, elapsed(start, PERMIT, events, HOURS, now=now))

    assert shown(date(2026, 3, 10)) == Light.GREEN
    assert shown(date(2026, 3, 27)) == Light.AMBER
    assert shown(date(2026, 3, 30)) == Light.AMBER
    assert shown(date(2026, 3, 31)) == Light.RED
    assert shown(date(2026, 3, 31), Stop(date(2026, 3, 30))) == Light.DONE
    assert shown(date(2026, 4, 2), Stop(date(2026, 4, 1))) == Light.DONE_LATE
    assert shown(date(2026, 3, 12), Pause("expert_review", date(2026, 3, 10))) == Light.PAUSED
