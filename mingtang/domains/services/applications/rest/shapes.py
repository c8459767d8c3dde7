"""What the machine interface says of applications."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema

from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.rules import STATES, State
from mingtang.ui.rest.fields import Key, Line, Request, choices, labelled

ApplicationState = Annotated[State, labelled(STATES)]


class ApplicationPartOut(Schema):
    """One organ's part."""

    id: int
    branch: str = Field(description="分支代号；单部门事项为空")
    title: str = Field(description="名称")
    organ_id: int = Field(description="承办机构")
    number: str = Field(description="办件编号")
    state: ApplicationState = Field(description="状态")
    accepted_on: date | None = Field(description="受理日期")
    deemed: bool = Field(description="是否视为受理")
    promise_due_at: datetime | None = Field(description="承诺期限届满")
    statutory_due_at: datetime | None = Field(description="法定期限届满")
    decision: str = Field(description="决定")
    decided_at: datetime | None = Field(description="决定时间")


class ApplicationOut(Schema):
    """An application. Numbers of persons are masked."""

    id: int
    number: str = Field(description="办件编号；草稿没有")
    item_code: str = Field(description="事项编码")
    item_name: str = Field(description="事项名称")
    organ_id: int = Field(description="实施机关")
    state: ApplicationState = Field(description="状态")
    channel: Annotated[Application.Channel, choices(Application.Channel)] = Field(description="申报来源")
    applicant_name: str = Field(description="申请人")
    applicant_number: str = Field(description="证件号码（掩码）")
    contact_name: str = Field(description="联系人")
    submitted_at: datetime | None = Field(description="提交时间")
    received_at: datetime | None = Field(description="收件时间")
    decided_at: datetime | None = Field(description="决定时间")
    ended_at: datetime | None = Field(description="办结时间")
    due_at: datetime | None = Field(description="期限届满")
    case_id: int | None = Field(description="案件")
    parts: list[ApplicationPartOut] = Field(description="各部门办理情况")

    @staticmethod
    def resolve_item_code(row: Application) -> str:
        return row.item.code

    @staticmethod
    def resolve_item_name(row: Application) -> str:
        return row.item.name

    @staticmethod
    def resolve_applicant_number(row: Application) -> str:
        return row.masked_applicant

    @staticmethod
    def resolve_parts(row: Application) -> list[Part]:
        return list(row.parts.all())


class AskedOut(Schema):
    """One material that is asked for."""

    place: int = Field(description="序号")
    key: str = Field(description="材料代号")
    name: str = Field(description="材料名称")
    need: str = Field(description="必要性：1 必要，2 非必要，3 容缺后补")
    shared: bool = Field(description="是否免提交")
    missing: bool = Field(description="是否还缺")
    materials: list[int] = Field(description="已提交的材料")

    @staticmethod
    def resolve_shared(row: Any) -> bool:
        return bool(row.is_shared)

    @staticmethod
    def resolve_missing(row: Any) -> bool:
        return bool(row.is_missing)

    @staticmethod
    def resolve_materials(row: Any) -> list[int]:
        return [each.pk for each in row.handed_in]


class ApplicationLetterOut(Schema):
    """A document."""

    id: int
    kind: str = Field(description="类别")
    title: str = Field(description="名称")
    number: str = Field(description="文号")
    issued_at: datetime = Field(description="制发时间")
    sm3: str = Field(description="文件摘要；还没有制作时为空")
    ofd_sm3: str = Field(alias="ofd_digest", description="OFD 文件的摘要；没有 OFD 时为空")

    @staticmethod
    def resolve_sm3(row: Any) -> str:
        return str(row.file_digest)


class ApplicationIn(Request):
    item: Annotated[str, Line(80, shortest=1)] = Field(description="事项编码")
    scenario: dict[str, Annotated[str, Line(40)]] = Field(default_factory=dict, description="情形问题的回答")
    answers: dict[str, Any] = Field(default_factory=dict, description="申请表内容，结构见表单的 contract")


class ApplicationAnswersIn(Request):
    answers: dict[str, Any] = Field(description="申请表内容")


class HandedInMaterialIn(Request):
    file: Key = Field(description="文件，由上传接口得到")
    material: Annotated[str, Line(80, shortest=1)] = Field(description="材料代号")


class CommitmentOut(Schema):
    """What the applicant is told, and whether he has committed to it."""

    told: dict[str, Any] = Field(description="告知的内容：条件和要求、后果、核查期限")
    sm3: str = Field(description="告知内容的摘要；承诺时原样送回，表示读的是这些内容")
    committed_at: datetime | None = Field(description="承诺时间；没有承诺时为空")
    name: str = Field(description="承诺人")


class CommitmentIn(Request):
    sm3: Annotated[str, Line(64, shortest=64)] = Field(description="所读内容的摘要")
    name: Annotated[str, Line(160, shortest=1)] = Field(description="承诺人签名：申请人的姓名或名称")


class ApplicationWithdrawalIn(Request):
    reason: Annotated[str, Line(300)] = Field("", description="原因")


class ApplicationStepIn(Request):
    """One step of an official; what it asks depends on the step, see the form that comes with the open steps."""

    no: int = Field(ge=1, le=2**31 - 1, description="办理事项序号，见案件的待办")
    answers: dict[str, Any] = Field(default_factory=dict, description="这一环节要填的内容")
    key: Annotated[str, Line(60)] = Field("", description="动作的名称：同名的再发一次不会重复办理")
