"""Facts reach each handler at least once, in order per subject; what cannot be delivered is said once and dealt with."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.kernel.directory.models import Region
from mingtang.kernel.evidence import outbox
from mingtang.kernel.evidence.actions import NotDead, retry_delivery, skip_delivery
from mingtang.kernel.evidence.api import SYSTEM, DeliveryDied, NotPermitted, deliver_due, subscribe, subscriptions
from mingtang.kernel.evidence.models import Delivery, Fact, Record
from mingtang.kernel.evidence.rules import LAST_TRY, wait_after
from mingtang.kernel.evidence.tests.conftest import Clock
from mingtang.kernel.evidence.tests.deeds import STRANGER, RegionRenamed, region
from mingtang.kernel.statements.api import one_transaction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_handlers")]

LONG = 10_000


class Handler:
    """Remembers what it was given; fails as long as `broken` says so."""

    def __init__(self, name: str = "handler") -> None:
        self.__module__, self.__qualname__ = "tests", name
        self.seen: list[tuple[str, str]] = []
        self.calls: Counter[str] = Counter()
        self.broken: set[str] = set()

    def __call__(self, event: RegionRenamed) -> None:
        self.calls[event.new] += 1
        if event.new in self.broken:
            Region.objects.create(code="96", name="半途", level=1)
            raise RuntimeError(f"cannot handle {event.new}")
        self.seen.append((event.subject, event.new))


def tell(*news: str) -> None:
    """Announce facts such as `a1`, about subject `a`."""
    with one_transaction() as run:
        outbox.post(run, [RegionRenamed(subject=new[0], new=new) for new in news], None)


def deliver(clock: Clock, times: int = 1, seconds: float = 0) -> None:
    for _ in range(times):
        while deliver_due():
            pass
        clock.move(seconds)


@pytest.fixture
def handler() -> Handler:
    handler = Handler()
    subscribe(RegionRenamed, handler)
    return handler


def test_facts_of_a_subject_arrive_in_order_and_once(handler: Handler, clock: Clock) -> None:
    tell("a1", "b1", "a2", "a3", "b2")
    deliver(clock, times=3)
    assert [new for subject, new in handler.seen if subject == "a"] == ["a1", "a2", "a3"]
    assert [new for subject, new in handler.seen if subject == "b"] == ["b1", "b2"]
    assert len(handler.seen) == 5
    assert set(Delivery.objects.values_list("state", "tries")) == {("done", 1)}


def test_a_failing_fact_holds_up_its_subject_and_no_other(handler: Handler, clock: Clock) -> None:
    handler.broken = {"a1"}
    tell("a1", "a2", "b1", "b2")
    deliver(clock)
    assert handler.seen == [("b", "b1"), ("b", "b2")]
    assert handler.calls["a2"] == 0
    handler.broken = set()
    deliver(clock, times=2, seconds=2)
    assert handler.seen[2:] == [("a", "a1"), ("a", "a2")]


def test_a_failing_handler_holds_up_no_other_handler(handler: Handler, clock: Clock) -> None:
    other = Handler("other")
    subscribe(RegionRenamed, other)
    handler.broken = {"a1"}
    tell("a1", "a2")
    deliver(clock)
    assert (handler.seen, other.seen) == ([], [("a", "a1"), ("a", "a2")])


def test_the_effect_of_a_handler_that_fails_is_taken_back(handler: Handler, clock: Clock) -> None:
    handler.broken = {"a1"}
    tell("a1")
    deliver(clock)
    assert not Region.objects.filter(pk="96").exists()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("waiting", 1)
    assert "cannot handle a1" in delivery.error


def test_tries_are_put_off_longer_and_longer(handler: Handler, clock: Clock) -> None:
    handler.broken = {"a1"}
    tell("a1")
    waits = []
    for _ in range(LAST_TRY - 1):
        deliver(clock)
        waits.append(int((Delivery.objects.get().next_at - clock.now).total_seconds()))
        clock.move(waits[-1] - 0.001)
        assert deliver_due() == 0
        clock.move(0.001)
    assert waits == [1, 4, 9, 16, 25, 36, 49]
    assert handler.calls["a1"] == LAST_TRY - 1


def test_after_the_last_try_the_death_is_said_exactly_once(handler: Handler, clock: Clock) -> None:
    told: list[DeliveryDied] = []

    def tell_administrator(event: DeliveryDied) -> None:
        told.append(event)

    tell_administrator.__qualname__ = "tell_administrator"
    subscribe(DeliveryDied, tell_administrator)
    handler.broken = {"a1"}
    tell("a1", "a2")
    deliver(clock, times=30, seconds=LONG)
    dead = Delivery.objects.get(state="dead")
    assert handler.calls == {"a1": LAST_TRY}
    assert [(died.delivery_id, died.handler, died.fact_name) for died in told] == [
        (dead.pk, "tests.handler", "test.RegionRenamed")
    ]
    assert told[0].error == "RuntimeError: cannot handle a1"
    assert Fact.objects.filter(name=DeliveryDied.name).count() == 1


def test_the_tale_of_a_death_that_itself_dies_stays_untold(handler: Handler, clock: Clock) -> None:
    def deaf(event: DeliveryDied) -> None:
        raise RuntimeError

    deaf.__qualname__ = "deaf"
    subscribe(DeliveryDied, deaf)
    handler.broken = {"a1"}
    tell("a1")
    deliver(clock, times=30, seconds=LONG)
    assert Delivery.objects.filter(state="dead").count() == 2
    assert Fact.objects.filter(name=DeliveryDied.name).count() == 1


def die(handler: Handler, clock: Clock, *news: str) -> Delivery:
    handler.broken = {news[0]}
    tell(*news)
    deliver(clock, times=LAST_TRY, seconds=LONG)
    return Delivery.objects.get(state="dead")


def test_a_dead_delivery_that_is_retried_comes_before_the_later_ones(handler: Handler, clock: Clock) -> None:
    dead = die(handler, clock, "a1", "a2")
    handler.broken = set()
    deliver(clock)
    assert handler.seen == []
    retry_delivery(SYSTEM, dead)
    deliver(clock)
    assert handler.seen == [("a", "a1"), ("a", "a2")]
    assert Record.objects.latest("pk").act == "evidence.retry_delivery"


def test_a_retried_delivery_gets_all_its_tries_again_and_may_die_again(handler: Handler, clock: Clock) -> None:
    retry_delivery(SYSTEM, die(handler, clock, "a1"))
    deliver(clock, times=LAST_TRY, seconds=LONG)
    assert handler.calls["a1"] == 2 * LAST_TRY
    assert Fact.objects.filter(name=DeliveryDied.name).count() == 2


def test_a_skipped_delivery_lets_the_later_ones_pass_and_keeps_the_reason(handler: Handler, clock: Clock) -> None:
    skip_delivery(SYSTEM, die(handler, clock, "a1", "a2"), reason="处理者已下线")
    deliver(clock)
    assert handler.seen == [("a", "a2")]
    record = Record.objects.latest("pk")
    assert (record.note, record.changes[0]["after"]) == ("处理者已下线", {"state": "skipped"})


@pytest.mark.parametrize("state", ["waiting", "done", "skipped"])
def test_only_a_dead_delivery_can_be_retried_or_skipped(handler: Handler, clock: Clock, state: str) -> None:
    dead = die(handler, clock, "a1")
    Delivery.objects.update(state=state)
    with pytest.raises(NotDead):
        retry_delivery(SYSTEM, dead)
    with pytest.raises(NotDead):
        skip_delivery(SYSTEM, dead, reason="")
    assert Delivery.objects.get(pk=dead.pk).state == state


def test_retrying_needs_the_permission(handler: Handler, clock: Clock) -> None:
    dead = die(handler, clock, "a1")
    with pytest.raises(NotPermitted):
        retry_delivery(STRANGER, dead)
    assert Delivery.objects.get(pk=dead.pk).state == "dead"


def test_a_handler_that_is_gone_ends_as_a_dead_delivery(handler: Handler, clock: Clock) -> None:
    tell("a1")
    outbox._handlers.clear()
    deliver(clock, times=LAST_TRY, seconds=LONG)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("dead", LAST_TRY)
    assert "KeyError" in delivery.error


def test_a_fact_whose_shape_has_changed_ends_as_a_dead_delivery(handler: Handler, clock: Clock) -> None:
    tell("a1")
    Fact.objects.update(data={"old": "a1"})
    deliver(clock, times=LAST_TRY, seconds=LONG)
    assert Delivery.objects.get().state == "dead"


def test_a_fact_nobody_handles_is_kept_without_deliveries(clock: Clock) -> None:
    tell("a1")
    assert (Fact.objects.count(), Delivery.objects.count()) == (1, 0)


def test_a_fact_of_an_act_that_fails_is_never_delivered(handler: Handler, clock: Clock) -> None:
    region()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell("a1")
        _ = 1 / 0
    deliver(clock)
    assert handler.calls == {}


def test_one_round_delivers_a_bounded_batch(handler: Handler, clock: Clock) -> None:
    tell(*(f"{chr(97 + n % 26)}{n}" for n in range(outbox.BATCH + 7)))
    assert [deliver_due(), deliver_due(), deliver_due()] == [outbox.BATCH, 7, 0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of the embedded database")
def test_deliveries_long_done_are_not_read_again() -> None:
    plan = outbox._due().explain()
    assert "USING INDEX delivery_due" in plan
    assert "USING INDEX delivery_order (handler=? AND subject=? AND id<?)" in plan


def test_an_idle_round_reads_once_and_locks_nothing(handler: Handler, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1) as captured:
        deliver_due()
    assert captured[0]["sql"].startswith("SELECT")


def test_subscriptions_are_named(handler: Handler) -> None:
    assert subscriptions() == {"test.RegionRenamed": ["tests.handler"]}


@given(st.integers(1, LAST_TRY - 1))
def test_waits_grow_with_the_square_of_the_tries(tries: int) -> None:
    assert wait_after(tries) == timedelta(seconds=tries**2)


def test_there_is_a_last_try() -> None:
    assert [wait_after(tries) for tries in (LAST_TRY, LAST_TRY + 1)] == [None, None]


class Flaky(Handler):
    """Fails the first `failures[fact]` times."""

    def __init__(self, failures: dict[str, int]) -> None:
        super().__init__()
        self.failures = failures

    def __call__(self, event: RegionRenamed) -> None:
        self.broken = {event.new} if self.calls[event.new] < self.failures.get(event.new, 0) else set()
        super().__call__(event)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, LAST_TRY - 1)), max_size=12), st.integers(9, 60))
def test_whatever_fails_for_a_while_all_facts_arrive_once_in_order_per_subject(
    clock: Clock, told: list[tuple[str, int]], step: int
) -> None:
    handler = Flaky({f"{subject}{n}": failures for n, (subject, failures) in enumerate(told)})
    outbox._handlers.clear()
    Delivery.objects.all().delete()
    subscribe(RegionRenamed, handler)
    tell(*(f"{subject}{n}" for n, (subject, _) in enumerate(told)))
    for _ in range(LONG):
        if not Delivery.objects.exclude(state="done").exists():
            break
        deliver(clock, seconds=step)
    by_subject: dict[str, list[int]] = defaultdict(list)
    for subject, new in handler.seen:
        by_subject[subject].append(int(new[1:]))
    assert sum(len(numbers) for numbers in by_subject.values()) == len(told)
    assert all(numbers == sorted(numbers) for numbers in by_subject.values())
