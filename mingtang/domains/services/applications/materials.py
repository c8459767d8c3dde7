"""What an application must bring with it, and how far it has come: from the version of its item and its scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingtang.domains.services.applications.commitments import is_by_commitment
from mingtang.domains.services.applications.models import Application, SharedLicence
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.catalogue.api import materials_for
from mingtang.kernel.content.api import Material, keys_handed_in, materials_of
from mingtang.kernel.evidence.api import Actor

LABEL = "services_applications.application"
NEEDED, OPTIONAL, LATER = "1", "2", "3"
YES = "1"
SIGNED_PAPER: Mapping[str, Any] = {
    "material_name": "告知承诺书（签字件）",
    "material_key": "signed_commitment",
    "is_need": NEEDED,
    "fill_explain": "在“告知承诺”一步打印，由申请人签字或者盖章后扫描上传，原件由窗口留存。",
}
"""What whoever commits at a window signs: on paper, because the account that fills in is the clerk's."""
PROMISED = "later"
"""Under this name an application keeps, with its scenario, the keys of materials that its applicant has promised for later."""


@dataclass(frozen=True)
class Asked:
    """One material that the item asks for, with what has been handed in for it."""

    place: int
    key: str
    name: str
    need: str
    licence_type: str
    told: Mapping[str, Any]
    handed_in: Sequence[Material] = field(default=())
    is_promised: bool = False
    shared: SharedLicence | None = None
    is_committed: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether the government holds it, so that nobody may ask for it again: found in the store of licences, or known
        to the organ itself where the item names no type of licence.
        """
        return self.shared is not None or (self.told.get("is_shared") == YES and not self.licence_type)

    @property
    def can_be_pulled(self) -> bool:
        """Whether the store of licences may have it and was not found to have it yet."""
        return bool(self.licence_type) and self.shared is None and not self.handed_in

    @property
    def is_form(self) -> bool:
        """Whether it is what the form says, so that nothing is uploaded for it."""
        return self.told.get("is_form") == YES

    @property
    def is_missing(self) -> bool:
        """Whether the application cannot be submitted without it."""
        comes_by_itself = self.is_shared or self.is_form or self.need == OPTIONAL or self.is_committed
        return not (comes_by_itself or self.handed_in or self.is_promised)

    @property
    def is_outstanding(self) -> bool:
        """Whether it was promised and has not come yet."""
        return self.is_promised and not self.handed_in

    @property
    def may_come_later(self) -> bool:
        """Whether it may be supplied after acceptance (容缺后补)."""
        return self.need == LATER


def asked_of(actor: Actor, application: Application) -> list[Asked]:
    """The materials of an application in their order; two statements, a third where licences may stand for some."""
    by_key: dict[str, list[Material]] = {}
    for material in materials_of(actor, LABEL, str(application.pk)):
        by_key.setdefault(material.key, []).append(material)
    return _asked(application, by_key)


def missing_of(application: Application) -> list[str]:
    """Names of the materials without which it cannot be submitted; a fact of the application, whoever asks. One statement,
    a second where licences may stand for some.
    """
    there = keys_handed_in(LABEL, str(application.pk))
    return [asked.name for asked in _asked(application, {}) if asked.is_missing and asked.key not in there]


def _asked(application: Application, handed_in: Mapping[str, Sequence[Material]]) -> list[Asked]:
    rows = materials_for(application.version, application.scenario)
    shared = _shared(application) if _name_licences(rows) else {}
    committed = is_by_commitment(application)
    if committed and application.channel == Application.Channel.WINDOW:
        rows = [*rows, SIGNED_PAPER]
    return [
        Asked(
            place=place,
            key=key,
            name=told["material_name"],
            need=told.get("is_need", NEEDED),
            licence_type=told.get("licence_type_code", ""),
            told=told,
            handed_in=handed_in.get(key, ()),
            is_promised=key in application.scenario.get(PROMISED, []),
            shared=shared.get(key),
            is_committed=committed and told.get("commitment_allowed") == YES,
        )
        for place, told in enumerate(rows, 1)
        for key in [key_of(told)]
    ]


def may_be_shared(application: Application) -> bool:
    """Whether licences may stand for some of its materials; no statement."""
    return _name_licences(materials_for(application.version, application.scenario))


def _name_licences(rows: Sequence[Mapping[str, Any]]) -> bool:
    return any(told.get("licence_type_code") for told in rows)


def key_of(told: Mapping[str, Any]) -> str:
    """The sharing key of a material; its name where the item gives it none."""
    return str(told.get("material_key") or told["material_name"])[:80]


def _shared(application: Application) -> dict[str, SharedLicence]:
    """Licences by the material they stand for. To a draft they count while they are in force; what was submitted stays so."""
    rows = application.shared.select_related("licence__type")
    return {row.material: row for row in rows if application.state not in _STILL_OPEN or row.licence.is_effective}


_STILL_OPEN = frozenset({State.DRAFT, State.PRE_RETURNED, State.CORRECTING})
