"""Addresses of importing and exporting items."""

from django.urls import path, register_converter

from mingtang.domains.services.catalogue.views import importing


class TableKind:
    """The two kinds of files that tables are handed out as."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TableKind, "table_kind")

urlpatterns = [
    path("workbench/items/imports/", importing.item_imports, name="item_imports"),
    path("workbench/items/imports/<int:pk>/", importing.item_import, name="item_import"),
    path(
        "workbench/items/imports/<int:pk>/confirmation/",
        importing.item_import_confirmation,
        name="item_import_confirmation",
    ),
    path("workbench/items/imports/<int:pk>/findings.csv", importing.item_import_findings, name="item_import_findings"),
    path("workbench/items/table.<table_kind:kind>", importing.item_table, name="item_table"),
]
