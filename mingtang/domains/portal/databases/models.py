"""Records of the databases, and what goods cost on the markets day by day."""

from django.db import models
from django.urls import reverse

from mingtang.domains.portal.databases.permissions import READ_RECORDS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class RecordQuerySet(ProtectedQuerySet):
    def public(self) -> "RecordQuerySet":
        """What everybody may read, of their public fields."""
        return self.filter(is_public=True)


class Record(models.Model):
    """One record of one database. `values` are texts by field; the schema says which of them are public."""

    database = models.CharField("数据库", max_length=20)
    number = models.CharField("编号", max_length=60)
    title = models.CharField("名称", max_length=200)
    values = models.JSONField("内容")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="责任单位")
    is_public = models.BooleanField("公开", default=True)
    updated_at = models.DateTimeField("更新时间")

    objects = RecordQuerySet.as_manager()
    protection = Protection(read=READ_RECORDS, organ="organ_id")

    class Meta:
        verbose_name = "专题数据"
        constraints = [models.UniqueConstraint(fields=["database", "number"], name="one_record_per_number")]
        indexes = [models.Index(fields=["database", "title"], name="record_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("database_record", args=[self.database, self.pk])


class Quote(models.Model):
    """What a product cost on a market on a day, in yuan for one unit."""

    product = models.CharField("产品", max_length=40)
    market = models.CharField("市场", max_length=60)
    day = models.DateField("日期")
    price = models.DecimalField("均价", max_digits=9, decimal_places=2)
    unit = models.CharField("单位", max_length=20)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="采集单位")

    class Meta:
        verbose_name = "市场行情"
        constraints = [
            models.UniqueConstraint(fields=["product", "market", "day"], name="one_quote_a_day"),
            models.CheckConstraint(condition=models.Q(price__gt=0), name="quote_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.day}"
