"""Codes sent to telephones."""

from django.db import models
from django.utils import timezone


class PhoneCode(models.Model):
    """A code sent to a telephone: only keyed digests of both are kept; it serves one purpose, once, for a few minutes."""

    class Purpose(models.TextChoices):
        REGISTER = "register", "注册"
        PASSWORD = "password", "找回密码"  # a purpose, not a password

    phone_index = models.CharField(max_length=64)
    purpose = models.CharField("用途", max_length=12, choices=Purpose.choices)
    code_index = models.CharField(max_length=64)
    address = models.CharField("来源地址", max_length=45)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    issued_at = models.DateTimeField("发出时间", default=timezone.now)
    expires_at = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("使用时间", null=True)

    confidential = frozenset({"phone_index", "code_index"})

    class Meta:
        verbose_name = "手机验证码"
        indexes = [
            models.Index(fields=["phone_index", "-issued_at"], name="phone_code_phone"),
            models.Index(fields=["address", "-issued_at"], name="phone_code_address"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.issued_at:%Y-%m-%d %H:%M}"
