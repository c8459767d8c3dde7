"""Addresses of ACME: for programs, and for whoever looks after them."""

from django.urls import path

from mingtang.kernel.acme.views import accounts, office, orders

urlpatterns = [
    path("acme/directory", accounts.directory, name="acme_directory"),
    path("acme/new-nonce", accounts.new_nonce, name="acme_new_nonce"),
    path("acme/new-account", accounts.new_account, name="acme_new_account"),
    path("acme/new-order", orders.new_order, name="acme_new_order"),
    path("acme/revoke-cert", orders.revoke_certificate, name="acme_revoke"),
    path("acme/key-change", accounts.key_change, name="acme_key_change"),
    path("acme/accounts/<int:pk>", accounts.account, name="acme_account"),
    path("acme/accounts/<int:pk>/orders", accounts.orders, name="acme_account_orders"),
    path("acme/orders/<int:pk>", orders.order, name="acme_order"),
    path("acme/orders/<int:pk>/finalize", orders.finalize, name="acme_finalize"),
    path("acme/orders/<int:pk>/certificate", orders.certificate, name="acme_certificate"),
    path("acme/authorizations/<int:pk>", orders.authorization, name="acme_authorization"),
    path("acme/challenges/<int:pk>", orders.challenge, name="acme_challenge"),
    path("acme/renewal-info/<str:identifier>", orders.renewal_information, name="acme_renewal_information"),
    path("workbench/acme/", office.orders, name="acme_orders"),
    path("workbench/acme/accounts/", office.accounts, name="acme_accounts"),
    path("workbench/acme/accounts/<int:pk>/stop/", office.stop, name="acme_stop_account"),
    path("workbench/acme/keys/", office.keys, name="acme_keys"),
    path("workbench/acme/keys/new/", office.new_key, name="acme_new_key"),
    path("workbench/acme/keys/<int:pk>/withdraw/", office.withdraw, name="acme_withdraw_key"),
]
