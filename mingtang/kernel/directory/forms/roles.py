"""Roles and their permissions."""

from typing import Any

from django import forms

from mingtang.kernel.evidence.api import declared_permissions


class RoleForm(forms.Form):
    """What a role is called and what it permits."""

    name = forms.CharField(label="名称", max_length=60)
    permissions = forms.MultipleChoiceField(label="权限", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["permissions"].choices = [(each.code, each.label) for each in declared_permissions()]  # type: ignore[attr-defined]


class NewRoleForm(RoleForm):
    """A new role."""

    code = forms.SlugField(
        label="代码", max_length=40, help_text="小写字母、数字、连字符，建立后不能修改，例如 window-clerk。"
    )
    field_order = ["code", "name"]
