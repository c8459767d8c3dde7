"""What citizens do without an account: registering, and getting back in when the password is forgotten."""

from django.db import transaction

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.accounts import end_sessions, set_password
from mingtang.kernel.directory.actions.citizens import register_citizen
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.people import PersonDetails
from mingtang.kernel.directory.actions.phone_codes import check_phone_code, checked_phone, send_phone_code, spend
from mingtang.kernel.directory.models import Account, PhoneCode, SignIn
from mingtang.kernel.directory.queries import citizen_with_phone
from mingtang.kernel.evidence.api import Actor, act


def register_by_phone(actor: Actor, details: PersonDetails, *, code: str, password: str) -> Account:
    """Register a citizen who has shown the code sent to the telephone. Raises Refused naming the field.

    The code is spent only when the account is opened, so that a weak password does not cost another message.
    """
    sent = check_phone_code(details.phone, PhoneCode.Purpose.REGISTER, code)
    with transaction.atomic():
        spend(sent)
        return register_citizen(actor, details, password=password)


def send_recovery_code(actor: Actor, phone: str) -> str:
    """Send a code for a new password; the answer is the same whether or not the telephone has an account."""
    number = checked_phone(phone)
    known = citizen_with_phone(number) is not None
    return send_phone_code(actor, number, PhoneCode.Purpose.PASSWORD, silent=not known)


def recover_password(actor: Actor, phone: str, *, code: str, new: str) -> None:
    """Set a new password by the code sent to the citizen's telephone; lift a lock, end all sessions. Raises Refused."""
    sent = check_phone_code(phone, PhoneCode.Purpose.PASSWORD, code)
    account = citizen_with_phone(checked_phone(phone))
    if account is None:
        raise Refused("验证码已失效，请重新获取。", "code")
    with transaction.atomic():
        spend(sent)
        with act(acts.RECOVER_PASSWORD, actor, account) as deed:
            set_password(acts.CHANGE_PASSWORD, actor, account, new)
            deed.change(account, failures=0, locked_until=None)
        end_sessions(account, SignIn.Ending.REMOTE)
