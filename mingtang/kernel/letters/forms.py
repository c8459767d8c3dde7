"""Making and editing templates of letters."""

from typing import Any

from django import forms

from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.letters.models import CODE
from mingtang.kernel.letters.permissions import DESIGN_LETTERS
from mingtang.kernel.letters.rules import LONGEST_DATA, LONGEST_SOURCE
from mingtang.ui.listing import FilterForm


class LetterFilter(FilterForm):
    """Which templates to show."""

    lookups = {"name": ("title__icontains", "code__icontains"), "state": "newest_state"}
    name = forms.CharField(label="名称、代号", max_length=60)
    state = forms.ChoiceField(
        label="最新版本", choices=[("", "全部"), ("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")]
    )


def _code_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "code", "spellcheck": "false"})


class ContentForm(forms.Form):
    """The parts of a version. `seen` is the digest of the version that was opened."""

    source = forms.CharField(
        label="源文（typst）", max_length=LONGEST_SOURCE, strip=False, widget=_code_area(20),
        help_text="数据用 #data.变量名 取得，版面从 /layout.typ 引入；不能读别的文件，也不能下载。",
    )  # fmt: skip
    variables = forms.CharField(
        label="变量", max_length=10_000, required=False, widget=_code_area(6),
        help_text="一行一个，写作“变量名 中文名称”；变量名后加 ? 表示可以没有。",
    )  # fmt: skip
    sample = forms.CharField(
        label="示例数据（JSON）",
        max_length=LONGEST_DATA,
        required=False,
        widget=_code_area(10),
        help_text="预览和发布前的检查用它。",
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class NewTemplateForm(ContentForm):
    """A template that does not exist yet."""

    code = forms.CharField(
        label="代号", max_length=60, validators=[CODE], help_text="程序用它称呼模板，如 acceptance-notice；以后不能改。"
    )
    title = forms.CharField(label="名称", max_length=120)
    organ = forms.ModelChoiceField(
        Organ.objects.none(), label="所属机构", required=False, empty_label="全平台（需要全平台的权限）"
    )
    field_order = ["code", "title", "organ"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.within(actor, DESIGN_LETTERS).active().order_by("rank", "path")
        self.fields["organ"].queryset = rows  # type: ignore[attr-defined]
