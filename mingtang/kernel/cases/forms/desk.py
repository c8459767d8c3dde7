"""Forms of what people keep at their desk: phrases, saved views, who acts for them."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.cases.case_types import case_types
from mingtang.kernel.cases.forms.people import SomebodyField
from mingtang.kernel.evidence.api import Actor


class PhraseForm(forms.Form):
    """One phrase for opinions."""

    text = forms.CharField(label=_("常用语"), max_length=200, help_text=_("写意见时点一下就加到意见里。"))


class ViewForm(forms.Form):
    """A name for the filters of a list."""

    name = forms.CharField(label=_("名称"), max_length=40)
    query = forms.CharField(max_length=600, required=False, widget=forms.HiddenInput)
    default = forms.BooleanField(label=_("打开列表时就用它"), required=False)


def _types() -> list[tuple[str, Any]]:
    return [(each.code, each.label) for each in case_types()]


class SubstitutionForm(forms.Form):
    """Who acts while one is away."""

    to = SomebodyField(label=_("受托人"), help_text=_("输入姓名或从提示中选择。"))
    start = forms.DateField(label=_("自"), widget=forms.DateInput, initial=timezone.localdate)
    end = forms.DateField(label=_("至"), widget=forms.DateInput, help_text=_("含当日；到期自动结束，也可以提前收回。"))
    types = forms.MultipleChoiceField(
        label=_("类别"),
        choices=_types,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不选则全部委托。"),
    )
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].of(actor)  # type: ignore[attr-defined]
        if not case_types():
            del self.fields["types"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = values.get("start"), values.get("end")
        if start and end and end < start:
            self.add_error("end", _("结束日期不能早于开始日期。"))
        if end and end < _today():
            self.add_error("end", _("结束日期已经过去。"))
        return values


def _today() -> date:
    return timezone.localdate()
