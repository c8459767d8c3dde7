"""Forms of signing in, registering, and getting a password back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def password_field(label: Any, *, new: bool = False, hint: Any = "") -> forms.CharField:
    """A password; `new` ones are offered to the password manager for keeping."""
    kind = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, strip=False, max_length=128, widget=widget, help_text=hint)


def code_field(label: Any, hint: Any = "") -> forms.CharField:
    """Six digits that serve once."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "w-6 code"}
    return forms.CharField(label=label, max_length=12, widget=forms.TextInput(attrs=attributes), help_text=hint)


NEW_PASSWORD_HINT = _("至少 8 个字符，大写字母、小写字母、数字、符号中至少三类；不能包含登录名、手机号或证件号。")


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    new = password_field(_("新口令"), new=True, hint=NEW_PASSWORD_HINT)
    again = password_field(_("再输一次"), new=True)

    def clean_again(self) -> str:
        """Both must be the same."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("两次输入的口令不一样。"))
        return again


class PublicSignInForm(forms.Form):
    """Citizens and legal persons."""

    who = forms.CharField(
        label=_("手机号、身份证件号或统一社会信用代码"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = password_field(_("密码"))


class OfficialSignInForm(forms.Form):
    """Officials."""

    who = forms.CharField(label=_("工号"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = password_field(_("口令"))


class SecondFactorForm(forms.Form):
    """The code of an authenticator app."""

    otp = code_field(_("动态口令"), _("手机上动态口令应用显示的 6 位数字，每 30 秒更换。"))


class IdentityForm(forms.Form):
    """Who registers: the first step."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=100,
        help_text=_("与证件上一致。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    identity_number = forms.CharField(label=_("身份证件号"), max_length=30, help_text=_("居民身份证 18 位号码。"))
    phone = forms.CharField(
        label=_("手机号"),
        max_length=20,
        help_text=_("用来接收验证码和通知。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class RegistrationForm(NewPasswordForm):
    """The code from the telephone and a password: the second step. What the first step asked travels along, hidden."""

    name = forms.CharField(label=_("姓名"), widget=forms.HiddenInput, max_length=100)
    identity_number = forms.CharField(label=_("身份证件号"), widget=forms.HiddenInput, max_length=30)
    phone = forms.CharField(label=_("手机号"), widget=forms.HiddenInput, max_length=20)
    code = code_field(_("短信验证码"), _("5 分钟内有效。"))
    field_order = ["name", "identity_number", "phone", "code", "new", "again"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].label = _("密码")


class PhoneForm(forms.Form):
    """Whose password is forgotten."""

    phone = forms.CharField(
        label=_("注册时的手机号"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class RecoveryForm(NewPasswordForm):
    """The code from the telephone and a new password."""

    phone = forms.CharField(label=_("手机号"), widget=forms.HiddenInput, max_length=20)
    code = code_field(_("短信验证码"), _("5 分钟内有效。"))
    field_order = ["phone", "code", "new", "again"]


class EnterpriseForm(NewPasswordForm):
    """A legal person and the password of its account."""

    name = forms.CharField(label=_("法人名称"), max_length=160, help_text=_("与营业执照或登记证书上一致。"))
    credit_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=30, help_text=_("执照上的 18 位代码，不含字母 I、O、S、V、Z。")
    )
    field_order = ["name", "credit_code", "new", "again"]
