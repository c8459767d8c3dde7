"""Special databases of the demonstration city: laws, projects, enterprises, products, and a month of market prices."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import DATA, City
from mingtang.domains.portal.databases.api import Quote, Record, databases, import_records
from mingtang.kernel.evidence.api import SYSTEM

KEPT_BY = {
    "laws": "city-government-office",
    "projects": "city-government",
    "enterprises": "market-bureau",
    "products": "market-bureau",
}
DAYS = 31
MARKETS = ("南门批发市场", "平畴产地市场")
GOODS = {
    "粳米": ("2.58", "斤", "0.001"),
    "白条猪肉": ("16.40", "斤", "-0.004"),
    "临溪柑橘": ("3.20", "斤", "-0.008"),
    "云麓秋茶": ("180.00", "斤", "-0.002"),
    "菠菜": ("3.60", "斤", "0.006"),
}
"""What a product costs today, its unit, and by which share it changed a day."""


@transaction.atomic
def load_databases(city: City) -> None:
    """Import the tables and note the prices, unless that was done before."""
    if Record.objects.exists():
        return
    for key, organ in KEPT_BY.items():
        file = (DATA / "databases" / f"{key}.csv").read_bytes()
        import_records(SYSTEM, city.organs[organ], databases()[key], BytesIO(file), f"{key}.csv")
    market = city.organs["market-bureau"]
    Quote.objects.bulk_create(quotes(market, timezone.localdate()))


def quotes(organ: Any, today: date) -> list[Quote]:
    """A quote a day for each product and market, a little dearer or cheaper each day and on the second market."""
    return [
        Quote(
            product=product, market=market, day=today - timedelta(days=age), unit=unit, organ=organ,
            price=(Decimal(price) * (1 - Decimal(daily) * age) * (1 - Decimal("0.02") * place)).quantize(Decimal("0.01")),
        )
        for product, (price, unit, daily) in GOODS.items()
        for place, market in enumerate(MARKETS)
        for age in range(DAYS)
    ]  # fmt: skip
