"""Every change of definitions and their versions. What may be a draft and what may be published, the kind decides."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mingtang.kernel.definitions.kinds import Content, D, Kind, V
from mingtang.kernel.definitions.models import KEY, State
from mingtang.kernel.definitions.queries import newest_of
from mingtang.kernel.directory.api import Organ, Refused, Stale
from mingtang.kernel.evidence.api import Actor, act


def create_definition(
    actor: Actor, kind: Kind[D, V, Content], *, key: str, title: str, content: Content, organ: Organ | None = None,
    **own: Any,
) -> D:  # fmt: skip
    """Create a definition with a first draft; `own` are columns that only this kind has.

    Raises Refused for a key that is taken or malformed, or content that is no draft.
    """
    definition = kind.model(key=key, title=title, organ=organ, **own)
    with act(kind.acts.create, actor, definition) as deed:
        _require_free_key(kind, key, organ)
        draft = _draft(actor, kind, kind.columns(content), number=1)
        deed.create(definition)
        draft.definition = definition
        deed.create(draft)
    return definition


def _require_free_key(kind: Kind[D, V, Content], key: str, organ: Organ | None) -> None:
    try:
        KEY(key)
    except ValidationError as error:
        raise Refused(str(error.message), "key") from error
    if kind.model._default_manager.filter(key=key, organ=organ).exists():
        raise Refused("这个代号已经有了。", "key")


def _draft(actor: Actor, kind: Kind[D, V, Content], columns: dict[str, Any], *, number: int) -> V:
    return kind.version(number=number, author_id=actor.account_id, saved_at=timezone.now(), **columns)


def revise_definition(actor: Actor, kind: Kind[D, V, Content], definition: D, **values: Any) -> None:
    """Give the definition another title, or other values of what only its kind has."""
    with act(kind.acts.revise, actor, definition) as deed:
        deed.change(definition, **values)


def save_draft(
    actor: Actor, kind: Kind[D, V, Content], definition: D, content: Content, *, seen: str, note: str = ""
) -> V:
    """Write the draft, or open one; answers the draft. `seen` is the digest of the version that was edited.

    Raises Stale when somebody else has saved meanwhile, and Refused for content that is no draft.
    """
    with act(kind.acts.save_draft, actor, definition) as deed:
        columns = kind.columns(content)
        newest = _locked_newest(kind, definition)
        if newest.digest != seen:
            raise Stale("其他人已经保存了新的内容，您的修改没有写入。请先留好自己的修改，再打开最新内容。", kind.body)
        if newest.is_draft:
            author = {"author_id": actor.account_id, "saved_at": timezone.now()}
            deed.change(newest, **columns, **author, note=note or newest.note)
            return newest
        draft = _draft(actor, kind, columns, number=newest.number + 1)
        draft.definition, draft.note = definition, note
        deed.create(draft)
    return draft


def _locked_newest(kind: Kind[D, V, Content], definition: D) -> V:
    """The newest version; changes of one definition wait for one another."""
    kind.model._default_manager.select_for_update().get(pk=definition.pk)
    newest: V = newest_of(definition)
    return newest


def discard_draft(actor: Actor, kind: Kind[D, V, Content], definition: D) -> None:
    """Delete the draft; published versions stay. Raises Refused when there is none, or nothing would be left."""
    with act(kind.acts.discard_draft, actor, definition) as deed:
        newest = _locked_newest(kind, definition)
        if not newest.is_draft:
            raise Refused("没有草稿。")
        if newest.number == 1:
            raise Refused("这是唯一的版本，不能放弃。")
        deed.remove(newest)


def publish_draft(actor: Actor, kind: Kind[D, V, Content], definition: D, *, seen: str, proven: bool = False) -> V:
    """Publish the draft whose digest was `seen`; answers the version. The version published before is retired.

    Raises Refused when there is no draft or it is not fit, Stale when it has changed since it was looked at. What is
    `proven` elsewhere is not tried again.
    """
    if not proven:
        _prove(kind, definition, seen)
    with act(kind.acts.publish, actor, definition) as deed:
        draft = _locked_newest(kind, definition)
        _require_publishable(actor, draft, seen)
        columns = kind.judge(draft)
        for before in definition.versions.filter(state=State.PUBLISHED):
            deed.change(before, state=State.RETIRED)
        by = {"publisher_id": actor.account_id, "published_at": timezone.now()}
        deed.change(draft, state=State.PUBLISHED, **by, **columns)
        deed.change(definition, title=kind.title(draft))
        deed.announce(kind.published(**_facts(definition, draft)))
    return draft


def _prove(kind: Kind[D, V, Content], definition: D, seen: str) -> None:
    """Try the draft that was looked at; another will be refused as stale."""
    draft = definition.versions.filter(state=State.DRAFT, digest=seen).first()
    if draft is not None:
        kind.prove(draft)


def _require_publishable(actor: Actor, draft: V, seen: str) -> None:
    """Where the node asks for four eyes, whoever wrote the draft last does not publish it."""
    if not draft.is_draft:
        raise Refused("没有草稿可以发布。")
    if draft.digest != seen:
        raise Stale("草稿在您查看之后又有改动，请重新查看再发布。")
    if settings.PUBLISH_BY_ANOTHER and actor.account_id is not None and actor.account_id == draft.author_id:
        raise Refused("本平台要求由设计人以外的人发布。")


def _facts(definition: D, version: V) -> dict[str, Any]:
    subject = f"{definition.word}:{definition.pk}"
    about = {"definition_id": definition.pk, "version_id": version.pk}
    return {"subject": subject, **about, "key": definition.key, "number": version.number}


def retire_version(actor: Actor, kind: Kind[D, V, Content], version: V) -> None:
    """Let nothing new go by the published version; what has begun goes on. Raises Refused for other states."""
    definition: D = version.definition
    with act(kind.acts.retire, actor, definition) as deed:
        _locked_newest(kind, definition)
        version.refresh_from_db(fields=["state"])
        if version.state != State.PUBLISHED:
            raise Refused("只有已发布的版本可以停用。")
        deed.change(version, state=State.RETIRED)
        deed.announce(kind.retired(**_facts(definition, version)))


@transaction.atomic
def install_definition(
    actor: Actor, kind: Kind[D, V, Content], *, key: str, title: str, content: Content, organ: Organ | None = None,
    **own: Any,
) -> V:  # fmt: skip
    """Publish content that comes with the program, unless exactly this has been published before; answers that version.

    So what a node has retired or changed since then stays as it is. The content counts as proven: tests of the program
    have done that, and set-up must not wait for it. Raises Refused.
    """
    definition: Any = kind.model._default_manager.filter(key=key, organ=organ).first()
    if definition is None:
        definition = create_definition(actor, kind, key=key, title=title, content=content, organ=organ, **own)
    digest = kind.columns(content)["digest"]
    known: V | None = definition.versions.filter(digest=digest).exclude(state=State.DRAFT).first()
    if known is not None:
        return known
    newest = newest_of(definition)
    if newest.digest != digest:
        save_draft(actor, kind, definition, content, seen=newest.digest)
    return publish_draft(actor, kind, definition, seen=digest, proven=True)
