"""The desks that receive messages."""

from typing import Any

from django.db import models

from mingtang.domains.interaction.messages.permissions import READ_MESSAGES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class MessageDesk(models.Model):
    """An organ that receives messages for a site (互动受理). `site_code` begins the numbers of its messages."""

    organ = models.OneToOneField("directory.Organ", models.PROTECT, related_name="+", verbose_name="受理机构")
    site_code = models.CharField("站点代码", max_length=12)
    name = models.CharField("名称", max_length=60)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_MESSAGES, organ="organ_id")

    class Meta:
        verbose_name = "互动受理"

    def __str__(self) -> str:
        return self.name
