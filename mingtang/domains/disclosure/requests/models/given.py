"""Files that go out with a reply."""

from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.disclosure.requests.models.request import DisclosureRequest
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.pdf.redaction.marks import Marks, Region


class GivenFile(models.Model):
    """A file of the information that is given with a reply (随答复提供的材料), whole or redacted (区分处理).

    `strings` and `regions` (page, then left, top, width and height in thousandths) are what was masked; `redacted` is the new file without it. The applicant gets nothing before
    somebody else than who prepared it has released it.
    """

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="given_files", verbose_name="申请")
    name = models.CharField("材料名称", max_length=100)
    original = models.ForeignKey("content.File", models.PROTECT, related_name="+", verbose_name="原件")
    redacted = models.ForeignKey(
        "content.File", models.PROTECT, null=True, related_name="+", verbose_name="处理后的文件"
    )
    strings = models.JSONField("隐去的文字", default=list)
    regions = models.JSONField("隐去的区域", default=list)
    prepared_by = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="处理人")
    prepared_at = models.DateTimeField("处理时间")
    released_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="核对放行人"
    )
    released_at = models.DateTimeField("放行时间", null=True)

    confidential = frozenset({"strings"})
    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="request__organ_id")

    class Meta:
        verbose_name = "随答复提供的材料"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_at__isnull=False) & ~Q(released_by=models.F("prepared_by")),
                name="disclosure_released_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def marks(self) -> Marks:
        """What was masked."""
        return Marks(tuple(self.strings), tuple(_region(*each) for each in self.regions))

    @property
    def file(self) -> Any:
        """The file that goes out."""
        return self.redacted or self.original


def written(region: Region) -> list[int]:
    """A region in whole numbers, as rows and their records keep it."""
    shares = (region.left, region.top, region.width, region.height)
    return [region.page, *(round(1000 * each) for each in shares)]


def _region(page: int, *thousandths: int) -> Region:
    left, top, width, height = (each / 1000 for each in thousandths)
    return Region(page, left, top, width, height)
