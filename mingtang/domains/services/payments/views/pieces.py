"""What the lists of payments share."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingtang.domains.services.payments.forms import PaymentFilter
from mingtang.domains.services.payments.rules import State
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

TONES = {
    State.OPEN: "warn",
    State.PAID: "good",
    State.REFUNDING: "brand",
    State.REFUNDED: "off",
    State.CANCELLED: "off",
}


def listing(*more: Column, caption: Any, link: Callable[[Any], str] | None = None) -> Listing:
    """A list of orders, with columns of its own in the middle; `link` leads elsewhere than to the page of the payer."""
    return Listing(
        columns=(
            Column("title", _("事项"), sort="title", value=lambda row: row.title, link=link or (lambda row: row.get_absolute_url()),
                   sub=lambda row: row.number),
            *more,
            Column("amount", _("金额（元）"), sort="amount", value=lambda row: row.yuan),
            Column("state", _("状态"), sort="state", value=lambda row: row.get_state_display(),
                   show=lambda row: tag(row.get_state_display(), TONES[State(row.state)])),
            Column("told", _("告知时间"), sort="told_at", value=lambda row: row.told_at, kind="datetime", middle=True),
            Column("paid", _("缴费时间"), sort="paid_at", value=lambda row: row.paid_at, kind="datetime", minor=True),
        ),
        default_sort="-told", filter_form=PaymentFilter, caption=caption, unit=_("笔"), empty=_("还没有缴费单"), exportable=True,
    )  # fmt: skip
