"""What is asked when a matter is started."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.cases.models import Case


class MatterForm(forms.Form):
    """A title, how urgent it is, and the key by which a second press of the button starts nothing more."""

    title = forms.CharField(label=_("标题"), max_length=200, help_text=_("写明为了什么，办理的人在列表里只看到它。"))
    urgency = forms.TypedChoiceField(
        label=_("紧急程度"), choices=Case.Urgency.choices, coerce=int, initial=Case.Urgency.ORDINARY
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
