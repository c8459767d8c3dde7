"""Registration of ACME with Django, the worker and the navigation."""

from django.apps import AppConfig


class AcmeConfig(AppConfig):
    name = "mingtang.kernel.acme"
    label = "acme"
    verbose_name = "服务器证书自动签发"

    def ready(self) -> None:
        from mingtang.kernel.acme import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.kernel.acme.checking import check_due_names
        from mingtang.kernel.acme.permissions import MANAGE_ACME
        from mingtang.kernel.jobs.api import register_round
        from mingtang.ui.navigation import ADMINISTRATION, NavigationEntry, register

        register_round("acme.check_names", check_due_names)
        register(
            NavigationEntry("服务器证书", "server-2", "acme_orders", ADMINISTRATION, order=58,
                            permission=MANAGE_ACME.code, also=("/workbench/acme/",))
        )  # fmt: skip
