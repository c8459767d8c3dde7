"""数字证书: the register, what becomes of a certificate, one's own."""

from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router

from mingtang.kernel.trust.actions import standing
from mingtang.kernel.trust.models import Certificate
from mingtang.kernel.trust.queries import certificates_visible_to, own_certificates
from mingtang.kernel.trust.rest.shapes import (
    CertificateDetailOut,
    CertificateNoteIn,
    CertificateOut,
    CertificateState,
    Profile,
    RevocationIn,
)
from mingtang.lib.crypto.revocation import Reason
from mingtang.ui.rest.fields import Key, Line, Moment
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["网络信任"])


class CertificateFilter(FilterSchema):
    serial: Annotated[str, Line(40)] | None = Field(None, description="序列号，十六进制小写")
    fingerprint: Annotated[str, Line(64)] | None = Field(None, description="SM3 指纹，十六进制小写")
    profile: Profile | None = Field(None, description="类型")
    state: CertificateState | None = Field(None, description="状态")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="机构")
    expires_before: Annotated[Moment | None, FilterLookup("not_after__lt")] = Field(None, description="在此之前到期")


@router.get("/trust/certificates", response=list[CertificateOut], summary="证书列表")
@listed(orders=["id", "not_after", "common_name"])
def list_certificates(request: SignedIn, filters: Query[CertificateFilter]) -> QuerySet[Certificate]:
    return filters.filter(certificates_visible_to(request.actor))


@router.get("/trust/certificates/{int:certificate_id}", response=CertificateDetailOut, summary="查看证书")
def show_certificate(request: SignedIn, certificate_id: Key) -> Certificate:
    return _found(request, certificate_id)


def _found(request: SignedIn, key: int) -> Certificate:
    """The certificate as the reader may see it, afresh."""
    row: Certificate = found(Certificate.objects.visible_to(request.actor), key)
    return row


@router.post("/trust/certificates/{int:certificate_id}/suspension", response=CertificateDetailOut, summary="冻结证书")
def suspend_certificate(request: SignedIn, certificate_id: Key, details: CertificateNoteIn) -> Certificate:
    standing.suspend_certificate(request.actor, _found(request, certificate_id), note=details.note)
    return _found(request, certificate_id)


@router.post("/trust/certificates/{int:certificate_id}/resumption", response=CertificateDetailOut, summary="解冻证书")
def resume_certificate(request: SignedIn, certificate_id: Key, details: CertificateNoteIn) -> Certificate:
    standing.resume_certificate(request.actor, _found(request, certificate_id), note=details.note)
    return _found(request, certificate_id)


@router.post("/trust/certificates/{int:certificate_id}/revocation", response=CertificateDetailOut, summary="注销证书")
def revoke_certificate(request: SignedIn, certificate_id: Key, details: RevocationIn) -> Certificate:
    certificate = _found(request, certificate_id)
    standing.revoke_certificate(request.actor, certificate, Reason(details.reason), note=details.note)
    return _found(request, certificate_id)


@router.get("/trust/my-certificates", response=list[CertificateOut], summary="我的证书")
@listed(orders=["id", "not_after"])
def list_own_certificates(request: SignedIn) -> QuerySet[Certificate]:
    return own_certificates(request.actor).defer("encoded", "authority__encoded", "authority__request")


@router.post("/trust/my-certificates/{int:certificate_id}/loss", response=CertificateDetailOut, summary="证书挂失")
def report_certificate_loss(request: SignedIn, certificate_id: Key) -> Certificate:
    standing.report_loss(request.actor, found(own_certificates(request.actor), certificate_id))
    return found(own_certificates(request.actor), certificate_id)
