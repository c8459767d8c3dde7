"""Tills (收款渠道). A supplier hides behind `Provider`; `testing` needs no network and takes no money."""

from functools import cache

from django.conf import settings

from mingtang.domains.services.payments.providers.provider import NotGenuine, Paid, Provider
from mingtang.domains.services.payments.providers.testing import TestTill


@cache
def _known() -> dict[str, Provider]:
    return {till.code: till for till in (TestTill(),)}


def online_till() -> Provider | None:
    """The till of this node; None where nothing can be paid on line."""
    return _known().get(settings.PAYMENTS)


def till_named(code: str) -> Provider | None:
    """The till with this code if it is the one of this node: a till that was taken out of use is believed no more."""
    till = online_till()
    return till if till is not None and till.code == code else None


__all__ = ["NotGenuine", "Paid", "Provider", "online_till", "till_named"]
