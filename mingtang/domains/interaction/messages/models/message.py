"""Messages of citizens. How one stands is told by its case."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.domains.interaction.messages.models.mailbox import Mailbox
from mingtang.domains.interaction.messages.permissions import READ_MESSAGES
from mingtang.domains.interaction.messages.rules import INVALID, REFERRED, STAGES, VALID, Stage, is_evasive
from mingtang.kernel.directory.api import seal, unseal
from mingtang.kernel.evidence.api import Actor, ProtectedQuerySet, Protection
from mingtang.lib.personal_data import masked_name

PHONE_COLUMN, CODE_COLUMN = "message.phone", "message.code"
VALIDITIES = [(VALID, "有效"), (INVALID, "无效"), (REFERRED, "转专门渠道")]


class MessageQuerySet(ProtectedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Messages of the desks one may read, and those sent to one's own organ."""
        received = super().visible_to(actor)
        if actor.organ_id is None:
            return received
        return received | self.filter(unit=actor.organ_id, validity=VALID)

    def listed(self) -> Self:
        """With what lists show."""
        return self.select_related("case", "organ", "unit")

    def public(self) -> Self:
        """Those that everybody may read."""
        return self.filter(published_at__isnull=False)

    def counted(self) -> Self:
        """Valid messages (有效留言): without spam, abuse, duplicates, and what has a channel of its own."""
        return self.exclude(validity__in=[INVALID, REFERRED])


class Message(models.Model):
    """A message of somebody to the government (网民留言).

    What was written is never changed: the public version stands beside it. `code` is known to the author alone.
    `follows` is the message whose answer left something open; there is one such further question at most.
    """

    class Satisfaction(models.TextChoices):
        GOOD = "good", _("满意")
        FAIR = "fair", _("基本满意")
        BAD = "bad", _("不满意")

    class Channel(models.TextChoices):
        WEB = "web", "网站"
        MOBILE = "mobile", "移动端"
        HOTLINE = "hotline", "热线"
        LETTER = "letter", "来信"
        COUNTER = "counter", "窗口"
        MACHINE = "machine", "接口"

    class Publication(models.TextChoices):
        UNDECIDED = "", "未定"
        PUBLIC = "public", "公开"
        PRIVATE = "private", "不公开"

    organ = models.ForeignKey("directory.Organ", models.PROTECT, related_name="+", verbose_name="受理机构")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="citizen_message", verbose_name="案件")
    number = models.CharField("编号", max_length=40, unique=True)
    code_cipher = models.TextField("查询码")
    kind = models.CharField("类别", max_length=20, choices=[(each.code, each.label) for each in kinds().values()])
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices, default=Channel.WEB)
    title = models.CharField("标题", max_length=50)
    content = models.TextField("内容", max_length=2000)
    concerning = models.CharField("涉及的单位、地点", max_length=120, blank=True)
    page = models.CharField("网页地址", max_length=300, blank=True)
    name = models.CharField("姓名", max_length=60, blank=True)
    phone_cipher = models.TextField("电话", blank=True)
    wants_public = models.BooleanField("同意公开", default=False)
    account = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="来信人")
    address = models.CharField("网络地址", max_length=45, blank=True)
    warnings = models.JSONField("提示", default=list, blank=True)
    received_at = models.DateTimeField("收到时间")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="follow_up", verbose_name="追问所接的留言"
    )

    stage = models.CharField(
        "状态", max_length=12, choices=[(code, _(words)) for code, words in STAGES.items()], default=Stage.SCREENING
    )
    wished = models.ForeignKey(
        "directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="希望答复的单位"
    )
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, null=True, related_name="letters", verbose_name="领导信箱")
    unit = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="承办单位")
    validity = models.CharField("是否有效", max_length=10, choices=VALIDITIES, blank=True)
    reason = models.CharField("受理说明", max_length=300, blank=True)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="duplicates", verbose_name="重复于"
    )
    screener = models.ForeignKey(
        "directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="受理人"
    )
    dispatched_at = models.DateTimeField("转办时间", null=True)
    returned = models.PositiveSmallIntegerField("退回次数", default=0)

    reply = models.TextField("答复", max_length=4000, blank=True)
    drafter = models.ForeignKey("directory.Account", models.PROTECT, null=True, related_name="+", verbose_name="拟稿人")
    replied_at = models.DateTimeField("答复时间", null=True)
    in_time = models.BooleanField("按期答复", null=True)
    days = models.PositiveSmallIntegerField("用时（工作日）", null=True)

    publication = models.CharField("公开决定", max_length=8, choices=Publication.choices, blank=True)
    public_title = models.CharField("公开的标题", max_length=50, blank=True)
    public_content = models.TextField("公开的来信", max_length=2000, blank=True)
    public_reply = models.TextField("公开的答复", max_length=4000, blank=True)
    private_reason = models.CharField("不公开的理由", max_length=200, blank=True)
    published_at = models.DateTimeField("公开时间", null=True)

    satisfaction = models.CharField("评价", max_length=5, choices=Satisfaction.choices, blank=True)
    opinion = models.CharField("评价意见", max_length=300, blank=True)
    rated_at = models.DateTimeField("评价时间", null=True)

    objects: Any = MessageQuerySet.as_manager()
    protection = Protection(read=READ_MESSAGES, organ="organ_id")
    confidential = frozenset(
        {"title", "content", "concerning", "name", "phone_cipher", "code_cipher", "address", "opinion"}
    )

    class Meta:
        verbose_name = "网民留言"
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["organ", "-received_at"], name="message_of_organ"),
            models.Index(fields=["unit", "-received_at"], name="message_of_unit"),
            models.Index(fields=["-received_at"], condition=Q(published_at__isnull=False), name="message_public"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | (Q(publication="public") & Q(wants_public=True)),
                name="published_as_wished",
            ),
            models.CheckConstraint(condition=~Q(validity="invalid") | ~Q(reason=""), name="invalid_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("public_message", args=[self.pk])

    @property
    def may_be_public(self) -> bool:
        """Whether both its kind and its author let it be shown."""
        return self.wants_public and kinds()[self.kind].may_be_public

    @property
    def phone(self) -> str:
        """The whole telephone number, for whoever answers."""
        return unseal(self.phone_cipher, PHONE_COLUMN)

    @property
    def code(self) -> str:
        """The query code, for comparing and for its author."""
        return unseal(self.code_cipher, CODE_COLUMN)

    @property
    def author(self) -> str:
        """The author as everybody may read him."""
        return masked_name(self.name)

    @property
    def received_on(self) -> date:
        return timezone.localdate(self.received_at)

    @property
    def is_evasive(self) -> bool:
        """Whether its answer looks like one that puts the author off."""
        return self.validity == VALID and bool(self.reply) and is_evasive(self.reply)

    @property
    def answering(self) -> Any:
        """Who answers: the organ in charge, the desk before there is one."""
        return self.unit or self.organ

    @staticmethod
    def sealed(phone: str, code: str) -> dict[str, str]:
        """The values of the columns that depend on the node's key."""
        return {"phone_cipher": seal(phone, PHONE_COLUMN), "code_cipher": seal(code, CODE_COLUMN)}
