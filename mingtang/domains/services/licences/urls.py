"""Addresses of the licence store: the workbench, one's own licences, and verification for everybody."""

from django.urls import path

from mingtang.domains.services.licences.views import holder, issuing, store, types, verification

urlpatterns = [
    path("workbench/licences/", store.store_page, name="licences"),
    path("workbench/licences/new/", issuing.choose_type, name="choose_licence_type"),
    path("workbench/licences/new/<int:pk>/", issuing.issue_page, name="issue_licence"),
    path("workbench/licences/types/", types.types_page, name="licence_types"),
    path("workbench/licences/types/new/", types.define, name="define_licence_type"),
    path("workbench/licences/types/<int:pk>/", types.type_page, name="licence_type"),
    path("workbench/licences/<int:pk>/", store.licence_page, name="licence"),
    path("workbench/licences/<int:pk>/certificate.pdf", store.certificate, name="licence_certificate"),
    path("workbench/licences/<int:pk>/certificate.ofd", store.twin, name="licence_ofd"),
    path("workbench/licences/<int:pk>/change/", issuing.change_page, name="change_licence"),
    path("workbench/licences/<int:pk>/renewal/", issuing.renewal_page, name="renew_licence"),
    path("workbench/licences/<int:pk>/<slug:step>/", issuing.turn_page, name="turn_licence"),
    path("licences/", holder.own_page, name="own_licences"),
    path("licences/verify/", verification.ask_for_code, name="verify_licence"),
    path("licences/verify/<str:code>/", verification.verify_page, name="verified_licence"),
    path("licences/<int:pk>/", holder.licence_page, name="own_licence"),
    path("licences/<int:pk>/certificate.pdf", holder.certificate, name="own_certificate"),
    path("licences/<int:pk>/certificate.ofd", holder.twin, name="own_ofd"),
    path("licences/<int:pk>/code/", holder.show, name="show_licence"),
    path("licences/<int:pk>/copy/", holder.copy, name="licence_copy"),
]
