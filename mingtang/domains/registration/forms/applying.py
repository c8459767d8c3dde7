"""Asking for a certificate: by oneself, for one's organ, at the counter."""

from collections.abc import Sequence
from typing import Any

from django import forms

from mingtang.domains.registration.rules import ISSUING, OF_THINGS, REVOCATIONS, HolderKind, Kind
from mingtang.lib.crypto.keys import to_pem

LONGEST_YEARS = 5
YEARS = [(year, f"{year} 年") for year in range(1, LONGEST_YEARS + 1)]
_LARGEST_FILE = 64 * 1024


class RequestFields(forms.Form):
    """The certificate's request, pasted or as a file; the page shows the field `request` by the component key-maker."""

    request = forms.CharField(label="证书申请文件（PEM）", widget=forms.Textarea(attrs={"rows": 5}), required=False)
    request_file = forms.FileField(
        label="证书申请文件", required=False, help_text="PKCS#10 文件（PEM 或 DER），也可以把内容粘贴到下面。"
    )

    @property
    def request_text(self) -> str:
        """What was pasted, else the file, in PEM."""
        typed, file = self.cleaned_data.get("request", "").strip(), self.cleaned_data.get("request_file")
        if typed or file is None:
            return str(typed)
        content: bytes = file.read(_LARGEST_FILE)
        return content.decode("latin-1") if b"-----BEGIN" in content else to_pem("CERTIFICATE REQUEST", content)


class ApplicationForm(RequestFields):
    """What one says of a certificate for oneself or one's organ; fields that do not belong to the kind are left out."""

    name = forms.CharField(label="名称", max_length=64, help_text="服务器的主要域名，或者设备的编号。")
    names = forms.CharField(
        label="域名、IP 地址", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一个，写进证书的备用名称。服务器至少填一个。",
    )  # fmt: skip
    reason = forms.TypedChoiceField(label="注销原因", coerce=int, choices=list(REVOCATIONS.items()))
    years = forms.TypedChoiceField(label="有效期", coerce=int, choices=YEARS, initial=1)
    purpose = forms.CharField(label="用途说明", max_length=200, required=False)
    proof = forms.CharField(
        label="原密钥的签名（Base64）", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="用原来的签名密钥对证书申请文件（DER）签名。提供的，核验时不必再证明身份；不能提供的留空。",
    )  # fmt: skip
    consent = forms.BooleanField(label="我已阅读并同意电子认证服务协议，提供的信息真实，签名密钥由本人保管")
    field_order = ("name", "names", "reason", "years", "purpose", "proof", "request_file", "request", "consent")

    def __init__(self, *args: Any, kind: Kind, holder_kind: HolderKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.holder_kind = kind, holder_kind
        for name in self._out_of_place():
            del self.fields[name]

    def _out_of_place(self) -> set[str]:
        issues, is_thing = self.kind in ISSUING, self.holder_kind in OF_THINGS
        out = set() if is_thing and self.kind == Kind.NEW else {"name"}
        out |= set() if is_thing and issues else {"names", "request_file"}
        out |= set() if self.kind == Kind.REVOKE else {"reason"}
        out |= set() if self.kind in {Kind.RENEW, Kind.MODIFY} else {"proof"}
        return out if issues else out | {"years", "request", "request_file"}

    def clean(self) -> dict[str, Any]:
        """Whoever applies for himself hands the request in at once."""
        said = super().clean() or self.cleaned_data
        if "request" in self.fields and not (said.get("request") or said.get("request_file")):
            self.add_error("request", "请先生成密钥，或者粘贴、上传证书申请文件。")
        return said

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """Fields in their order but for the request, which the key-maker shows, and the consent, which ends the form."""
        return [self[name] for name in self.fields if name not in {"request", "consent"}]

    @property
    def wished(self) -> dict[str, Any]:
        """What was typed, as a wish has it."""
        said = self.cleaned_data
        names = tuple(line.strip() for line in said.get("names", "").splitlines() if line.strip())
        plain = {name: said[name] for name in ("name", "reason", "years", "purpose", "proof") if name in said}
        given = plain | {"names": names, "request": self.request_text}
        return {name: value for name, value in given.items() if value not in ("", ())}


class SupplyForm(RequestFields):
    """The request that is missing, or another one."""

    purpose = forms.CharField(label="补充说明", max_length=200, required=False)

    def __init__(self, *args: Any, needs_request: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["request_file"]
        if not needs_request:
            del self.fields["request"]

    @property
    def supplied(self) -> dict[str, str]:
        said = self.cleaned_data
        return {"purpose": said["purpose"], "request": said.get("request", "")}


class CollectForm(forms.Form):
    """The two codes by which a certificate is collected."""

    reference = forms.CharField(label="参考号", max_length=12, help_text="在站内消息里。")
    code = forms.CharField(
        label="授权码", max_length=12, help_text="发到申请人登记的手机；没有登记手机的，由制证人员当面告知。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why an application is taken back."""

    reason = forms.CharField(label="撤回理由", max_length=100)


class CounterForm(RequestFields):
    """What a clerk writes down for whoever stands at the counter."""

    login = forms.CharField(
        label="申请人登录名", max_length=60, help_text="工作人员填工号；个人填手机号，法人填统一社会信用代码。"
    )
    kind = forms.ChoiceField(label="申请类型", choices=[])
    reason = forms.TypedChoiceField(
        label="注销原因", coerce=int, choices=[("", "不适用"), *REVOCATIONS.items()], required=False, empty_value=None
    )
    years = forms.TypedChoiceField(label="有效期", coerce=int, choices=YEARS, initial=1)
    purpose = forms.CharField(label="用途说明", max_length=200, required=False)
    carrier = forms.CharField(
        label="介质编号", max_length=60, required=False, help_text="发给智能密码钥匙的，填写外壳上的编号。"
    )
    field_order = ("login", "kind", "reason", "years", "purpose", "carrier", "request_file", "request")

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields[
            "request"
        ].help_text = "申请人已经生成的，粘贴在这里；没有的留空，由申请人自己在“我的证书申请”里提交。"


class BatchForm(forms.Form):
    """A table of staff."""

    file = forms.FileField(label="表格文件", help_text="CSV 或 XLSX，第一行是列名：工号、姓名、年限、用途、介质编号。")
