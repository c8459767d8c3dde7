"""Which organ a row means: known by its credit code, else by its name, else to be established below a chosen organ."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from mingtang.domains.services.catalogue.importing.documents import Described
from mingtang.kernel.directory.api import Organ, OrganDetails, establish_organ
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.identifiers import is_credit_code


@dataclass
class Organs:
    """The organs of a table: found ones by the name the table uses, and those still to be established."""

    below: Organ
    found: dict[str, Organ] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    """Name to credit code, which is empty when the table has no valid or no free one."""

    def of(self, described: Described) -> Organ | None:
        """The organ that a row means; None for one that is still to be established."""
        return self.found.get(described.agency_name, None if described.agency_name else self.below)

    def establish(self, actor: Actor) -> int:
        """Establish what is missing below the chosen organ, in its branch and region; returns how many."""
        count, today = len(self.missing), timezone.localdate()
        for name, code in self.missing.items():
            details = OrganDetails(name=name, branch=self.below.branch, region=self.below.region, credit_code=code)
            self.found[name] = establish_organ(actor, details, self.below, on=today, basis="导入政务服务事项")
        self.missing = {}
        return count


def find_organs(rows: Iterable[Described], below: Organ) -> Organs:
    """Look for the organs that rows mean; two statements. Names are looked for in the region of `below` and inside it."""
    asked = {row.agency_name: row.agency_code for row in rows if row.agency_name}
    codes = {code for code in asked.values() if is_credit_code(code)}
    by_code = {organ.credit_code: organ for organ in Organ.objects.filter(credit_code__in=codes)}
    by_name = _by_name(below)
    organs = Organs(below)
    for name, code in asked.items():
        organ = by_code.get(code) or by_name.get(name)
        if organ is not None and organ.is_active:
            organs.found[name] = organ
        else:
            organs.missing[name] = code if code in codes and code not in by_code else ""
    return organs


def _by_name(below: Organ) -> dict[str, Organ]:
    """Organs by full and by short name; a name that two of them bear means neither."""
    seen: dict[str, Organ | None] = {}
    for organ in Organ.objects.active().in_region(below.region_id):
        for name in {organ.name, organ.short_name} - {""}:
            seen[name] = None if name in seen else organ
    return {name: organ for name, organ in seen.items() if organ is not None}
