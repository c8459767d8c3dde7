"""Addresses of trust: the workbench, one's own certificates, and those that stand in certificates, which never change."""

from django.urls import path

from mingtang.kernel.trust.views import (
    authorities,
    certificates,
    directory,
    escrow,
    own,
    publication,
    recoveries,
    sign_in,
)

AT = "workbench/trust/authorities/"
CERTIFICATE = "workbench/trust/certificates/<int:pk>/"
RECOVERY = "workbench/trust/recoveries/<int:pk>/"
OWN = "account/certificates/"

urlpatterns = [
    path("sign-in/certificate/", sign_in.sign_in_certificate, name="sign_in_certificate"),
    path("sign-in/certificate/text/", sign_in.sign_in_text, name="sign_in_text"),
    path("certificates/", directory.certificate_directory, name="certificate_directory"),
    path("certificates/search", directory.certificate_search, name="certificate_search"),
    path("trust/<int:pk>/certificates/<slug:serial>/", directory.certificate_file, name="certificate_file"),
    path("trust/<int:pk>/authority.cer", publication.authority_certificate, name="authority_certificate"),
    path("trust/<int:pk>/full.crl", publication.revocation_list, name="revocation_list"),
    path("trust/<int:pk>/delta.crl", publication.revocation_list, {"delta": True}, name="delta_list"),
    path("trust/<int:pk>/ocsp", publication.status_by_post, name="certificate_status"),
    path("trust/<int:pk>/ocsp/<path:question>", publication.status_by_path, name="certificate_status_by_path"),
    path("trust/<int:pk>/tsa", publication.timestamp, name="timestamp"),
    path(AT, authorities.authorities_page, name="authorities"),
    path(AT + "new/", authorities.prepare, name="prepare_authority"),
    path(AT + "root/", authorities.root, name="trust_root"),
    path(AT + "<int:pk>/", authorities.authority_page, name="authority"),
    path(AT + "<int:pk>/request.csr", authorities.request_file, name="authority_request"),
    path(AT + "<int:pk>/chain.pem", authorities.chain, name="authority_chain"),
    path(AT + "<int:pk>/opening/", authorities.opening, name="open_authority"),
    path(AT + "<int:pk>/list/", authorities.root_list, name="take_list"),
    path(AT + "<int:pk>/publication/", authorities.publication, name="publish_list"),
    path(AT + "<int:pk>/offices/<slug:role>/", authorities.office, name="appoint_office"),
    path(AT + "<int:pk>/retirement/", authorities.retirement, name="retire_authority"),
    path("workbench/trust/certificates/", certificates.certificates_page, name="certificates"),
    path("workbench/trust/certificates/expiry/", certificates.expiry_page, name="certificate_expiry"),
    path(CERTIFICATE, certificates.certificate_page, name="certificate"),
    path(CERTIFICATE + "certificate.cer", certificates.certificate_file, {"form": "cer"}, name="certificate_der"),
    path(CERTIFICATE + "certificate.pem", certificates.certificate_file, {"form": "pem"}, name="certificate_pem"),
    path(CERTIFICATE + "chain.pem", certificates.certificate_file, {"form": "chain"}, name="certificate_chain"),
    path(CERTIFICATE + "<slug:step>/", certificates.turn_page, name="turn_certificate"),
    path("workbench/trust/keys/", escrow.keys_page, name="escrowed_keys"),
    path("workbench/trust/keys/<int:pk>/", escrow.key_page, name="escrowed_key"),
    path("workbench/trust/keys/<int:pk>/recovery/", escrow.ask_page, name="ask_recovery"),
    path("workbench/trust/recoveries/", recoveries.recoveries_page, name="recoveries"),
    path(RECOVERY, recoveries.recovery_page, name="recovery"),
    path(RECOVERY + "confirmation/", recoveries.confirmation, name="confirm_recovery"),
    path(RECOVERY + "refusal/", recoveries.refusal, name="refuse_recovery"),
    path(RECOVERY + "envelope/", recoveries.envelope, name="collect_recovery"),
    path(OWN, own.own_page, name="my_certificates"),
    path(OWN + "<int:pk>/certificate.cer", own.own_file, {"form": "cer"}, name="my_certificate_der"),
    path(OWN + "<int:pk>/certificate.pem", own.own_file, {"form": "pem"}, name="my_certificate_pem"),
    path(OWN + "<int:pk>/chain.pem", own.own_file, {"form": "chain"}, name="my_certificate_chain"),
    path(OWN + "<int:pk>/loss/", own.loss_page, name="report_loss"),
]
