"""The register of sites (网站): whose each is, its marks, how it looks, whether it is open."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from mingtang.domains.portal.sites.permissions import READ_SITES
from mingtang.domains.portal.sites.rules import LANGUAGES, SITE_CODE
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class PortalSite(models.Model):
    """A site of the cluster. Its tree of pages hangs under the root page of a Wagtail site, which knows its host."""

    class Kind(models.TextChoices):
        PORTAL = "portal", "门户网站"
        DEPARTMENT = "department", "部门网站"
        TOPIC = "topic", "专项网站"

    class State(models.TextChoices):
        PREPARING = "preparing", "筹建"
        OPEN = "open", "开通"
        SUSPENDED = "suspended", "临时下线"
        CLOSED = "closed", "关停"

    class Theme(models.TextChoices):
        DAI = "", "黛"
        INDIGO = "indigo", "靛"
        PINE = "pine", "松"
        PLUM = "plum", "绛紫"
        CLAY = "clay", "赭"
        SLATE = "slate", "青灰"
        LAKE = "lake", "湖蓝"

    site = models.OneToOneField("wagtailcore.Site", models.PROTECT, related_name="portal", verbose_name="页面树")
    key = models.SlugField("代号", max_length=40, unique=True)
    name = models.CharField("网站名称", max_length=80)
    latin_name = models.CharField("英文名称", max_length=120, blank=True)
    kind = models.CharField("网站类型", max_length=10, choices=Kind.choices)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    operator = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="承办单位"
    )
    theme = models.CharField("配色", max_length=10, choices=Theme.choices, blank=True)
    code = models.CharField("网站标识码", max_length=10, validators=[RegexValidator(SITE_CODE)])
    icp_number = models.CharField("ICP 备案号", max_length=40, blank=True)
    police_number = models.CharField("公安机关备案号", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PREPARING)
    opened_on = models.DateField("开通日期", null=True)
    closed_on = models.DateField("关停日期", null=True)
    notice = models.CharField("下线或者关停公告", max_length=300, blank=True)
    suspended_on = models.DateField("下线日期", null=True)
    suspended_until = models.DateField("恢复日期", null=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="absorbed", verbose_name="内容迁移到的网站"
    )
    language = models.CharField("语言", max_length=10, choices=LANGUAGES, default="zh-hans")
    original = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="versions", verbose_name="是哪个网站的语言版本"
    )

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_SITES, organ="organ_id")

    class Meta:
        verbose_name = "网站"
        ordering = ["kind", "key"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="open") | models.Q(opened_on__isnull=False), name="open_site_has_its_day"
            ),
            models.UniqueConstraint(fields=["original", "language"], name="one_version_per_language"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("site_home", args=[self.key])

    @property
    def root_path(self) -> str:
        """The address of the home page inside the tree of all sites, `/city/`."""
        return str(self.site.root_page.url_path)

    @property
    def domain(self) -> str:
        return str(self.site.hostname)

    def address_of(self, url_path: str) -> str:
        """The public address of the page at `url_path` of the tree, which lies under the home page of this site."""
        inner = url_path.removeprefix(self.root_path).strip("/")
        return reverse("site_page", args=[self.key, inner]) if inner else self.get_absolute_url()

    def address_of_file(self, pk: int) -> str:
        """The public address of a file of an article of this site."""
        return reverse("article_file", args=[self.key, pk])
