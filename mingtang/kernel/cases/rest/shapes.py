"""How cases, tasks and steps look to programs."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Field, Schema

from mingtang.kernel.cases.acts import label_of
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.models import Case, Step, Token
from mingtang.ui.rest.fields import choices

CaseState = Annotated[Case.State, choices(Case.State)]
CaseUrgency = Annotated[Case.Urgency, choices(Case.Urgency)]


class RowRef(Schema):
    id: int
    name: str


class CaseRef(Schema):
    id: int
    number: str = Field(description="编号")
    title: str = Field(description="标题")
    type: str = Field(description="类别代码")


class CaseOut(CaseRef):
    type_name: str = Field(description="类别")
    status: CaseState = Field(description="状态")
    urgency: CaseUrgency = Field(description="紧急程度")
    organ: RowRef = Field(description="承办机构")
    unit: RowRef | None = Field(description="承办内设机构")
    initiator_id: int | None = Field(description="发起人账号")
    parent_id: int | None = Field(description="上级案件")
    process_version_id: int = Field(description="流程版本", alias="version_id")
    due_at: datetime | None = Field(description="期限")
    opened_at: datetime = Field(description="立案时间")
    ended_at: datetime | None = Field(description="结束时间")

    @staticmethod
    def resolve_type_name(case: Case) -> str:
        return case_type(case.type).label


class TaskOut(Schema):
    case: CaseRef = Field(description="案件")
    task: int = Field(description="事项号，在案件内编号；办理时用", alias="no")
    node: str = Field(description="环节")
    title: str = Field(description="事项")
    organ: RowRef | None = Field(description="办理机构")
    holder: str = Field(description="办理人，如 account:7；空为待签收")
    born: datetime = Field(description="到达时间")
    due_at: datetime | None = Field(description="期限")
    suspended: bool = Field(description="是否挂起")
    supervised: str = Field(description="督办级别，空为未督办")

    @staticmethod
    def resolve_suspended(token: Token) -> bool:
        return bool(token.details.get("suspended"))

    @staticmethod
    def resolve_supervised(token: Token) -> str:
        return str(token.details.get("supervised", ""))


class StepOut(Schema):
    id: int = Field(description="序号，在平台内递增")
    case_id: int = Field(description="案件")
    at: datetime = Field(description="时间")
    command: str = Field(description="动作")
    label: str = Field(description="动作名称")
    task: int = Field(description="事项号，0 为整个案件", alias="no")
    node: str = Field(description="环节")
    title: str = Field(description="事项")
    account_id: int | None = Field(description="办理人账号，系统为空")
    name: str = Field(description="办理人")
    post_name: str = Field(description="岗位")
    organ_id: int | None = Field(description="机构", alias="organ")
    organ_name: str = Field(description="机构名称")
    outcome: str = Field(description="结果")
    opinion: str = Field(description="意见")
    details: dict[str, Any] = Field(description="其他内容：产生和办结的事项等", alias="body")

    @staticmethod
    def resolve_label(step: Step) -> str:
        return label_of(step.command)


class DoneOut(StepOut):
    case: CaseRef = Field(description="案件")
