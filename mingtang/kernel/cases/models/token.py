"""Tokens and work items, and who may take those that nobody holds."""

from django.db import models
from django.db.models import Q

from mingtang.kernel.cases.permissions import READ_CASES
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.flow import Kind, Life

HOLDER = 60
"""Length of a key of somebody: `account:7`, `post:12`, `unit:3`, `organ:5`, `role:<code>@<organ>`."""


class Token(models.Model):
    """One row of the flow engine (`lib.flow.state.Token`), with the columns that lists of work need.

    Rows are never deleted. Lists read partial indexes over live rows, so that millions of ended ones cost nothing.
    """

    pk = models.CompositePrimaryKey("case_id", "no")
    case = models.ForeignKey(
        "cases.Case", models.CASCADE, related_name="tokens", db_index=False, db_constraint=False
    )  # the command that writes it holds the case
    no = models.IntegerField()
    node = models.CharField("环节", max_length=255, blank=True)
    kind = models.CharField(max_length=1, choices=[(each.value, each.name) for each in Kind])
    born = models.DateTimeField("到达时间")
    scope = models.IntegerField(default=0)
    src = models.IntegerField(default=0)
    flow = models.CharField(max_length=255, blank=True)
    host = models.IntegerField(default=0)
    life = models.CharField(max_length=1, choices=[(each.value, each.name) for each in Life], default=Life.LIVE)
    by = models.IntegerField(default=0)
    when = models.IntegerField(default=0)
    holder = models.CharField("办理人", max_length=HOLDER, blank=True)
    name = models.CharField(max_length=255, blank=True)
    key = models.CharField(max_length=255, blank=True)
    details = models.JSONField(default=dict)
    title = models.CharField("事项", max_length=200, blank=True)
    organ = models.ForeignKey(
        "directory.Organ",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="办理机构",
        db_index=False,
        db_constraint=False,
    )
    due_at = models.DateTimeField("期限", null=True)
    amber_at = models.DateTimeField("临期", null=True)
    ended_at = models.DateTimeField("办结时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_CASES, organ="organ_id")

    class Meta:
        verbose_name = "办理事项"
        indexes = [
            models.Index(fields=["case"], condition=Q(life="A"), name="token_live"),
            models.Index(fields=["holder", "born"], condition=Q(life="A", kind="T"), name="token_held"),
            models.Index(fields=["organ", "born"], condition=Q(life="A", kind="T"), name="token_of_organ"),
            models.Index(fields=["born", "case", "no"], condition=Q(life="A", kind="T"), name="token_arrived"),
            models.Index(fields=["name", "key"], condition=Q(life="A") & ~Q(name=""), name="token_awaiting"),
        ]

    def __str__(self) -> str:
        return self.title or self.node

    @property
    def is_open_work(self) -> bool:
        """Whether somebody still has to do it."""
        return self.life == Life.LIVE and self.kind == Kind.WORK


class Candidate(models.Model):
    """Who may take a work item that nobody holds. Gone when the item ends; `taken` while somebody holds it."""

    pk = models.CompositePrimaryKey("case_id", "no", "key")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    no = models.IntegerField()
    key = models.CharField(max_length=HOLDER)
    offered_at = models.DateTimeField()
    taken = models.BooleanField(default=False)

    class Meta:
        verbose_name = "可签收者"
        indexes = [models.Index(fields=["key", "offered_at"], name="candidate_pool")]
