"""Whose a file, an upload or a material is."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.content.permissions import READ_FILES
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection


class HeldQuerySet(ProtectedQuerySet):
    """Rows of a holder: whoever acts for a legal person sees that person's, everybody else what is their own."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own rows, and those of organs over which the actor may read files."""
        if legal := legal_person_of(actor):
            return self.filter(legal_person_id=legal)
        rows = super().visible_to(actor)
        return rows if actor.kind == "system" else rows.filter(legal_person=None)

    def held_by(self, actor: Actor) -> Self:
        """The actor's own rows and no others."""
        if legal := legal_person_of(actor):
            return self.filter(legal_person_id=legal)
        return self.filter(account_id=actor.account_id, legal_person=None)


class Holding(models.Model):
    """`account` brought it; it belongs to `legal_person` when it was brought for one, and else to the account itself.

    `organ` is the organ of the post in which an official brought it.
    """

    account = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name=_("上传者"))
    legal_person = models.ForeignKey(
        "directory.LegalPerson", models.PROTECT, null=True, related_name="+", verbose_name=_("所属法人")
    )
    organ = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name=_("所属机构")
    )

    objects = HeldQuerySet.as_manager()
    protection = Protection(read=READ_FILES, owner="account_id")

    class Meta:
        abstract = True

    def is_held_by(self, actor: Actor) -> bool:
        """Whether it is the actor's own."""
        if legal := legal_person_of(actor):
            return self.legal_person_id == legal
        return self.legal_person_id is None and self.account_id == actor.account_id


def legal_person_of(actor: Actor) -> int | None:
    """The legal person that the actor is, or acts for."""
    agency: Any = getattr(actor, "agency", None)
    if agency is not None:
        return int(agency.legal_person_id)
    account: Any = getattr(actor, "account", None)
    return account.legal_person_id if account is not None and actor.kind == "legal" else None


def holder(actor: Actor) -> dict[str, Any]:
    """The columns of a row that the actor brings."""
    return {"account_id": actor.account_id, "legal_person_id": legal_person_of(actor), "organ_id": actor.organ_id}
