"""Making and editing forms."""

from typing import Any

from django import forms

from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.models import CODE
from mingtang.kernel.forms.permissions import DESIGN_FORMS
from mingtang.lib.forms.bounds import LONGEST_DOCUMENT
from mingtang.ui.listing import FilterForm

NODE = ""


class FormFilter(FilterForm):
    """Which forms to show."""

    lookups = {"name": ("title__icontains", "code__icontains"), "state": "newest_state"}
    name = forms.CharField(label="名称、代号", max_length=60)
    state = forms.ChoiceField(
        label="最新版本", choices=[("", "全部"), ("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")]
    )


def _document() -> forms.CharField:
    return forms.CharField(
        label="文档（JSON）",
        max_length=LONGEST_DOCUMENT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "code", "spellcheck": "false"}),
    )


class DocumentForm(forms.Form):
    """The document of a form. `seen` is the digest of the version that was opened."""

    text = _document()
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class NewForm(forms.Form):
    """A form that does not exist yet."""

    code = forms.CharField(
        label="代号",
        max_length=60,
        validators=[CODE],
        help_text="程序和接口用它称呼表单，如 leave-request；以后不能改。",
    )
    title = forms.CharField(label="名称", max_length=120)
    organ = forms.ModelChoiceField(
        Organ.objects.none(), label="所属机构", required=False, empty_label="全平台（需要全平台的权限）"
    )
    text = _document()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.within(actor, DESIGN_FORMS).active().order_by("rank", "path")
        self.fields["organ"].queryset = rows  # type: ignore[attr-defined]
