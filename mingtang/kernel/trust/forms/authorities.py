"""Founding an authority, and what is brought from its root."""

from django import forms

from mingtang.kernel.trust.forms.files import LIST, BroughtForm
from mingtang.lib.crypto.keys import KeyKind

FOUNDED_KINDS = [
    (KeyKind.SM2.value, "SM2（国家密码标准）"),
    (KeyKind.ECDSA_P256.value, "ECDSA P-256（国际通用）"),
]


def visible(text: str) -> None:
    """Names in certificates have visible characters only (RFC 5280 4.1.2.4)."""
    if not text.isprintable():
        raise forms.ValidationError("不能有换行、制表符等不可见的字符。")


class PrepareForm(forms.Form):
    """Who the authority of the second level is to be."""

    name = forms.CharField(
        label="名称", max_length=64, validators=[visible], help_text="写进证书，例如：和源市政务认证中心。"
    )
    organization = forms.CharField(
        label="所属机构全称", max_length=64, validators=[visible], help_text="写进证书，例如：和源市人民政府。"
    )
    kind = forms.ChoiceField(label="算法", choices=FOUNDED_KINDS, widget=forms.RadioSelect, initial=KeyKind.SM2.value)
    is_test = forms.BooleanField(
        label="这是测试机构：证书中注明“测试 TEST”，签发的证书不能用于正式业务", required=False, initial=True
    )


class CertificateFileForm(BroughtForm):
    """A certificate of a root, or the one that a root has issued."""


class ListFileForm(BroughtForm):
    """A list that a root has signed off line."""

    wanted, what = LIST, "撤销列表"
