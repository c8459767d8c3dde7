"""What people keep at their desk: copies to read, followed cases, saved views, phrases, drafts, substitutes."""

from django.db import models
from django.db.models import Q


class Copy(models.Model):
    """A copy of a case to read (传阅)."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="copies", verbose_name="案件")
    no = models.IntegerField(default=0)
    reader = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="阅读人")
    giver_name = models.CharField("传阅人", max_length=160, blank=True)
    given_at = models.DateTimeField("传阅时间")
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        verbose_name = "传阅件"
        indexes = [
            models.Index(fields=["reader", "-given_at"], name="copy_of_reader"),
            models.Index(fields=["reader"], condition=Q(read_at=None), name="copy_unread"),
        ]


class Watch(models.Model):
    """A case somebody follows (关注)."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="watches")
    account = models.ForeignKey("directory.Account", models.CASCADE, related_name="+", db_index=False)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "关注"
        constraints = [models.UniqueConstraint(fields=["account", "case"], name="one_watch_per_case")]


class SavedView(models.Model):
    """A list with its filters under a name of one's own."""

    account = models.ForeignKey("directory.Account", models.CASCADE, related_name="+", db_index=False)
    place = models.CharField("列表", max_length=40)
    name = models.CharField("名称", max_length=40)
    query = models.CharField("条件", max_length=600)
    rank = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = "我的视图"
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["account", "place", "name"], name="saved_view_name")]

    def __str__(self) -> str:
        return self.name


class Phrase(models.Model):
    """A phrase of one's own for opinions (常用语); of nobody: of everybody."""

    account = models.ForeignKey("directory.Account", models.CASCADE, null=True, related_name="+")
    text = models.CharField("常用语", max_length=200)
    rank = models.PositiveSmallIntegerField("排序", default=100)

    class Meta:
        verbose_name = "常用语"
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return self.text


class OpinionDraft(models.Model):
    """An opinion that somebody has begun to write and not yet given."""

    account = models.ForeignKey("directory.Account", models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+")
    no = models.IntegerField()
    text = models.TextField("意见", blank=True)
    body = models.JSONField(default=dict)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "意见草稿"
        constraints = [models.UniqueConstraint(fields=["account", "case", "no"], name="one_draft_per_item")]


class Substitution(models.Model):
    """Who acts for somebody who is away, from–to (both included). `types` are codes of case types; empty: all."""

    account = models.ForeignKey(
        "directory.Account", models.CASCADE, related_name="+", db_index=False, verbose_name="委托人"
    )
    substitute = models.ForeignKey(
        "directory.Account", models.CASCADE, related_name="+", db_index=False, verbose_name="受托人"
    )
    start = models.DateField("自")
    end = models.DateField("至")
    types = models.JSONField("类别", default=list, blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)
    ended_at = models.DateTimeField("收回时间", null=True)

    class Meta:
        verbose_name = "代办授权"
        indexes = [
            models.Index(fields=["substitute", "end"], name="substitution_substitute"),
            models.Index(fields=["account", "end"], name="substitution_account"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(account=models.F("substitute")), name="substitute_is_another")
        ]
