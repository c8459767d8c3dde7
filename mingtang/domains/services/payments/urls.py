"""Addresses of payments: for whoever pays, for whoever charges, for the tills."""

from django.urls import path

from mingtang.domains.services.payments.views import office, own, till

urlpatterns = [
    path("services/payments/", own.own_payments, name="own_payments"),
    path("services/payments/<int:pk>/", own.payment, name="payment"),
    path("services/payments/<int:pk>/till/", till.test_till, name="test_till"),
    path("services/payments/notices/<slug:provider>/", till.notice, name="till_notice"),
    path("workbench/payments/", office.payments, name="payments"),
    path("workbench/payments/<int:pk>/", office.payment, name="payment_at_office"),
]
