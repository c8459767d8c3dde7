"""What messaging does when others' facts arrive; connected in config/wiring.py."""

from typing import Protocol
from uuid import uuid4

from django.urls import NoReverseMatch, reverse

from mingtang.kernel.evidence.api import DeliveryDied
from mingtang.kernel.messaging.api import notify_permission_holders
from mingtang.kernel.messaging.channels import SMS
from mingtang.kernel.messaging.rules import Content
from mingtang.kernel.messaging.topics import OPERATION


class CodeIssued(Protocol):
    """A fact that carries a verification code for a telephone."""

    subject: str
    phone: str
    code: str
    purpose: str


def tell_of_dead_delivery(event: DeliveryDied) -> None:
    """A fact could not be handled: the node's administrators must look at it."""
    content = Content(
        subject=f"事实“{event.fact_name}”未能送达",
        body=f"处理者：{event.handler}\n原因：{event.error}\n\n多次重试仍未成功。请查明原因后重新送达，或者说明理由后跳过。",
        topic=OPERATION.code,
        link=_address("dead_facts"),
        importance="important",
    )
    notify_permission_holders("evidence.manage_deliveries", content, key=f"delivery-died:{event.delivery_id}")


def send_phone_code(event: CodeIssued) -> None:
    """Send the code now, once: what is written here stands or falls with the delivery of the fact."""
    SMS.send_code(key=f"code:{uuid4()}", phone=event.phone, code=event.code, purpose=event.purpose)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # this installation goes without those pages
        return ""
