"""What an item says, put into its row; what the public would read of it, as a digest."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.nodes import places, topics
from mingtang.domains.disclosure.catalogue.rules import ATTACHED_TO, NOT_SECRET, OPEN, content_digest, why_not_a_draft
from mingtang.kernel.content.api import materials_of
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM


@dataclass(frozen=True, kw_only=True)
class ItemDetails:
    """What whoever drafts says of an item (2.3); what the system sets is not among it."""

    node: str
    title: str
    body: str
    topic: str
    written_on: date
    formed_on: date
    publishers: Sequence[str]
    keywords: Sequence[str]
    subtitle: str = ""
    issuer: str = ""
    doc_no: str = ""
    kind: str = ""
    effective_on: date | None = None
    valid_to: date | None = None
    topics: Sequence[str] = ()
    genre: str = "other"
    audience: str = ""
    openness: str = OPEN
    exempt_reason: str = ""
    scope: str = "society"
    term_until: date | None = None
    carriers: Sequence[str] = ("site",)
    summary: str = ""
    interprets: InformationItem | None = None
    consultation: str = ""
    secrecy: str = NOT_SECRET
    language: str = "zh-hans"
    translates: InformationItem | None = None
    asks_opinion: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """Its columns; sequences as lists, which JSON keeps."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: list(value) if isinstance(value, tuple | list) else value for name, value in said.items()}


def checked(details: ItemDetails) -> dict[str, Any]:
    """The columns of what is said. Raises Refused where it is not in order."""
    said = details.columns
    if details.node not in places():
        raise Refused("请选择公开目录。", "node")
    unknown = [each for each in (details.topic, *details.topics) if each not in topics()]
    if unknown:
        raise Refused("请选择主题分类。", "topic")
    if fault := why_not_a_draft(said):
        raise Refused(*fault)
    said["kind"] = details.kind or places()[details.node].kind
    return said


def digest_of(item: InformationItem) -> str:
    """SM3 of what the public would read of an item as it stands, files included; one statement."""
    said = {name: getattr(item, name) for name in ("title", "subtitle", "doc_no", "summary", "body")}
    files = materials_of(SYSTEM, ATTACHED_TO, str(item.pk)) if item.pk else ()
    return content_digest(said, [(each.name, each.file.content.sm3) for each in files])
