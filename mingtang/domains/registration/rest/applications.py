"""证书申请: applying for oneself or one's organ, the list, and every step of an application as one operation."""

import base64
from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from ninja import Field, FilterSchema, Query, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.registration.actions.applying import apply, supply, withdraw
from mingtang.domains.registration.actions.carrying_out import carry_out, confirm_recoveries
from mingtang.domains.registration.actions.examining import check_identity, review
from mingtang.domains.registration.actions.handing_over import collect, confirm_import, send_codes
from mingtang.domains.registration.asking import wish_for
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.queries import applications_for, own_applications
from mingtang.domains.registration.rest.choices import (
    ApplicationKind,
    ApplicationStage,
    CertificateHolderKind,
    CheckMethod,
    RevocationWish,
)
from mingtang.domains.registration.rules import HolderKind, Kind
from mingtang.ui.rest.fields import Key, Line, Request, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["证书申请"])

Pem = Annotated[str, Field(max_length=32 * 1024), AfterValidator(plain_text)]
Note = Annotated[str, Line(400)]


class CertificateApplicationOut(Schema):
    id: int
    number: str = Field(description="申请编号")
    kind: ApplicationKind = Field(description="类型")
    holder_kind: CertificateHolderKind = Field(description="证书用途")
    stage: ApplicationStage = Field(description="状态")
    name: str = Field(description="名称")
    subject: dict[str, str] = Field(description="证书主体名称，由组织目录给出")
    names: list[str] = Field(description="域名、地址")
    years: int = Field(description="年限")
    purpose: str = Field(description="用途说明")
    has_request: bool = Field(description="是否已提交证书申请文件")
    submitted_at: datetime = Field(description="申请时间")
    reviewed_at: datetime | None = Field(description="审核时间")
    issued_at: datetime | None = Field(description="签发时间")
    collected_at: datetime | None = Field(description="下载时间")
    codes_until: datetime | None = Field(description="下载码有效期至")
    certificate_id: int | None = Field(description="签发的证书")
    case_id: int = Field(description="案件")

    @staticmethod
    def resolve_has_request(row: CertificateApplication) -> bool:
        return bool(row.key_digest)


class CertificateApplicationIn(Request):
    holder_kind: CertificateHolderKind = Field(description="为谁申请：officer、person、legal 为本人，其余为本单位")
    kind: ApplicationKind = Field(description="类型")
    certificate: Key | None = Field(None, description="原证书；新申以外的类型需要")
    request: Pem = Field("", description="PKCS#10，PEM；留空的以后补交")
    proof: Annotated[str, Field(max_length=2000)] = Field("", description="原密钥对请求（DER）的签名，Base64")
    name: Annotated[str, Line(64)] = Field("", description="服务器、设备的名称")
    names: list[Annotated[str, Line(253)]] = Field(default_factory=list, max_length=50, description="域名、IP 地址")
    years: Annotated[int, Field(ge=1, le=5)] = Field(1, description="年限")
    purpose: Annotated[str, Line(200)] = Field("", description="用途说明")
    reason: RevocationWish | None = Field(None, description="注销原因")


class SuppliedIn(Request):
    request: Pem = Field("", description="PKCS#10，PEM")
    proof: Annotated[str, Field(max_length=2000)] = ""
    purpose: Annotated[str, Line(200)] = ""


class IdentityCheckIn(Request):
    method: CheckMethod = Field(description="核验方式")
    outcome: Literal["通过", "退回补正", "不予办理"] = Field(description="核验结果")
    document: Annotated[str, Line(120)] = Field("", description="查验的证件、文书")
    note: Note = Field("", description="说明")


class ReviewIn(Request):
    outcome: Literal["同意", "退回补正", "不予办理"] = Field(description="审核结果")
    opinion: Note = Field("", description="审核意见")


class CollectIn(Request):
    reference: Annotated[str, Line(12, shortest=1)] = Field(description="参考号")
    code: Annotated[str, Line(12, shortest=1)] = Field(description="授权码")


class CertificateWithdrawalIn(Request):
    reason: Annotated[str, Line(100, shortest=1)] = Field(description="撤回理由")


class CertificatePackageOut(Schema):
    archive: str = Field(description="ZIP，Base64：证书、证书链、加密密钥信封")


class AuthorisationCodeOut(Schema):
    code: str = Field(description="申请人没有登记手机号的，须当面告知的授权码；否则为空")


