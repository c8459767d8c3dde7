"""The application (办件): who applies for what, what he filled in, and how it stands."""

from datetime import date
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.domains.services.applications.rules import OVER, STATES, State
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.directory.api import index_of, seal, unseal
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection
from mingtang.lib.identifiers import mask_identity_number, mask_phone

NUMBER_COLUMN, PHONE_COLUMN = "application.applicant", "application.phone"


_AT_WINDOW = Protection(read=READ_APPLICATIONS, organ="window_id")


class ApplicationQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, those of the organs one may read, received at their window, or with a branch of theirs. Drafts are private.

        Each of these is found by an index of its own; an application without branches is its organ's alone.
        """
        from mingtang.domains.services.applications.models.part import Part

        visible = super().visible_to(actor)
        if visible._conditions:  # neither all of them nor none
            received = actor.narrow(self, READ_APPLICATIONS, _AT_WINDOW)._conditions
            branches = Part.objects.visible_to(actor).filter(branch__gt="").order_by().values("application_id")
            visible = self.meeting_any([*visible._conditions, *received, Q(pk__among=branches)])
        own = Q(owner=actor.account_id) if actor.account_id is not None else Q(pk__in=[])
        return visible.exclude(~own, state=State.DRAFT)


class Application(models.Model):
    """One application for an item, or for a joint matter. It keeps the version of the item of the day it was submitted.

    A draft has no number and no case. `answers` are what the form asks, `scenario` what the questions of the item ask;
    `state` follows from the open steps of the case and is written in the same transaction.
    """

    class Channel(models.TextChoices):
        WEB = "pc", "电脑端网上"
        MOBILE = "mobile", "移动端网上"
        WINDOW = "window", "窗口"
        POST = "post", "邮寄"
        TERMINAL = "terminal", "自助终端"
        MACHINE = "api", "接口"

    class ApplicantKind(models.TextChoices):
        PERSON = "1", "自然人"
        ENTERPRISE = "2", "企业法人"
        INSTITUTION = "3", "事业法人"
        ASSOCIATION = "4", "社会组织法人"
        ORGAN = "5", "行政机关"
        OTHER = "6", "其他组织"

    class IdentityType(models.TextChoices):
        IDENTITY_CARD = "identity_card", "居民身份证"
        CREDIT_CODE = "credit_code", "统一社会信用代码"
        PASSPORT = "passport", "护照"
        HOME_RETURN = "home_return", "港澳居民来往内地通行证"
        TAIWAN_PASS = "taiwan_pass", "台湾居民来往大陆通行证"
        RESIDENCE = "residence_permit", "港澳台居民居住证"
        FOREIGN_RESIDENT = "foreign_resident", "外国人永久居留身份证"
        OFFICER = "officer", "军官证"

    item = models.ForeignKey("services_catalogue.ServiceItem", models.PROTECT, related_name="+", verbose_name="事项")
    version = models.ForeignKey(
        "services_catalogue.ItemVersion", models.PROTECT, related_name="+", verbose_name="事项版本"
    )
    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="实施机关")
    window = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="受理窗口所属机构"
    )
    case = models.OneToOneField(
        "cases.Case", models.PROTECT, null=True, related_name="application", verbose_name="案件"
    )
    number = models.CharField("办件编号", max_length=80, blank=True)
    query_code = models.CharField("查询码", max_length=12, blank=True)
    query_secret = models.CharField("查询密码", max_length=128, blank=True)
    state = models.CharField("状态", max_length=20, choices=[(each.value, word) for each, word in STATES.items()])
    channel = models.CharField("申报来源", max_length=8, choices=Channel.choices, default=Channel.WEB)

    owner = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="申报账号")
    clerk = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="窗口收件人"
    )
    applicant_kind = models.CharField("申请人类别", max_length=1, choices=ApplicantKind.choices)
    applicant_name = models.CharField("申请人", max_length=160)
    applicant_id_type = models.CharField("证件类型", max_length=20, choices=IdentityType.choices)
    applicant_cipher = models.TextField(blank=True)
    applicant_index = models.CharField(max_length=64, blank=True)
    contact_name = models.CharField("联系人", max_length=100, blank=True)
    contact_cipher = models.TextField(blank=True)
    agent_name = models.CharField("代理人", max_length=100, blank=True)

    licence = models.ForeignKey(
        "services_licences.Licence", models.PROTECT, null=True, related_name="+", verbose_name="原证照"
    )
    scenario = models.JSONField("情形", default=dict, blank=True)
    answers = models.JSONField("申请内容", default=dict, blank=True, encoder=DjangoJSONEncoder)
    form_version = models.BigIntegerField("表单版本", null=True)

    saved_at = models.DateTimeField("保存时间")
    submitted_at = models.DateTimeField("提交时间", null=True)
    received_at = models.DateTimeField("收件时间", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    delivered_at = models.DateTimeField("送达时间", null=True)
    ended_at = models.DateTimeField("办结时间", null=True)
    due_at = models.DateTimeField("承诺期限", null=True)
    pre_returns = models.PositiveSmallIntegerField("预审退回次数", default=0)
    fault_tolerant = models.BooleanField("容缺受理", default=False)

    objects = ApplicationQuerySet.as_manager()
    protection = Protection(read=READ_APPLICATIONS, organ="organ_id", owner="owner_id")
    confidential = frozenset(
        {"applicant_cipher", "applicant_index", "contact_cipher", "answers", "scenario", "query_code", "query_secret"}
    )

    class Meta:
        verbose_name = "办件"
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="application_number"),
            models.UniqueConstraint(fields=["query_code"], condition=~Q(query_code=""), name="application_query_code"),
            models.CheckConstraint(condition=Q(state=State.DRAFT) | ~Q(number=""), name="submitted_has_a_number"),
        ]
        indexes = [  # read backwards they give the newest first, and of one moment the highest key, as lists do
            models.Index(fields=["organ", "submitted_at"], name="application_of_organ"),
            models.Index(fields=["organ", "state", "submitted_at"], name="application_of_state"),
            models.Index(fields=["window", "submitted_at"], name="application_of_window"),
            models.Index(fields=["owner", "-saved_at"], name="application_of_owner"),
            models.Index(fields=["applicant_index"], name="application_of_applicant"),
            models.Index(fields=["submitted_at"], name="application_by_arrival"),
            models.Index(fields=["number"], name="application_by_number"),
            models.Index(fields=["due_at"], name="application_due"),
            models.Index(fields=["item", "submitted_at"], name="application_of_item"),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_name}：{self.item.name}"

    def get_absolute_url(self) -> str:
        return reverse("application", args=[self.pk])

    @property
    def shown_number(self) -> str:
        """The number in groups that a narrow page can break."""
        return " ".join(self.number[place : place + 8] for place in range(0, len(self.number), 8))

    @property
    def due_on(self) -> date | None:
        """The last day of the promise."""
        return last_day(self.due_at) if self.due_at else None

    @property
    def shown_code(self) -> str:
        """The query code in groups of four."""
        return " ".join(self.query_code[place : place + 4] for place in range(0, len(self.query_code), 4))

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def applicant_number(self) -> str:
        """The whole identity number or credit code; show `masked_applicant` on screens."""
        return unseal(self.applicant_cipher, NUMBER_COLUMN)

    @property
    def masked_applicant(self) -> str:
        number = self.applicant_number
        return number if self.applicant_id_type == self.IdentityType.CREDIT_CODE else mask_identity_number(number)

    @property
    def contact_phone(self) -> str:
        """The whole telephone number; show `masked_phone` on screens."""
        return unseal(self.contact_cipher, PHONE_COLUMN)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.contact_phone) if self.contact_cipher else ""

    @staticmethod
    def confidential_values(number: str, phone: str) -> dict[str, str]:
        """Columns for the applicant's number and the contact's telephone, in normal form."""
        return {
            "applicant_cipher": seal(number, NUMBER_COLUMN),
            "applicant_index": index_of(number, NUMBER_COLUMN),
            "contact_cipher": seal(phone, PHONE_COLUMN),
        }
