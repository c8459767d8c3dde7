"""Licences, whose they are, and when their holders are reminded of the end."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.services.licences.models.licence_type import LicenceType
from mingtang.domains.services.licences.permissions import READ_LICENCES
from mingtang.domains.services.licences.rules import HOLDER_KINDS, STATES, State, grouped, shown_holder
from mingtang.kernel.directory.api import index_of, indexes_of, seal, unseal
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.letters.api import Filed
from mingtang.lib.identifiers import mask_identity_number

_NUMBER_COLUMN = "licence.holder"


class LicenceQuerySet(ProtectedQuerySet):
    def held_by(self, number: str) -> Self:
        """Licences of the holder with this number, in normal form; none for an empty one."""
        return self.filter(pk__in=LicenceHolder.with_number(number).values("licence"))

    def effective(self) -> Self:
        """Those in force."""
        return self.filter(state=State.EFFECTIVE)

    def told(self) -> Self:
        """With all that a page tells of them, in two statements."""
        return self.select_related("type", "issuer", "region").prefetch_related("holders")


class Licence(Filed):
    """One version of an electronic licence. Changes and renewals make new versions; what a version says never changes.

    `code` verifies what is printed. `case` is empty for what was issued by hand. While `renewal_case` is open, the
    licence does not expire: who asked in time and got no answer is deemed to have his renewal (行政许可法 50).
    `renew_by` is the last day on which a renewal may be asked for. Its files are the certificate.
    """

    type = models.ForeignKey(LicenceType, models.PROTECT, related_name="licences", verbose_name="证照类型")
    identifier = models.CharField("电子证照标识", max_length=120, unique=True)
    number = models.CharField("证照编号", max_length=80)
    version = models.PositiveSmallIntegerField("版本", default=1)
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="successor", verbose_name="前一版本"
    )
    issuer = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="颁发机构")
    region = models.ForeignKey("directory.Region", models.PROTECT, related_name="+", verbose_name="管辖区划")
    issued_on = models.DateField("颁发日期")
    valid_from = models.DateField("有效期起")
    valid_until = models.DateField("有效期止", null=True)
    renew_by = models.DateField("最迟申请延续", null=True)
    state = models.CharField("状态", max_length=10, choices=[*STATES.items()], default=State.EFFECTIVE.value)
    state_since = models.DateTimeField("状态时间", default=timezone.now)
    reason = models.CharField("原因", max_length=400, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    face_version = models.ForeignKey("forms.FormVersion", models.PROTECT, related_name="+", verbose_name="照面表单")
    face = models.JSONField("照面信息", default=dict)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", verbose_name="办件")
    renewal_case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+", verbose_name="延续办件")
    code = models.CharField("核验码", max_length=16, unique=True)

    objects = LicenceQuerySet.as_manager()
    protection = Protection(read=READ_LICENCES, organ="issuer_id")
    confidential = frozenset({"face", "code"})  # the face may name people; the code opens the verification page

    class Meta:
        verbose_name = "电子证照"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["type", "number", "version"], name="one_licence_per_number_and_version"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="licence_term_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "-issued_on"], name="licence_of_issuer"),
            models.Index(fields=["valid_until"], condition=Q(state="effective"), name="licence_running_out"),
        ]

    def __str__(self) -> str:
        return f"{self.type.name} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("licence", args=[self.pk])

    @property
    def is_effective(self) -> bool:
        return self.state == State.EFFECTIVE

    @property
    def printed_code(self) -> str:
        """The code of verification, in groups."""
        return grouped(self.code)

    @property
    def holder_names(self) -> str:
        return "、".join(holder.name for holder in self.holders.all())

    @property
    def term_words(self) -> str:
        """From when to when it holds."""
        start = f"{self.valid_from:%Y-%m-%d} 起" if self.valid_until is None else f"{self.valid_from:%Y-%m-%d} 至 "
        return f"{start}长期有效" if self.valid_until is None else f"{start}{self.valid_until:%Y-%m-%d}"


class LicenceHolder(models.Model):
    """Whose a licence is (持证主体). Numbers are encrypted, with a keyed digest to find them by."""

    licence = models.ForeignKey(Licence, models.CASCADE, related_name="holders", verbose_name="电子证照")
    kind = models.CharField("证件类型", max_length=12, choices=[*HOLDER_KINDS.items()])
    name = models.CharField("名称", max_length=160)
    number_cipher = models.TextField()
    number_index = models.CharField(max_length=64, db_index=True)

    confidential = frozenset({"number_cipher", "number_index"})

    class Meta:
        verbose_name = "持证主体"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, licence: Licence, kind: str, name: str, number: str) -> Self:
        """A row that is not stored yet; `number` in normal form."""
        return cls(licence=licence, kind=kind, name=name, **cls.confidential_values(number))

    @staticmethod
    def confidential_values(number: str) -> dict[str, str]:
        """Columns for a number in normal form."""
        return {"number_cipher": seal(number, _NUMBER_COLUMN), "number_index": index_of(number, _NUMBER_COLUMN)}

    @classmethod
    def with_number(cls, number: str) -> "models.QuerySet[Any]":
        """Rows of whoever has this number, in normal form."""
        return cls.objects.filter(number_index__in=indexes_of(number, _NUMBER_COLUMN))

    @property
    def number(self) -> str:
        """The whole number; show `masked_number` on screens."""
        return unseal(self.number_cipher, _NUMBER_COLUMN)

    @property
    def masked_number(self) -> str:
        return mask_identity_number(self.number)

    @property
    def shown_name(self) -> str:
        """The name as strangers see it."""
        return shown_holder(self.kind, self.name)


class Reminder(models.Model):
    """One day on which the holders of a licence are told that its end draws near; told once."""

    licence = models.ForeignKey(Licence, models.CASCADE, related_name="reminders", verbose_name="电子证照")
    limit = models.CharField("提醒时限", max_length=60)
    due_on = models.DateField("提醒日期")
    sent_on = models.DateField("已提醒", null=True)

    class Meta:
        verbose_name = "到期提醒"
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["licence", "limit"], name="one_reminder_per_limit")]
        indexes = [models.Index(fields=["due_on"], condition=Q(sent_on=None), name="reminder_to_send")]

    def __str__(self) -> str:
        return f"{self.licence} {self.due_on}"
