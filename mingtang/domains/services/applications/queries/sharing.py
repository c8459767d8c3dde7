"""How many materials applications had to bring, and how many came without their applicants (免提交)."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from mingtang.domains.services.applications.materials import NEEDED, YES, key_of
from mingtang.domains.services.applications.models import Application, SharedLicence
from mingtang.domains.services.catalogue.api import ItemVersion, materials_for


@dataclass(frozen=True)
class Sharing:
    """Of one application: materials it needs, those of them that were shared, whether licences could stand for some, and did."""

    needed: int
    shared: int
    could_pull: bool
    pulled: bool


def sharing_of(applications: Collection[Application]) -> dict[int, Sharing]:
    """By application; two statements: the versions of their items, the licences they were given."""
    versions = ItemVersion.objects.in_bulk({each.version_id for each in applications})
    pulled: dict[int, set[str]] = {}
    for key, material in SharedLicence.objects.filter(application__in=applications).values_list(
        "application", "material"
    ):
        pulled.setdefault(key, set()).add(material)
    return {
        each.pk: _sharing(materials_for(versions[each.version_id], each.scenario), pulled.get(each.pk, set()))
        for each in applications
    }


def _sharing(asked: Collection[Mapping[str, Any]], pulled: AbstractSet[str]) -> Sharing:
    needed = [told for told in asked if told.get("is_need", NEEDED) == NEEDED and told.get("is_form") != YES]
    return Sharing(
        needed=len(needed),
        shared=sum(_is_shared(told, pulled) for told in needed),
        could_pull=any(told.get("licence_type_code") for told in asked),
        pulled=bool(pulled),
    )


def _is_shared(told: Mapping[str, Any], pulled: AbstractSet[str]) -> bool:
    """As `Asked.is_shared`: a licence stands for it, or the organ itself knows."""
    return key_of(told) in pulled or (told.get("is_shared") == YES and not told.get("licence_type_code"))
