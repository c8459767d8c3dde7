"""What a front clerk has seen and noted when somebody applied at a window."""

from datetime import date

from django.db import models
from django.db.models import Q

from mingtang.kernel.directory.api import unseal

AGENT_COLUMN = "application.agent"


class WindowFiling(models.Model):
    """An application filed at a window: who came for the applicant with which authorisation, and which originals were seen.

    `seen` are keys of materials whose original the clerk has compared with the copy he kept (原件核对).
    """

    application = models.OneToOneField(
        "services_applications.Application", models.CASCADE, related_name="window_filing", verbose_name="办件"
    )
    agent_cipher = models.CharField(max_length=256, blank=True)
    agent_scope = models.CharField("委托事项", max_length=200, blank=True)
    agent_since = models.DateField("委托起", null=True)
    agent_until = models.DateField("委托止", null=True)
    seen = models.JSONField("已核对原件", default=list, blank=True)

    confidential = frozenset({"agent_cipher"})

    class Meta:
        verbose_name = "窗口申报"
        constraints = [
            models.CheckConstraint(
                condition=Q(agent_cipher="") | ~Q(agent_scope="") & Q(agent_until__isnull=False),
                name="agent_has_scope_and_end",
            )
        ]

    def __str__(self) -> str:
        return str(self.application)

    @property
    def agent_number(self) -> str:
        """The identity number of whoever came for the applicant; empty when he came himself."""
        return unseal(self.agent_cipher, AGENT_COLUMN) if self.agent_cipher else ""

    def has_authority(self, on: date) -> bool:
        """Whether the authorisation holds on a day; always for applicants themselves."""
        if not self.agent_cipher or self.agent_since is None or self.agent_until is None:
            return not self.agent_cipher
        return self.agent_since <= on <= self.agent_until
