"""Registration of this domain with everything it uses."""

from django.apps import AppConfig


class DisclosureReportsConfig(AppConfig):
    name = "mingtang.domains.disclosure.reports"
    label = "disclosure_reports"
    verbose_name = "政府信息公开年度报告"

    def ready(self) -> None:
        from mingtang.domains.disclosure.reports import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.disclosure.reports.permissions import READ_REPORTS
        from mingtang.ui.navigation import OVERSIGHT, NavigationEntry, register

        register(
            NavigationEntry(
                "公开年报", "report", "disclosure_annual_reports", OVERSIGHT, order=25, permission=READ_REPORTS.code
            )
        )
