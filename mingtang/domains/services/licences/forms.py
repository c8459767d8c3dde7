"""What people type: filters of the store, a licence to be issued, its next version, a reason, a purpose, a code, a type."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.domains.services.licences.actions.issuing import HolderDetails
from mingtang.domains.services.licences.actions.types import TypeDetails
from mingtang.domains.services.licences.models import LicenceHolder, LicenceType
from mingtang.domains.services.licences.models.licence_type import LONGEST_TERM
from mingtang.domains.services.licences.queries import running_out
from mingtang.domains.services.licences.rules import CODE_LENGTH, HOLDER_KINDS, STATES, holder_number
from mingtang.domains.services.licences.terms import back_counting_limits
from mingtang.kernel.clocks.api import office_hours
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.forms.api import FormDefinition
from mingtang.lib.clocks import Rule, Unit, due
from mingtang.lib.identifiers import InvalidIdentifier
from mingtang.ui.listing import FilterForm

KINDS = [*HOLDER_KINDS.items()]
TERMS = [("", "全部"), ("30", "30 日内到期"), ("60", "60 日内到期"), ("90", "90 日内到期")]


class LicenceFilter(FilterForm):
    """Which licences to show. A holder's number is looked for as a whole: it is stored encrypted."""

    lookups = {
        "words": ("number__icontains", "identifier__icontains", "holders__name__icontains"),
        "kind": "type",
        "state": "state",
    }
    words = forms.CharField(label="编号、标识、持证主体", max_length=120)
    number = forms.CharField(label="持证主体完整证件号", max_length=40)
    kind = forms.TypedChoiceField(label="证照类型", coerce=int, empty_value=None)
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *STATES.items()])
    ending = forms.ChoiceField(label="到期", choices=TERMS)
    by_hand = forms.BooleanField(label="只看没有办件的")

    def __init__(self, *args: Any, types: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "全部"), *types]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.cleaned_data
        found = super().narrow(rows)
        if asked.get("number"):
            found = found.filter(pk__in=LicenceHolder.with_number(_normal(asked["number"])).values("licence"))
        if asked.get("ending"):
            found = running_out(found, _days_ahead(int(asked["ending"])))
        if asked.get("by_hand"):
            found = found.filter(case=None)
        return found.distinct() if asked.get("words") else found


def _normal(typed: str) -> str:
    return holder_number("other", typed) if len(typed.strip()) > 3 else typed


def _days_ahead(days: int) -> Any:
    rule = Rule("licences.ahead", "今后", days, Unit.NATURAL_DAYS, "本平台")
    return due(timezone.localdate(), rule, (), office_hours()).at


class HolderForm(forms.Form):
    """One holder. An empty one is left out."""

    kind = forms.ChoiceField(label="证件类型", choices=KINDS, initial=KINDS[0][0])
    name = forms.CharField(label="持证主体名称", max_length=160)
    number = forms.CharField(label="证件号码", max_length=40)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            if given.get("number"):
                holder_number(given.get("kind", ""), given["number"])
        except InvalidIdentifier as fault:
            self.add_error("number", str(fault))
        return given


