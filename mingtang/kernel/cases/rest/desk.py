"""常用语、关注与代办委托: what people keep at their own desk."""

from datetime import date, datetime
from typing import Annotated

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from mingtang.kernel.cases.actions.desk import add_phrase, drop_phrase, follow
from mingtang.kernel.cases.actions.substitution import Absence, appoint_substitute, end_substitution
from mingtang.kernel.cases.models import Phrase, Substitution
from mingtang.kernel.cases.queries.desk import own_phrases
from mingtang.kernel.cases.rest.cases import seen_case
from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.directory.api import officials_visible_to
from mingtang.kernel.evidence.api import Actor, NotPermitted
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["常用语、关注与代办委托"])


class PhraseOut(Schema):
    id: int
    text: str = Field(description="常用语")


class PhraseIn(Request):
    text: Annotated[str, Line(200, shortest=1)] = Field(description="常用语")


class SubstitutionOut(Schema):
    id: int
    account_id: int = Field(description="委托人账号")
    account: str = Field(description="委托人")
    substitute_id: int = Field(description="受托人账号")
    substitute: str = Field(description="受托人")
    start: date = Field(description="自")
    end: date = Field(description="至，含当日")
    types: list[str] = Field(description="案件类别；空为全部")
    reason: str = Field(description="事由")
    ended_at: datetime | None = Field(description="收回时间")

    @staticmethod
    def resolve_account(row: Substitution) -> str:
        return row.account.holder_name

    @staticmethod
    def resolve_substitute(row: Substitution) -> str:
        return row.substitute.holder_name


class SubstitutionIn(Request):
    substitute: Key = Field(description="受托人账号")
    start: date = Field(description="自")
    end: date = Field(description="至，含当日")
    types: Annotated[list[Annotated[str, Line(40, shortest=1)]], Field(max_length=50)] = Field(
        default_factory=list, description="案件类别；空为全部"
    )
    reason: Annotated[str, Line(200)] = Field("", description="事由")


@router.get("/cases/phrases", response=list[PhraseOut], summary="我的常用语")
def list_phrases(request: SignedIn) -> list[Phrase]:
    return own_phrases(request.actor)


@router.post("/cases/phrases", response={204: None}, summary="增加常用语")
def create_phrase(request: SignedIn, details: PhraseIn) -> Status[None]:
    _require_official(request.actor)
    add_phrase(request.actor, details.text)
    return Status(204, None)


@router.delete("/cases/phrases/{int:phrase_id}", response={204: None}, summary="删除常用语")
def remove_phrase(request: SignedIn, phrase_id: Key) -> Status[None]:
    drop_phrase(request.actor, found(Phrase.objects.filter(account=request.actor.account_id), phrase_id))
    return Status(204, None)


@router.put("/cases/{int:case_id}/watch", response={204: None}, summary="关注案件")
def add_watch(request: SignedIn, case_id: Key) -> Status[None]:
    follow(request.actor, seen_case(request, case_id), wanted=True)
    return Status(204, None)


@router.delete("/cases/{int:case_id}/watch", response={204: None}, summary="取消关注")
def remove_watch(request: SignedIn, case_id: Key) -> Status[None]:
    follow(request.actor, seen_case(request, case_id), wanted=False)
    return Status(204, None)


@router.get("/cases/substitutions", response=list[SubstitutionOut], summary="我的代办委托：给出的和受托的")
@listed(orders=["id", "start"])
def list_substitutions(request: SignedIn) -> QuerySet[Substitution]:
    return own_substitutions(request)


@router.post("/cases/substitutions", response={201: SubstitutionOut}, summary="外出时委托他人代办")
def add_substitution(request: SignedIn, details: SubstitutionIn) -> Status[Substitution]:
    _require_official(request.actor)
    substitute = referred(officials_visible_to(request.actor, timezone.localdate()), details.substitute, "substitute")
    absence = Absence(details.start, details.end, details.types, details.reason)
    return Status(201, appoint_substitute(request.actor, account_key(substitute.pk), absence))


@router.post("/cases/substitutions/{int:substitution_id}/end", response={204: None}, summary="收回代办委托")
def add_substitution_end(request: SignedIn, substitution_id: Key) -> Status[None]:
    own = Substitution.objects.filter(account=request.actor.account_id)
    end_substitution(request.actor, found(own, substitution_id))
    return Status(204, None)


def own_substitutions(request: SignedIn) -> QuerySet[Substitution]:
    """What the actor gave and was given; the names come with them."""
    mine = request.actor.account_id
    rows = Substitution.objects.filter(account=mine) | Substitution.objects.filter(substitute=mine)
    return rows.select_related(
        "account__person", "account__legal_person", "substitute__person", "substitute__legal_person"
    )


def _require_official(actor: Actor) -> None:
    if actor.kind != "official":
        raise NotPermitted("只有工作人员有办公桌。")
