"""Articles that are offered, their mirrors on other sites, subscriptions to columns, and which column stands for which."""

from typing import Self

from django.db import models
from django.db.models import Count, Q

from mingtang.domains.portal.sharing import rules
from mingtang.domains.portal.sharing.permissions import READ_SHARING
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection

WAYS = [(way.value, words) for way, words in rules.WAYS.items()]
STATES = [(state.value, words) for state, words in rules.STATES.items()]


class OfferQuerySet(ProtectedQuerySet):
    def with_counts(self) -> Self:
        """With `shown`, `waiting` and `failed`, how many sites stand how; the article and its site."""
        told = {
            "shown": [rules.State.SHOWN],
            "waiting": [rules.State.PROPOSED, rules.State.DUE],
            "failed": [rules.State.FAILED],
        }
        counts = {
            name: Count("original__mirrors", filter=Q(original__mirrors__state__in=states))
            for name, states in told.items()
        }
        return self.select_related("original", "site").annotate(**counts)


class Offer(models.Model):
    """An article that a site offers to those below it. `recalled_at` is empty while the offer stands."""

    original = models.OneToOneField("portal.ArticlePage", models.PROTECT, related_name="offer", verbose_name="原文")
    site = models.ForeignKey("portal.PortalSite", models.PROTECT, related_name="+", verbose_name="网站")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    way = models.CharField("方式", max_length=12, choices=WAYS)
    message = models.CharField("转载要求", max_length=200, blank=True)
    offered_at = models.DateTimeField("共享时间")
    offered_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="共享人"
    )
    recalled_at = models.DateTimeField("收回时间", null=True)
    reason = models.CharField("收回原因", max_length=200, blank=True)

    objects = OfferQuerySet.as_manager()
    protection = Protection(read=READ_SHARING, organ="organ_id")

    class Meta:
        verbose_name = "共享文章"
        ordering = ["-offered_at"]

    def __str__(self) -> str:
        return str(self.original.title)


class MirrorQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Mirrors on sites in the reader's reach, and those of articles from there."""
        taken = super().visible_to(actor)
        return taken | actor.narrow(self, READ_SHARING, Protection(read=READ_SHARING, organ="upper_id"))

    def listed(self) -> Self:
        """With what lists and steps need."""
        return self.select_related("original", "site__site__root_page", "source__site__root_page", "column", "page")


class Mirror(models.Model):
    """An article of one site (`source`) on another one (`site`): what became of it there.

    `page` is the mirror itself, the last one where there were several; `digest` what it says; `since` when everybody could read it first.
    """

    original = models.ForeignKey("portal.ArticlePage", models.PROTECT, related_name="mirrors", verbose_name="原文")
    source = models.ForeignKey("portal.PortalSite", models.PROTECT, related_name="+", verbose_name="来源网站")
    upper = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="来源单位")
    site = models.ForeignKey("portal.PortalSite", models.PROTECT, related_name="+", verbose_name="转载网站")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="转载单位")
    way = models.CharField("方式", max_length=12, choices=WAYS)
    state = models.CharField("状态", max_length=10, choices=STATES)
    column = models.ForeignKey(
        "portal.ColumnPage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="栏目"
    )
    page = models.OneToOneField(
        "portal.ArticlePage", models.PROTECT, null=True, related_name="mirror", verbose_name="转载文章"
    )
    digest = models.CharField("摘要值", max_length=64, blank=True)
    proposed_at = models.DateTimeField("共享时间")
    since = models.DateTimeField("转载时间", null=True)
    ended_at = models.DateTimeField("撤下时间", null=True)
    decided_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="处理人"
    )
    remark = models.CharField("说明", max_length=300, blank=True)

    objects = MirrorQuerySet.as_manager()
    protection = Protection(read=READ_SHARING, organ="organ_id")

    class Meta:
        verbose_name = "转载"
        ordering = ["-proposed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["original", "site"], name="one_mirror_of_an_article_on_a_site")]
        indexes = [models.Index(fields=["organ", "state", "-proposed_at"], name="mirrors_of_an_organ")]

    def __str__(self) -> str:
        return f"{self.original.title}（{self.site}）"

    @property
    def is_wanted(self) -> bool:
        return self.state in rules.WANTED and self.original.live


class Subscription(models.Model):
    """A site takes what is published in a column of another one, at once or after its editor has agreed."""

    site = models.ForeignKey("portal.PortalSite", models.CASCADE, related_name="+", verbose_name="订阅网站")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="订阅单位")
    source = models.ForeignKey("portal.PortalSite", models.CASCADE, related_name="+", verbose_name="来源网站")
    column = models.ForeignKey("portal.ColumnPage", models.CASCADE, related_name="+", verbose_name="订阅栏目")
    target = models.ForeignKey("portal.ColumnPage", models.CASCADE, related_name="+", verbose_name="转载到栏目")
    automatic = models.BooleanField("自动转载", default=False)
    begun_at = models.DateTimeField("订阅时间")
    ended_at = models.DateTimeField("退订时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_SHARING, organ="organ_id")

    class Meta:
        verbose_name = "栏目订阅"
        ordering = ["site", "-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "column"], condition=Q(ended_at=None), name="one_subscription_of_a_site_to_a_column"
            )
        ]

    def __str__(self) -> str:
        return f"{self.site} ← {self.column}"


class ColumnMapping(models.Model):
    """Which column of a site stands for a column of another one."""

    site = models.ForeignKey("portal.PortalSite", models.CASCADE, related_name="+", verbose_name="网站")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="主办单位")
    column = models.ForeignKey("portal.ColumnPage", models.CASCADE, related_name="+", verbose_name="上级栏目")
    target = models.ForeignKey("portal.ColumnPage", models.CASCADE, related_name="+", verbose_name="对应栏目")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_SHARING, organ="organ_id")

    class Meta:
        verbose_name = "栏目对应"
        ordering = ["site", "column__title"]
        constraints = [models.UniqueConstraint(fields=["site", "column"], name="one_column_stands_for_another")]

    def __str__(self) -> str:
        return f"{self.column} → {self.target}"
