"""Filtering definitions, and the fields that making and editing any of them begin with."""

from typing import Any

from django import forms

from mingtang.kernel.definitions.api import KEY, Kind, State
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.listing import FilterForm


class DefinitionFilter(FilterForm):
    """Which definitions to show."""

    lookups = {"name": ("title__icontains", "key__icontains"), "state": "newest_state"}
    name = forms.CharField(label="名称或代号", max_length=60)
    state = forms.ChoiceField(label="最新版本", choices=[("", "全部"), *State.choices])


class NewDefinitionForm(forms.Form):
    """A definition that does not exist yet: its names and its owner. An app adds the content."""

    title = forms.CharField(label="名称", max_length=120)
    key = forms.CharField(
        label="代号",
        max_length=60,
        validators=[KEY],
        help_text="小写字母、数字和连字符，建立后不能改，例如 food-permit。",
    )
    organ: Any = forms.ModelChoiceField(
        label="所属机构",
        queryset=None,
        required=False,
        empty_label="全平台",
        help_text="全平台的供所有机构使用；机构可以用同一代号另建自己的，在本机构和下级优先。",
    )

    def __init__(self, *args: Any, actor: Actor, kind: Kind[Any, Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = Organ.objects.within(actor, kind.design).active().order_by("path")
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class DraftForm(forms.Form):
    """A draft about to be saved. `seen` is the digest of the version that was opened. An app adds the content."""

    note = forms.CharField(label="修改说明", max_length=200, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
