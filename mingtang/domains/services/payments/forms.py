"""What is filled in about payments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.domains.services.payments.models import PaymentOrder
from mingtang.domains.services.payments.rules import STATES
from mingtang.lib.money import fen, figures
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


class WindowPaymentForm(forms.Form):
    """That an order was paid at a window."""

    receipt = forms.CharField(label="票据号", max_length=60, help_text="开给缴款人的财政票据上的号码。")


class RefundForm(forms.Form):
    """How much of what was paid goes back, and why."""

    amount: Any = forms.CharField(label="退费金额（元）", max_length=20)
    reason = forms.CharField(
        label="退费原因", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="缴款人会看到。"
    )

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = f"最多 {figures(left)} 元。"

    def clean_amount(self) -> int:
        """The amount in fen."""
        try:
            return fen(self.cleaned_data["amount"].strip().replace(",", ""))
        except ValueError as fault:
            raise forms.ValidationError("请填写金额，最多两位小数，如 10 或者 125.50。") from fault


class WindowRefundForm(forms.Form):
    """That what was ordered back was paid back at a window."""

    reference = forms.CharField(label="退款凭证号", max_length=80, help_text="退款凭证或者银行回单上的号码。")
