"""What is to be masked in a file, typed without a mouse: texts line by line, regions as shares of the page."""

from collections.abc import Sequence
from typing import Any

from django import forms

from mingtang.domains.disclosure.requests.models import GivenFile
from mingtang.lib.pdf.redaction import Marks, Region

_PARTS = ("页", "左", "上", "宽", "高")


class MarksForm(forms.Form):
    """Texts and regions to be masked; it begins with what was masked before."""

    strings = forms.CharField(
        label="要隐去的文字", max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="每行一处，文件里所有相同的文字都会隐去，不论中间是否换行、有无空格。",
    )  # fmt: skip
    regions = forms.CharField(
        label="要隐去的区域", max_length=8_000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="图片、扫描件里的文字用区域隐去。每行一处：页 左 上 宽 高，后四项为占页面的百分比，如 1 10 20 35 5。",
    )  # fmt: skip
    flat = forms.BooleanField(
        label="只去掉页面上看不到的内容", required=False,
        help_text="不隐去页面上的文字，去掉附件、批注、以前的版本和被遮住的文字。",
    )  # fmt: skip

    def __init__(self, *args: Any, given: GivenFile, suggested: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strings"].initial = "\n".join(given.strings or suggested)
        self.fields["regions"].initial = "\n".join(_typed(each) for each in given.marks.regions)

    def clean_strings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(str.strip, self.cleaned_data["strings"].splitlines()))))

    def clean_regions(self) -> tuple[Region, ...]:
        lines = [line.split() for line in self.cleaned_data["regions"].splitlines() if line.strip()]
        return tuple(_region(line) for line in lines)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not (said["strings"] or said["regions"] or said["flat"]):
            raise forms.ValidationError("请写出要隐去的文字，或者标出区域。")
        return said

    @property
    def marks(self) -> Marks:
        """What was typed."""
        said = self.cleaned_data
        return Marks(said["strings"], said["regions"], said["flat"])


def _region(line: list[str]) -> Region:
    try:
        page, *shares = line
        left, top, width, height = (float(each.rstrip("%")) / 100 for each in shares)
        return Region(int(page), left, top, width, height)
    except ValueError:
        told = " ".join(_PARTS)
        raise forms.ValidationError(f"“{' '.join(line)}”不是一个区域，请按“{told}”填写五个数字。") from None


def _typed(region: Region) -> str:
    shares = (region.left, region.top, region.width, region.height)
    return " ".join([str(region.page), *(f"{100 * each:g}" for each in shares)])
