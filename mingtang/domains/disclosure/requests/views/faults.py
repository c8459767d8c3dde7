"""Refusals on forms."""

from django.forms import Form

from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import NoNumberFormat, Refused
from mingtang.kernel.letters.api import NoTemplate

FAULTS = (Refused, StepRefused, NoNumberFormat, NoTemplate)


def blame(form: Form, fault: Exception) -> None:
    """Show a fault beside its field, or above all where the form has no such field."""
    field = getattr(fault, "field", "")
    form.add_error(field if field in form.fields else None, str(fault))
