"""Registration of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mingtang.kernel.directory"
    label = "directory"
    verbose_name = "机构与人员"

    def ready(self) -> None:
        from mingtang.kernel.directory.views.desk import register_panels

        register_navigation()
        register_panels()


def register_navigation() -> None:
    """The places of the directory in the workbench, and the public ones."""
    from mingtang.ui.navigation import ADMINISTRATION, MY_WORK, PUBLIC, NavigationEntry, register

    register(NavigationEntry("首页", "home", "home", PUBLIC, order=0))
    register(NavigationEntry("机构职能", "building-bank", "public_organs", PUBLIC, order=90))
    register(NavigationEntry("桌面", "layout-dashboard", "workbench", MY_WORK, order=0, phone=True))
    register(NavigationEntry("我的账号", "id-badge", "my_account", MY_WORK, order=90))
    register(
        NavigationEntry(
            "机构", "sitemap", "organ_tree", ADMINISTRATION, order=10, permission="directory.read", phone=True
        )
    )
    register(
        NavigationEntry(
            "人员", "users", "people_list", ADMINISTRATION, order=20, permission="directory.read", phone=True
        )
    )
    register(
        NavigationEntry(
            "账号", "user-cog", "account_list", ADMINISTRATION, order=30, permission="directory.read_accounts"
        )
    )
    register(
        NavigationEntry(
            "角色", "user-shield", "role_list", ADMINISTRATION, order=40, permission="directory.manage_grants"
        )
    )
    register(
        NavigationEntry("授权", "key", "access_list", ADMINISTRATION, order=50, permission="directory.manage_grants")
    )
    register(
        NavigationEntry(
            "编号规则",
            "sort-ascending",
            "number_formats",
            ADMINISTRATION,
            order=60,
            permission="directory.manage_numbers",
        )
    )
