"""Addresses of the catalogue on the workbench; the public ones stand in `public_urls`."""

from django.urls import path

from mingtang.domains.services.catalogue.views import editing, items, library

urlpatterns = [
    path("workbench/items/", library.item_list, name="service_items"),
    path("workbench/items/waiting/", library.waiting_list, name="service_items_waiting"),
    path("workbench/items/new/", library.item_new, name="service_item_new"),
    path("workbench/items/claimable/", library.claimable_list, name="claimable_items"),
    path("workbench/items/catalog/", library.catalog_list, name="base_catalogue"),
    path("workbench/items/<int:pk>/", items.item_page, name="service_item"),
    path("workbench/items/<int:pk>/versions/<int:number>/", items.item_version, name="service_item_version"),
    path("workbench/items/<int:pk>/sections/<int:number>/", editing.item_edit, name="service_item_edit"),
    path("workbench/items/<int:pk>/upgrade/", editing.item_upgrade, name="service_item_upgrade"),
    path("workbench/items/<int:pk>/claim/", library.item_claim, name="service_item_claim"),
    path("workbench/items/<int:pk>/submission/", items.item_submit, name="service_item_submit"),
    path("workbench/items/<int:pk>/draft/discard/", items.item_discard, name="service_item_discard"),
    path("workbench/items/<int:pk>/review/", items.item_review, name="service_item_review"),
    path("workbench/items/<int:pk>/audit/", items.item_audit, name="service_item_audit"),
    path("workbench/items/<int:pk>/standing/", items.item_standing, name="service_item_standing"),
]
