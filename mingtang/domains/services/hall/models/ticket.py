"""A ticket of the queue (排队号)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.domains.services.hall.permissions import SERVE_AT_WINDOW
from mingtang.domains.services.hall.rules import PRIORITIES, TICKET_STATES, Priority, TicketState, minutes_between
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class Ticket(models.Model):
    """One visitor for one kind of business on one day. `code` is the address under which it can be followed.

    `jumped` says that it was called before somebody who had waited longer; `behind` how many calls it still lets pass.
    """

    hall = models.ForeignKey("services_hall.Hall", models.PROTECT, related_name="tickets", verbose_name="大厅")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="管理机构")
    business = models.ForeignKey("services_hall.Business", models.PROTECT, related_name="+", verbose_name="业务")
    day = models.DateField("日期")
    number = models.CharField("号码", max_length=8)
    code = models.CharField(max_length=32, unique=True)
    state = models.CharField(
        "状态", max_length=11, choices=[(each.value, word) for each, word in TICKET_STATES.items()], default="waiting"
    )
    priority = models.CharField(
        "优先", max_length=8, blank=True, choices=[(each.value, word) for each, word in PRIORITIES.items()]
    )
    account = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="办事人")
    appointment = models.OneToOneField(
        "services_hall.Appointment", models.PROTECT, null=True, related_name="ticket", verbose_name="预约"
    )
    origin = models.OneToOneField("self", models.PROTECT, null=True, related_name="successor", verbose_name="转自")
    slot = models.DateTimeField("预约时段", null=True)
    behind = models.PositiveSmallIntegerField("让过", default=0)

    arrived_at = models.DateTimeField("取号时间")
    calls = models.PositiveSmallIntegerField("叫号次数", default=0)
    jumped = models.BooleanField(default=False)
    called_at = models.DateTimeField("首次叫号", null=True)
    started_at = models.DateTimeField("开始办理", null=True)
    ended_at = models.DateTimeField("结束", null=True)
    window = models.ForeignKey("services_hall.Window", models.PROTECT, null=True, related_name="+", verbose_name="窗口")
    clerk = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="工作人员")

    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=SERVE_AT_WINDOW, organ="organ_id", owner="account_id")
    confidential = frozenset({"code"})

    class Meta:
        verbose_name = "排队号"
        ordering = ["-arrived_at"]
        constraints = [models.UniqueConstraint(fields=["hall", "day", "number"], name="one_ticket_per_number")]
        indexes = [
            models.Index(fields=["hall", "arrived_at"], condition=Q(state="waiting"), name="ticket_waiting"),
            models.Index(fields=["window", "-called_at"], name="ticket_of_window"),
            models.Index(fields=["organ", "-arrived_at"], name="ticket_of_organ"),
            models.Index(fields=["hall", "day", "state"], name="ticket_of_day"),
            models.Index(fields=["account", "-arrived_at"], name="ticket_of_account"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("ticket", args=[self.code])

    @property
    def is_over(self) -> bool:
        return self.state in {TicketState.DONE, TicketState.TRANSFERRED}

    @property
    def waited(self) -> int | None:
        """Minutes from taking the ticket to the first call."""
        return minutes_between(self.arrived_at, self.called_at)

    @property
    def served(self) -> int | None:
        """Minutes at the window."""
        return minutes_between(self.started_at, self.ended_at)

    @property
    def favour(self) -> str:
        """Why it may be called before others, in words; empty for most."""
        if self.priority != Priority.NONE:
            return str(self.get_priority_display())  # type: ignore[attr-defined]
        return "预约" if self.slot else ""


class TicketSerial(models.Model):
    """The last serial number of a business on a day; written by `numbering.next_serial` only."""

    pk = models.CompositePrimaryKey("business_id", "day")
    business = models.ForeignKey("services_hall.Business", models.CASCADE, related_name="+", db_index=False)
    day = models.DateField("日期")
    last = models.PositiveIntegerField("已用到")

    class Meta:
        verbose_name = "排队流水号"
