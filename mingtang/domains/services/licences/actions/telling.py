"""Telling holders what has become of their licences, wherever they have accounts."""

from mingtang.domains.services.licences.models import Licence, LicenceHolder
from mingtang.domains.services.licences.rules import HolderKind
from mingtang.kernel.directory.api import Account, indexes_of
from mingtang.kernel.messaging.api import Content, notify_person

TOPIC = "licences"
PAGE = "/licences/{}/"
"""The page of a holder's licence, written out so that workers need not know every address of the site."""


def tell_holders(licence: Licence, subject: str, body: str, *, key: str = "") -> None:
    """A notice to every holder with an account; once for each `key`, by default the state that the licence is in."""
    content = Content(subject=subject, body=body, topic=TOPIC, link=PAGE.format(licence.pk))
    about = key or f"{licence.state}:{licence.state_since:%Y%m%d%H%M%S}"
    for holder in licence.holders.all():
        for account in accounts_of(holder):
            notify_person(account, content, key=f"licence:{licence.pk}:{about}:{account.pk}", about=licence)


def accounts_of(holder: LicenceHolder) -> list[Account]:
    """The active accounts of a holder; those of an enterprise are its own."""
    active = Account.objects.filter(state=Account.State.ACTIVE)
    if holder.kind == HolderKind.CREDIT_CODE:
        return list(active.filter(kind=Account.Kind.LEGAL, legal_person__credit_code=holder.number))
    indexes = indexes_of(holder.number, "person.identity")
    return list(active.filter(kind=Account.Kind.CITIZEN, person__identity_index__in=indexes))
