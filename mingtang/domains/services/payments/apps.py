"""Registration of payments."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "mingtang.domains.services.payments"
    label = "services_payments"
    verbose_name = "政务服务缴费"

    def ready(self) -> None:
        from mingtang.domains.services.payments import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.services.payments.permissions import READ_PAYMENTS
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        register(NavigationEntry("缴费", "coin-yuan", "payments", BUSINESS, order=30, permission=READ_PAYMENTS.code))
