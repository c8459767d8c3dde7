"""网民留言: published letters for everybody; writing, the ledger, screening, answering and publication for whoever may."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.interaction.messages.actions.attaching import MOST_FILES
from mingtang.domains.interaction.messages.actions.mailboxes import write_to
from mingtang.domains.interaction.messages.actions.publishing import PublicVersion, keep_private, publish
from mingtang.domains.interaction.messages.actions.replying import draft_reply
from mingtang.domains.interaction.messages.actions.screening import Screening, screen
from mingtang.domains.interaction.messages.actions.submitting import Letter, submit
from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.domains.interaction.messages.models import AttachedFile, Message
from mingtang.domains.interaction.messages.queries.letters import (
    answering_organs,
    desk_of_site,
    messages_of,
    public_letters,
    units_for,
)
from mingtang.domains.interaction.messages.queries.mailboxes import public_mailboxes
from mingtang.domains.interaction.messages.rules import STAGES, Stage
from mingtang.kernel.content.api import File, own_files
from mingtang.ui.rest.fields import Key, Line, Request, labelled, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import NOT_FOUND, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none

router = Router(tags=["互动交流"])

KindOfMessage = Annotated[str, labelled({each.code: each.label for each in kinds().values()})]
StageOfMessage = Annotated[Stage, labelled(STAGES)]
ScreeningOutcome = Literal["转办", "无效", "转专门渠道"]
OwnFiles = Annotated[list[Key], Field(max_length=2 * MOST_FILES)]
Text = Annotated[str, Field(max_length=4000), AfterValidator(plain_text)]


class PublicFileOut(Schema):
    """A file that everybody may fetch."""

    id: int
    name: str = Field(description="名称")
    url: str = Field(description="下载地址")

    @staticmethod
    def resolve_name(each: AttachedFile) -> str:
        return each.public_name

    @staticmethod
    def resolve_url(each: AttachedFile) -> str:
        return reverse("public_message_file", args=[each.message_id, each.pk])


class AttachedFileOut(Schema):
    """A file of a letter or its answer."""

    id: int
    side: Annotated[str, labelled(dict(AttachedFile.Side.choices))] = Field(description="来信的还是答复的")
    name: str = Field(description="文件名")
    file_id: int = Field(description="文件，按文件接口下载")
    shown: bool = Field(description="是否公开")

    @staticmethod
    def resolve_name(each: AttachedFile) -> str:
        return each.file.name

    @staticmethod
    def resolve_shown(each: AttachedFile) -> bool:
        return each.shown_id is not None


class PublicLetterOut(Schema):
    id: int
    number: str = Field(description="编号")
    kind: KindOfMessage = Field(description="类别")
    title: str = Field(description="公开的标题")
    content: str = Field(description="公开的来信")
    reply: str = Field(description="公开的答复")
    author: str = Field(description="来信人，只有姓")
    organ: str = Field(description="答复单位")
    received_at: datetime = Field(description="收到时间")
    replied_at: datetime = Field(description="答复时间")
    days: int = Field(description="用时，工作日")
    files: list[PublicFileOut] = Field(description="公开的附件")

    @staticmethod
    def resolve_title(message: Message) -> str:
        return message.public_title

    @staticmethod
    def resolve_content(message: Message) -> str:
        return message.public_content

    @staticmethod
    def resolve_reply(message: Message) -> str:
        return message.public_reply

    @staticmethod
    def resolve_organ(message: Message) -> str:
        return str(message.answering.name)

    @staticmethod
    def resolve_files(message: Message) -> list[AttachedFile]:
        return [each for each in message.files.all() if each.shown_id]


class CitizenMessageOut(Schema):
    id: int
    number: str = Field(description="编号")
    kind: KindOfMessage = Field(description="类别")
    stage: StageOfMessage = Field(description="状态")
    title: str = Field(description="标题")
    content: str = Field(description="内容")
    name: str = Field(description="姓名；空为匿名")
    wants_public: bool = Field(description="同意公开")
    unit_id: int | None = Field(description="承办单位；还没有转办的没有")
    reason: str = Field(description="受理说明")
    reply: str = Field(description="答复，审核以前是草稿")
    received_at: datetime = Field(description="收到时间")
    due_at: datetime | None = Field(description="答复期限；答复以后没有")
    replied_at: datetime | None = Field(description="答复时间")
    in_time: bool | None = Field(description="按期答复")
    satisfaction: str = Field(description="评价；空为还没有")
    case_id: int = Field(description="案件")
    files: list[AttachedFileOut] = Field(description="附件")

    @staticmethod
    def resolve_due_at(message: Message) -> Any:
        return message.case.due_at


class WrittenMessageOut(Schema):
    """What a letter is asked about with."""

    id: int
    number: str = Field(description="编号")
    code: str = Field(description="查询码，只给来信人")


class PublicLetterFilter(FilterSchema):
    kind: KindOfMessage | None = Field(None, description="类别")
    unit: Annotated[Key | None, FilterLookup("unit_id")] = Field(None, description="答复单位")
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup("public_title__icontains")] = Field(
        None, description="标题包含"
    )


class CitizenMessageFilter(FilterSchema):
    kind: KindOfMessage | None = Field(None, description="类别")
    stage: StageOfMessage | None = Field(None, description="状态")
    unit: Annotated[Key | None, FilterLookup("unit_id")] = Field(None, description="承办单位")
    number: Annotated[str, Line(40)] | None = Field(None, description="编号")


class MessageIn(Request):
    kind: KindOfMessage = Field(description="类别")
    title: Annotated[str, Line(50, shortest=1)] = Field(description="标题")
    content: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(plain_text)] = Field(
        description="内容"
    )
    name: Annotated[str, Line(60)] = Field("", description="姓名")
    phone: Annotated[str, Field(pattern=r"^[0-9 +\-]{0,20}$")] = Field("", description="电话")
    concerning: Annotated[str, Line(120)] = Field("", description="涉及的单位或者地点")
    page: Annotated[str, Line(300)] = Field("", description="网页地址")
    wants_public: bool = Field(False, description="同意公开")
    wished: Key | None = Field(None, description="希望答复的单位")
    mailbox: Key | None = Field(None, description="写给哪位领导的信箱；类别是领导信箱时才有")
    files: OwnFiles = Field([], description="附件，自己上传的文件")


class ScreeningIn(Request):
    outcome: ScreeningOutcome = Field(description="受理结果")
    unit: Key | None = Field(None, description="承办单位，转办时要有")
    channel: Annotated[str, Line(20)] = Field("", description="专门渠道代码")
    duplicate_of: Annotated[str, Line(40)] = Field("", description="重复留言的编号")
    reason: Annotated[str, Line(300)] = Field("", description="理由，认定无效时要有")


class MessageReplyIn(Request):
    reply: Text = Field(description="答复")
    files: OwnFiles = Field([], description="新附的文件，自己上传的")
    keep: OwnFiles = Field([], description="上次草稿里保留的附件")


class PublicationIn(Request):
    public: bool = Field(description="是否公开")
    title: Annotated[str, Line(50)] = Field("", description="公开的标题")
    content: Text = Field("", description="公开的来信")
    reply: Text = Field("", description="公开的答复")
    files: OwnFiles = Field([], description="公开的附件；没有列出的不公开")
    reason: Annotated[str, Line(200)] = Field("", description="不公开的理由")


@router.get("/interaction/letters", response=list[PublicLetterOut], auth=None, summary="公开的来信（公开）")
@listed(orders=["id", "received_at"])
def list_public_letters(request: HttpRequest, filters: Query[PublicLetterFilter]) -> QuerySet[Message]:
    return filters.filter(public_letters()).prefetch_related("files__shown__content")


@router.get(
    "/interaction/letters/{int:letter_id}", response=PublicLetterOut, auth=None, summary="一封公开的来信（公开）"
)
def show_public_letter(request: HttpRequest, letter_id: Key) -> Message:
    return found(public_letters(), letter_id)


@router.get("/interaction/messages", response=list[CitizenMessageOut], summary="网民留言列表")
@listed(orders=["id", "received_at"])
def list_citizen_messages(request: SignedIn, filters: Query[CitizenMessageFilter]) -> QuerySet[Message]:
    return filters.filter(messages_of(request.actor)).prefetch_related("files__file")


@router.post("/interaction/messages", response={201: WrittenMessageOut}, summary="写信")
def write_citizen_message(request: SignedIn, said: MessageIn) -> Status[Message]:
    desk = desk_of_site()
    if desk is None:
        raise Problem(NOT_FOUND, "还没有开通网上写信。")
    given = said.dict(exclude={"wished", "files", "mailbox"})
    box = referred_or_none(public_mailboxes(), said.mailbox, "mailbox")
    wished = referred_or_none(answering_organs(desk), said.wished, "wished")
    letter = Letter(**given, wished=wished, files=_own(request, said.files), channel=Message.Channel.MACHINE)
    return Status(201, write_to(request.actor, box, letter) if box else submit(request.actor, desk, letter))


@router.get("/interaction/messages/{int:message_id}", response=CitizenMessageOut, summary="查看留言")
def show_citizen_message(request: SignedIn, message_id: Key) -> Message:
    return found(messages_of(request.actor), message_id)


@router.post("/interaction/messages/{int:message_id}/screening", response=CitizenMessageOut, summary="受理留言")
def screen_citizen_message(request: SignedIn, message_id: Key, said: ScreeningIn) -> Message:
    message = found(messages_of(request.actor), message_id)
    unit = referred_or_none(units_for(request.actor, message), said.unit, "unit")
    screen(request.actor, message, Screening(**said.dict(exclude={"unit"}), unit=unit))
    return found(messages_of(request.actor), message_id)


@router.post("/interaction/messages/{int:message_id}/reply", response=CitizenMessageOut, summary="起草答复")
def reply_to_citizen_message(request: SignedIn, message_id: Key, said: MessageReplyIn) -> Message:
    message, files = found(messages_of(request.actor), message_id), _own(request, said.files)
    draft_reply(request.actor, message, said.reply, files, keep=said.keep)
    return found(messages_of(request.actor), message_id)


@router.post("/interaction/messages/{int:message_id}/publication", response=CitizenMessageOut, summary="决定留言公开")
def publish_citizen_message(request: SignedIn, message_id: Key, said: PublicationIn) -> Message:
    message = found(messages_of(request.actor), message_id)
    if said.public:
        publish(request.actor, message, _version(message, said))
    else:
        keep_private(request.actor, message, reason=said.reason)
    return found(messages_of(request.actor), message_id)


def _own(request: SignedIn, keys: list[int]) -> list[File]:
    """Files that the caller has uploaded."""
    return [referred(own_files(request.actor), key, "files") for key in keys]


def _version(message: Message, said: PublicationIn) -> PublicVersion:
    files = {each.pk: each.file for each in message.files.select_related("file__content").filter(pk__in=said.files)}
    return PublicVersion(title=said.title, content=said.content, reply=said.reply, files=files)
