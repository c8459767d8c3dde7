"""Service items of the demonstration city, drawn up, reviewed and published by three people each."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.services.licences import code_of
from mingtang.domains.services.applications.api import install as install_applications
from mingtang.domains.services.catalogue.api import (
    CatalogItem,
    ServiceItem,
    claim,
    create_item,
    list_base_item,
    own_elements,
    pass_review,
    publish,
    save_draft,
    shipped_document,
    submit_for_review,
)
from mingtang.domains.services.catalogue.models import ItemVersion
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.models import Organ
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM, Actor

AUDITOR = "hall-head"
LEVELS = {4: "3", 6: "4"}


@transaction.atomic
def load_items(city: City) -> None:
    """Let the city offer its items, unless that was done before; the forms and processes they name come first."""
    install_applications()
    if not ServiceItem.objects.exists():
        library = Library(city)
        for entry in read("service_items"):
            library.tell(entry)


class Library:
    """The items that have been told of, by document and organ."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.items: dict[tuple[str, str], ServiceItem] = {}

    def tell(self, entry: dict[str, Any]) -> None:
        """Do what one entry says."""
        name = next(entry[verb] for verb in ("document", "claims", "revises", "drafts") if verb in entry)
        organ = self.city.organs[entry["organ"]]
        editor = self._actor(entry.get("editor"))
        if "document" in entry:
            item = create_item(editor, organ, self._document(entry, organ))
        elif "claims" in entry:
            above = next(item for (document, _), item in self.items.items() if document == name)
            item = claim(editor, above, organ)
            self._revise(editor, item, entry["own"])
        else:
            item = self.items[name, entry["organ"]]
            self._revise(editor, item, entry["own"])
        self.items[name, entry["organ"]] = item
        if "drafts" in entry:
            submit_for_review(editor, item, seen=_newest(item).digest)
        else:
            self._publish(item, editor, self._actor(entry.get("reviewer")))

    def _licence(self, entry: dict[str, Any]) -> dict[str, Any]:
        """The type of the licence that an item ends in."""
        kinds = {each["key"]: each for each in read("licence_types")}
        return {"licence_type_code": code_of(self.city, kinds[entry["licence"]])} if "licence" in entry else {}

    def _document(self, entry: dict[str, Any], organ: Organ) -> dict[str, Any]:
        """What an entry offers; the branches of a joint matter get their organs."""
        document = _offered(entry["document"], organ, entry["own"] | self._licence(entry))
        for row in document.get("branches", []):
            of_branch = self.city.organs[entry["branches"][row["branch_key"]]]
            row |= {"branch_dept": of_branch.credit_code, "branch_dept_name": of_branch.name}
        return document

    def _revise(self, editor: Actor, item: ServiceItem, own: dict[str, Any]) -> None:
        newest = _newest(item)
        save_draft(editor, item, {**newest.document, **own}, seen=newest.digest)

    def _publish(self, item: ServiceItem, editor: Actor, reviewer: Actor) -> None:
        seen = _newest(item).digest
        submit_for_review(editor, item, seen=seen)
        pass_review(reviewer, item, seen=seen)
        publish(self._actor(AUDITOR), item, seen=seen)
        item.refresh_from_db()

    def _actor(self, key: str | None) -> Actor:
        if key is None:
            return SYSTEM
        account = self.city.officials[key]
        return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())


def _newest(item: ServiceItem) -> ItemVersion:
    newest: ItemVersion = item.versions.latest("number")
    return newest


def _offered(name: str, organ: Organ, own: dict[str, Any]) -> dict[str, Any]:
    """A shipped document as `organ` offers it; its base item is entered into the catalogue."""
    document = shipped_document(name)
    code = document["catalog_code"]
    if not CatalogItem.objects.filter(catalog_code=code).exists():
        basis = "；".join(f"{law['law_name']}{law.get('article', '')}" for law in document["by_law"])
        list_base_item(
            SYSTEM, catalog_code=code, name=document["task_name"], task_type=document["task_type"], legal_basis=basis
        )
    item = ServiceItem(catalog_code=code)
    return {**document, **own_elements(item, organ, LEVELS[len(organ.region_id)]), **own}
