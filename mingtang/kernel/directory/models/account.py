"""Accounts, the passwords they had, their sessions and sign-ins."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from mingtang.kernel.directory.keyring import seal, unseal
from mingtang.kernel.directory.permissions import READ_ACCOUNTS
from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection


class AccountManager(BaseUserManager.from_queryset(ProtectedQuerySet)):  # type: ignore[misc]
    """Accounts by login name."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(login=username)


class Account(AbstractBaseUser):
    """Who signs in: an official (issued), a citizen, or a legal person. One person may have several, never mixed.

    An official's account is created without rights by the system officer and enabled by the security officer.
    """

    class Kind(models.TextChoices):
        OFFICIAL = "official", "工作人员"
        CITIZEN = "citizen", "个人"
        LEGAL = "legal", "法人"

    class State(models.TextChoices):
        CREATED = "created", "待启用"
        ACTIVE = "active", "正常"
        DISABLED = "disabled", "停用"
        CLOSED = "closed", "注销"

    class Assurance(models.IntegerChoices):
        """Assurance levels (services.md 3, trust.md 9)."""

        REGISTERED = 0, "已注册手机号"
        MATCHED = 1, "实名信息一致"
        VERIFIED = 2, "实人核验"
        CERTIFIED = 3, "数字证书"

    login = models.CharField("登录名", max_length=60, unique=True)
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    person = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="accounts")
    legal_person = models.ForeignKey("directory.LegalPerson", models.PROTECT, null=True, related_name="accounts")
    organ = models.ForeignKey("directory.Organ", models.PROTECT, null=True, related_name="+", verbose_name="所属机构")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.CREATED)
    assurance = models.PositiveSmallIntegerField("认证等级", choices=Assurance.choices, default=Assurance.REGISTERED)
    password_changed_at = models.DateTimeField(null=True)
    must_change_password = models.BooleanField("下次登录修改口令", default=False)
    totp_cipher = models.TextField(blank=True)
    totp_last_step = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField("连续失败", default=0)
    locked_until = models.DateTimeField("锁定至", null=True)
    created_at = models.DateTimeField("建立时间", default=timezone.now)

    USERNAME_FIELD = "login"
    objects = AccountManager()
    protection = Protection(read=READ_ACCOUNTS, owner="id")
    confidential = frozenset({"password", "totp_cipher"})

    class Meta:
        verbose_name = "账号"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="legal", legal_person__isnull=False)
                | (~models.Q(kind="legal") & models.Q(person__isnull=False)),
                name="account_has_its_holder",
            )
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def holder_name(self) -> str:
        """The name of the person or legal person behind the account; needs both rows loaded to cost no statement."""
        return str(self.legal_person if self.kind == self.Kind.LEGAL else self.person)

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django asks for this name
        return self.state == self.State.ACTIVE

    @property
    def has_second_factor(self) -> bool:
        return bool(self.totp_cipher)

    @property
    def totp_secret(self) -> str:
        return unseal(self.totp_cipher, "account.totp")

    @staticmethod
    def sealed_totp(secret: str) -> str:
        """The column value for a second-factor secret."""
        return seal(secret, "account.totp")

    def is_locked(self, at: datetime) -> bool:
        """Whether too many failures keep the account locked at `at`."""
        return self.locked_until is not None and at < self.locked_until


class PastPassword(models.Model):
    """A password the account had, so that it is not taken again at once (trust.md 13: history 5)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="past_passwords")
    password = models.CharField(max_length=128)
    at = models.DateTimeField(default=timezone.now)


class Session(AbstractBaseSession):
    """A session, known by its account so that it can be listed and ended from elsewhere."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from mingtang.kernel.directory.sessions import SessionStore

        return SessionStore


class SignIn(models.Model):
    """One attempt to sign in, and how the session it opened ended.

    `credential` names what was shown beside a password or instead of it: the fingerprint of a certificate.
    """

    class Result(models.TextChoices):
        DONE = "done", "成功"
        WRONG = "wrong", "口令错误"
        WRONG_CODE = "wrong_code", "动态口令错误"
        WRONG_SIGNATURE = "signature", "证书签名不符"
        LOCKED = "locked", "账号锁定"
        CLOSED = "closed", "账号未启用或已停用"

    class Ending(models.TextChoices):
        OUT = "out", "退出"
        IDLE = "idle", "超时"
        REMOTE = "remote", "远程退出"
        LIMIT = "limit", "超出会话数"
        CREDENTIAL = "credential", "登录凭证失效"

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sign_ins")
    login = models.CharField("登录名", max_length=60)
    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    result = models.CharField("结果", max_length=12, choices=Result.choices)
    address = models.CharField("来源地址", max_length=45, db_index=True)
    agent = models.CharField("终端", max_length=160, blank=True)
    session_key = models.CharField(max_length=40, blank=True, db_index=True)
    credential = models.CharField("登录凭证", max_length=64, blank=True)
    seen_at = models.DateTimeField("最近活动", null=True)
    ended_at = models.DateTimeField("结束", null=True)
    ending = models.CharField("结束方式", max_length=10, choices=Ending.choices, blank=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_ACCOUNTS, organ="account__organ_id", owner="account_id")

    class Meta:
        verbose_name = "登录记录"
        ordering = ["-at"]
        indexes = [
            models.Index(
                fields=["credential"],
                condition=~models.Q(credential="") & models.Q(ended_at=None),
                name="open_sign_in_by_credential",
            )
        ]

    def __str__(self) -> str:
        return f"{self.login} {self.at:%Y-%m-%d %H:%M}"
