"""Forms of one's own account."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.directory.forms.sign_in import NewPasswordForm, code_field, password_field
from mingtang.kernel.directory.models import Agency, SignIn
from mingtang.ui.listing import FilterForm


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    old = password_field(_("原口令"))
    field_order = ["old", "new", "again"]


class EnrolForm(forms.Form):
    """A first code of the new authenticator app."""

    code = code_field(_("动态口令"), _("添加后，应用上显示的 6 位数字。"))


class UnbindForm(forms.Form):
    """The password confirms that the holder takes the second factor away."""

    password = password_field(_("登录口令"), hint=_("为了确认是您本人操作。"))


class SignInFilter(FilterForm):
    """Filters of the sign-in history."""

    result = forms.ChoiceField(label=_("结果"), choices=[("", _("全部")), *SignIn.Result.choices])
    since = forms.DateField(label=_("起"))
    until = forms.DateField(label=_("止"))
    lookups = {"result": "result", "since": "at__date__gte", "until": "at__date__lte"}


class AgentForm(forms.Form):
    """Whom a legal person authorises, for what, from–to."""

    name = forms.CharField(label=_("经办人姓名"), max_length=100)
    identity_number = forms.CharField(
        label=_("经办人身份证件号"), max_length=30, help_text=_("经办人须先在本平台注册个人账号。")
    )
    scope = forms.ChoiceField(
        label=_("授权范围"), choices=Agency.Scope.choices, widget=forms.RadioSelect, initial="apply"
    )
    start = forms.DateField(label=_("起"))
    end = forms.DateField(label=_("止"), required=False, help_text=_("不填表示长期有效，随时可以撤销。"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].initial = today
