"""Registration of the evidence app with Django and with the worker."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "mingtang.kernel.evidence"
    label = "evidence"
    verbose_name = "存证"

    def ready(self) -> None:
        from mingtang.kernel.evidence.chain import seal_pending
        from mingtang.kernel.evidence.outbox import deliver_due
        from mingtang.kernel.jobs.api import register_round

        register_round("evidence.deliver", deliver_due)
        register_round("evidence.seal", seal_pending)
