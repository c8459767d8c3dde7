"""What desks type about boxes of leaders, and which of them to show."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.kernel.directory.api import Post
from mingtang.ui.listing import FilterForm


class PostChoice(forms.ModelChoiceField):
    """A leading post, by organ, name and who is in office."""

    def label_from_instance(self, post: Post) -> str:
        names = "、".join(held.person.name for held in post.holders)  # type: ignore[attr-defined]
        return f"{post.organ.label}　{post.name}　{names or '暂缺'}"


class DutiesForm(forms.Form):
    """What a leader is in charge of, and whether letters are taken."""

    duties = forms.CharField(label="分管工作", max_length=200, required=False, help_text="例如主持市政府全面工作。")
    is_open = forms.BooleanField(label="接收来信", required=False, help_text="不再接收的去掉勾选，已有的来信照常办理。")


class NewMailboxForm(forms.Form):
    """Which leader gets a box."""

    post = PostChoice(label="领导岗位", queryset=Post.objects.none(), empty_label="请选择")
    duties = forms.CharField(label="分管工作", max_length=200, required=False, help_text="例如主持市政府全面工作。")

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]


class MailboxFilter(FilterForm):
    """Which boxes to show."""

    lookups = {"words": ("post__name__icontains", "post__organ__name__icontains", "duties__icontains")}
    words = forms.CharField(label="岗位、单位、分管工作", max_length=60)
