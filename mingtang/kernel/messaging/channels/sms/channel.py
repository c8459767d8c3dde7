"""Text messages to the telephone number that the directory knows."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.directory.api import Account
from mingtang.kernel.messaging.channels.outward import OutwardChannel, Provider, Undeliverable
from mingtang.kernel.messaging.channels.sms.local import local_sms
from mingtang.kernel.messaging.models import Notice


class SmsChannel(OutwardChannel):
    """Short text under the sign of this node, 【和源市】; a legal person is reached at its representative's telephone."""

    code = "sms"
    label = _("短信")
    for_urgent = True

    def __init__(self, provider: Provider | None = None) -> None:
        super().__init__(provider or local_sms())

    def address_of(self, account: Account) -> str:
        """The whole telephone number."""
        person = account.person or account.legal_person.representative
        if not person.phone:
            raise Undeliverable("没有登记手机号")
        return str(person.phone)

    def text_of(self, notice: Notice) -> str:
        """The subject: a text message says that there is something to read, not all of it."""
        return f"{self.sign}{notice.subject}"

    def send_code(self, *, key: str, phone: str, code: str, purpose: str) -> str:
        """Send a verification code at once, whatever the hour."""
        text = f"{self.sign}验证码 {code}，用于{purpose}。请勿告诉他人。"
        return self.provider.send(key=key, address=phone, subject="", text=text)

    @property
    def sign(self) -> str:
        """The sign (签名) that carriers demand, 2 to 15 characters."""
        return f"【{settings.NODE_NAME[:15]}】"
