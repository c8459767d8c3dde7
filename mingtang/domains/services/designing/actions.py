"""Giving an item its form, its process and its letters; each is a definition of the item's organ, or one that exists."""

from typing import Any

from django.db import transaction

from mingtang.domains.services.applications.api import CATEGORY, shipped_letters
from mingtang.domains.services.catalogue.api import ServiceItem, save_draft
from mingtang.domains.services.designing.begun import ELEMENTS, content_of
from mingtang.kernel.definitions.api import create_definition, newest_of, published_version
from mingtang.kernel.definitions.api import save_draft as save_definition
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.letters.api import LETTERS, Content, LetterTemplate
from mingtang.kernel.processes.api import PROCESSES


@transaction.atomic
def give_definition(actor: Actor, item: ServiceItem, element: str, choice: str, *, seen: str) -> Any:
    """Let an item have the form or process that `choice` (`start:`, `copy:`, `use:` and a key) says.

    Answers the definition that was begun, None for one that is used as it is. `seen` is the digest of the item's version.
    Raises Refused, Stale.
    """
    way, _, key = choice.partition(":")
    if way == "use":
        if published_version(ELEMENTS[element].kind, key, item.organ_id) is None:
            raise Refused("请选择从哪里开始。", "start")
        _name(actor, item, element, key, seen)
        return None
    key = own_key(item)
    definition = _begin(actor, item, element, key, content_of(element, item, choice, key))
    _name(actor, item, element, key, seen)
    return definition


def own_key(item: ServiceItem) -> str:
    """The key of what belongs to one item alone."""
    return f"item-{item.pk}"


def item_of(definition: Any, actor: Actor) -> tuple[str, str] | None:
    """The item that a definition was begun for, for whoever may see it: its name and address."""
    word, _, key = str(definition.key).partition("-")
    if word != "item" or not (key.isascii() and key.isdigit()):
        return None
    item = ServiceItem.objects.visible_to(actor).filter(pk=key, organ=definition.organ_id).first()
    return (item.name, item.get_absolute_url()) if item else None


def _begin(actor: Actor, item: ServiceItem, element: str, key: str, content: str) -> Any:
    """The item's own definition with this content as its draft."""
    kind: Any = ELEMENTS[element].kind
    known = kind.model.objects.filter(key=key, organ=item.organ_id).first()
    if known is not None:
        save_definition(actor, kind, known, content, seen=newest_of(known).digest, note="重新选择了从哪里开始")
        return known
    own = {"category": CATEGORY} if kind is PROCESSES else {}
    return create_definition(actor, kind, key=key, title=item.name[:120], content=content, organ=item.organ, **own)


def _name(actor: Actor, item: ServiceItem, element: str, key: str, seen: str) -> None:
    newest = item.versions.latest("number")
    if newest.document.get(element) != key:
        save_draft(actor, item, {**newest.document, element: key}, seen=seen)


def own_letter(actor: Actor, item: ServiceItem, kind: str) -> LetterTemplate:
    """The organ's own template of a document, begun as a copy of the one in force. Raises Refused."""
    shipped = shipped_letters().get(kind)
    if shipped is None:
        raise Refused("没有这种文书。")
    known = LetterTemplate.objects.filter(key=shipped.key, organ=item.organ_id).first()
    if known is not None:
        return known
    content = Content(shipped.source, shipped.variables, shipped.sample_text)
    made: LetterTemplate = create_definition(
        actor, LETTERS, key=shipped.key, title=shipped.title, content=content, organ=item.organ
    )
    return made
