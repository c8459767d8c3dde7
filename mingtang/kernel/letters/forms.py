"""Making and editing templates of letters."""

from django import forms

from mingtang.kernel.definitions.forms import DraftForm, NewDefinitionForm
from mingtang.kernel.letters.rules import LONGEST_DATA, LONGEST_SOURCE


def _code_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "code", "spellcheck": "false"})


class _Parts(forms.Form):
    """The parts of a version."""

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


class ContentForm(_Parts, DraftForm):
    """Other contents of a template."""

    field_order = ["source", "variables", "sample", "note"]


class NewTemplateForm(_Parts, NewDefinitionForm):
    """A template that does not exist yet."""

    field_order = ["title", "key", "organ", "source", "variables", "sample"]
