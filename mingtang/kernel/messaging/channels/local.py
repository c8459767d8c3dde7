"""The provider that works without network: it keeps what it would have sent, for administrators to read."""

from collections.abc import Callable

from django.utils import timezone

from mingtang.kernel.messaging.models import OutboxEntry


class LocalProvider:
    """Writes to the log of the channel; addresses are kept in their masked form only."""

    def __init__(self, channel: str, mask: Callable[[str], str]) -> None:
        self.channel, self.mask = channel, mask

    def send(self, *, key: str, address: str, subject: str, text: str) -> str:
        """Write one entry per `key`, however often it is asked to."""
        values = {
            "at": timezone.now(),
            "channel": self.channel,
            "address": self.mask(address),
            "subject": subject,
            "text": text,
        }
        entry, _ = OutboxEntry.objects.get_or_create(key=key, defaults=values)
        return f"local-{entry.pk}"
