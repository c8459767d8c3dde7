"""Mail without a mail server."""

from mingtang.kernel.messaging.channels.local import LocalProvider


def local_mail() -> LocalProvider:
    """A provider that keeps mail in the log."""
    return LocalProvider("mail", mask_mail)


def mask_mail(address: str) -> str:
    """`l***@example.cn`."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"
