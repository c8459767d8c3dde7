"""Addresses of disclosure on request."""

from django.urls import path

from mingtang.domains.disclosure.requests.views import ledger, letters, public, steps

PUBLIC = "disclosure/requests/"
WORK = "workbench/disclosure/requests/"

urlpatterns = [
    path(PUBLIC, public.ask, name="ask_for_disclosure"),
    path(PUBLIC + "receipt/", public.receipt, name="disclosure_receipt"),
    path(PUBLIC + "query/", public.query, name="query_disclosure"),
    path(PUBLIC + "letters/<int:pk>/", letters.own_letter, {"form": "pdf"}, name="own_disclosure_letter"),
    path(PUBLIC + "letters/<int:pk>/ofd/", letters.own_letter, {"form": "ofd"}, name="own_disclosure_letter_ofd"),
    path(WORK, ledger.ledger_page, name="disclosure_requests"),
    path(WORK + "new/", ledger.register_page, name="register_disclosure_request"),
    path(WORK + "letters/<int:pk>/", letters.letter, {"form": "pdf"}, name="disclosure_letter"),
    path(WORK + "letters/<int:pk>/ofd/", letters.letter, {"form": "ofd"}, name="disclosure_letter_ofd"),
    path(WORK + "<int:pk>/<slug:step>/", steps.step_page, name="disclosure_step"),
]
