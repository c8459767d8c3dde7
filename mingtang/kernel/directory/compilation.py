"""Compiling grants into scope keys, so that a list costs the same however many grants its reader holds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mingtang.kernel.directory.models import CompiledScope, Grant, Organ, Post, current_on
from mingtang.kernel.directory.rules import ScopeKind


@dataclass
class _Reach:
    """What the grants seen so far amount to for one permission."""

    everything: bool = False
    own: bool = False
    organs: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)


class _Tree:
    """Ids of organs by region, by subtree and with the predecessors they absorbed; read once for a compilation."""

    def __init__(self) -> None:
        self._organs = list(Organ.objects.values_list("id", "path", "region_id", "successor_id"))
        self._absorbed: dict[int, list[int]] = defaultdict(list)
        for organ, _, _, successor in self._organs:
            if successor:
                self._absorbed[successor].append(organ)

    def organ(self, organ: int) -> set[int]:
        """The organ and those merged into it, whose old files it keeps."""
        return {organ}.union(*(self.organ(earlier) for earlier in self._absorbed[organ]))

    def subtree(self, organ: int) -> set[int]:
        part = f"/{organ}/"
        return set().union(*(self.organ(each) for each, path, _, _ in self._organs if part in path))

    def region(self, code: str) -> set[int]:
        return set().union(*(self.organ(each) for each, _, region, _ in self._organs if region.startswith(code)))


def compile_posts(posts: Iterable[int] | None = None) -> int:
    """Compile the scopes of `posts` (all posts when None) as of today; returns how many posts. Six statements in all."""
    today = timezone.localdate()
    chosen = Q() if posts is None else Q(post__in=list(posts))
    grants = Grant.objects.filter(chosen & (Q(end=None) | Q(end__gte=today))).select_related("role")
    by_post: dict[int, list[Grant]] = defaultdict(list)
    for grant in grants:
        by_post[grant.post_id].append(grant)
    tree = _Tree()
    with transaction.atomic():
        CompiledScope.objects.filter(chosen).delete()
        CompiledScope.objects.bulk_create(
            (row for post, held in by_post.items() for row in _compiled(post, held, tree, today)), batch_size=500
        )
    return len(by_post)


def compile_where_tree_matters() -> None:
    """Compile posts whose grants reach over regions or subtrees: the tree of organs has changed."""
    kinds = [ScopeKind.REGION, ScopeKind.ORGANS, ScopeKind.ORGAN]
    compile_posts(Post.objects.filter(grants__kind__in=kinds).values_list("id", flat=True).distinct())


def compile_all() -> None:
    """Compile every post."""
    compile_posts()


def compile_expired() -> int:
    """Compile posts of which a grant has begun or ended since they were compiled."""
    today = timezone.localdate()
    stale = set(CompiledScope.objects.filter(until__lt=today).values_list("post_id", flat=True))
    begun = Grant.objects.filter(current_on(today)).exclude(post__scopes__isnull=False).exclude(role__permissions=[])
    stale |= set(begun.values_list("post_id", flat=True))
    return compile_posts(stale) if stale else 0


def _compiled(post: int, grants: list[Grant], tree: _Tree, today: date) -> list[CompiledScope]:
    reaches: dict[str, _Reach] = defaultdict(_Reach)
    for grant in grants:
        if grant.start <= today:
            for permission in grant.role.permissions:
                _extend(reaches[permission], grant, tree)
    until = _last_sure_day(grants, today)
    return [
        CompiledScope(
            post_id=post,
            permission=permission,
            everything=reach.everything,
            own=reach.own,
            organs=[] if reach.everything else sorted(reach.organs),
            units=[] if reach.everything else sorted(reach.units),
            until=until,
        )
        for permission, reach in reaches.items()
    ]


def _extend(reach: _Reach, grant: Grant, tree: _Tree) -> None:
    match grant.kind:
        case ScopeKind.NODE:
            reach.everything = True
        case ScopeKind.OWN:
            reach.own = True
        case ScopeKind.REGION:
            reach.organs |= tree.region(str(grant.region_id))
        case ScopeKind.ORGANS:
            reach.organs |= tree.subtree(grant.scope_organ_id or 0)
        case ScopeKind.ORGAN:
            reach.organs |= tree.organ(grant.scope_organ_id or 0)
        case ScopeKind.UNIT:
            reach.units.add(grant.scope_unit_id or 0)


def _last_sure_day(grants: list[Grant], today: date) -> date | None:
    """The last day on which the same grants hold as today."""
    ends = [grant.end for grant in grants if grant.end is not None]
    eves = [grant.start - timedelta(days=1) for grant in grants if grant.start > today]
    return min(ends + eves, default=None)
