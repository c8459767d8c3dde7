"""Addresses of supervision."""

from django.urls import path

from mingtang.domains.supervision.views import items, ledger, notice, requests

urlpatterns = [
    path("workbench/supervision/", ledger.ledger_page, name="supervised_items"),
    path("workbench/supervision/statistics/", ledger.statistics, name="supervision_statistics"),
    path("workbench/supervision/new/", items.propose, name="propose_item"),
    path("workbench/supervision/<int:pk>/", items.item_page, name="supervised_item"),
    path("workbench/supervision/<int:pk>/edit/", items.edit, name="edit_item"),
    path("workbench/supervision/<int:pk>/submit/", items.submit_draft, name="submit_item"),
    path("workbench/supervision/<int:pk>/discard/", items.discard, name="discard_item"),
    path("workbench/supervision/<int:pk>/notice.pdf", notice.notice, name="supervision_notice"),
    path("workbench/supervision/<int:pk>/extension/", requests.extension, name="ask_for_extension"),
    path("workbench/supervision/<int:pk>/release/", requests.release, name="ask_for_release"),
    path("workbench/supervision/<int:pk>/evaluation/", requests.evaluation, name="evaluate_item"),
]
