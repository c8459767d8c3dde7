"""Templates of official numbers."""

from typing import Any

from django import forms
from django.db.models import Q

from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.forms.organs import OrganPicker
from mingtang.kernel.directory.forms.picking import PickingForm, finder
from mingtang.kernel.directory.models import Organ
from mingtang.kernel.directory.permissions import MANAGE_NUMBERS
from mingtang.kernel.directory.rules import NumberTemplateError, check_number_template


class NumberFormatForm(PickingForm):
    """A kind of number, for one organ or as the default, and its template."""

    finders = {"find": "organ"}
    kind = forms.SlugField(
        label="种类", max_length=40, help_text="应用约定的代码：document 为发文字号，case 为办件编号。"
    )
    find = finder("查找机构")
    organ = OrganPicker(label="机构", required=False, empty_label="缺省规则（没有自己规则的机构都用它）")
    template = forms.CharField(
        label="模板",
        max_length=80,
        help_text="可用 {year} 年、{month} 月、{n} 顺序号、{word} 机关代字、{code} 统一社会信用代码；{n:06} 补零到六位。例如 {word}〔{year}〕{n}号。",
    )

    def __init__(self, *args: Any, actor: AccountActor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organ", Organ.objects.within(actor, MANAGE_NUMBERS).active().order_by("rank", "path"), Q())

    def clean_template(self) -> str:
        """The template, when it is well formed."""
        text: str = self.cleaned_data["template"]
        try:
            check_number_template(text)
        except NumberTemplateError as fault:
            raise forms.ValidationError(str(fault)) from fault
        return text
