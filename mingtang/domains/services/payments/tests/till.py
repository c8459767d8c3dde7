"""Quick ways to charge and to pay in tests."""

from typing import Any

from mingtang.domains.services.payments import api
from mingtang.domains.services.payments.providers.testing import TestTill
from tests.world import World

FEES = {
    "证照工本费": api.Fee("证照工本费", "每证 10 元", "价格法第二十条", 1000),
    "检测费": api.Fee("检测费", "每项 125.50 元", "检测收费办法第三条", 12550),
    "未定价": api.Fee("未定价", "", "", 0),
}
OFFICER, PAYER = "district-food-officer", "citizen"


class Till:
    """A bureau that charges a citizen."""

    def __init__(self, world: World, *, organ: str = "district-market-bureau", officer: str = OFFICER) -> None:
        self.world, self.officer = world, officer
        self.organ = world.organ(organ)

    def matter(self, subject: str = "application:1") -> api.Matter:
        owner = self.world.account(PAYER)
        return api.Matter(subject, "食品经营许可", "1199", self.organ, owner.pk, "林叙")

    def charged(self, *fees: tuple[str, int], subject: str = "application:1") -> api.PaymentOrder:
        asked = fees or (("证照工本费", 1), ("检测费", 2))
        return api.charge(self.world.actor(self.officer), self.matter(subject), FEES, asked)

    def notice(self, order: api.PaymentOrder) -> tuple[str, bytes, str]:
        return ("test", *TestTill().notice(order))

    def paid(self, order: api.PaymentOrder | None = None) -> api.PaymentOrder:
        return api.take_notice(*self.notice(order or self.charged()))

    def fresh(self, order: api.PaymentOrder) -> Any:
        return api.PaymentOrder.objects.get(pk=order.pk)
