"""The ways a notice reaches people: one folder each. The inbox is always among them; the others people may choose."""

from mingtang.kernel.messaging.channels.base import Channel
from mingtang.kernel.messaging.channels.inbox.channel import InboxChannel
from mingtang.kernel.messaging.channels.mail.channel import MailChannel
from mingtang.kernel.messaging.channels.outward import OutwardChannel
from mingtang.kernel.messaging.channels.sms.channel import SmsChannel

INBOX = InboxChannel()
SMS = SmsChannel()
MAIL = MailChannel()
CHANNELS: tuple[Channel, ...] = (INBOX, SMS, MAIL)
OUTWARD: dict[str, OutwardChannel] = {each.code: each for each in (SMS, MAIL)}
