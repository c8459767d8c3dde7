"""Early warnings: what comes near to a veto is told once, and taken back when it is over."""

from collections.abc import Iterable

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.telling import tell_site
from mingtang.domains.inspection.models import EarlyWarning, InspectedSite
from mingtang.domains.inspection.queries import sight_of
from mingtang.kernel.evidence.api import SYSTEM, Deed, act
from mingtang.lib.inspection.indicators import scheme_on
from mingtang.lib.inspection.signs import Sign, signs_of


def note_warnings(site: InspectedSite) -> list[Sign]:
    """Work out the early signs of a site today; new ones are told to its editor, those that are over end. Four statements."""
    sight = sight_of(site)
    signs = signs_of(sight, scheme_on(sight.today))
    standing = {row.code: row for row in site.warnings.filter(until=None)}
    if any(_differs(standing.get(sign.code), sign) for sign in signs) or len(standing) != len(signs):
        with act(acts.NOTE_WARNINGS, SYSTEM, site) as deed:
            _write(deed, site, signs, standing)
    return signs


def _differs(row: EarlyWarning | None, sign: Sign) -> bool:
    return row is None or row.words != sign.words[:200]


def _write(deed: Deed, site: InspectedSite, signs: Iterable[Sign], standing: dict[str, EarlyWarning]) -> None:
    now = timezone.now()
    for sign in signs:
        row = standing.pop(sign.code, None)
        if row is not None:
            deed.change(row, words=sign.words[:200])
            continue
        row = EarlyWarning(organ_id=site.organ_id, site=site, code=sign.code, words=sign.words[:200], since=now)
        deed.create(row)
        tell_site(site, f"网站预警：{site.name}", f"{sign.words}。", key=f"warning:{row.pk}")
    for row in standing.values():
        deed.change(row, until=now)
