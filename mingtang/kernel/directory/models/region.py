"""Administrative regions to village level (GB/T 2260, statistical codes below county)."""

from django.db import models

from mingtang.lib.identifiers import RegionCode


class Region(models.Model):
    """A region by its code: 2 digits province, 4 city, 6 county, 9 township, 12 village. The code carries the tree."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, "省级"
        CITY = 2, "市级"
        COUNTY = 3, "县级"
        TOWNSHIP = 4, "乡级"
        VILLAGE = 5, "村级"

    code = models.CharField("代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices)

    class Meta:
        verbose_name = "行政区划"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, code: str, name: str, parent: str) -> "Region":
        """A region whose level follows from the length of its code."""
        return cls(code=code, name=name, parent_id=parent or None, level=RegionCode.parse(code).level)
