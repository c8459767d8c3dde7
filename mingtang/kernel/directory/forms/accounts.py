"""Accounts: finding and disabling them."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.kernel.directory.models import Account
from mingtang.ui.listing import FilterForm


class AccountFilter(FilterForm):
    """Which accounts to show."""

    lookups = {
        "name": ("login__icontains", "person__name__icontains", "legal_person__name__icontains"),
        "kind": "kind",
        "state": "state",
    }
    name = forms.CharField(label="姓名、名称、登录名", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=[("", "全部类别"), *Account.Kind.choices])
    state = forms.ChoiceField(label="状态", choices=[("", "全部状态"), *Account.State.choices])
    lock = forms.ChoiceField(label="锁定", choices=[("", "不限"), ("locked", "已锁定")])

    def narrow(self, rows: QuerySet[Account]) -> QuerySet[Account]:
        rows = super().narrow(rows)
        locked = Q(locked_until__gt=timezone.now())
        return rows.filter(locked) if self.cleaned_data.get("lock") else rows


class DisableForm(forms.Form):
    """Why an account is disabled."""

    reason = forms.CharField(label="停用原因", max_length=200, help_text="例如 调离、退休、安全事件；写入存证记录。")
