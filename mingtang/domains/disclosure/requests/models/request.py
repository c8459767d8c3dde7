"""Requests for disclosure."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from mingtang.domains.disclosure.requests.fees import MEASURES
from mingtang.domains.disclosure.requests.models.wording import choices_of
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS
from mingtang.domains.disclosure.requests.replies import reply_kinds
from mingtang.domains.disclosure.requests.rules import (
    APPLICANTS,
    CARRIERS,
    CHANNELS,
    OVER,
    STATES,
    WAYS,
    WITH_APPLICANT,
    State,
)
from mingtang.kernel.directory.api import index_of, seal, unseal
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection

IDENTITY, CONTACT, SECRET = "disclosure.identity", "disclosure.contact", "disclosure.secret"


class DisclosureRequest(models.Model):
    """A request for information (政府信息公开申请): one matter of one applicant to one organ.

    `submitted_at` is when it came in, `received_on` the day of receipt in law, from which the reply is counted, empty
    until it is known (article 31). Number of identity and ways to reach the applicant are sealed. `fee` is in yuan.
    The reply stands here from its draft on; it is given when `replied_on` is there.
    """

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="受理机关")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+", verbose_name="案件")
    number = models.CharField("登记编号", max_length=80)
    query_code = models.CharField("查询码", max_length=12, unique=True)
    query_secret = models.TextField("查询密码")
    channel = models.CharField("申请渠道", max_length=16, choices=choices_of(CHANNELS))
    state = models.CharField("状态", max_length=20, choices=choices_of(STATES))
    submitted_at = models.DateTimeField("提交时间")
    acknowledged_at = models.DateTimeField("申请人确认时间", null=True)
    received_on = models.DateField("收到日期", null=True)
    applicant_kind = models.CharField("申请人类型", max_length=16, choices=choices_of(APPLICANTS))
    applicant_name = models.CharField("姓名或名称", max_length=100)
    identity_kind = models.CharField("证件名称", max_length=20, blank=True)
    identity_cipher = models.TextField(blank=True)
    identity_index = models.CharField(max_length=64, blank=True, db_index=True)
    work_place = models.CharField("工作单位", max_length=100, blank=True)
    representative = models.CharField("法定代表人", max_length=60, blank=True)
    contact_name = models.CharField("联系人", max_length=60, blank=True)
    contact_cipher = models.TextField(blank=True)
    content = models.TextField("所需信息")
    purpose = models.TextField("用途", blank=True)
    way = models.CharField("获取方式", max_length=12, choices=choices_of(WAYS))
    carrier = models.CharField("信息形式", max_length=12, choices=choices_of(CARRIERS))
    registered_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    correction_asked_on = models.DateField("告知补正", null=True)
    correction_until = models.DateField("补正期限", null=True)
    corrected_on = models.DateField("收到补正", null=True)
    extended_on = models.DateField("延期", null=True)
    fee_measure = models.CharField("收费方式", max_length=8, choices=choices_of(MEASURES), blank=True)
    fee_count = models.PositiveIntegerField("计费数量", default=0)
    fee = models.PositiveIntegerField("信息处理费", default=0)
    fee_noticed_on = models.DateField("收费通知", null=True)
    fee_until = models.DateField("缴费期限", null=True)
    fee_paid_on = models.DateField("缴费日期", null=True)
    reasons_asked_on = models.DateField("要求说明理由", null=True)
    reasons_until = models.DateField("说明理由的期限", null=True)
    reasons_told_on = models.DateField("收到理由", null=True)
    reasons = models.TextField("申请人说明的理由", blank=True)
    reasonable_until = models.DateField("延迟答复的合理期限", null=True)
    reply_kind = models.CharField("答复类型", max_length=32, blank=True)
    reply_detail = models.TextField("答复内容", blank=True)
    earlier_number = models.CharField("此前答复", max_length=80, blank=True)
    drafted_by = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="拟稿人"
    )
    replied_on = models.DateField("答复日期", null=True)
    delivered_on = models.DateField("送达日期", null=True)
    delivery = models.CharField("送达方式和凭证", max_length=200, blank=True)
    ended_at = models.DateTimeField("办结时间", null=True)
    note = models.CharField("备注", max_length=400, blank=True)

    confidential = frozenset(
        {"query_code", "query_secret", "identity_cipher", "identity_index", "contact_cipher", "purpose"}
    )
    objects: Any = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_REQUESTS, organ="organ_id")

    class Meta:
        verbose_name = "公开申请"
        ordering = ["-submitted_at"]
        indexes = [
            models.Index(fields=["organ", "-submitted_at"], name="disclosure_of_organ"),
            models.Index(fields=["organ", "received_on"], name="disclosure_received"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(fee=0) | ~Q(fee_measure=""), name="disclosure_fee_has_one_measure"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def title(self) -> str:
        """The first words of what is asked for."""
        first = self.content.strip().splitlines()[0]
        return first if len(first) <= 40 else f"{first[:40]}…"

    @property
    def is_open(self) -> bool:
        return State(self.state) not in OVER

    @property
    def is_with_applicant(self) -> bool:
        """Whether the applicant is asked for something, so that nothing can be late."""
        return State(self.state) in WITH_APPLICANT

    @property
    def reply_name(self) -> str:
        """The kind of its reply in words."""
        return reply_kinds()[self.reply_kind].name if self.reply_kind else ""

    @property
    def contacts(self) -> dict[str, str]:
        """Telephone, address, post code and mail, as far as they were given."""
        return dict(json.loads(unseal(self.contact_cipher, CONTACT))) if self.contact_cipher else {}

    @property
    def secret(self) -> str:
        """The password that belongs to the query code."""
        return unseal(self.query_secret, SECRET)

    @staticmethod
    def confidential_values(identity: str, contacts: Mapping[str, str], secret: str) -> dict[str, str]:
        """Columns for what is sealed."""
        return {
            "identity_cipher": seal(identity, IDENTITY) if identity else "",
            "identity_index": index_of(identity, IDENTITY) if identity else "",
            "contact_cipher": seal(json.dumps(dict(contacts), ensure_ascii=False), CONTACT),
            "query_secret": seal(secret, SECRET),
        }
