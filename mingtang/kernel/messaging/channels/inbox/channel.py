"""The inbox: visible with the transaction that wrote the notice, and hinted to open pages."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from mingtang.kernel.directory.api import Account
from mingtang.kernel.messaging.channels.base import Channel
from mingtang.kernel.messaging.hints import push_hint
from mingtang.kernel.messaging.models import InboxItem, Notice, NoticeDelivery


class InboxChannel(Channel):
    """Needs no provider and no worker: writing the row is the delivery."""

    code = "inbox"
    label = _("站内消息")

    def accept(self, notice: Notice, accounts: Sequence[Account]) -> None:
        """Three statements for any number of accounts."""
        InboxItem.objects.bulk_create(InboxItem(notice=notice, account=each, at=notice.at) for each in accounts)
        NoticeDelivery.objects.bulk_create(self._delivered(notice, each) for each in accounts)
        push_hint((each.pk for each in accounts), "inbox")

    def _delivered(self, notice: Notice, account: Account) -> NoticeDelivery:
        return NoticeDelivery(
            notice=notice,
            account=account,
            channel=self.code,
            state=NoticeDelivery.State.SENT,
            tries=1,
            next_at=notice.at,
            sent_at=notice.at,
        )
