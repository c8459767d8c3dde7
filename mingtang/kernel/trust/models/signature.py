"""Signatures of people under texts that this node has shown them."""

from typing import Any

from django.db import models

from mingtang.kernel.evidence.api import ProtectedQuerySet, Protection
from mingtang.kernel.trust.models.certificate import Certificate
from mingtang.kernel.trust.permissions import READ_CERTIFICATES


class SignatureRecord(models.Model):
    """What somebody has signed, with all that others need to verify it: text, signature, certificate, timestamp
    (trust.md 15, `signature_record`).

    `text` is kept as it was signed, in UTF-8 with lines that end in a line feed; `digest` is its SM3. The timestamp is over the signature;
    it is empty while nobody stamps, and completed later. Rows are never changed but for that.
    """

    object_type = models.CharField("对象类型", max_length=60)
    object_id = models.CharField("对象", max_length=40)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("签名内容")
    digest = models.CharField("内容摘要（SM3）", max_length=64)
    signature: Any = models.BinaryField("签名值")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="signatures", verbose_name="证书")
    account = models.ForeignKey("directory.Account", models.PROTECT, related_name="+", verbose_name="签名人")
    name = models.CharField("姓名", max_length=160)
    signed_at = models.DateTimeField("签名时间")
    token: Any = models.BinaryField("时间戳", default=bytes)
    stamped_at = models.DateTimeField("时间戳时间", null=True)

    objects = ProtectedQuerySet.as_manager()
    protection = Protection(read=READ_CERTIFICATES, organ="certificate__organ_id", owner="account_id")

    class Meta:
        verbose_name = "签名记录"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["object_type", "object_id", "account"], name="one_signature_of_each")
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(stamped_at=None), name="signature_not_stamped")]

    @property
    def parts(self) -> dict[str, bytes]:
        """What others need to verify it without us, by the names of files; needs the certificate loaded."""
        return {
            "text.txt": self.text.encode(),
            "signature.der": bytes(self.signature),
            "certificate.der": bytes(self.certificate.encoded),
            "timestamp.der": bytes(self.token),
        }

    def __str__(self) -> str:
        return f"{self.name} {self.title} {self.signed_at:%Y-%m-%d %H:%M}"