class CertificateApplicationFilter(FilterSchema):
    stage: ApplicationStage | None = Field(None, description="状态")
    kind: ApplicationKind | None = Field(None, description="类型")
    holder_kind: CertificateHolderKind | None = Field(None, description="证书用途")


Out = CertificateApplicationOut
_AT = "/registration/applications/{int:application_id}"


@router.get("/registration/applications", response=list[Out], summary="证书申请列表")
@listed(orders=["id", "submitted_at"])
def list_certificate_applications(
    request: SignedIn, filters: Query[CertificateApplicationFilter]
) -> QuerySet[CertificateApplication]:
    return filters.filter(applications_for(request.actor))


@router.post("/registration/applications", response={201: Out}, summary="申请证书")
def apply_for_certificate(request: SignedIn, details: CertificateApplicationIn) -> Status[CertificateApplication]:
    given = details.dict(exclude={"holder_kind", "kind", "certificate"})
    certificate = str(details.certificate or "")
    wish = wish_for(request.actor, HolderKind(details.holder_kind), Kind(details.kind), certificate)
    typed = {name: value for name, value in given.items() if value not in ("", [], None)}
    return Status(201, apply(request.actor, wish.but(**typed)))


@router.get(_AT, response=Out, summary="查看证书申请")
def show_certificate_application(request: SignedIn, application_id: Key) -> CertificateApplication:
    return found(applications_for(request.actor), application_id)


@router.post(_AT + "/request", response=Out, summary="补交证书申请文件")
def supply_certificate_request(request: SignedIn, application_id: Key, details: SuppliedIn) -> Any:
    application = found(own_applications(request.actor), application_id)
    supply(request.actor, application, **details.dict())
    return _anew(application)


@router.post(_AT + "/withdrawal", response=Out, summary="撤回证书申请")
def withdraw_certificate_application(request: SignedIn, application_id: Key, details: CertificateWithdrawalIn) -> Any:
    application = found(own_applications(request.actor), application_id)
    withdraw(request.actor, application, reason=details.reason)
    return _anew(application)


@router.post(_AT + "/identity-check", response=Out, summary="登记身份核验")
def check_applicants_identity(request: SignedIn, application_id: Key, details: IdentityCheckIn) -> Any:
    application = found(applications_for(request.actor), application_id)
    check_identity(request.actor, application, **details.dict())
    return _anew(application)


@router.post(_AT + "/review", response=Out, summary="审核证书申请")
def review_certificate_application(request: SignedIn, application_id: Key, details: ReviewIn) -> Any:
    application = found(applications_for(request.actor), application_id)
    review(request.actor, application, outcome=details.outcome, opinion=details.opinion)
    return _anew(application)


@router.post(_AT + "/issuing", response=AuthorisationCodeOut, summary="按申请签发、注销或解冻")
def carry_out_certificate_application(request: SignedIn, application_id: Key) -> Any:
    return {"code": carry_out(request.actor, found(applications_for(request.actor), application_id))}


@router.post(_AT + "/recovery", response=Out, summary="确认补办中的密钥恢复")
def confirm_application_recovery(request: SignedIn, application_id: Key) -> Any:
    application = found(applications_for(request.actor), application_id)
    confirm_recoveries(request.actor, application)
    return _anew(application)


@router.post(_AT + "/codes", response=AuthorisationCodeOut, summary="重发下载码")
def send_download_codes(request: SignedIn, application_id: Key) -> Any:
    return {"code": send_codes(request.actor, found(applications_for(request.actor), application_id))}


@router.post(_AT + "/download", response=CertificatePackageOut, summary="下载证书包")
def download_certificate(request: SignedIn, application_id: Key, details: CollectIn) -> Any:
    application = found(own_applications(request.actor), application_id)
    packed = collect(request.actor, application, reference=details.reference, code=details.code)
    return {"archive": base64.b64encode(packed).decode("ascii")}


@router.post(_AT + "/confirmation", response=Out, summary="确认证书已导入")
def confirm_certificate_import(request: SignedIn, application_id: Key) -> Any:
    application = found(own_applications(request.actor), application_id)
    confirm_import(request.actor, application)
    return _anew(application)


def _anew(application: CertificateApplication) -> CertificateApplication:
    return CertificateApplication.objects.get(pk=application.pk)
