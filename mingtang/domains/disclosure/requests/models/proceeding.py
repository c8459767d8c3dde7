"""Reconsideration and litigation, and the replies that came before a new one."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.disclosure.requests.models.request import DisclosureRequest
from mingtang.domains.disclosure.requests.models.wording import choices_of
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.domains.disclosure.requests.replies import reply_kinds
from mingtang.domains.disclosure.requests.rules import COURSES, RESULTS, Result, result_on
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Proceeding(models.Model):
    """A reconsideration or a lawsuit over a request (行政复议、行政诉讼); it is pending while `ended_on` is empty.

    `lessons` is what the organ takes from it.
    """

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="proceedings", verbose_name="申请")
    course = models.CharField("类别", max_length=20, choices=choices_of(COURSES))
    body = models.CharField("复议机关或法院", max_length=100)
    number = models.CharField("案号", max_length=80)
    filed_on = models.DateField("受理日期")
    ended_on = models.DateField("审结日期", null=True)
    result = models.CharField("结果", max_length=12, choices=choices_of(RESULTS), default=str(Result.PENDING))
    lessons = models.TextField("整改和启示", blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="request__organ_id")

    class Meta:
        verbose_name = "复议诉讼"
        ordering = ["filed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, result=str(Result.PENDING))
                | Q(ended_on__isnull=False) & ~Q(result=str(Result.PENDING)),
                name="disclosure_result_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}　{self.body}"

    @property
    def asks_reply(self) -> bool:
        """Whether the reply was corrected and none was begun anew yet."""
        return self.result == Result.CORRECTED and not hasattr(self, "past_reply")

    def result_on(self, day: date) -> Result:
        """How it stood at the end of `day`."""
        return result_on(day, self.ended_on, self.result)


class PastReply(models.Model):
    """A reply that was corrected by `proceeding`: it stays as it was given, and the request is replied to anew.

    `case` is the case in which it was given. Its letter stays among the letters of the request.
    """

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="past_replies", verbose_name="申请")
    proceeding = models.OneToOneField(Proceeding, models.PROTECT, related_name="past_reply", verbose_name="复议诉讼")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+", verbose_name="案件")
    kind = models.CharField("答复类型", max_length=32)
    detail = models.TextField("答复内容", blank=True)
    replied_on = models.DateField("答复日期")
    delivered_on = models.DateField("送达日期", null=True)
    delivery = models.CharField("送达方式和凭证", max_length=200, blank=True)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="request__organ_id")

    class Meta:
        verbose_name = "原答复"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its kind in words."""
        return reply_kinds()[self.kind].name
