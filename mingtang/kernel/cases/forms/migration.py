"""What is asked before running cases are moved to another version of their process."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.cases.migrating.likeness import word
from mingtang.kernel.cases.migrating.mapping import WAITED_AT, suggested
from mingtang.kernel.processes.api import Process, ProcessVersion, net_of
from mingtang.lib.flow import Net
from mingtang.lib.flow.net import Node
from mingtang.ui.listing import FilterForm

PREFIX = "to-"
NOTHING = "-"
"""Stands for no counterpart."""


class VersionsForm(forms.Form):
    """From which version to which, of one process."""

    source = forms.ModelChoiceField(ProcessVersion.objects.none(), label=_("原版本"), empty_label=None)
    target = forms.ModelChoiceField(ProcessVersion.objects.none(), label=_("新版本"), empty_label=None)

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = ProcessVersion.objects.filter(definition=process).exclude(state="draft").select_related("definition")
        for name in ("source", "target"):
            self.fields[name].queryset = versions.defer("xml")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("source") and values.get("source") == values.get("target"):
            self.add_error("target", _("新旧版本相同。"))
        return values


class MappingForm(forms.Form):
    """For every element at which a case can stand: what it has become, with the suggestion chosen."""

    def __init__(self, *args: Any, source: ProcessVersion, target: ProcessVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        old, new = net_of(source.pk), net_of(target.pk)
        known = suggested(old, new)
        for node in old.nodes:
            if node.kind in WAITED_AT:
                self.fields[f"{PREFIX}{node.id}"] = forms.ChoiceField(
                    label=f"{node.title}（{word(node)}）",
                    choices=_counterparts(new, node),
                    initial=known.get(node.id, NOTHING),
                )

    @property
    def mapping(self) -> dict[str, str]:
        """What was chosen, by old element; empty where nothing corresponds."""
        chosen = self.cleaned_data.items()
        return {name.removeprefix(PREFIX): "" if value == NOTHING else value for name, value in chosen}

    @property
    def unmatched(self) -> list[Any]:
        """Fields for which there is no suggestion: they are shown first."""
        return [field for field in self if field.initial == NOTHING]

    @property
    def matched(self) -> list[Any]:
        return [field for field in self if field.initial != NOTHING]


def _counterparts(new: Net, node: Node) -> list[tuple[str, str]]:
    alike = [(other.id, other.title) for other in new.nodes if other.kind is node.kind]
    return [(NOTHING, str(_("没有对应"))), *alike]


class OrderForm(forms.Form):
    """The decision itself."""

    reason = forms.CharField(label=_("理由"), max_length=200, help_text=_("记入每件案件的办理记录。"))


class OutcomeFilter(FilterForm):
    """Results of one order."""

    outcome = forms.ChoiceField(
        label=_("结果"),
        choices=[
            ("", _("全部")),
            ("waiting", _("待变更")),
            ("moved", _("已变更")),
            ("blocked", _("不能变更")),
            ("gone", _("已不在原版本")),
        ],
    )
    lookups = {"outcome": "outcome"}
