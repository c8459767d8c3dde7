"""Making and editing forms."""

from django import forms

from mingtang.kernel.definitions.forms import DraftForm, NewDefinitionForm
from mingtang.lib.forms.bounds import LONGEST_DOCUMENT


class _Document(forms.Form):
    """The document of a form, to be written by hand."""

    text = forms.CharField(
        label="文档（JSON）",
        max_length=LONGEST_DOCUMENT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "code", "spellcheck": "false"}),
    )


class DocumentForm(_Document, DraftForm):
    """Another document of a form."""

    field_order = ["text", "note"]


class NewForm(_Document, NewDefinitionForm):
    """A form that does not exist yet."""

    field_order = ["title", "key", "organ", "text"]
