"""Organs in their roots and levels, their history, units and posts."""

from django.db import models

from mingtang.kernel.directory.permissions import READ_DIRECTORY
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.digests import canonical_json, sm3_hex


class Branch(models.TextChoices):
    """The roots of the tree of organs."""

    PARTY = "party", "党委"
    CONGRESS = "congress", "人大"
    GOVERNMENT = "government", "政府"
    CONSULTATIVE = "consultative", "政协"
    COURT = "court", "法院"
    PROCURATORATE = "procuratorate", "检察院"


class OrganQuerySet(ProtectedQuerySet):
    def active(self) -> "OrganQuerySet":
        """Organs that have not been merged or closed."""
        return self.filter(state=Organ.State.ACTIVE)

    def in_region(self, code: str) -> "OrganQuerySet":
        """Organs of every root whose region lies in `code`."""
        return self.filter(region__code__startswith=code)


class Organ(models.Model):
    """An organ (机关) with its territorial superior (隶属) and its line superior (业务指导).

    `path` holds the ids of the territorial superiors and its own, `/3/15/`, so that a subtree is one range.
    """

    class Kind(models.TextChoices):
        ORGAN = "organ", "机关"
        INSTITUTION = "institution", "事业单位"
        GROUP = "group", "群众团体"
        GRASSROOTS = "grassroots", "基层组织"

    class State(models.TextChoices):
        ACTIVE = "active", "正常"
        MERGED = "merged", "已合并"
        CLOSED = "closed", "已撤销"

    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True, null=True, blank=True)
    branch = models.CharField("系统", max_length=16, choices=Branch.choices)
    kind = models.CharField("类型", max_length=12, choices=Kind.choices, default=Kind.ORGAN)
    region = models.ForeignKey("directory.Region", models.PROTECT, related_name="organs", verbose_name="行政区划")
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates", verbose_name="隶属上级"
    )
    line_superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="line_subordinates", verbose_name="业务指导上级"
    )
    path = models.CharField(max_length=160, db_index=True, editable=False)
    document_word = models.CharField("机关代字", max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField("排序", default=100)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.ACTIVE)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承接机构"
    )

    objects = OrganQuerySet.as_manager()
    protection = Protection(read=READ_DIRECTORY, organ="id")

    class Meta:
        verbose_name = "机构"
        ordering = ["path"]
        indexes = [models.Index(fields=["region", "state"], name="organ_region_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def version(self) -> str:
        """16 hex digits that change with any column: who revises an organ says which version he has seen."""
        columns = [str(getattr(self, field.attname)) for field in self._meta.concrete_fields]
        return sm3_hex(canonical_json(columns))[:16]


class OrganChange(models.Model):
    """One step in the history of an organ: established, renamed, merged into another, closed, moved."""

    class Kind(models.TextChoices):
        ESTABLISHED = "established", "设立"
        RENAMED = "renamed", "更名"
        MOVED = "moved", "调整隶属"
        MERGED = "merged", "合并"
        CLOSED = "closed", "撤销"

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="history")
    kind = models.CharField("变更", max_length=12, choices=Kind.choices)
    effective_on = models.DateField("生效日期")
    name_before = models.CharField("原名称", max_length=120, blank=True)
    name_after = models.CharField("新名称", max_length=120, blank=True)
    other = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField("依据文件", max_length=200, blank=True)

    class Meta:
        verbose_name = "机构沿革"
        ordering = ["-effective_on", "-id"]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_kind_display()}"


class Unit(models.Model):
    """A unit inside an organ (内设机构)."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="units", verbose_name="机构")
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    rank = models.PositiveSmallIntegerField("排序", default=100)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_DIRECTORY, unit="id")

    class Meta:
        verbose_name = "内设机构"
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["organ", "name"], name="unit_name_in_organ")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post (岗位) of an organ, in one of its units or directly under it. Rights are granted to posts."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="内设机构")
    name = models.CharField("岗位", max_length=60)
    leads = models.BooleanField("领导岗位", default=False)
    rank = models.PositiveSmallIntegerField("排序", default=100)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_DIRECTORY, unit="unit_id")

    class Meta:
        verbose_name = "岗位"
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="post_name_in_unit"),
            models.UniqueConstraint(
                fields=["organ", "name"], condition=models.Q(unit=None), name="post_name_under_organ"
            ),
        ]

    def __str__(self) -> str:
        return self.name
