"""Quick ways to issue licences in tests: the housing bureau issues a permit, holders are those of the world."""

from typing import Any

from mingtang.domains.services.licences.api import (
    CERTIFICATE,
    HolderDetails,
    IssueDetails,
    Licence,
    TypeDetails,
    define_type,
    issue,
)
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.api import install as install_form
from mingtang.lib.identifiers import licence_type_code
from tests.world import World

FACE_FORM = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "照面信息",
    "type": "object",
    "required": ["place"],
    "properties": {
        "place": {"type": "string", "title": "工程地点", "maxLength": 60},
        "area": {"type": "integer", "title": "面积", "minimum": 1},
    },
    "ui": {"sections": [{"title": "许可内容", "fields": ["place", "area"]}]},
}
FACE = {"place": "春晖路 18 号", "area": 900}
ISSUER = "official"  # of the housing bureau, who issues, keeps and uses licences


class Office:
    """The housing bureau, with a type of licences that it issues."""

    def __init__(self, world: World, *, term: int | None = 60, **limits: str) -> None:
        self.world = world
        self.organ = world.organ("housing-bureau")
        self.actor: AccountActor = world.actor(ISSUER)  # type: ignore[assignment]
        form = install_form("licence-test", "照面信息", FACE_FORM)
        self.details = TypeDetails(
            name="临时施工许可证",
            form=form.definition,
            issuers=[self.organ],
            letter=CERTIFICATE,
            term=term,
            basis="建筑法第七条",
            **limits,
        )
        self.kind = define_type(SYSTEM, licence_type_code(self.organ.credit_code or "", 7), self.details)
        set_number_format(SYSTEM, self.kind.numbering, "和建许〔{year}〕{n}号")

    def issued(self, *holders: HolderDetails, **more: Any) -> Licence:
        """A licence, by default of the enterprise of the world."""
        more.setdefault("face", FACE)
        more.setdefault("reason", "补录")
        details = IssueDetails(holders=holders or (self.enterprise(),), **more)
        return issue(self.actor, self.kind, details, issuer=self.organ)

    def enterprise(self) -> HolderDetails:
        legal = self.world.account("enterprise").legal_person
        assert legal is not None
        return HolderDetails(kind="credit_code", name=legal.name, number=legal.credit_code)

    def citizen(self) -> HolderDetails:
        person = self.world.account("citizen").person
        assert person is not None
        return HolderDetails(kind="identity", name=person.name, number=person.identity_number)

    def fresh(self, licence: Licence) -> Licence:
        """The licence as pages read it."""
        found: Licence = Licence.objects.told().get(pk=licence.pk)
        return found
