"""Who reviews on a site and in its columns: what is set, and whom that means today."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.portal.editing.models import ReviewStep
from mingtang.domains.portal.editing.rules import HOLDERS, STEPS
from mingtang.domains.portal.sites.api import ColumnPage, PortalSite
from mingtang.kernel.directory.api import Organ, Post, known_roles, officials_visible_to, posts_with_role
from mingtang.kernel.evidence.api import SYSTEM


@dataclass(frozen=True)
class Way:
    """Who does a step: `holder` is a post or role of `organ`, `words` its name, `people` who holds it today.

    `row` is what was set for the site or one column; None where the usual role does it.
    """

    number: int
    organ: Organ
    holder: str
    words: str
    people: tuple[str, ...]
    row: ReviewStep | None = None

    @property
    def step(self) -> str:
        return STEPS[self.number]

    @property
    def column(self) -> ColumnPage | None:
        return self.row.column if self.row else None


def ways_of(portal: PortalSite) -> tuple[list[Way], list[Way]]:
    """The steps of a site, and those that its columns have otherwise; some ten statements, however many columns."""
    rows = list(_set_steps(portal))
    own = {row.number: row for row in rows if row.column_id is None}
    usual = [(number, own.get(number)) for number in STEPS]
    told = [(number, row.organ, row.holder, row) if row else (number, portal.organ, HOLDERS[number], None) for number, row in usual]  # fmt: skip
    told += [(row.number, row.organ, row.holder, row) for row in rows if row.column_id is not None]
    people, names = _people((organ.pk, holder) for _, organ, holder, _ in told), dict(known_roles())
    ways = [
        Way(number, organ, holder, names.get(holder, holder), people.get((organ.pk, holder), ()), row)
        for number, organ, holder, row in told
    ]  # fmt: skip
    return ways[: len(STEPS)], ways[len(STEPS) :]


def _set_steps(portal: PortalSite) -> QuerySet[ReviewStep]:
    rows = ReviewStep.objects.filter(site=portal).select_related("organ", "column")
    return rows.order_by("column__path", "number")


def _people(wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Names of whoever holds a post or role of an organ today, in the way the cases find them: a post before a role."""
    pairs = set(wanted)
    posts = _posts_meant(pairs)
    keys = {pk for found in posts.values() for pk in found}
    accounts = officials_visible_to(SYSTEM, timezone.localdate()).filter(person__appointments__post__in=keys).distinct()
    held: dict[int, list[str]] = {}
    for account in accounts:
        person: Any = account.person
        for each in person.held:
            held.setdefault(each.post_id, []).append(person.name)
    return {
        pair: tuple(dict.fromkeys(name for pk in found for name in held.get(pk, ()))) for pair, found in posts.items()
    }


def _posts_meant(pairs: Collection[tuple[int, str]]) -> dict[tuple[int, str], list[int]]:
    organs, holders = {organ for organ, _ in pairs}, {holder for _, holder in pairs}
    open_posts = Post.objects.filter(organ__in=organs, closed_on=None)
    found: dict[tuple[int, str], list[int]] = {}
    for pk, organ, name in open_posts.filter(name__in=holders).values_list("pk", "organ", "name"):
        found.setdefault((organ, name), []).append(pk)
    for code in holders - {name for _, name in found}:
        for pk, organ in open_posts.filter(pk__in=posts_with_role(code)).values_list("pk", "organ"):
            found.setdefault((organ, code), []).append(pk)
    return {pair: posts for pair, posts in found.items() if pair in pairs}


def is_holder(organ: Organ, holder: str) -> bool:
    """Whether an organ has an open post of this name, or there is a role of this code; at most two statements."""
    return Post.objects.filter(organ=organ, name=holder, closed_on=None).exists() or holder in dict(known_roles())


def organs_asked(portal: PortalSite) -> QuerySet[Organ]:
    """Organs whose people may review on a site: its own and that above it, who runs it, those responsible for columns."""
    columns = ColumnPage.objects.descendant_of(portal.site.root_page).exclude(organ=None).values("organ")
    near = [portal.organ_id, portal.operator_id, portal.organ.superior_id]
    rows = Organ.objects.filter(pk__in=near) | Organ.objects.filter(pk__in=columns)
    return rows.filter(state=Organ.State.ACTIVE).order_by("rank", "path")


def holders_offered(portal: PortalSite) -> list[tuple[str, str]]:
    """`organ:holder` with its words: the usual roles and the posts of the organs asked; three statements."""
    organs, names = list(organs_asked(portal)), dict(known_roles())
    posts: dict[int, dict[str, None]] = {}
    open_posts = Post.objects.filter(organ__in=organs, closed_on=None).order_by("rank", "pk")
    for organ, name in open_posts.values_list("organ", "name"):
        posts.setdefault(organ, {})[name] = None
    roles = [code for code in HOLDERS.values() if code in names]
    return [
        (f"{organ.pk}:{holder}", f"{organ.label}　{names.get(holder, holder)}")
        for organ in organs for holder in (*roles, *posts.get(organ.pk, ()))
    ]  # fmt: skip
