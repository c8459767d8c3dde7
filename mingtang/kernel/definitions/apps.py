"""Registration of the definitions."""

from django.apps import AppConfig


class DefinitionsConfig(AppConfig):
    name = "mingtang.kernel.definitions"
    label = "definitions"
    verbose_name = "定义与版本"
