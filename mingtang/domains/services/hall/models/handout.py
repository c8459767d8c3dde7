"""How a result left the hall (出件)."""

from typing import Any

from django.db import models

from mingtang.domains.services.hall.permissions import HAND_OUT
from mingtang.kernel.directory.api import unseal
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection

PICKUP_COLUMN = "handout.pickup"


class Handout(models.Model):
    """A result handed to somebody whose paper was seen, sent by post, or put into a cabinet with a code.

    What lies in a cabinet is delivered when it has been collected.
    """

    class Way(models.TextChoices):
        WINDOW = "window", "窗口领取"
        POST = "post", "邮寄"
        CABINET = "cabinet", "自助柜领取"

    application = models.OneToOneField(
        "services_applications.Application", models.PROTECT, related_name="+", verbose_name="办件"
    )
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="出件机构")
    way = models.CharField("方式", max_length=8, choices=Way.choices)
    receiver = models.CharField("领取人", max_length=100)
    identity_seen = models.BooleanField("已核对证件", default=False)
    carrier = models.CharField("快递公司", max_length=40, blank=True)
    tracking = models.CharField("快递单号", max_length=40, blank=True)
    cabinet = models.CharField("柜门", max_length=20, blank=True)
    pickup_cipher = models.CharField(max_length=128, blank=True)
    at = models.DateTimeField("时间")
    collected_at = models.DateTimeField("取走时间", null=True)
    clerk = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="出件人")

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=HAND_OUT, organ="organ_id")
    confidential = frozenset({"pickup_cipher"})

    class Meta:
        verbose_name = "出件"
        ordering = ["-at"]
        indexes = [models.Index(fields=["organ", "-at"], name="handout_of_organ")]

    @property
    def pickup_code(self) -> str:
        """The code that opens the cabinet, for whoever may collect."""
        return unseal(self.pickup_cipher, PICKUP_COLUMN) if self.pickup_cipher else ""

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.receiver}"  # type: ignore[attr-defined]
