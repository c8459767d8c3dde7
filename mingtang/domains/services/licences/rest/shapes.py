"""What programs send and get of licences."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator

from mingtang.domains.services.licences.models import Licence, LicenceUse
from mingtang.domains.services.licences.rules import HOLDER_KINDS, STATES, HolderKind, State, Step
from mingtang.ui.rest.fields import Key, Line, Request, choices, labelled, plain_text

LicenceState = Annotated[State, labelled(STATES)]
HolderKindOf = Annotated[HolderKind, labelled(HOLDER_KINDS)]
UseKind = Annotated[LicenceUse.Kind, choices(LicenceUse.Kind)]
Turning = Annotated[
    Step,
    labelled({Step.SUSPEND: "暂停", Step.RESUME: "恢复", Step.REVOKE: "撤销", Step.CANCEL: "注销"}),
]
Reason = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(plain_text)]
Basis = Annotated[str, Line(200)]
Purpose = Annotated[str, Line(200, shortest=1)]


class LicenceIssuerOut(Schema):
    id: int
    name: str


class LicenceTypeOut(Schema):
    id: int
    code: str = Field(description="证照类型代码：定义机构统一社会信用代码加三位顺序号")
    name: str = Field(description="证照名称")
    term: int | None = Field(description="有效期，月；空为长期")
    basis: str = Field(description="设定依据")
    form: str = Field(description="照面信息表单的代号", alias="form.key")
    retired_on: date | None = Field(description="停用日期")


class LicenceHolderOut(Schema):
    kind: HolderKindOf = Field(description="证件类型")
    name: str = Field(description="名称")
    masked_number: str = Field(description="证件号码，中间隐去")


class LicenceOut(Schema):
    id: int
    identifier: str = Field(description="电子证照标识")
    number: str = Field(description="证照编号")
    type_code: str = Field(description="证照类型代码", alias="type.code")
    name: str = Field(description="证照名称", alias="type.name")
    version: int = Field(description="版本")
    predecessor_id: int | None = Field(description="前一版本")
    issuer: LicenceIssuerOut = Field(description="颁发机构")
    region_id: str = Field(description="管辖区划")
    holders: list[LicenceHolderOut] = Field(description="持证主体")
    issued_on: date = Field(description="颁发日期")
    valid_from: date = Field(description="有效期起")
    valid_until: date | None = Field(description="有效期止；空为长期")
    renew_by: date | None = Field(description="最迟申请延续的日期")
    state: LicenceState = Field(description="状态")
    state_since: datetime = Field(description="状态时间")
    case_id: int | None = Field(description="办件；手工制发的没有")
    face: dict[str, Any] = Field(description="照面信息，字段见类型的表单")
    file_digest: str = Field(description="证照文件的 SM3 摘要；还没有生成时为空")

    @staticmethod
    def resolve_holders(licence: Licence) -> list[Any]:
        return list(licence.holders.all())


class OwnLicenceOut(LicenceOut):
    """One's own licence, with what whoever is shown it needs to verify it."""

    code: str = Field(description="核验码，印在证照上")


class UseOut(Schema):
    id: int
    kind: UseKind = Field(description="方式")
    name: str = Field(description="使用者")
    organ_name: str = Field(description="单位")
    purpose: str = Field(description="用途")
    case_id: int | None = Field(description="办件")
    at: datetime = Field(description="时间")


class HolderIn(Request):
    kind: HolderKindOf = Field(description="证件类型")
    name: Annotated[str, Line(160, shortest=1)] = Field(description="名称")
    number: Annotated[str, Line(40, shortest=1)] = Field(description="证件号码")


class LicenceIn(Request):
    type: Key = Field(description="证照类型")
    holders: list[HolderIn] = Field(min_length=1, max_length=20, description="持证主体")
    face: dict[str, Any] = Field(description="照面信息")
    number: Annotated[str, Line(80)] = Field("", description="证照编号；空为按编号规则")
    valid_from: date | None = Field(None, description="有效期起；空为今天")
    valid_until: date | None = Field(None, description="有效期止；空为按类型的有效期")
    basis: Basis = Field("", description="依据")
    reason: Reason = Field(description="没有办件的原因")


class LicenceChangeIn(Request):
    face: dict[str, Any] = Field(description="变更后的全部照面信息")
    reason: Reason = Field(description="原因")
    basis: Basis = Field("", description="依据")


class LicenceRenewalIn(Request):
    valid_from: date | None = Field(None, description="有效期起；空为今天")
    valid_until: date | None = Field(None, description="有效期止；空为按类型的有效期")
    reason: Reason = Field(description="原因")
    basis: Basis = Field("", description="依据")


class LicenceTurnIn(Request):
    step: Turning = Field(description="暂停、恢复、撤销或注销")
    reason: Reason = Field(description="原因")
    basis: Annotated[str, Line(200, shortest=1)] = Field(description="依据")


class PullIn(Request):
    holder_kind: HolderKindOf = Field(description="持证主体的证件类型")
    holder_number: Annotated[str, Line(40, shortest=1)] = Field(description="持证主体的证件号码")
    type_code: Annotated[str, Line(21, shortest=21)] = Field(description="证照类型代码")
    purpose: Purpose = Field(description="用途，例如所办事项的名称")


class PulledOut(Schema):
    licence: LicenceOut | None = Field(description="有效的证照；没有时为空")


class VerifiedOut(Schema):
    name: str = Field(description="证照名称")
    number: str = Field(description="证照编号")
    holders: list[str] = Field(description="持证主体；个人只留首字")
    issuer: str = Field(description="颁发机构")
    issued_on: date = Field(description="颁发日期")
    valid_from: date = Field(description="有效期起")
    valid_until: date | None = Field(description="有效期止；空为长期")
    state: LicenceState = Field(description="状态")
