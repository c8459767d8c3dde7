"""Addresses of disclosure on request."""

from django.urls import path

from mingtang.domains.disclosure.requests.views import bundle, given, ledger, letters, public, steps

PUBLIC = "disclosure/requests/"
WORK = "workbench/disclosure/requests/"

urlpatterns = [
    path(PUBLIC, public.ask, name="ask_for_disclosure"),
    path(PUBLIC + "receipt/", public.receipt, name="disclosure_receipt"),
    path(PUBLIC + "query/", public.query, name="query_disclosure"),
    path(PUBLIC + "letters/<int:pk>/", letters.own_letter, {"form": "pdf"}, name="own_disclosure_letter"),
    path(PUBLIC + "letters/<int:pk>/ofd/", letters.own_letter, {"form": "ofd"}, name="own_disclosure_letter_ofd"),
    path(PUBLIC + "given/<int:pk>/", given.own_given, name="own_disclosure_given"),
    path(WORK, ledger.ledger_page, name="disclosure_requests"),
    path(WORK + "new/", ledger.register_page, name="register_disclosure_request"),
    path(WORK + "letters/<int:pk>/", letters.letter, {"form": "pdf"}, name="disclosure_letter"),
    path(WORK + "letters/<int:pk>/ofd/", letters.letter, {"form": "ofd"}, name="disclosure_letter_ofd"),
    path(WORK + "given/<int:pk>/", given.given_file, name="disclosure_given"),
    path(WORK + "<int:pk>/bundle.zip", bundle.bundle_of_request, name="disclosure_bundle"),
    path(WORK + "<int:pk>/<slug:step>/", steps.step_page, name="disclosure_step"),
]
