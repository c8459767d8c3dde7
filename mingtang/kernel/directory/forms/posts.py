"""Posts of an organ."""

from typing import Any

from django import forms

from mingtang.kernel.directory.models import Organ, Unit


class PostForm(forms.Form):
    """What a post is called, whether it leads, and where it stands."""

    name = forms.CharField(label="岗位名称", max_length=60)
    leads = forms.BooleanField(label="领导岗位", required=False, help_text="领导岗位在公开的机构职能里列出。")
    rank = forms.IntegerField(label="排序", min_value=0, max_value=9999, initial=100, help_text="数小的排在前面。")


class NewPostForm(PostForm):
    """A new post, in a unit or directly under the organ."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="内设机构", required=False, empty_label="直属机构（不在内设机构）"
    )
    field_order = ["name", "unit", "leads", "rank"]

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(organ=organ, closed_on=None)  # type: ignore[attr-defined]
