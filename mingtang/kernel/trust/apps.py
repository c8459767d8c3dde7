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
        from mingtang.kernel.trust.timestamps.completing import (
            stamp_evidence,
            stamp_late_seals,
            stamp_late_signatures,
            stamps_between,
        )

        register_round("trust.fill_pool", fill_pool)
        register_round("trust.stamp_evidence", stamp_evidence)
        register_round("trust.stamp_late_seals", stamp_late_seals)
        register_round("trust.stamp_late_signatures", stamp_late_signatures)
        register_witness(stamps_between)
        register_navigation()
        register_seal_places()


def register_navigation() -> None:
    """The places of trust in the workbench, and verification by anybody; citizens find their certificates beside their account."""
    from mingtang.kernel.trust.permissions import CONFIRM_RECOVERY, READ_CERTIFICATES, READ_ESCROW
    from mingtang.kernel.trust.queries import recoveries_to_confirm
    from mingtang.ui.navigation import ADMINISTRATION, BUSINESS, MY_WORK, PUBLIC, NavigationEntry, register

    def waiting(actor: object) -> int | None:
        return recoveries_to_confirm(actor) or None if actor.may(CONFIRM_RECOVERY.code) else None  # type: ignore[attr-defined, arg-type]

    register(NavigationEntry("我的证书", "certificate", "my_certificates", MY_WORK, 92))
    register(NavigationEntry("数字证书", "certificate", "certificates", BUSINESS, 70, READ_CERTIFICATES.code))
    register(
        NavigationEntry("证书到期看板", "calendar-time", "certificate_expiry", BUSINESS, 71, READ_CERTIFICATES.code)
    )
    register(NavigationEntry("签发机构", "building-bank", "authorities", ADMINISTRATION, 80, READ_CERTIFICATES.code))
    register(NavigationEntry("密钥管理", "key", "escrowed_keys", BUSINESS, 72, READ_ESCROW.code))
    register(NavigationEntry("密钥恢复", "lock-open", "recoveries", BUSINESS, 73, READ_ESCROW.code, count=waiting))
    register(NavigationEntry("文件核验", "shield-check", "verify_file", PUBLIC, 30))


def register_seal_places() -> None:
    """The places of seals in the workbench."""
    from mingtang.kernel.trust.permissions import READ_CERTIFICATES, READ_SEALS
    from mingtang.kernel.trust.seals.reading import seals_to_decide, uses_to_decide
    from mingtang.ui.navigation import BUSINESS, OVERSIGHT, NavigationEntry, register

    register(
        NavigationEntry(
            "用印", "rubber-stamp", "seal_uses_waiting", BUSINESS, 76, READ_SEALS.code,
            count=lambda actor: uses_to_decide(actor) or None, also=("/workbench/trust/seal-uses/",),
        )
    )  # fmt: skip
    register(
        NavigationEntry(
            "印章管理", "certificate", "seals", BUSINESS, 77, READ_SEALS.code,
            count=lambda actor: seals_to_decide(actor) or None,
        )
    )  # fmt: skip
    register(NavigationEntry("存证时间戳", "clock", "evidence_stamps", OVERSIGHT, 82, READ_CERTIFICATES.code))
