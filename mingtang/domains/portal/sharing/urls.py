"""Addresses of sharing."""

from django.urls import path

from mingtang.domains.portal.sharing.views import mirrors, offers, subscriptions

urlpatterns = [
    path("workbench/sharing/", offers.offers_page, name="shared_articles"),
    path("workbench/sharing/offers/new/", offers.new_offer, name="share_article"),
    path("workbench/sharing/offers/<int:pk>/", offers.offer_page, name="shared_article"),
    path("workbench/sharing/received/", mirrors.received_page, name="received_articles"),
    path("workbench/sharing/mirrors/<int:pk>/", mirrors.mirror_page, name="mirror"),
    path("workbench/sharing/subscriptions/", subscriptions.subscriptions_page, name="subscriptions"),
    path("workbench/sharing/subscriptions/new/", subscriptions.new_subscription, name="new_subscription"),
    path("workbench/sharing/subscriptions/<int:pk>/end/", subscriptions.end, name="end_subscription"),
    path("workbench/sharing/mappings/", subscriptions.mappings_page, name="column_mappings"),
    path("workbench/sharing/mappings/new/", subscriptions.new_mapping, name="new_column_mapping"),
]
