"""The case: one matter on its way through a process, and who has to do with it."""

from collections.abc import Iterator
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from mingtang.kernel.cases.case_types import case_types
from mingtang.kernel.cases.keys import keys_of
from mingtang.kernel.cases.models.desk import Substitution
from mingtang.kernel.cases.models.token import Candidate, Token
from mingtang.kernel.cases.permissions import READ_CASES
from mingtang.kernel.directory.api import roles_granted_to
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection
from mingtang.lib.flow import Status


def _held_by_people_away(substitute: int) -> models.QuerySet[Any]:
    """Cases with an open item of somebody for whom the account acts today, as far as the types of cases go; no statement."""
    today = timezone.localdate()
    granted = Substitution.objects.filter(substitute=substitute, start__lte=today, end__gte=today, ended_at=None)
    granted = granted.annotate(key=Concat(Value("account:"), Cast("account_id", models.CharField())))
    of_type = Concat(Value('"'), OuterRef("case__type"), Value('"'))
    this_one = granted.annotate(named=Cast("types", models.TextField())).filter(
        Q(named="[]") | Q(named__contains=of_type), key=OuterRef("holder")
    )
    open_work = Token.objects.filter(life=RawSQL("'A'", []), kind=RawSQL("'T'", []))
    return open_work.filter(Exists(this_one), holder__in=granted.values("key")).values("case_id")


def _offered_to(actor: Actor) -> Iterator[models.QuerySet[Candidate]]:
    """Open items that the actor may take, by its plain keys and by its roles; no statement. Two questions, because no
    index serves a key that is among these or in a subquery.
    """
    yield Candidate.objects.filter(key__in=keys_of(actor))
    if actor.post_id and actor.organ_id:
        roles = roles_granted_to(actor.post_id)
        keys = roles.values_list(Concat(Value("role:"), "code", Value(f"@{actor.organ_id}")), flat=True)
        yield Candidate.objects.filter(key__in=keys)


class CaseQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Cases of the organs the actor may read, one's own, those one has to do with, and those domains let him read."""
        own = super().visible_to(actor)
        if actor.account_id is None:
            return own
        concerned = Participant.objects.filter(account=actor.account_id).values("case_id")
        entrusted = _held_by_people_away(actor.account_id)
        allowed = Q(pk__in=concerned) | Q(pk__in=entrusted)
        for offered in _offered_to(actor):
            allowed |= Q(pk__in=offered.values("case_id"))
        for kind in case_types():
            if kind.readers is not None:
                allowed |= Q(type=kind.code, pk__in=kind.readers(actor))
        return own | self.filter(allowed)  # type: ignore[return-value]

    def running(self) -> Self:
        """Cases that have not ended."""
        return self.filter(ended_at=None)


class Case(models.Model):
    """One matter (案件). Every command locks this row first: that is the whole rule of concurrency.

    `vars` is routing data only; forms have their own rows. `last` is the last number given to a token. `due_at` and
    `amber_at` are those of the most urgent clock of the whole case.
    """

    class State(models.TextChoices):
        RUNNING = Status.RUNNING.value, "办理中"
        SUSPENDED = Status.SUSPENDED.value, "挂起"
        COMPLETED = Status.COMPLETED.value, "办结"
        FAILED = Status.FAILED.value, "异常终止"
        TERMINATED = Status.TERMINATED.value, "终止"
        VOIDED = Status.VOIDED.value, "作废"

    class Urgency(models.IntegerChoices):
        ORDINARY = 0, "普通"
        URGENT = 1, "加急"
        MOST_URGENT = 2, "特急"

    type = models.CharField("类别", max_length=40)
    version = models.ForeignKey("processes.ProcessVersion", models.PROTECT, related_name="+", verbose_name="流程版本")
    number = models.CharField("编号", max_length=80, blank=True)
    title = models.CharField("标题", max_length=200)
    status = models.CharField("状态", max_length=10, choices=State.choices, default=State.RUNNING)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="承办机构")
    unit = models.ForeignKey("directory.Unit", models.PROTECT, null=True, related_name="+", verbose_name="承办内设机构")
    initiator = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="发起人"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级案件")
    parent_no = models.IntegerField(default=0)
    vars = models.JSONField(default=dict)
    last = models.IntegerField(default=0)
    urgency = models.SmallIntegerField("紧急程度", choices=Urgency.choices, default=Urgency.ORDINARY)
    due_at = models.DateTimeField("期限", null=True)
    amber_at = models.DateTimeField("临期", null=True)
    opened_at = models.DateTimeField("立案时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    key = models.CharField(max_length=80, blank=True)

    objects = CaseQuerySet.as_manager()
    protection = Protection(read=READ_CASES, organ="organ_id", unit="unit_id", owner="initiator_id")

    class Meta:
        verbose_name = "案件"
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="case_number"),
            models.UniqueConstraint(fields=["type", "key"], condition=~Q(key=""), name="case_opened_once"),
        ]
        indexes = [
            models.Index(fields=["organ", "opened_at"], name="case_of_organ"),
            models.Index(fields=["unit", "opened_at"], name="case_of_unit"),
            models.Index(fields=["initiator", "opened_at"], name="case_of_initiator"),
            models.Index(fields=["type", "organ", "opened_at"], condition=Q(ended_at=None), name="case_running"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_running(self) -> bool:
        return self.ended_at is None


class Participant(models.Model):
    """An organ or account that has to do with a case: it handled an item, or was asked to."""

    pk = models.CompositePrimaryKey("case_id", "account_id")
    case = models.ForeignKey(Case, models.CASCADE, related_name="participants", db_index=False, db_constraint=False)
    account = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", db_index=False)
    organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", db_index=False)
    since = models.DateTimeField("参与时间")

    class Meta:
        verbose_name = "参与者"
        indexes = [
            models.Index(fields=["account", "since"], name="participant_account"),
            models.Index(fields=["organ", "case"], name="participant_organ"),
        ]


class Party(models.Model):
    """Somebody a case is about or for: applicant, agent, third party. The identifier is sealed as in the directory."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    role = models.CharField("身份", max_length=40)
    kind = models.CharField("类别", max_length=12)
    account = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+")
    name = models.CharField("姓名或名称", max_length=160)
    identifier_cipher = models.TextField(blank=True)
    identifier_index = models.CharField(max_length=64, blank=True, db_index=True)
    contact_cipher = models.TextField(blank=True)

    confidential = frozenset({"identifier_cipher", "identifier_index", "contact_cipher"})

    class Meta:
        verbose_name = "当事人"

    def __str__(self) -> str:
        return self.name


class Filing(models.Model):
    """What somebody filled into a form of the case. Rows are added, never changed: the latest one holds."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="filings")
    no = models.IntegerField(default=0)
    form = models.CharField("表单", max_length=80)
    form_version = models.BigIntegerField("表单版本", null=True)
    data = models.JSONField("内容", default=dict)
    by = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="填报人")
    by_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField("时间")

    confidential = frozenset({"data"})

    class Meta:
        verbose_name = "表单填报"
        indexes = [models.Index(fields=["case", "form", "-id"], name="filing_latest")]
