"""Channels that leave this house: written with the notice, sent by the worker through a provider."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Protocol

from mingtang.kernel.directory.api import Account
from mingtang.kernel.messaging.channels.base import Channel
from mingtang.kernel.messaging.models import Notice, NoticeDelivery
from mingtang.kernel.messaging.queries import preferences_of
from mingtang.kernel.messaging.topics import find_topic


class SendingFailed(Exception):
    """The provider did not take the message; trying later may help."""


class Undeliverable(Exception):
    """The message will never arrive: no address, or the provider refuses it for good. The text is shown to people."""


class Provider(Protocol):
    """Whoever carries messages of a channel to the world; `local` needs no network."""

    def send(self, *, key: str, address: str, subject: str, text: str) -> str:
        """Send once per `key`, return the provider's reference. Raises SendingFailed or Undeliverable."""


class OutwardChannel(Channel):
    """A channel that people choose by topic. `for_urgent`: urgent notices use it unless people have opted out."""

    for_urgent: ClassVar[bool] = False

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    @abstractmethod
    def address_of(self, account: Account) -> str:
        """Where the account is reached. Raises Undeliverable when it has no address."""

    def text_of(self, notice: Notice) -> str:
        """What is sent."""
        return notice.body or notice.subject

    def accept(self, notice: Notice, accounts: Sequence[Account]) -> None:
        """Put the notice in line for those who want it here."""
        wanting = self._wanting(notice, [account.pk for account in accounts])
        NoticeDelivery.objects.bulk_create(
            NoticeDelivery(notice=notice, account_id=account, channel=self.code, next_at=notice.at)
            for account in wanting
        )

    def send(self, delivery: NoticeDelivery) -> str:
        """Send one delivery; the reference of the provider."""
        notice = delivery.notice
        key, address = f"notice-delivery:{delivery.pk}", self.address_of(delivery.account)
        return self.provider.send(key=key, address=address, subject=notice.subject, text=self.text_of(notice))

    def usual(self, topic: str, importance: str) -> bool:
        """Whether messages of a topic use this channel as long as nobody chooses."""
        return self.code in find_topic(topic).channels or (self.for_urgent and importance == Notice.Importance.URGENT)

    def _wanting(self, notice: Notice, accounts: list[int]) -> list[int]:
        usual = self.usual(notice.topic, notice.importance)
        chosen = preferences_of(accounts, notice.topic, self.code)
        if notice.kind == Notice.Kind.STATUTORY:  # nobody opts out of what the law has them told
            return [account for account in accounts if usual or chosen.get(account, False)]
        return [account for account in accounts if chosen.get(account, usual)]
