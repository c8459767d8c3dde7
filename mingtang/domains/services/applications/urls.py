"""Addresses of applications: for whoever applies, for whoever handles them, for whoever only has the query code."""

from django.urls import path

from mingtang.domains.services.applications.views import (
    commitment,
    correction,
    course,
    credit,
    filing,
    joint,
    office,
    own,
    query,
    window,
)

urlpatterns = [
    path("services/items/<str:code>/apply/", filing.begin, name="apply"),
    path("services/applications/", own.own_applications, name="own_applications"),
    path("services/applications/<int:pk>/", own.application, name="application"),
    path("services/applications/<int:pk>/form/", filing.fill, name="application_form"),
    path("services/applications/<int:pk>/materials/", filing.materials, name="application_materials"),
    path(
        "services/applications/<int:pk>/materials/<int:material>/removal/", filing.removal, name="application_removal"
    ),
    path("services/applications/<int:pk>/commitment/", commitment.commitment, name="application_commitment"),
    path("services/applications/<int:pk>/confirmation/", filing.confirm, name="application_confirmation"),
    path("services/applications/<int:pk>/deletion/", filing.deletion, name="application_deletion"),
    path("services/applications/<int:pk>/withdrawal/", own.withdrawal, name="application_withdrawal"),
    path("services/applications/<int:pk>/hearing/", course.hearing, name="application_hearing"),
    path("services/applications/<int:pk>/correction/", correction.correction, name="application_correction"),
    path("services/applications/<int:pk>/supplement/", correction.supplement, name="application_supplement"),
    path("services/applications/<int:pk>/shared/<int:shared>/", own.shared_licence, name="application_shared_licence"),
    path("services/letters/<int:pk>/", own.letter, name="application_letter"),
    path("services/letters/<int:pk>/ofd/", own.letter_twin, name="application_letter_ofd"),
    path("workbench/credit/", credit.credit_records, name="credit_records"),
    path("workbench/credit/<int:pk>/", credit.credit_record, name="credit_record"),
    path("workbench/applications/", office.applications, name="applications"),
    path("workbench/applications/<int:pk>/turn/", office.turn, name="application_turn"),
    path("workbench/applications/<int:pk>/critical-path/", joint.path, name="application_critical_path"),
    path("workbench/applications/parts/<int:pk>/<str:name>/", course.measure, name="application_measure"),
    path("services/query/", query.by_code, name="application_query"),
    path("workbench/window/", window.items, name="window_items"),
    path("workbench/window/drafts/<int:pk>/", window.confirm, name="window_confirmation"),
    path("workbench/window/receipts/<int:pk>/", window.receipt, name="window_receipt"),
    path("workbench/window/items/<str:code>/", window.begin, name="window_begin"),
]
