"""Registration of the processes."""

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "mingtang.kernel.processes"
    label = "processes"
    verbose_name = "流程定义"