class HolderForms(BaseFormSet):  # type: ignore[type-arg]
    """The holders of a licence; the first must be there."""

    @property
    def details(self) -> list[HolderDetails]:
        return [HolderDetails(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("number")]


HolderFormSet = formset_factory(
    HolderForm, formset=HolderForms, extra=0, min_num=3, max_num=3, absolute_max=3, validate_max=True
)


def holder_forms(data: Any = None) -> HolderForms:
    """Room for three holders, the first of whom is needed."""
    made = cast("HolderForms", HolderFormSet(data, prefix="holders"))
    for place, form in enumerate(made.forms):
        form.empty_permitted = place > 0
        form.use_required_attribute = False
    return made


class IssueForm(forms.Form):
    """What is asked besides holders and face."""

    number = forms.CharField(
        label="证照编号", max_length=80, required=False, help_text="有编号规则的可以不填，按规则连续编号。"
    )
    valid_from = forms.DateField(label="有效期起", initial=timezone.localdate)
    valid_until = forms.DateField(label="有效期止", required=False, help_text="不填的，按证照类型的有效期计算。")
    basis = forms.CharField(label="制发依据", max_length=200, required=False, help_text="决定书文号，或者补录的依据。")
    reason = forms.CharField(
        label="没有办件的原因",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="手工制发没有关联办件，会提请效能监察注意。",
    )


class ChangeForm(forms.Form):
    """Why a licence is changed, and new names of its holders."""

    reason = forms.CharField(label="变更原因", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    basis = forms.CharField(label="依据", max_length=200, required=False)

    def __init__(self, *args: Any, holders: Sequence[LicenceHolder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for holder in holders:
            label = f"持证主体名称（{holder.masked_number}）"
            self.fields[f"holder-{holder.pk}"] = forms.CharField(label=label, max_length=160, initial=holder.name)

    @property
    def names(self) -> dict[int, str]:
        """New names by holder."""
        given = self.cleaned_data.items()
        return {int(name.removeprefix("holder-")): value for name, value in given if name.startswith("holder-")}


class RenewalForm(forms.Form):
    """From when and how long a licence holds anew."""

    valid_from = forms.DateField(label="有效期起", initial=timezone.localdate)
    valid_until = forms.DateField(label="有效期止", required=False, help_text="不填的，按证照类型的有效期计算。")
    reason = forms.CharField(label="延续原因", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="准予延续决定书的文号。")


class TurnForm(forms.Form):
    """Why a licence is suspended, put in force again, taken back or struck off."""

    reason = forms.CharField(label="原因", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(label="依据", max_length=200, help_text="法律条款，或者决定书的文号。")


class PurposeForm(forms.Form):
    """What a copy is for."""

    purpose = forms.CharField(
        label=_("用途"), max_length=60, help_text=_("例如：办理门店续租。用途会印在加注件上，他用无效。")
    )


class CodeForm(forms.Form):
    """The code under the picture on a certificate."""

    code = forms.CharField(
        label=_("核验码"),
        max_length=40,
        help_text=_("证照右侧二维码下的 %(length)s 位字符，可以不带短横线。") % {"length": CODE_LENGTH},
    )


class TypeForm(forms.Form):
    """A type of licences. Issuers are named one a line, so that a hundred of them fit."""

    code = forms.CharField(
        label="证照类型代码", min_length=21, max_length=21, help_text="定义机构的统一社会信用代码 18 位加 3 位顺序号。"
    )
    name = forms.CharField(label="证照名称", max_length=120)
    form = forms.ModelChoiceField(label="照面信息", queryset=FormDefinition.objects.none(), empty_label="请选择")
    letter = forms.CharField(label="证照模板", max_length=60, help_text="文书模板的代号。")
    term = forms.IntegerField(
        label="有效期（月）", min_value=1, max_value=LONGEST_TERM, required=False, help_text="不填的，长期有效。"
    )
    basis = forms.CharField(label="设定依据", max_length=200)
    renewal_from = forms.ChoiceField(label="最早申请延续", required=False)
    renewal_until = forms.ChoiceField(label="最迟申请延续", required=False)
    issuers = forms.CharField(
        label="颁发机构", widget=forms.Textarea(attrs={"rows": 4}), help_text="机构全称，每行一个。"
    )
    retired = forms.BooleanField(label="停用，不再制发", required=False)

    def __init__(self, *args: Any, kind: LicenceType | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", as_typed(kind) if kind else {})
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = FormDefinition.objects.order_by("title")  # type: ignore[attr-defined]
        limits = [("", "没有规定"), *back_counting_limits()]
        for name in ("renewal_from", "renewal_until"):
            self.fields[name].choices = limits  # type: ignore[attr-defined]
        if kind is not None:
            del self.fields["code"]

    def clean_issuers(self) -> list[Organ]:
        names = list(dict.fromkeys(line.strip() for line in self.cleaned_data["issuers"].splitlines() if line.strip()))
        found = {organ.name: organ for organ in Organ.objects.filter(name__in=names, state=Organ.State.ACTIVE)}
        if unknown := [name for name in names if name not in found]:
            raise forms.ValidationError(f"没有找到这些机构：{'、'.join(unknown)}")
        return [found[name] for name in names]

    @property
    def details(self) -> TypeDetails:
        return TypeDetails(**{name: value for name, value in self.cleaned_data.items() if name != "code"})


def as_typed(kind: LicenceType) -> dict[str, Any]:
    """A type as the beginning of its form."""
    names = ("name", "form", "letter", "term", "basis", "renewal_from", "renewal_until")
    issuers = "\n".join(issuer.organ.name for issuer in kind.issuers.select_related("organ"))
    return {name: getattr(kind, name) for name in names} | {"issuers": issuers, "retired": kind.retired_on is not None}


def blame(form: forms.Form, fault: Refused) -> None:
    """Put what was refused beside its field, where the form has it."""
    form.add_error(fault.field if fault.field in form.fields else None, str(fault))
