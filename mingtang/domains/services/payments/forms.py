"""What is filled in about payments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.domains.services.payments.models import PaymentOrder
from mingtang.domains.services.payments.rules import STATES
from mingtang.ui.listing import FilterForm


class PaymentFilter(FilterForm):
    """Which orders to show."""

    lookups = {
        "name": ("title__icontains", "number__icontains", "payer_name__icontains"),
        "state": "state",
        "way": "way",
    }
    name: Any = forms.CharField(label=_("事项、单号或缴款人"), max_length=60)
    state: Any = forms.ChoiceField(
        label=_("状态"), choices=[("", _("全部")), *[(k.value, v) for k, v in STATES.items()]]
    )
    way: Any = forms.ChoiceField(label=_("缴费方式"), choices=[("", _("全部")), *PaymentOrder.Way.choices])
