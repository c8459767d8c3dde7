"""Registration of reporting."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "mingtang.domains.services.reporting"
    label = "services_reporting"
    verbose_name = "办件数据上报"

    def ready(self) -> None:
        from mingtang.domains.services.reporting import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.services.reporting.models import ReportedRow
        from mingtang.domains.services.reporting.permissions import READ_REPORTED
        from mingtang.kernel.directory.api import Sealed, register_sealed
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        register_sealed(
            Sealed(ReportedRow, ("secrets",), lambda row: ReportedRow.confidential_values(row.set, row.values))
        )
        register(NavigationEntry("数据上报", "transfer", "reported_rows", BUSINESS, 44, READ_REPORTED.code))
