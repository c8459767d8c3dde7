"""Django's password validators over our rules."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password
from django.core.exceptions import ValidationError

from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.rules import PASSWORD_HISTORY, betrays_holder, password_faults


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: the OWASP recommendation, bearable when a whole city signs in at nine."""

    memory_cost = 19456
    time_cost = 2
    parallelism = 1


class LongAndMixed:
    """Length and classes of characters (GB/T 22239-2019 8.1.4.1)."""

    def validate(self, password: str, user: Any = None) -> None:
        if faults := password_faults(password):
            raise ValidationError(faults)

    def get_help_text(self) -> str:
        return "至少 8 个字符，大写字母、小写字母、数字、符号中至少三类。"


class NotAboutTheHolder:
    """No login name, telephone or identity number inside, and none of the last five passwords."""

    def validate(self, password: str, user: Any = None) -> None:
        if not isinstance(user, Account):
            return
        person = user.person
        about = [user.login, person.phone if person else "", person.identity_number if person else ""]
        faults = ["不能包含工号、手机号或证件号。"] if betrays_holder(password, about) else []
        if user.pk and _was_used(user, password):
            faults.append(f"不能与最近 {PASSWORD_HISTORY} 次用过的口令相同。")
        if faults:
            raise ValidationError(faults)

    def get_help_text(self) -> str:
        return "不能包含工号、手机号或证件号，不能与最近用过的口令相同。"


def _was_used(account: Account, password: str) -> bool:
    past = account.past_passwords.order_by("-at").values_list("password", flat=True)[:PASSWORD_HISTORY]
    return any(check_password(password, encoded) for encoded in past)
