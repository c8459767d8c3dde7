"""Registration of the app with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The lowest floor of the kernel: it knows nobody and everybody may ask it for background work."""

    name = "mingtang.kernel.jobs"
    label = "jobs"
    verbose_name = "后台任务"
