"""Addresses of proactive disclosure."""

from django.urls import path

from mingtang.domains.disclosure.catalogue.views import public

PUBLIC = "disclosure/"
WORK = "workbench/disclosure/items/"

urlpatterns = [
    path(PUBLIC, public.catalogue_page, name="disclosure_catalogue"),
    path(PUBLIC + "guide/", public.guides_page, name="disclosure_guides"),
    path(PUBLIC + "policies/", public.policies_page, name="disclosure_policies"),
    path(PUBLIC + "items/<int:pk>/", public.item_page, name="disclosure_item"),
    path(PUBLIC + "items/<int:pk>/files/<int:material>/", public.attachment, name="disclosure_attachment"),
]
