"""Letter boxes of leaders."""

from typing import Any, Self

from django.db import models
from django.urls import reverse

from mingtang.domains.interaction.messages.models.desk import MessageDesk
from mingtang.domains.interaction.messages.permissions import READ_MESSAGES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class MailboxQuerySet(ProtectedQuerySet):
    def open(self) -> Self:
        """Those that take letters."""
        return self.filter(closed_on=None)


class Mailbox(models.Model):
    """The box of whoever holds a leading post (领导信箱). Its letters come to `desk` and follow its rules.

    The directory says who is in office: a box outlives its leaders.
    """

    desk = models.ForeignKey(MessageDesk, models.PROTECT, related_name="mailboxes", verbose_name="受理机构")
    post = models.OneToOneField("directory.Post", models.PROTECT, related_name="+", verbose_name="领导岗位")
    duties = models.CharField("分管工作", max_length=200, blank=True)
    opened_on = models.DateField("开通日期")
    closed_on = models.DateField("停用日期", null=True)

    objects: Any = MailboxQuerySet.as_manager()
    protection = Protection(read=READ_MESSAGES, organ="desk__organ_id")

    class Meta:
        verbose_name = "领导信箱"
        ordering = ["post__organ__region", "post__organ__rank", "post__organ__path", "post__rank", "pk"]

    def __str__(self) -> str:
        return f"{self.post.organ.label}{self.post.name}"

    def get_absolute_url(self) -> str:
        return reverse("mailbox", args=[self.pk])

    @property
    def leader(self) -> str:
        """Who is in office, by name; needs the post with its holders."""
        return "、".join(held.person.name for held in self.post.holders)  # type: ignore[attr-defined]
