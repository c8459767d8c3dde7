"""Codes by telephone: sending them within limits, and checking them."""

import secrets
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.events import PhoneCodeIssued
from mingtang.kernel.directory.keyring import index_of
from mingtang.kernel.directory.models import PhoneCode
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.identifiers import InvalidIdentifier, parse_mobile_phone

LIFE = timedelta(minutes=5)
TRIES = 5
PAUSE = timedelta(seconds=60)
"""Between two codes to one telephone."""
PER_PHONE, PER_ADDRESS = 10, 60
WINDOW = timedelta(hours=1)
"""So many codes at most go to one telephone, and are asked for from one address, in this time."""


def send_phone_code(actor: Actor, phone: str, purpose: str, *, silent: bool = False) -> str:
    """Send a code to a telephone and return the number in normal form. Raises Refused naming `phone`.

    `silent` does everything but send: nobody learns from the answer whether the telephone belongs to an account.
    """
    number = checked_phone(phone)
    now, code = timezone.now(), f"{secrets.randbelow(10**6):06}"
    _require_within_limits(number, actor.origin.address, now)
    row = PhoneCode(
        phone_index=_phone_index(number),
        purpose=purpose,
        code_index=_code_index(number, purpose, code),
        address=actor.origin.address,
        issued_at=now,
        expires_at=now + LIFE,
    )
    with act(acts.SEND_PHONE_CODE, actor) as deed:
        deed.create(row)
        if not silent:
            deed.announce(
                PhoneCodeIssued(subject=f"phone:{row.phone_index[:16]}", phone=number, code=code, purpose=purpose)
            )
    return number


def check_phone_code(phone: str, purpose: str, code: str) -> PhoneCode:
    """The code sent last to the telephone for this purpose, if `code` is it; to be spent by what it is good for.

    Counts every try. Raises Refused naming `code`.
    """
    number = checked_phone(phone)
    sent = PhoneCode.objects.filter(phone_index=_phone_index(number), purpose=purpose).order_by("-issued_at").first()
    live = PhoneCode.objects.filter(pk=sent.pk if sent else None, used_at=None, tries__lt=TRIES)
    if sent is None or sent.expires_at < timezone.now() or not live.update(tries=F("tries") + 1):
        raise Refused("验证码已失效，请重新获取。", "code")
    if not secrets.compare_digest(sent.code_index, _code_index(number, purpose, code.strip())):
        raise Refused("验证码不对，请核对短信。", "code")
    return sent


def spend(sent: PhoneCode) -> None:
    """Use a code up; inside the transaction of what it is good for. Raises Refused when that has happened already."""
    if not PhoneCode.objects.filter(pk=sent.pk, used_at=None).update(used_at=timezone.now()):
        raise Refused("验证码已失效，请重新获取。", "code")


def checked_phone(phone: str) -> str:
    """The telephone number in normal form. Raises Refused naming `phone`."""
    try:
        return parse_mobile_phone(phone)
    except InvalidIdentifier as fault:
        raise Refused(str(fault), "phone") from fault


def _require_within_limits(number: str, address: str, now: datetime) -> None:
    to_phone = PhoneCode.objects.filter(phone_index=_phone_index(number), issued_at__gt=now - WINDOW)
    if to_phone.filter(issued_at__gt=now - PAUSE).exists():
        raise Refused("验证码刚刚发过，请一分钟后再试。", "phone")
    if to_phone.count() >= PER_PHONE:
        raise Refused("这个手机号获取验证码过于频繁，请一小时后再试。", "phone")
    if PhoneCode.objects.filter(address=address, issued_at__gt=now - WINDOW).count() >= PER_ADDRESS:
        raise Refused("您所在网络获取验证码过于频繁，请一小时后再试。", "phone")


def _phone_index(number: str) -> str:
    return index_of(number, "phone_code.phone")


def _code_index(number: str, purpose: str, code: str) -> str:
    return index_of(f"{number}:{purpose}:{code}", "phone_code.code")
