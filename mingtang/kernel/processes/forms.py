"""Filtering, creating and naming definitions, and bringing in files."""

from typing import Any

from django import forms

from mingtang.kernel.definitions.forms import DefinitionFilter, DraftForm, NewDefinitionForm
from mingtang.kernel.processes.kinds import PROCESSES, DrawnKind
from mingtang.kernel.processes.starts import STARTS

LARGEST_FILE = 2 * 1024 * 1024


CATEGORY = forms.CharField(label="类别", max_length=40, required=False, help_text="例如 行政许可、公文、督查。")


class DrawnDefinitionFilter(DefinitionFilter):
    """Which definitions to show."""

    lookups = DefinitionFilter.lookups | {"category": "category__icontains"}
    category = forms.CharField(label="类别", max_length=40)


class NamesForm(forms.Form):
    """What a definition is called."""

    title = forms.CharField(label="名称", max_length=120)
    category = CATEGORY


class FileForm(DraftForm):
    """A file to be the draft, or its text."""

    file = forms.FileField(label="文件", required=False, help_text="不超过 2 MB。")
    xml = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean(self) -> dict[str, Any]:
        """The text of the file, where one was sent, is the content."""
        data = super().clean() or {}
        if data.get("file"):
            data["xml"] = read_text(data["file"])
        if not data.get("xml"):
            self.add_error("file", "请选择文件。")
        return data


def read_text(file: Any) -> str:
    """The text of an uploaded file. Raises ValidationError when it is too large or no UTF-8."""
    if file.size > LARGEST_FILE:
        raise forms.ValidationError("文件超过 2 MB。")
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise forms.ValidationError("文件不是 UTF-8 编码。") from None


class CreateForm(NewDefinitionForm):
    """A new definition: its names, its owner and what it begins with."""

    category = CATEGORY
    start = forms.ChoiceField(label="从哪里开始", required=False)
    file = forms.FileField(label="或者导入文件", required=False, help_text="不超过 2 MB；选了文件就不用模板。")
    field_order = ["title", "key", "category", "organ", "start", "file"]

    def __init__(self, *args: Any, kind: DrawnKind[Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        if kind is PROCESSES:
            choices = [(start.key, f"{start.title}：{start.purpose}") for start in STARTS]
            self.fields["start"].choices = [("", "空白（开始、一个环节、结束）"), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["start"]

    def clean_file(self) -> str:
        """The text of the file, empty without one."""
        file = self.cleaned_data.get("file")
        return read_text(file) if file else ""
