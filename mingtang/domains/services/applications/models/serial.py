"""How many applications an item has had on a day."""

from django.db import models


class DaySerial(models.Model):
    """The last serial number of an item's day; written by `numbering.next_number` only."""

    pk = models.CompositePrimaryKey("item_id", "day")
    item = models.ForeignKey("services_catalogue.ServiceItem", models.CASCADE, related_name="+", db_index=False)
    day = models.DateField("日期")
    last = models.PositiveIntegerField("已用到")

    class Meta:
        verbose_name = "办件流水号"
