"""What is asked of somebody who signs in with a certificate."""

from django.db import models


class Challenge(models.Model):
    """A number that was given to one browser to sign, within two minutes and once (trust.md 9).

    The number itself is in the session of that browser; here is its digest, so that nobody signs in with a copy of this
    table. Rows are deleted after a day.
    """

    digest = models.CharField("摘要（SM3）", max_length=64, unique=True)
    origin = models.CharField("网站", max_length=200)
    made_at = models.DateTimeField("时间", db_index=True)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = "证书登录随机数"

    def __str__(self) -> str:
        return f"{self.origin} {self.made_at:%Y-%m-%d %H:%M:%S}"
