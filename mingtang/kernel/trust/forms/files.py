"""Files that people bring: certificates, lists, requests and public keys, as DER or PEM, chosen or pasted."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from mingtang.lib.crypto.certificates import check_csr, read_certificate
from mingtang.lib.crypto.faults import CryptoFault, Malformed, NotTrusted
from mingtang.lib.crypto.keys import from_pem

CERTIFICATE, LIST = ("CERTIFICATE",), ("X509 CRL",)
KEY = ("PUBLIC KEY", "CERTIFICATE", "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")
MOST_BYTES = 1024 * 1024
_BEGIN = re.compile(r"-----BEGIN ([A-Z0-9 ]{1,40})-----")
_NAMES = {
    "CERTIFICATE": "证书",
    "X509 CRL": "证书撤销列表",
    "PUBLIC KEY": "公钥",
    "CERTIFICATE REQUEST": "证书申请",
    "NEW CERTIFICATE REQUEST": "证书申请",
    "PKCS7": "证书包（PKCS#7）",
    "CMS": "签名消息（CMS）",
}


def read_brought(content: bytes, wanted: Iterable[str]) -> tuple[str, bytes]:
    """The label and the bytes of the first PEM block of a wanted kind; for DER the label is empty.

    Raises ValidationError in words that say what was brought instead.
    """
    text = content.decode("ascii", errors="replace")
    found = _BEGIN.findall(text)
    if any("PRIVATE KEY" in label for label in found):
        raise forms.ValidationError(
            "文件里有私钥。私钥不能离开它的保管处：请换成不含私钥的文件，并检查它是否已经外传。"
        )
    if not found:
        return "", content
    label = next((each for each in found if each in wanted), "")
    if not label:
        names = "、".join(dict.fromkeys(_NAMES[each] for each in wanted))
        raise forms.ValidationError(f"这是{_NAMES.get(found[0], found[0])}，这里需要的是{names}。")
    try:
        return label, from_pem(label, text)
    except Malformed:
        raise forms.ValidationError("PEM 文本不完整，请把 BEGIN 到 END 的各行全部带上。") from None


def public_key_in(label: str, content: bytes) -> bytes:
    """SubjectPublicKeyInfo, DER, of a certificate, of a request that proves possession, or the bytes themselves.

    Raises ValidationError for a request whose signature is wrong.
    """
    if label == "PUBLIC KEY":
        return content
    try:
        return read_certificate(content).spki
    except CryptoFault:
        pass
    try:
        return check_csr(content).spki
    except NotTrusted:
        raise forms.ValidationError("证书申请的签名不对，不能证明提交人持有私钥。") from None
    except CryptoFault:
        return content


class BroughtForm(forms.Form):
    """One file, chosen or pasted; `wanted` are the PEM labels it may have, `what` is what people call it."""

    wanted: tuple[str, ...] = CERTIFICATE
    what = "证书"
    file = forms.FileField(label="文件", required=False, help_text="DER 或 PEM 格式，不超过 1 MB；也可以在下面粘贴。")
    pasted = forms.CharField(
        label="或者粘贴 PEM 文本",
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": "6", "class": "code", "spellcheck": "false"}),
        help_text="以 -----BEGIN 开头的各行。选了文件的，以文件为准。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = f"{self.what}文件"
        self.fields["pasted"].strip = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            place = "file" if given.get("file") else "pasted"
            try:
                given["label"], given["brought"] = read_brought(self._content(given), self.wanted)
            except forms.ValidationError as fault:
                self.add_error(place, fault)
        return given

    def _content(self, given: dict[str, Any]) -> bytes:
        file: UploadedFile | None = given.get("file")
        if file and file.size and file.size > MOST_BYTES:
            raise forms.ValidationError(f"文件超过 1 MB，不是{self.what}。")
        content = file.read() if file else given.get("pasted", "").encode("utf-8")
        if not content.strip():
            raise forms.ValidationError(f"请选择{self.what}文件，或者粘贴 PEM 文本。")
        return bytes(content)


def blame(form: forms.Form, fault: Exception) -> None:
    """Put what an action has refused beside the field it speaks of; brought things have two fields, the chosen one counts."""
    name = getattr(fault, "field", "")
    if name in {"certificate", "list", "recipient", "request"} and "file" in form.fields:
        name = "file" if form.cleaned_data.get("file") else "pasted"
    form.add_error(name if name in form.fields else None, str(fault))
