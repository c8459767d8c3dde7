"""Every change of definitions and their versions. Drafts may hold anything readable; what is published has been judged."""

from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mingtang.kernel.directory.api import Organ, Refused, Stale
from mingtang.kernel.evidence.api import Actor, act
from mingtang.kernel.processes import acts
from mingtang.kernel.processes.compiled import forget
from mingtang.kernel.processes.events import DecisionPublished, ProcessPublished, ProcessRetired
from mingtang.kernel.processes.judging import Judgement, Remark, judge
from mingtang.kernel.processes.models import KEY, Definition, Process, ProcessVersion, State, Version
from mingtang.lib.flow.bpmn.faults import Unreadable
from mingtang.lib.flow.bpmn.xml import parse

Defined = TypeVar("Defined", bound=Definition)
LARGEST_CONTENT = 2 * 1024 * 1024


class NotFit(Refused):
    """The content may not be published; `remarks` name every element at fault."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        grave = [remark for remark in remarks if remark.grave]
        words = "；".join(f"{remark.element or '文件'}：{remark.message}" for remark in grave[:5])
        more = f"；等 {len(grave)} 处" if len(grave) > 5 else ""
        super().__init__(f"不能发布：{words}{more}")
        self.remarks = remarks


def create_definition(
    actor: Actor, kind: type[Defined], *, key: str, title: str, organ: Organ | None, category: str, xml: str
) -> Defined:
    """Create a definition with a first draft. Raises Refused for a key that is taken or malformed, or unreadable content."""
    definition = kind(key=key, title=title, organ=organ, category=category)
    with act(acts.CREATE, actor, definition) as deed:
        _require_free_key(definition)
        require_readable(xml)
        deed.create(definition)
        deed.create(_draft(actor, definition, xml, number=1))
    return definition


def _require_free_key(definition: Definition) -> None:
    try:
        KEY(definition.key)
    except ValidationError as error:
        raise Refused(str(error.message), "key") from error
    if type(definition)._default_manager.filter(key=definition.key, organ=definition.organ).exists():
        raise Refused("这个代号已经有了。", "key")


def require_readable(xml: str) -> None:
    """Raise Refused unless `xml` is well-formed, within bounds, and free of entities: anything less cannot even be a draft."""
    content = xml.encode()
    if len(content) > LARGEST_CONTENT:
        raise Refused(f"内容超过 {LARGEST_CONTENT // 1024 // 1024} MB。", "xml")
    try:
        parse(content)
    except Unreadable as error:
        where = f"第 {error.fault.line} 行：" if error.fault.line else ""
        raise Refused(f"{where}{error.fault.message}", "xml") from error


def _draft(actor: Actor, definition: Definition, xml: str, *, number: int) -> Any:
    rows: Any = definition.versions  # type: ignore[attr-defined]
    return rows.model(
        **{rows.field.name: definition},
        number=number,
        xml=xml,
        digest=Version.digest_of(xml),
        author_id=actor.account_id,
        saved_at=timezone.now(),
    )


def revise_definition(actor: Actor, definition: Definition, *, title: str, category: str) -> None:
    """Give the definition another name or category."""
    with act(acts.REVISE, actor, definition) as deed:
        deed.change(definition, title=title, category=category)


def save_draft(actor: Actor, definition: Definition, xml: str, *, seen: str, note: str = "") -> Any:
    """Write the draft, or open one; answers the draft. `seen` is the digest of the content that was edited.

    Raises Stale when somebody else has saved meanwhile, and Refused for unreadable content.
    """
    with act(acts.SAVE_DRAFT, actor, definition) as deed:
        require_readable(xml)
        _lock(definition)
        draft, latest = _drafted(definition), _latest(definition)
        edited = draft or latest
        if edited is not None and edited.digest != seen:
            raise Stale("其他人已经保存了新的内容，您的修改没有写入。请先下载自己的修改，再打开最新内容。", "xml")
        if draft is None:
            draft = _draft(actor, definition, xml, number=latest.number + 1 if latest else 1)
            draft.note = note
            deed.create(draft)
        else:
            deed.change(
                draft, xml=xml, digest=Version.digest_of(xml), note=note or draft.note,
                author_id=actor.account_id, saved_at=timezone.now(),
            )  # fmt: skip
    return draft


def _lock(definition: Definition) -> None:
    """Let changes of one definition wait for one another."""
    type(definition)._default_manager.select_for_update().get(pk=definition.pk)


def _drafted(definition: Definition) -> Any:
    return definition.versions.filter(state=State.DRAFT).first()  # type: ignore[attr-defined]


def _latest(definition: Definition) -> Any:
    return definition.versions.order_by("-number").first()  # type: ignore[attr-defined]


def discard_draft(actor: Actor, definition: Definition) -> None:
    """Delete the draft; published versions stay. Raises Refused when nothing would be left."""
    with act(acts.DISCARD_DRAFT, actor, definition) as deed:
        _lock(definition)
        draft = _drafted(definition)
        if draft is None:
            raise Refused("没有草稿。")
        if draft.number == 1:
            raise Refused("这是唯一的版本，不能放弃。")
        deed.remove(draft)


def publish_draft(actor: Actor, definition: Definition, *, seen: str) -> Any:
    """Publish the draft whose digest was `seen`; answers the version. The version published before is retired.

    Raises NotFit with every remark when the content is at fault, Stale when the draft has changed since it was looked at.
    """
    with act(acts.PUBLISH, actor, definition) as deed:
        _lock(definition)
        draft = _drafted(definition)
        if draft is None:
            raise Refused("没有草稿可以发布。")
        _require_seen(draft, seen)
        _require_another(actor, draft)
        judgement = judge(definition, draft.xml)
        if not judgement.sound:
            raise NotFit(judgement.remarks)
        for earlier in definition.versions.filter(state=State.PUBLISHED):  # type: ignore[attr-defined]
            deed.change(earlier, state=State.RETIRED)
        deed.change(draft, **_as_published(actor, draft, judgement))
        if isinstance(draft, ProcessVersion):
            forget(draft.pk)
        deed.announce(_published(draft))
    return draft


def _require_seen(draft: Version, seen: str) -> None:
    if draft.digest != seen:
        raise Stale("草稿在您查看之后又有改动，请重新查看再发布。")


def _require_another(actor: Actor, draft: Version) -> None:
    """Where the node asks for four eyes, whoever drew it last does not publish it."""
    if settings.PUBLISH_BY_ANOTHER and actor.account_id is not None and actor.account_id == draft.author_id:
        raise Refused("本平台要求由设计人以外的人发布。")


def _as_published(actor: Actor, draft: Version, judgement: Judgement) -> dict[str, Any]:
    facts = {"state": State.PUBLISHED, "publisher_id": actor.account_id, "published_at": timezone.now()}
    return facts | ({"pinned": judgement.pinned} if isinstance(draft, ProcessVersion) else {})


def _published(version: Version) -> ProcessPublished | DecisionPublished:
    definition = version.definition
    if isinstance(definition, Process):
        return ProcessPublished(
            subject=f"process:{definition.pk}", process_id=definition.pk, version_id=version.pk, key=definition.key
        )
    return DecisionPublished(
        subject=f"decision:{definition.pk}", decision_id=definition.pk, version_id=version.pk, key=definition.key
    )


def retire_version(actor: Actor, version: Version) -> None:
    """Let no new case start on the published version; running ones go on. Raises Refused for other states."""
    definition = version.definition
    with act(acts.RETIRE, actor, version) as deed:
        _lock(definition)
        version.refresh_from_db(fields=["state"])
        if version.state != State.PUBLISHED:
            raise Refused("只有已发布的版本可以停用。")
        deed.change(version, state=State.RETIRED)
        if isinstance(definition, Process):
            deed.announce(
                ProcessRetired(
                    subject=f"process:{definition.pk}",
                    process_id=definition.pk,
                    version_id=version.pk,
                    key=definition.key,
                )
            )


@transaction.atomic
def install_definition(
    actor: Actor, kind: type[Defined], *, key: str, title: str, organ: Organ | None, category: str, xml: str
) -> Any:
    """Publish `xml` under `key` unless exactly this content is published already; answers the published version."""
    definition = kind._default_manager.filter(key=key, organ=organ).first()
    if definition is None:
        definition = create_definition(actor, kind, key=key, title=title, organ=organ, category=category, xml=xml)
    else:
        published = definition.versions.filter(state=State.PUBLISHED).first()  # type: ignore[attr-defined]
        if published and published.digest == Version.digest_of(xml):
            return published
        edited = _drafted(definition) or _latest(definition)
        save_draft(actor, definition, xml, seen=edited.digest)
    return publish_draft(actor, definition, seen=Version.digest_of(xml))
