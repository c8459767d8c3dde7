"""Addresses of importing and exporting items."""

from django.urls import path

from mingtang.domains.services.catalogue.views import importing

IMPORTS = "workbench/items/imports"

urlpatterns = [
    path(f"{IMPORTS}/", importing.item_imports, name="item_imports"),
    path(f"{IMPORTS}/<int:pk>/", importing.item_import, name="item_import"),
    path(f"{IMPORTS}/<int:pk>/confirmation/", importing.item_import_confirmation, name="item_import_confirmation"),
    path(f"{IMPORTS}/<int:pk>/findings/", importing.item_import_findings, name="item_import_findings"),
    path("workbench/items/tables/<slug:kind>/", importing.item_table, name="item_table"),
]
