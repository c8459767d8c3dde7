"""Electronic mail to the address that people have given for it."""

from django.utils.translation import gettext_lazy as _

from mingtang.kernel.directory.api import Account
from mingtang.kernel.messaging.channels.mail.local import local_mail
from mingtang.kernel.messaging.channels.outward import OutwardChannel, Provider, Undeliverable
from mingtang.kernel.messaging.queries import reachability_of


class MailChannel(OutwardChannel):
    """The whole text as plain mail."""

    code = "mail"
    label = _("邮件")

    def __init__(self, provider: Provider | None = None) -> None:
        super().__init__(provider or local_mail())

    def address_of(self, account: Account) -> str:
        """The address from the account's own preferences."""
        mail = reachability_of(account.pk).mail
        if not mail:
            raise Undeliverable("没有登记电子邮箱")
        return mail
