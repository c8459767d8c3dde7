"""Registration of the special databases."""

from django.apps import AppConfig


class DatabasesConfig(AppConfig):
    name = "mingtang.domains.portal.databases"
    label = "portal_databases"
    verbose_name = "专题数据库"

    def ready(self) -> None:
        from mingtang.domains.portal.databases import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.portal.databases.permissions import READ_RECORDS
        from mingtang.ui.navigation import BUSINESS, PUBLIC, NavigationEntry, register

        register(
            NavigationEntry("专题数据库", "database", "kept_databases", BUSINESS, 52, permission=READ_RECORDS.code)
        )
        register(NavigationEntry("专题数据库", "database", "databases", PUBLIC, order=35))
