"""Notices, who received them and how, what people prefer, and hints for open pages."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection, declare_permission
from mingtang.kernel.messaging.rules import QUIET_FROM, QUIET_UNTIL

READ_OUTBOX = declare_permission("messaging.read_outbox", "查阅短信与邮件日志")


class Notice(models.Model):
    """Something said to people. Written once however often the fact behind it arrives: `key` is unique."""

    class Importance(models.TextChoices):
        ORDINARY = "ordinary", _("一般")
        IMPORTANT = "important", _("重要")
        URGENT = "urgent", _("紧急")

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("一般")
        STATUTORY = "statutory", _("法定告知")

    at = models.DateTimeField(_("时间"))
    subject = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("内容"), blank=True)
    link = models.CharField(_("链接"), max_length=300, blank=True)
    topic = models.CharField(_("类别"), max_length=40)
    importance = models.CharField(_("重要程度"), max_length=9, choices=Importance.choices, default=Importance.ORDINARY)
    kind = models.CharField(_("性质"), max_length=9, choices=Kind.choices, default=Kind.ORDINARY)
    basis = models.CharField(_("依据"), max_length=400, blank=True)
    post = models.ForeignKey("directory.Post", models.SET_NULL, null=True, related_name="+", verbose_name=_("送达岗位"))
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=160, unique=True, null=True)

    class Meta:
        verbose_name = _("消息")
        indexes = [models.Index(fields=["object_type", "object_id"], name="notice_object")]

    def __str__(self) -> str:
        return self.subject


class InboxItem(models.Model):
    """A notice in the inbox of one account. `at` is the notice's, repeated so that an inbox is one range of an index."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="items")
    account = models.ForeignKey("directory.Account", models.CASCADE, related_name="+")
    at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True)

    class Meta:
        verbose_name = _("收到的消息")
        constraints = [models.UniqueConstraint(fields=["notice", "account"], name="one_item_per_account")]
        indexes = [
            models.Index(fields=["account", "at"], name="inbox_order"),
            models.Index(fields=["account"], condition=models.Q(read_at=None), name="inbox_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.notice}"


class NoticeDelivery(models.Model):
    """A notice on its way to an account by one channel, with the times that prove it (electronic signature law, art. 11)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已发出")
        SKIPPED = "skipped", _("无法发送")
        FAILED = "failed", _("发送失败")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    account = models.ForeignKey("directory.Account", models.CASCADE, related_name="+")
    channel = models.CharField(_("渠道"), max_length=8)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("次数"), default=0)
    next_at = models.DateTimeField(_("下次"))
    sent_at = models.DateTimeField(_("发出时间"), null=True)
    reference = models.CharField(_("回执编号"), max_length=120, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("消息送达")
        constraints = [
            models.UniqueConstraint(fields=["notice", "account", "channel"], name="one_delivery_per_channel")
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], condition=models.Q(state="waiting"), name="notice_delivery_due")
        ]

    def __str__(self) -> str:
        return f"{self.notice} → {self.channel}"


class Reachability(models.Model):
    """Where and when an account may be reached outside this site. Telephone numbers are the directory's."""

    account = models.OneToOneField("directory.Account", models.CASCADE, primary_key=True, related_name="+")
    mail = models.EmailField(_("电子邮箱"), blank=True)
    quiet_from: models.TimeField[time, time] = models.TimeField(_("免打扰开始"), default=QUIET_FROM)
    quiet_until: models.TimeField[time, time] = models.TimeField(_("免打扰结束"), default=QUIET_UNTIL)

    confidential = frozenset({"mail"})

    class Meta:
        verbose_name = _("联系方式")

    def __str__(self) -> str:
        return f"{self.account_id}"


class Preference(models.Model):
    """Whether an account wants a topic by an outward channel; without a row the topic's own choice holds."""

    account = models.ForeignKey("directory.Account", models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    channel = models.CharField(max_length=8)
    wanted = models.BooleanField()

    class Meta:
        verbose_name = _("接收方式")
        constraints = [
            models.UniqueConstraint(fields=["account", "topic", "channel"], name="one_preference_per_channel")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.channel}"


class LiveEvent(models.Model):
    """A hint for the open pages of an account: something about `topic` has changed. Kept for a day, for reconnections."""

    account = models.ForeignKey("directory.Account", models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["account", "id"], name="live_of_account")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.topic}"


class OutboxEntry(models.Model):
    """What the local providers would have sent to the world (本地短信/邮件日志). `key` makes sending twice write once."""

    at = models.DateTimeField(_("时间"), db_index=True)
    channel = models.CharField(_("渠道"), max_length=8, choices=[("sms", _("短信")), ("mail", _("邮件"))])
    address = models.CharField(_("收件人"), max_length=254)
    subject = models.CharField(_("标题"), max_length=200, blank=True)
    text = models.TextField(_("内容"))
    key = models.CharField(max_length=160, unique=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_OUTBOX, organ="")

    class Meta:
        verbose_name = _("短信与邮件日志")

    def __str__(self) -> str:
        return f"{self.channel} {self.address}"
