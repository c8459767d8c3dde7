"""Materials: a file in a role, where it came from, whether somebody has checked it, and what it was handed in for."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.content.models.file import File
from mingtang.kernel.content.models.holding import Holding


class Material(Holding):
    """A file handed in as something (申请材料). `key` is the sharing key: the same key across items is the same thing.

    `source` is the material it repeats when it was re-used, so that the chain leads back to what was first brought.
    Source: services.md 2.3.
    """

    class Origin(models.TextChoices):
        UPLOADED = "uploaded", _("本人上传")
        REUSED = "reused", _("复用已有材料")
        LICENCE = "licence", _("电子证照库")
        SCANNED = "scanned", _("窗口扫描")

    class Check(models.TextChoices):
        UNCHECKED = "unchecked", _("未核对")
        PASSED = "passed", _("符合要求")
        DEFECTIVE = "defective", _("需要补正")

    file = models.ForeignKey(File, models.PROTECT, related_name="materials", verbose_name=_("文件"))
    name = models.CharField(_("材料名称"), max_length=200)
    key = models.CharField(_("共享标识"), max_length=80, blank=True)
    origin = models.CharField(_("来源"), max_length=8, choices=Origin.choices, default=Origin.UPLOADED)
    source = models.ForeignKey("self", models.PROTECT, null=True, related_name="reuses", verbose_name=_("源材料"))
    check_state = models.CharField(_("核对"), max_length=9, choices=Check.choices, default=Check.UNCHECKED)
    defect = models.CharField(_("问题"), max_length=400, blank=True)
    checked_by = models.CharField(_("核对人"), max_length=160, blank=True)
    checked_at = models.DateTimeField(_("核对时间"), null=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    at = models.DateTimeField(_("提交时间"), default=timezone.now)

    class Meta:
        verbose_name = _("材料")
        constraints = [
            models.CheckConstraint(
                condition=Q(check_state="defective") | Q(defect=""), name="defect_belongs_to_defective"
            ),
            models.CheckConstraint(
                condition=Q(origin="reused", source__isnull=False) | (~Q(origin="reused") & Q(source=None)),
                name="reused_has_its_source",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "key"], name="material_of_account"),
            models.Index(fields=["legal_person", "key"], name="material_of_legal_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, day: date) -> bool:
        """Whether its term has not ended before `day`."""
        return self.valid_until is None or day <= self.valid_until


class Attachment(models.Model):
    """A material belongs to an object, named by the label of its model and its id; content knows nothing else of it."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="attachments")
    label = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField(_("序号"), default=0)

    class Meta:
        verbose_name = _("所附材料")
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["label", "object_id", "material"], name="one_attachment_per_object")
        ]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id}"
