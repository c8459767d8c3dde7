"""Registration of trust with Django and with the worker."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "mingtang.kernel.trust"
    label = "trust"
    verbose_name = "网络信任"

    def ready(self) -> None:
        from mingtang.kernel.jobs.api import register_round
        from mingtang.kernel.trust.actions.escrow import fill_pool

        register_round("trust.fill_pool", fill_pool)
