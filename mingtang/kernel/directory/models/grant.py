"""Roles, grants to posts, and the scope keys compiled from them."""

from django.db import models

from mingtang.kernel.directory.permissions import MANAGE_GRANTS
from mingtang.kernel.directory.rules import Officer, ScopeKind
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Role(models.Model):
    """A named set of permissions. The role of one of the three officers excludes the roles of the others."""

    code = models.CharField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=60)
    permissions = models.JSONField("权限", default=list)
    office = models.CharField("三员", max_length=8, blank=True, choices=[(each.value, each.value) for each in Officer])
    builtin = models.BooleanField("内置", default=False)

    class Meta:
        verbose_name = "角色"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role granted to a post over a scope, from–to. Whoever holds the post has it."""

    KIND_LABELS = {
        ScopeKind.NODE: "全平台",
        ScopeKind.REGION: "行政区划及以下",
        ScopeKind.ORGANS: "机构及下属",
        ScopeKind.ORGAN: "本机构",
        ScopeKind.UNIT: "本内设机构",
        ScopeKind.OWN: "本人",
    }

    post = models.ForeignKey("directory.Post", models.CASCADE, related_name="grants", verbose_name="岗位")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", editable=False)
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants", verbose_name="角色")
    kind = models.CharField("范围", max_length=8, choices=list(KIND_LABELS.items()))
    region = models.ForeignKey("directory.Region", models.PROTECT, null=True, blank=True, related_name="+")
    scope_organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    scope_unit = models.ForeignKey("directory.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    start = models.DateField("起")
    end = models.DateField("止", null=True, blank=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=MANAGE_GRANTS)

    class Meta:
        verbose_name = "授权"
        ordering = ["role__name", "id"]
        constraints = [
            models.CheckConstraint(
                name="grant_names_its_scope",
                condition=models.Q(kind__in=["node", "own"])
                | models.Q(kind="region", region__isnull=False)
                | models.Q(kind__in=["organs", "organ"], scope_organ__isnull=False)
                | models.Q(kind="unit", scope_unit__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} → {self.post}"

    @property
    def scope_label(self) -> str:
        """The scope in words; needs its region, organ or unit loaded to cost no statement."""
        place = self.region or self.scope_organ or self.scope_unit
        label = self.get_kind_display()
        return f"{label}：{place}" if place else label


class CompiledScope(models.Model):
    """What a post's grants amount to for one permission on a day: scope keys ready for a query.

    Derived from grants, roles and the tree of organs; `compilation` keeps it right. After the day `until` a grant has
    ended or begun and the row is void: rights fail closed until the worker has compiled the post again.
    """

    post = models.ForeignKey("directory.Post", models.CASCADE, related_name="scopes")
    permission = models.CharField(max_length=80)
    everything = models.BooleanField(default=False)
    own = models.BooleanField(default=False)
    organs = models.JSONField(default=list)
    units = models.JSONField(default=list)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "permission"], name="one_scope_per_permission")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.permission}"
