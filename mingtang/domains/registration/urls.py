"""Addresses of registration."""

from django.urls import path

from mingtang.domains.registration.views import counter, ledger, own, steps

OWN = "account/certificates/applications/"
WORK = "workbench/registration/"

urlpatterns = [
    path(OWN, own.own_list, name="own_certificate_applications"),
    path(OWN + "new/<slug:holder_kind>/<slug:kind>/", own.apply_page, name="apply_for_certificate"),
    path(OWN + "<int:pk>/", own.application_page, name="own_certificate_application"),
    path(OWN + "<int:pk>/request/", own.supply_request, name="supply_request"),
    path(OWN + "<int:pk>/withdrawal/", own.withdraw_application, name="withdraw_certificate_application"),
    path(OWN + "<int:pk>/download/", own.download, name="collect_certificate"),
    path(OWN + "<int:pk>/confirmation/", own.confirm, name="confirm_import"),
    path(WORK, ledger.ledger_page, name="certificate_applications"),
    path(WORK + "new/", counter.enter, name="enter_application"),
    path(WORK + "batch/", counter.batch, name="batch_applications"),
    path(WORK + "<int:pk>/check/", steps.check_page, name="check_identity"),
    path(WORK + "<int:pk>/issue/", steps.issue_page, name="issue_application"),
    path(WORK + "<int:pk>/recovery/", steps.recover_page, name="recover_keys"),
    path(WORK + "<int:pk>/codes/", steps.send_codes_page, name="send_codes"),
]
