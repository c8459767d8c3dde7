"""工作人员: who works in the organs, in which posts. Identity and telephone numbers only masked, and only to whom they concern."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, File, FilterLookup, FilterSchema, Form, Query, Router, Schema, Status, UploadedFile

from mingtang.kernel.directory.actions.imports import import_officials
from mingtang.kernel.directory.actions.people import PersonDetails, register_official, revise_person
from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.permissions import MANAGE_PEOPLE
from mingtang.kernel.directory.queries import officials_visible_to, organs_visible_to
from mingtang.kernel.directory.rest.choices import AccountState, AppointmentKind
from mingtang.kernel.directory.rest.references import Imported, OrganRef, PersonRef, PostRef
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred
from mingtang.ui.rest.uploads import opened

router = Router(tags=["工作人员"])

Name = Annotated[str, Line(100, shortest=1)]
Number = Annotated[str, Line(40)]


class HeldOut(Schema):
    appointment: int = Field(alias="id", description="任职")
    post: PostRef = Field(description="岗位")
    organ: OrganRef = Field(description="机构")
    kind: AppointmentKind = Field(description="方式")


class OfficialOut(Schema):
    id: int = Field(description="账号")
    login: str = Field(description="工号")
    person: PersonRef = Field(description="人员")
    organ: OrganRef | None = Field(description="所属机构")
    state: AccountState = Field(description="账号状态")
    identity_number: str | None = Field(description="身份证件号，已遮盖；只给管理人员看")
    phone: str | None = Field(description="手机号，已遮盖；只给管理人员看")
    posts: list[HeldOut] = Field(description="今天的任职")

    @staticmethod
    def resolve_identity_number(account: Account, context: Any) -> str | None:
        return account.person.masked_identity if _concerns(account, context) else None

    @staticmethod
    def resolve_phone(account: Account, context: Any) -> str | None:
        return account.person.masked_phone if _concerns(account, context) else None

    @staticmethod
    def resolve_posts(account: Account) -> list[Any]:
        return getattr(account.person, "held", [])


def _concerns(account: Account, context: Any) -> bool:
    """Whether the reader manages this official, or is this official."""
    actor = context["request"].actor
    return bool(actor.account_id == account.pk or actor.may(MANAGE_PEOPLE, account))


class OfficialFilter(FilterSchema):
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="所属机构")
    login: Annotated[str, Line(60)] | None = Field(None, description="工号")
    name: Annotated[Annotated[str, Line(100)] | None, FilterLookup("person__name__contains")] = Field(
        None, description="姓名包含"
    )
    state: AccountState | None = Field(None, description="账号状态")


class OfficialIn(Request):
    organ: Key = Field(description="所属机构")
    login: Annotated[str, Line(60, shortest=1)] = Field(description="工号")
    name: Name = Field(description="姓名")
    identity_number: Number = Field("", description="身份证件号")
    phone: Number = Field("", description="手机号")


class OfficialCorrection(Request):
    name: Name | None = Field(None, description="姓名")
    identity_number: Number | None = Field(None, description="身份证件号，空串为清除")
    phone: Number | None = Field(None, description="手机号，空串为清除")


@router.get("/officials", response=list[OfficialOut], summary="工作人员列表")
@listed(orders=["login", "id"])
def list_officials(request: SignedIn, filters: Query[OfficialFilter]) -> QuerySet[Account]:
    return filters.filter(_seen(request))


@router.post("/officials", response={201: OfficialOut}, summary="登记工作人员（账号待启用）")
def add_official(request: SignedIn, details: OfficialIn) -> Status[Account]:
    organ = referred(organs_visible_to(request.actor), details.organ, "organ")
    person = PersonDetails(**details.dict(include={"name", "identity_number", "phone"}))
    return Status(201, register_official(request.actor, organ, person, login=details.login))


@router.post("/officials/imports", response={201: Imported}, summary="导入一个机构的工作人员（CSV 或 XLSX）")
def import_officials_table(request: SignedIn, organ: Form[Key], file: File[UploadedFile]) -> Status[Imported]:
    into = referred(organs_visible_to(request.actor), organ, "organ")
    return Status(201, Imported(imported=import_officials(request.actor, opened(file), file.name or "", into)))


@router.get("/officials/{int:official_id}", response=OfficialOut, summary="查看工作人员")
def show_official(request: SignedIn, official_id: Key) -> Account:
    return found(_seen(request), official_id)


@router.patch("/officials/{int:official_id}", response=OfficialOut, summary="修改人员信息")
def correct_official(request: SignedIn, official_id: Key, correction: OfficialCorrection) -> Account:
    account = found(_seen(request), official_id)
    person = account.person
    known = {"name": person.name, "identity_number": person.identity_number, "phone": person.phone}
    revise_person(request.actor, account, PersonDetails(**known | correction.dict(exclude_none=True)))
    return account


def _seen(request: SignedIn) -> QuerySet[Account]:
    return officials_visible_to(request.actor, timezone.localdate())
