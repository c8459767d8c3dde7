"""Registration authorities, applications for certificates, and checks of identity."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from mingtang.domains.registration.permissions import READ_APPLICATIONS
from mingtang.domains.registration.rules import (
    CODE_TRIES,
    HOLDER_KINDS,
    ISSUING,
    KINDS,
    OVER,
    REVOCATIONS,
    STAGES,
    Hand,
    Hands,
    HolderKind,
    Kind,
    Stage,
)
from mingtang.kernel.directory.api import Account
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


def _choices(words: Mapping[Any, str]) -> list[tuple[Any, str]]:
    """Words of an enumeration as columns want them, with plain values."""
    return [(code.value, label) for code, label in words.items()]


class RegistrationAuthority(models.Model):
    """An organ that takes applications for certificates, and the region it serves (注册机构 RA, 受理点 LRA)."""

    code = models.CharField("编码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    organ = models.OneToOneField("directory.Organ", models.PROTECT, related_name="+", verbose_name="所属机构")
    region = models.ForeignKey("directory.Region", models.PROTECT, related_name="+", verbose_name="服务区划")
    is_open = models.BooleanField("受理中", default=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="organ_id")

    class Meta:
        verbose_name = "注册机构"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class CertificateApplication(models.Model):
    """An application for a certificate, or for something to become of one (trust.md 6, 15).

    `organ` is that of the registration authority, `of_organ` where the certificate will be counted. `holder` is the
    account it is for (empty for organs, servers and devices), `applicant` who supplies the request and collects what is
    issued, `entered_by` who wrote it down: the applicant, or a clerk at the counter. `subject` is the name that the
    directory gives, by keywords of names; `request` a PKCS#10 in DER, empty until it is supplied; `recoveries` are ids of
    the recoveries of former encryption keys that were asked for with it.
    """

    authority = models.ForeignKey(RegistrationAuthority, models.PROTECT, related_name="+", verbose_name="注册机构")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="注册机构所属机构")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+", verbose_name="案件")
    number = models.CharField("申请编号", max_length=80)
    kind = models.CharField("类型", max_length=8, choices=_choices(KINDS))
    holder_kind = models.CharField("证书用途", max_length=8, choices=_choices(HOLDER_KINDS))
    stage = models.CharField("状态", max_length=10, choices=_choices(STAGES))
    applicant = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="申请人")
    entered_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    holder = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="持有人")
    post = models.ForeignKey("directory.Post", models.PROTECT, null=True, related_name="+", verbose_name="岗位")
    of_organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="单位")
    name = models.CharField("名称", max_length=64)
    subject = models.JSONField("主体", default=dict)
    names = models.JSONField("域名、地址", default=list)
    years = models.PositiveSmallIntegerField("年限", default=1)
    purpose = models.CharField("用途说明", max_length=200, blank=True)
    carrier = models.CharField("介质编号", max_length=60, blank=True)
    reason = models.PositiveSmallIntegerField("注销原因", choices=_choices(REVOCATIONS), null=True)
    concerning = models.ForeignKey(
        "trust.Certificate", models.PROTECT, null=True, related_name="applications", verbose_name="原证书"
    )
    request: Any = models.BinaryField("证书申请文件", default=bytes)
    key_digest = models.CharField("公钥摘要（SM3）", max_length=64, blank=True, db_index=True)
    key_kind = models.CharField("算法", max_length=12, blank=True)
    signed_by_old_key = models.BooleanField("原密钥签名", default=False)
    submitted_at = models.DateTimeField("申请时间")
    reviewed_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    reviewed_at = models.DateTimeField("审核时间", null=True)
    issued_at = models.DateTimeField("签发时间", null=True)
    certificate = models.OneToOneField(
        "trust.Certificate", models.PROTECT, null=True, related_name="application", verbose_name="签发的证书"
    )
    recoveries = models.JSONField("密钥恢复", default=list)
    envelope: Any = models.BinaryField("加密密钥信封", default=bytes)
    reference = models.CharField("参考号", max_length=12, blank=True)
    code_digest = models.CharField("授权码摘要", max_length=64, blank=True)
    codes_until = models.DateTimeField("下载码有效期至", null=True)
    code_tries = models.PositiveSmallIntegerField("输错次数", default=0)
    collected_at = models.DateTimeField("下载时间", null=True)
    ended_at = models.DateTimeField("办结时间", null=True)

    confidential = frozenset({"code_digest", "envelope"})
    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="organ_id", owner="applicant_id")

    class Meta:
        verbose_name = "证书申请"
        ordering = ["-submitted_at"]
        indexes = [
            models.Index(fields=["organ", "-submitted_at"], name="certificate_asked_authority"),
            models.Index(fields=["applicant", "-submitted_at"], name="certificate_asked_applicant"),
            models.Index(fields=["holder"], condition=Q(ended_at=None), name="certificate_asked_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(certificate=None) | Q(reviewed_by__isnull=False), name="certificate_was_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | (~Q(reviewed_by=F("applicant")) & ~Q(reviewed_by=F("entered_by"))),
                name="reviewed_by_another_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}：{self.name}"

    @property
    def needs_request(self) -> bool:
        """Whether a certificate comes of it, so that somebody makes a key for it."""
        return Kind(self.kind) in ISSUING

    @property
    def is_open(self) -> bool:
        return Stage(self.stage) not in OVER

    @property
    def holder_type(self) -> HolderKind:
        return HolderKind(self.holder_kind)

    @property
    def subject_text(self) -> str:
        """The name as it will stand in the certificate."""
        return ", ".join(f"{keyword}={text}" for keyword, text in self.subject.items())

    def codes_are_good_at(self, moment: datetime) -> bool:
        """Whether reference number and authorisation code may still be used."""
        return self.codes_until is not None and moment <= self.codes_until and self.code_tries < CODE_TRIES

    def hands(self) -> Hands:
        """Everybody who stands behind it so far; two statements."""
        checkers = [check.officer_id for check in self.checks.all()]
        known = [self.applicant_id, self.holder_id, self.entered_by_id, self.reviewed_by_id, *checkers]
        people = dict(Account.objects.filter(pk__in=[pk for pk in known if pk]).values_list("pk", "person_id"))

        def hand(account_id: int | None) -> Hand:
            return Hand(account_id, people.get(account_id) if account_id else None)

        return Hands(
            applicants=tuple(hand(pk) for pk in (self.applicant_id, self.holder_id) if pk),
            entered_by=hand(self.entered_by_id),
            checked_by=tuple(hand(pk) for pk in checkers),
            reviewed_by=hand(self.reviewed_by_id) if self.reviewed_by_id else None,
        )


class IdentityCheck(models.Model):
    """One check of who asks, and whether the directory says the same (身份核验). Later checks never replace earlier ones."""

    class Method(models.TextChoices):
        FACE = "face", "当面核验，人证一致"
        DOCUMENT = "document", "核验证件和授权文书"
        VIDEO = "video", "视频核验"
        DIRECTORY = "directory", "与组织目录比对"

    application = models.ForeignKey(CertificateApplication, models.PROTECT, related_name="checks", verbose_name="申请")
    step = models.IntegerField("事项号")
    method = models.CharField("核验方式", max_length=10, choices=Method.choices)
    document = models.CharField("查验的证件、文书", max_length=120, blank=True)
    outcome = models.CharField("核验结果", max_length=10)
    note = models.CharField("说明", max_length=400, blank=True)
    differences = models.JSONField("与目录不一致之处", default=list)
    officer = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="核验人")
    at = models.DateTimeField("核验时间")

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="application__organ_id")

    class Meta:
        verbose_name = "身份核验"
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_method_display()}：{self.outcome}"
