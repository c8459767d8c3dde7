"""Addresses of the special databases."""

from django.urls import path

from mingtang.domains.portal.databases.views import keeping, public

urlpatterns = [
    path("databases/", public.index, name="databases"),
    path("databases/prices/", public.price_page, name="market_prices"),
    path("databases/<slug:key>/", public.database_page, name="database"),
    path("databases/<slug:key>/<int:pk>/", public.record_page, name="database_record"),
    path("workbench/databases/", keeping.index, name="kept_databases"),
    path("workbench/databases/<slug:key>/", keeping.database_page, name="kept_database"),
]
