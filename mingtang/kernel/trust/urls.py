"""Addresses of trust. Those that stand in certificates never change."""

from django.urls import path

from mingtang.kernel.trust.views import directory, publication

urlpatterns = [
    path("certificates/", directory.certificate_directory, name="certificate_directory"),
    path("certificates/search", directory.certificate_search, name="certificate_search"),
    path("trust/<int:pk>/certificates/<slug:serial>/", directory.certificate_file, name="certificate_file"),
    path("trust/<int:pk>/authority.cer", publication.authority_certificate, name="authority_certificate"),
    path("trust/<int:pk>/full.crl", publication.revocation_list, name="revocation_list"),
    path("trust/<int:pk>/delta.crl", publication.revocation_list, {"delta": True}, name="delta_list"),
    path("trust/<int:pk>/ocsp", publication.status_by_post, name="certificate_status"),
    path("trust/<int:pk>/ocsp/<path:question>", publication.status_by_path, name="certificate_status_by_path"),
    path("trust/<int:pk>/tsa", publication.timestamp, name="timestamp"),
]
