"""Addresses of reporting."""

from django.urls import path

from mingtang.domains.services.reporting.views import rows

urlpatterns = [
    path("workbench/reported/", rows.rows_page, name="reported_rows"),
    path("workbench/reported/<int:pk>/", rows.row_page, name="reported_row"),
]
