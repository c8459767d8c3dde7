"""Contents and files. A content is kept once by its digest, however many files call it by however many names."""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.content.models.holding import Holding
from mingtang.kernel.content.permissions import MANAGE_STORAGE
from mingtang.kernel.content.recognition import KINDS, Kind
from mingtang.kernel.content.rules import ScanState, said_size
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Scan(models.TextChoices):
    """`rules.ScanState` with its labels."""

    NOT_SCANNED = ScanState.NOT_SCANNED.value, _("未查毒")
    WAITING = ScanState.WAITING.value, _("待查毒")
    CLEAN = ScanState.CLEAN.value, _("查毒通过")
    INFECTED = ScanState.INFECTED.value, _("发现病毒")
    FAILED = ScanState.FAILED.value, _("查毒失败")


class StoredContent(models.Model):
    """Bytes in the store, known by their SHA-256; SM3 (GB/T 32905-2016) beside it for evidence and signatures."""

    sha256 = models.CharField(max_length=64, unique=True)
    sm3 = models.CharField(max_length=64)
    size = models.BigIntegerField(_("大小"))
    kind = models.CharField(_("格式"), max_length=8)
    pages = models.PositiveIntegerField(_("页数"), default=0)
    stored_at = models.DateTimeField(_("存入时间"), default=timezone.now)
    unused_since = models.DateTimeField(null=True)
    scan = models.CharField(_("查毒"), max_length=12, choices=Scan.choices)
    scan_note = models.CharField(_("查毒结果"), max_length=200, blank=True)
    scanned_at = models.DateTimeField(_("查毒时间"), null=True)
    scan_tries = models.PositiveSmallIntegerField(default=0)
    scan_next_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("内容")
        indexes = [
            models.Index(fields=["scan_next_at"], condition=models.Q(scan=Scan.WAITING), name="content_to_scan"),
            models.Index(
                fields=["unused_since"], condition=models.Q(unused_since__isnull=False), name="content_unused"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def format(self) -> Kind:
        """What is known of its kind."""
        return KINDS[self.kind]


class File(Holding):
    """A content under a name. Versions of one document share `document`; the newest is `current`."""

    content = models.ForeignKey(StoredContent, models.PROTECT, related_name="files")
    name = models.CharField(_("文件名"), max_length=160)
    at = models.DateTimeField(_("上传时间"), default=timezone.now)
    document = models.UUIDField(default=uuid4)
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    current = models.BooleanField(_("最新版本"), default=True)

    class Meta:
        verbose_name = _("文件")
        constraints = [models.UniqueConstraint(fields=["document", "version"], name="one_file_per_version")]
        indexes = [
            models.Index(fields=["account", "at"], name="file_of_account"),
            models.Index(fields=["legal_person", "at"], name="file_of_legal_person"),
            models.Index(fields=["organ", "at"], name="file_of_organ"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def said_size(self) -> str:
        return said_size(self.content.size)


class Upload(Holding):
    """A file on its way in pieces. How much has arrived is the length of its part on disk, never a column."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("文件名"), max_length=160)
    size = models.BigIntegerField(_("大小"))
    replaces = models.ForeignKey(File, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(_("开始时间"), default=timezone.now)
    file = models.ForeignKey(File, models.SET_NULL, null=True, related_name="+")
    over = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("上传")
        indexes = [models.Index(fields=["at"], name="upload_age")]

    def __str__(self) -> str:
        return self.name


class Rejection(models.Model):
    """A file that was not taken or had to be locked away: for administrators, who see names and reasons only."""

    class Reason(models.TextChoices):
        TYPE = "type", _("格式不符")
        MACRO = "macro", _("含有宏")
        ENTITIES = "entities", _("实体攻击")
        BOMB = "bomb", _("压缩炸弹")
        TRAP = "trap", _("越界路径")
        ENCRYPTED = "encrypted", _("加密")
        BROKEN = "broken", _("损坏")
        VIRUS = "virus", _("病毒")

    at = models.DateTimeField(_("时间"), default=timezone.now, db_index=True)
    name = models.CharField(_("文件名"), max_length=160)
    size = models.BigIntegerField(_("大小"))
    reason = models.CharField(_("原因"), max_length=12, choices=Reason.choices)
    note = models.CharField(_("说明"), max_length=200)
    account = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name=_("上传者"))

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_STORAGE, organ="")

    class Meta:
        verbose_name = _("被拒文件")

    def __str__(self) -> str:
        return self.name


class Allowance(models.Model):
    """What an administrator lets one kind of holder keep, in place of `rules.USUAL_LIMITS`."""

    class Holder(models.TextChoices):
        CITIZEN = "citizen", _("个人")
        LEGAL = "legal", _("法人")
        OFFICIAL = "official", _("工作人员")

    kind = models.CharField(_("对象"), max_length=8, choices=Holder.choices, primary_key=True)
    file_bytes = models.BigIntegerField(_("单个文件上限"))
    total_bytes = models.BigIntegerField(_("总空间"))
    files = models.PositiveIntegerField(_("文件数"))

    class Meta:
        verbose_name = _("上传限额")

    def __str__(self) -> str:
        return str(self.Holder(self.kind).label)
