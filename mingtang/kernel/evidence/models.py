"""The append-only record, its chain, and the outbox of facts."""

from datetime import UTC, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models

from mingtang.kernel.evidence.permission import ProtectedQuerySet, Protection, declare_permission
from mingtang.lib.digests import canonical_json, hmac_sm3, sm3_hex

READ_EVIDENCE = declare_permission("evidence.read", "查阅存证记录")
VERIFY_CHAIN = declare_permission("evidence.verify", "核验存证链")
MANAGE_DELIVERIES = declare_permission("evidence.manage_deliveries", "处理未送达事实")

RECORD_FORMAT = 1


class Record(models.Model):
    """One act: who, holding which post, did what to which object, when, on which legal basis (trust.md 12).

    Rows are only ever added; the database refuses to change or delete them. `digest` covers every other field.
    """

    class Outcome(models.TextChoices):
        DONE = "done", "成功"
        REFUSED = "refused", "被拒绝"

    at = models.DateTimeField("时间", db_index=True)
    act = models.CharField("行为", max_length=80, db_index=True)
    outcome = models.CharField("结果", max_length=8, choices=Outcome.choices)
    actor_kind = models.CharField(max_length=8)
    actor_account = models.BigIntegerField(null=True)
    actor_name = models.CharField("行为人", max_length=160)
    actor_post = models.BigIntegerField(null=True)
    actor_post_name = models.CharField("岗位", max_length=160, blank=True)
    actor_organ = models.BigIntegerField(null=True, db_index=True)
    actor_organ_name = models.CharField("行为人机构", max_length=160, blank=True)
    object_type = models.CharField("对象类型", max_length=80, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    object_label = models.CharField("对象", max_length=200, blank=True)
    organ = models.BigIntegerField("所属机构", null=True)
    changes = models.JSONField(default=list)
    note = models.CharField("说明", max_length=400, blank=True)
    basis = models.CharField("依据", max_length=400, blank=True)
    address = models.CharField("来源地址", max_length=45, blank=True)
    session = models.CharField(max_length=64, blank=True)
    request = models.CharField(max_length=36, blank=True)
    format = models.PositiveSmallIntegerField(default=RECORD_FORMAT)
    digest = models.CharField(max_length=64)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_EVIDENCE, organ="organ", owner="actor_account")

    class Meta:
        verbose_name = "存证记录"
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="record_object"),
            models.Index(fields=["organ", "at"], name="record_organ_at"),
            models.Index(fields=["actor_account", "at"], name="record_account_at"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.act} {self.object_label}"

    def content(self) -> dict[str, Any]:
        """Every field that the digest covers, as plain JSON; `at` in UTC with microseconds."""
        values = {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}
        del values["id"], values["digest"]
        values["at"] = self.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        return values

    def computed_digest(self) -> str:
        """SM3 over the canonical JSON of `content()`, 64 hex digits."""
        return sm3_hex(canonical_json(self.content()))


class Unsealed(models.Model):
    """A committed record that waits for its link; written with the record, taken away by the sealing round.

    `mac` shows that this node wrote the record: whoever slips one in cannot make it, and it is never sealed.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="+")
    mac = models.CharField(max_length=64)

    @property
    def is_authentic(self) -> bool:
        return self.mac == authentication("record", self.record_id, self.record.digest)


class Link(models.Model):
    """One link of the chain: digest = SM3(previous digest ‖ seq ‖ record id ‖ record digest), see `rules.link_digest`."""

    seq = models.BigIntegerField(primary_key=True)
    record = models.OneToOneField(Record, models.PROTECT, db_constraint=False, related_name="link")
    digest = models.CharField(max_length=64)


class Chain(models.Model):
    """Where the chain stands: one row, locked by whoever is sealing."""

    name = models.CharField(max_length=16, primary_key=True)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)


class Head(models.Model):
    """The chain's head after a sealing, with the number of the head before it; `mac` covers every other field."""

    seq = models.BigIntegerField(primary_key=True)
    previous = models.BigIntegerField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    @classmethod
    def sealed(cls, seq: int, digest: str, previous: int, at: datetime) -> Self:
        """A head with its authentication."""
        head = cls(seq=seq, digest=digest, previous=previous, at=at)
        head.mac = head._authentication()
        return head

    @property
    def is_authentic(self) -> bool:
        return self.mac == self._authentication()

    def _authentication(self) -> str:
        return authentication("head", self.seq, self.previous, self.at.astimezone(UTC).isoformat(), self.digest)


class Verification(models.Model):
    """One walk over the whole chain, asked for by an auditor and done by the worker; `holds` is empty until it ends."""

    asked_at = models.DateTimeField("发起时间")
    asked_by = models.CharField("发起人", max_length=120)
    done = models.BigIntegerField("已核验", default=0)
    total = models.BigIntegerField("总数")
    ended_at = models.DateTimeField("完成时间", null=True)
    holds = models.BooleanField("结论", null=True)
    finding = models.CharField("发现", max_length=400, blank=True)

    class Meta:
        verbose_name = "存证链核验"

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.asked_by}"


class Fact(models.Model):
    """Something that happened, written in the transaction in which it happened."""

    name = models.CharField("事实", max_length=80, db_index=True)
    subject = models.CharField("主题", max_length=80)
    data = models.JSONField(default=dict)
    at = models.DateTimeField("时间")
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="facts")

    def __str__(self) -> str:
        return f"{self.name} {self.subject}"


class Delivery(models.Model):
    """A fact on its way to one handler: at least once, in order per subject, dead after the last try."""

    class State(models.TextChoices):
        WAITING = "waiting", "待送达"
        DONE = "done", "已送达"
        DEAD = "dead", "未送达"
        SKIPPED = "skipped", "已跳过"

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="deliveries")
    handler = models.CharField("处理者", max_length=120)
    subject = models.CharField("主题", max_length=80)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次")
    error = models.TextField("错误", blank=True)

    class Meta:
        verbose_name = "事实送达"
        constraints = [models.UniqueConstraint(fields=["fact", "handler"], name="one_delivery_per_handler")]
        indexes = [
            models.Index(fields=["next_at", "id"], condition=models.Q(state="waiting"), name="delivery_due"),
            models.Index(
                fields=["handler", "subject", "id"],
                condition=models.Q(state__in=["waiting", "dead"]),
                name="delivery_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} → {self.handler}"


def authentication(purpose: str, *values: object) -> str:
    """HMAC-SM3 under the evidence key, which lives outside the database: whoever rewrites the database cannot make it."""
    return hmac_sm3(settings.EVIDENCE_KEY.encode(), ":".join([purpose, *map(str, values)]).encode()).hex()
