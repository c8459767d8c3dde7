"""Registration of the app with Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "mingtang.kernel.search"
    label = "search"
