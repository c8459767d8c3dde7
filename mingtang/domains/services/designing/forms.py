"""Choosing what a form or a process begins with."""

from typing import Any

from django import forms

from mingtang.domains.services.designing.begun import Options


class StartForm(forms.Form):
    """From where to begin. `seen` is the digest of the item's version."""

    start = forms.ChoiceField(label="从哪里开始")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *arguments: Any, options: Options, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["start"].choices = [("", "请选择"), *((group, each) for group, each in options if each)]  # type: ignore[attr-defined]
