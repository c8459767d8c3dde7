"""Which letters to show."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.messages.forms.parts import ALL, KINDS
from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.domains.interaction.messages.rules import STAGES
from mingtang.ui.listing import FilterForm


class PublicFilter(FilterForm):
    """Which letters to read."""

    lookups = {
        "words": ("public_title__icontains", "public_content__icontains", "number__icontains"),
        "kind": "kind",
        "unit": "unit",
    }
    words = forms.CharField(label=_("关键词或编号"), max_length=60)
    kind = forms.ChoiceField(
        label=_("类别"), choices=[ALL, *((each.code, each.label) for each in kinds().values() if each.may_be_public)]
    )
    unit = forms.ChoiceField(label=_("答复单位"))

    def __init__(self, *args: Any, organs: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [ALL, *organs]  # type: ignore[attr-defined]


class MessageFilter(FilterForm):
    """Which messages to show in the ledger."""

    lookups = {
        "words": ("number__icontains", "title__icontains", "content__icontains"),
        "kind": "kind",
        "stage": "stage",
        "unit": "unit",
    }
    words = forms.CharField(label="编号、标题、内容", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=[ALL, *KINDS])
    stage = forms.ChoiceField(label="状态", choices=[ALL, *STAGES.items()])
    light = forms.ChoiceField(label="期限", choices=[ALL, ("red", "超期"), ("amber", "临期"), ("green", "正常")])
    unit = forms.ChoiceField(label="承办单位")

    def __init__(self, *args: Any, organs: list[tuple[int, str]], lamps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lamps = lamps
        self.fields["unit"].choices = [ALL, *organs]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found, now = super().narrow(rows), self.lamps.now
        running = found.filter(replied_at=None, case__ended_at=None)
        match self.cleaned_data.get("light"):
            case "red":
                return running.filter(case__due_at__lte=now)
            case "amber":
                return running.filter(case__due_at__gt=now, case__amber_at__lte=now)
            case "green":
                return running.filter(case__due_at__gt=now).exclude(case__amber_at__lte=now)
        return found
