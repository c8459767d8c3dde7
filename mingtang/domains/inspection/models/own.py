"""Rows that the organ of a site reads beside those who monitor."""

from typing import Self

from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet


class OwnQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Rows in the reader's reach, and those of his own organ."""
        rows = super().visible_to(actor)
        return rows if actor.organ_id is None else rows | self.filter(organ=actor.organ_id)
