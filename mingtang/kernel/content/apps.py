"""Registration of content with Django, the worker and the navigation."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "mingtang.kernel.content"
    label = "content"
    verbose_name = "文件与材料"

    def ready(self) -> None:
        from mingtang.kernel.content import acts  # noqa: F401 - kinds of acts are known before the first is done
        from mingtang.kernel.content.actions.scans import scan_due
        from mingtang.kernel.content.permissions import MANAGE_STORAGE
        from mingtang.kernel.jobs.api import register_round
        from mingtang.ui.navigation import ADMINISTRATION, MY_WORK, NavigationEntry, register

        register_round("content.scan", scan_due)
        register(NavigationEntry("我的文件", "folder", "own_files", MY_WORK, order=60))
        register(NavigationEntry("文件存储", "database", "storage", ADMINISTRATION, 85, MANAGE_STORAGE.code))
