"""Registration of trust with Django and with the worker."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "mingtang.kernel.trust"
    label = "trust"
    verbose_name = "网络信任"

    def ready(self) -> None:
        from mingtang.kernel.evidence.api import register_witness
        from mingtang.kernel.jobs.api import register_round
        from mingtang.kernel.trust.actions.escrow import fill_pool
        from mingtang.kernel.trust.completing import stamp_evidence, stamp_late_seals, stamps_between

        register_round("trust.fill_pool", fill_pool)
        register_round("trust.stamp_evidence", stamp_evidence)
        register_round("trust.stamp_late_seals", stamp_late_seals)
        register_witness(stamps_between)
