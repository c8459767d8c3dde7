"""Text messages without a carrier."""

from mingtang.kernel.messaging.channels.local import LocalProvider
from mingtang.lib.identifiers import mask_phone


def local_sms() -> LocalProvider:
    """A provider that keeps text messages in the log."""
    return LocalProvider("sms", mask_phone)
