"""Whose licences are one's own, and who may use those of others."""

from typing import Any

from mingtang.domains.services.licences.models import Licence, LicenceHolder
from mingtang.domains.services.licences.permissions import USE_LICENCES
from mingtang.kernel.directory.api import Account
from mingtang.kernel.evidence.api import Actor


def own_number(actor: Actor) -> str:
    """The number under which the actor holds licences; empty for officials at work, visitors, and the system."""
    agency: Any = getattr(actor, "agency", None)
    if agency is not None:
        return str(agency.legal_person.credit_code)
    account: Account | None = getattr(actor, "account", None)
    if account is None or account.kind == Account.Kind.OFFICIAL:
        return ""
    if account.legal_person is not None:
        return account.legal_person.credit_code
    return account.person.identity_number if account.person else ""


def is_sure_enough(actor: Actor) -> bool:
    """Whether it is sure who asks: licences are shown to people verified in person (services.md 3, level 2).

    The account of a legal person was opened by a representative who had been verified.
    """
    account: Account | None = getattr(actor, "account", None)
    if account is None:
        return False
    return account.kind == Account.Kind.LEGAL or account.assurance >= Account.Assurance.VERIFIED


def is_holder(actor: Actor, licence: Licence) -> bool:
    """Whether the licence is the actor's own."""
    number = own_number(actor) if is_sure_enough(actor) else ""
    return bool(number) and LicenceHolder.with_number(number).filter(licence=licence).exists()


def can_use(actor: Actor, licence: Licence) -> bool:
    """Whether the actor may have a copy made, or take the licence for a case: its holder, and officials so permitted."""
    return actor.may(USE_LICENCES) or is_holder(actor, licence)


def can_pull(actor: Actor, number: str) -> bool:
    """Whether the actor may look for licences of the holder with this number: its own, and officials so permitted."""
    return actor.may(USE_LICENCES) or (is_sure_enough(actor) and own_number(actor) == number != "")
