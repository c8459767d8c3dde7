"""Registration of search with Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "mingtang.kernel.search"
    label = "search"
    verbose_name = "全文检索"
