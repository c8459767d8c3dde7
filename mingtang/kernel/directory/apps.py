"""Registration of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mingtang.kernel.directory"
    label = "directory"
    verbose_name = "机构与人员"
