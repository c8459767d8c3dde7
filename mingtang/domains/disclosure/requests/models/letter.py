"""The letters that went out."""

from typing import Any

from django.db import models

from mingtang.domains.disclosure.requests.models.request import DisclosureRequest
from mingtang.domains.disclosure.requests.models.wording import choices_of
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.domains.disclosure.requests.rules import SERVICE_WAYS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.letters.api import Filed

NOT_FOR_APPLICANTS = frozenset({"third_party", "co_maker", "third_party_decision", "proof"})
"""Letters to others, and proofs for the file."""


class DisclosureLetter(Filed):
    """A letter of a request: its number, and the data and version it is set from, so that it can be set again as it was.

    The file is set after the commit, with the seal of the organ where it has one, and kept; its OFD comes behind it.
    """

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="letters", verbose_name="申请")
    kind = models.CharField("类别", max_length=20)
    title = models.CharField("名称", max_length=60)
    number = models.CharField("文号", max_length=80)
    data = models.JSONField("内容")
    template = models.ForeignKey("letters.LetterVersion", models.PROTECT, related_name="+", verbose_name="模板版本")
    issued_on = models.DateField("制发日期")
    issued_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="制发人"
    )

    confidential = frozenset({"data"})
    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="request__organ_id")

    class Meta:
        verbose_name = "公开申请文书"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def is_for_applicant(self) -> bool:
        return self.kind not in NOT_FOR_APPLICANTS


class DeliveryProof(models.Model):
    """That a letter was served (送达回证): how, when, to whom, and what shows it. `letter` was served, `proof` says so."""

    letter = models.OneToOneField(DisclosureLetter, models.PROTECT, related_name="delivery_proof", verbose_name="文书")
    proof = models.OneToOneField(DisclosureLetter, models.PROTECT, related_name="+", verbose_name="送达回证")
    way = models.CharField("送达方式", max_length=12, choices=choices_of(SERVICE_WAYS))
    served_on = models.DateField("送达日期")
    receiver = models.CharField("收件人", max_length=60)
    evidence = models.CharField("凭证", max_length=200)

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="letter__request__organ_id")

    class Meta:
        verbose_name = "送达回证"

    def __str__(self) -> str:
        return f"{self.get_way_display()}，{self.evidence}"
