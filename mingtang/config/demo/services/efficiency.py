"""Supervision of time limits in the demonstration city: everything counted, lights raised, one explained, an order, a report."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.services.applications import Story
from mingtang.domains.services.efficiency.actions.reporting import make_report
from mingtang.domains.services.efficiency.api import explain, install, recount, send_order, sweep
from mingtang.domains.services.efficiency.models import Light
from mingtang.domains.services.efficiency.rules.periods import month_before
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.models import Organ
from mingtang.kernel.directory.queries import appointments_of

SUPERVISOR, LEADER = "efficiency-head", "market-director"


@transaction.atomic
def load_efficiency(city: City) -> None:
    """Late applications, and what supervision makes of all of them, unless that was done before."""
    install()
    if Light.objects.exists():
        return
    for entry in read("efficiency"):
        Story(city, entry).tell()
    recount()
    sweep()
    _answer_and_order(city)
    supervisor = _actor(city, SUPERVISOR)
    bureau = Organ.objects.select_related("region").get(pk=supervisor.organ_id)
    make_report(supervisor, bureau, month_before(timezone.localdate()), overall=True)


def _answer_and_order(city: City) -> None:
    """The leader explains one red light of his organ; about another the supervisor sends an order."""
    leader = _actor(city, LEADER)
    lights = Light.objects.select_related("organ", "application").filter(level="red", organ=leader.organ_id)
    reds = list(lights.order_by("pk")[:2])
    for light in reds[:1]:
        explain(leader, light, "申请人临时变更布局，现场核查改期两次，已安排本周办结。")
    for light in reds[1:]:
        until = timezone.localdate() + timedelta(days=7)
        send_order(_actor(city, SUPERVISOR), light.organ, "请说明超期原因，并于期限前办结该办件。", until, light=light)


def _actor(city: City, who: str) -> AccountActor:
    account = city.officials[who]
    return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())
