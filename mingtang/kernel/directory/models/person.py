"""Natural persons, their appointments to posts, legal persons and their agents."""

from datetime import date

from django.db import models
from django.db.models import Q

from mingtang.kernel.directory.keyring import index_of, seal, unseal
from mingtang.kernel.directory.permissions import READ_DIRECTORY
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.lib.identifiers import mask_identity_number, mask_phone


class Person(models.Model):
    """A natural person: official, citizen, or both. The name is one field of up to 100 characters, never split.

    Identity and telephone numbers are encrypted; the index columns hold keyed digests for equality search.
    """

    name = models.CharField("姓名", max_length=100)
    identity_cipher = models.TextField(blank=True)
    identity_index = models.CharField(max_length=64, blank=True)
    phone_cipher = models.TextField(blank=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)

    confidential = frozenset({"identity_cipher", "identity_index", "phone_cipher", "phone_index"})

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.UniqueConstraint(
                fields=["identity_index"], condition=~Q(identity_index=""), name="one_person_per_identity"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def identity_number(self) -> str:
        """The whole identity number; show `masked_identity` on screens."""
        return unseal(self.identity_cipher, "person.identity")

    @property
    def phone(self) -> str:
        """The whole telephone number; show `masked_phone` on screens."""
        return unseal(self.phone_cipher, "person.phone")

    @property
    def masked_identity(self) -> str:
        return mask_identity_number(self.identity_number) if self.identity_cipher else ""

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone) if self.phone_cipher else ""

    @staticmethod
    def confidential_values(identity_number: str, phone: str) -> dict[str, str]:
        """Columns for an identity number and a telephone number in normal form."""
        return {
            "identity_cipher": seal(identity_number, "person.identity"),
            "identity_index": index_of(identity_number, "person.identity"),
            "phone_cipher": seal(phone, "person.phone"),
            "phone_index": index_of(phone, "person.phone"),
        }


def current_on(day: date, prefix: str = "") -> Q:
    """The condition that a row with `start` and `end` holds on `day` (both ends included)."""
    return Q(**{f"{prefix}start__lte": day}) & (Q(**{f"{prefix}end": None}) | Q(**{f"{prefix}end__gte": day}))


class AppointmentQuerySet(ProtectedQuerySet):
    def current(self, day: date) -> "AppointmentQuerySet":
        """Appointments that hold on `day`."""
        return self.filter(current_on(day))


class Appointment(models.Model):
    """A person holds a post from–to: regular, concurrently with another (兼任), or acting (主持工作、代理)."""

    class Kind(models.TextChoices):
        REGULAR = "regular", "任职"
        CONCURRENT = "concurrent", "兼任"
        ACTING = "acting", "代理"
        SECONDED = "seconded", "借调"

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name="人员")
    post = models.ForeignKey("directory.Post", models.PROTECT, related_name="appointments", verbose_name="岗位")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", editable=False)
    kind = models.CharField("方式", max_length=12, choices=Kind.choices, default=Kind.REGULAR)
    start = models.DateField("起")
    end = models.DateField("止", null=True, blank=True)
    basis = models.CharField("任免文件", max_length=120, blank=True)

    objects = AppointmentQuerySet.as_manager()
    protection = Protection(read=READ_DIRECTORY)

    class Meta:
        verbose_name = "任职"
        ordering = ["post__rank", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=models.F("start")), name="appointment_order")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post}"


class LegalPerson(models.Model):
    """An enterprise or other organisation that applies for things, by its unified social credit code."""

    name = models.CharField("名称", max_length=160)
    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    representative = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="法定代表人")

    class Meta:
        verbose_name = "法人"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A person may act for a legal person: for which business, from–to (经办人授权)."""

    class Scope(models.TextChoices):
        ALL = "all", "全部事项"
        APPLY = "apply", "申报办件"
        RECEIVE = "receive", "领取结果"

    legal_person = models.ForeignKey(LegalPerson, models.CASCADE, related_name="agencies", verbose_name="法人")
    person = models.ForeignKey(Person, models.PROTECT, related_name="agencies", verbose_name="经办人")
    scope = models.CharField("范围", max_length=8, choices=Scope.choices, default=Scope.ALL)
    start = models.DateField("起")
    end = models.DateField("止", null=True, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "经办人授权"
        ordering = ["-start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=models.F("start")), name="agency_order")
        ]

    def __str__(self) -> str:
        return f"{self.legal_person}：{self.person}"
