"""Addresses of proactive disclosure."""

from django.urls import path

from mingtang.domains.disclosure.catalogue.views import drafts, ledger, public, steps

PUBLIC = "disclosure/"
WORK = "workbench/disclosure/items/"

urlpatterns = [
    path(PUBLIC, public.catalogue_page, name="disclosure_catalogue"),
    path(PUBLIC + "guide/", public.guides_page, name="disclosure_guides"),
    path(PUBLIC + "policies/", public.policies_page, name="disclosure_policies"),
    path(PUBLIC + "items/<int:pk>/", public.item_page, name="disclosure_item"),
    path(PUBLIC + "items/<int:pk>/files/<int:material>/", public.attachment, name="disclosure_attachment"),
    path(WORK, ledger.items_page, name="disclosure_items"),
    path(WORK + "new/", drafts.new_page, name="draft_disclosure_item"),
    path(WORK + "completeness/", ledger.completeness_page, name="disclosure_completeness"),
    path(WORK + "duty/", ledger.duty_page, name="keep_disclosure_duty"),
    path(WORK + "guide/", ledger.guide_page, name="keep_disclosure_guide"),
    path(WORK + "<int:pk>/", drafts.record_page, name="disclosure_item_record"),
    path(WORK + "<int:pk>/edition/", drafts.edit_page, name="edit_disclosure_item"),
    path(WORK + "<int:pk>/files/", drafts.files_page, name="disclosure_item_files"),
    path(WORK + "<int:pk>/<slug:step>/", steps.step_page, name="disclosure_item_step"),
]
