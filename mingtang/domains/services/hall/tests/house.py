"""Quick ways to build a hall and fill its queue."""

from typing import Any

from mingtang.domains.services.hall import api
from mingtang.kernel.directory.api import Nobody
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

CLERK, MANAGER = "window-clerk", "hall-head"


class House:
    """The hall of the city's service bureau, open at any hour so that tests may run on Sundays."""

    def __init__(self, world: World) -> None:
        self.world = world
        organ = world.organ("service-bureau")
        self.hall = api.establish_hall(SYSTEM, organ, name="和源市政务服务中心", always_open=True, quota=1)
        self.general = api.keep_business(SYSTEM, self.hall, prefix="A", name="综合业务")
        self.company = api.keep_business(SYSTEM, self.hall, prefix="B", name="企业开办")
        self.window = api.keep_window(SYSTEM, self.hall, number="1", name="综合窗口", businesses=[self.general])
        self.other = api.keep_window(SYSTEM, self.hall, number="2", name="企业窗口", businesses=[self.company])
        self.clerk: Any = world.actor(CLERK)
        api.sit_down(self.clerk, self.window)

    def ticket(self, business: Any = None, priority: api.Priority = api.Priority.NONE) -> api.Ticket:
        """Somebody takes a ticket at the machine."""
        return api.take_ticket(Nobody(), business or self.general, priority)

    def called(self) -> api.Ticket:
        ticket = api.call_next(self.clerk, self.window)
        assert ticket is not None
        return ticket

    def served(self, ticket: api.Ticket) -> api.Ticket:
        api.start(self.clerk, ticket)
        api.finish(self.clerk, ticket)
        return ticket
