"""What definitions and versions of any kind look like to programs, and what programs do with them."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Field, FilterLookup, FilterSchema, Schema, Status

from mingtang.kernel.definitions.api import (
    Kind,
    State,
    create_definition,
    definitions_visible_to,
    newest_of,
    publish_draft,
    retire_version,
    save_draft,
)
from mingtang.kernel.directory.api import Organ
from mingtang.ui.rest.fields import Key, Line, Request, choices
from mingtang.ui.rest.problems import NOT_FOUND, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred_or_none
from mingtang.ui.rest.versions import seen_version, tell_version

AnyKind = Kind[Any, Any, Any]
VersionState = Annotated[State, choices(State)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""The number of a version."""
Note = Annotated[str, Line(200)]


class DefinitionFilter(FilterSchema):
    key: Annotated[str, Line(60)] | None = Field(None, description="代号")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="所属机构")


class OwnerRef(Schema):
    id: int
    name: str


class DefinitionOut(Schema):
    id: int
    key: str = Field(description="代号")
    title: str = Field(description="名称")
    organ: OwnerRef | None = Field(description="所属机构；空为全平台")
    published: int | None = Field(description="现行版本号")
    draft: int | None = Field(description="草稿版本号")


class DefinitionIn(Request):
    key: Annotated[str, Line(60, shortest=2)] = Field(description="代号：小写字母、数字、连字符")
    title: Annotated[str, Line(120, shortest=1)] = Field(description="名称")
    organ: Key | None = Field(None, description="所属机构；空为全平台")


class VersionOut(Schema):
    number: int = Field(description="版本号")
    state: VersionState = Field(description="状态")
    digest: str = Field(description="内容的 SM3 摘要，即 ETag")
    note: str = Field(description="修改说明")
    saved_at: datetime = Field(description="保存时间")
    published_at: datetime | None = Field(description="发布时间")


def listed_definitions(request: SignedIn, kind: AnyKind, filters: DefinitionFilter) -> QuerySet[Any]:
    """Definitions in reach, and those of the node."""
    return filters.filter(definitions_visible_to(request.actor, kind))


def one_definition(request: SignedIn, kind: AnyKind, key: int) -> Any:
    """The definition. Raises Problem 404."""
    return found(definitions_visible_to(request.actor, kind), key)


def one_version(request: SignedIn, kind: AnyKind, key: int, number: int) -> Any:
    """The version. Raises Problem 404."""
    version = one_definition(request, kind, key).versions.filter(number=number).first()
    if version is None:
        raise Problem(NOT_FOUND)
    return version


def shown_version(request: SignedIn, response: HttpResponse, kind: AnyKind, key: int, number: int) -> Any:
    """The version, its digest told as ETag. Raises Problem 404."""
    version = one_version(request, kind, key, number)
    tell_version(response, version.digest)
    return version


def created(request: SignedIn, kind: AnyKind, details: DefinitionIn, content: Any, **own: Any) -> Status[Any]:
    """Create what the request describes. Raises Refused, and Problem 422 for an organ out of reach."""
    organ = referred_or_none(Organ.objects.within(request.actor, kind.design), details.organ, "organ")
    made = create_definition(
        request.actor, kind, key=details.key, title=details.title, content=content, organ=organ, **own
    )
    return Status(201, one_definition(request, kind, made.pk))


def saved_draft(
    request: SignedIn, response: HttpResponse, kind: AnyKind, key: int, content: Any, *, note: str = ""
) -> Any:
    """Save the draft by what If-Match says of the newest version. Raises Refused, and Problem 428 or 412."""
    definition = one_definition(request, kind, key)
    seen = seen_version(request, newest_of(definition).digest)
    draft = save_draft(request.actor, kind, definition, content, seen=seen, note=note)
    tell_version(response, draft.digest)
    return draft


def published_draft(request: SignedIn, kind: AnyKind, key: int) -> Any:
    """Publish the draft that If-Match names. Raises Refused, and Problem 428 or 412."""
    definition = one_definition(request, kind, key)
    seen = seen_version(request, newest_of(definition).digest)
    return publish_draft(request.actor, kind, definition, seen=seen)


def retired_version(request: SignedIn, kind: AnyKind, key: int, number: int) -> Any:
    """Retire a version. Raises Refused, and Problem 404."""
    version = one_version(request, kind, key, number)
    retire_version(request.actor, kind, version)
    return version
