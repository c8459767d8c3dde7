"""What people type about reports."""

from typing import Any

from django import forms

from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.rules import DECIDED, SECTIONS


class FreezeForm(forms.Form):
    """The year of a report, and whether it sums up those below."""

    year = forms.IntegerField(label="年度", min_value=2008, max_value=2999)
    is_aggregate = forms.BooleanField(label="本级政府汇总报告", required=False)


class FiguresForm(forms.Form):
    """Figures of table 2 that are entered by hand."""

    def __init__(self, *args: Any, report: AnnualReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in report.by_hand:
            label, known = DECIDED[key], report.figures["decided"].get(key)
            self.fields[key] = (
                forms.CharField(label=f"{label}（万元）", max_length=20, initial=known)
                if key == "fees"
                else forms.IntegerField(label=f"{label}：本年处理决定数量", min_value=0, max_value=10**7, initial=known)
            )


class SectionsForm(forms.Form):
    """The six sections."""

    def __init__(self, *args: Any, report: AnnualReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, title in SECTIONS.items():
            self.fields[f"s{key}"] = forms.CharField(
                label=title, max_length=10_000, required=False, initial=report.sections.get(key, ""),
                widget=forms.Textarea(attrs={"rows": 5}),
            )  # fmt: skip

    @property
    def sections(self) -> dict[str, str]:
        """What was written, by number."""
        return {key: self.cleaned_data[f"s{key}"] for key in SECTIONS}


class ReturnForm(forms.Form):
    reason = forms.CharField(label="退回的理由", max_length=400)
