"""Nobody holds the roles of two of the three officers, nobody holds permissions that exclude one another, and nobody
grants beyond their own reach (trust.md 10, 11).

These checks belong inside the transaction of the change: they make concurrent appointments and grants wait for one
another, so that two halves of a forbidden combination cannot pass each other unseen.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.compilation import compile_all
from mingtang.kernel.directory.models import Appointment, Grant, Organ, Person, Post, Region, Role, current_on
from mingtang.kernel.directory.permissions import MANAGE_GRANTS, MANAGE_ORGANS
from mingtang.kernel.directory.queries import (
    offices_of_person,
    offices_of_post,
    permissions_of_person,
    permissions_of_post,
)
from mingtang.kernel.directory.rules import OFFICE_NAMES, ScopeKind, conflicting_officer
from mingtang.kernel.evidence.api import Actor, CannotUndo, clash_among, separated


def require_one_office(person: Person, post: Post) -> None:
    """Raise Refused when `person` in `post` would hold the roles of two officers."""
    _one_at_a_time()
    held = offices_of_person(person) | offices_of_post(post)
    for office in offices_of_post(post):
        if clash := conflicting_officer(held, office):
            raise Refused(f"三员分立：{person} 已持有另一员（{OFFICE_NAMES[clash]}）的岗位。", "person")
    if separated(brought := permissions_of_post(post)):
        _refuse_clash(brought | permissions_of_person(person), "person")


def require_separation(post: Post, role: Role) -> None:
    """Raise Refused when `role` would put the roles of two officers into the hand of whoever holds `post`."""
    _one_at_a_time()
    held, today = offices_of_post(post), timezone.localdate()
    for appointment in post.appointments.filter(Q(end=None) | Q(end__gte=today)).select_related("person"):
        held |= offices_of_person(appointment.person)
    if clash := conflicting_officer(held, role.office):
        raise Refused(f"三员分立：该岗位或其任职人员已是{OFFICE_NAMES[clash]}。", "role")
    require_permissions_apart(post, role.permissions, "role")


def require_permissions_apart(post: Post, wanted: Sequence[str], field: str) -> None:
    """Raise Refused when `wanted` put permissions that exclude one another on `post` or into the hand of a holder."""
    if not separated(wanted):
        return
    _one_at_a_time()
    held, today = permissions_of_post(post) | set(wanted), timezone.localdate()
    _refuse_clash(held, field)
    for appointment in post.appointments.filter(Q(end=None) | Q(end__gte=today)).select_related("person"):
        _refuse_clash(held | permissions_of_person(appointment.person), field)


def require_role_apart(role: Role) -> None:
    """Raise Refused when what `role` permits puts permissions that exclude one another into one hand anywhere."""
    if separated(role.permissions):
        for post in Post.objects.filter(grants__role=role).distinct():
            require_permissions_apart(post, role.permissions, "permissions")


def _refuse_clash(permissions: set[str], field: str) -> None:
    if clash := clash_among(permissions):
        one, other = (permission.label for permission in clash)
        raise Refused(f"职责分离：“{one}”与“{other}”不能在同一角色、同一岗位或同一人手中。", field)


def _one_at_a_time() -> None:
    """Lock the roles of the officers until the transaction ends (SQLite has one writer anyway)."""
    list(Role.objects.select_for_update().exclude(office="").order_by("pk").values_list("pk"))


def require_other_post(actor: Actor, post: Post) -> None:
    """Raise Refused when `post` is held by the actor."""
    if actor.account_id and Appointment.objects.filter(post=post, person__accounts=actor.account_id).exists():
        raise Refused("不能给自己的岗位授权。", "post")


def require_reach(actor: Actor, kind: str, region: Region | None, organ: Organ | None) -> None:
    """Raise Refused when the scope goes farther than the actor's own right to grant; `organ` is also that of a unit."""
    if not _reaches(actor, kind, region, organ):
        raise Refused("授权范围超出您自己的管辖范围。", "kind")


def _reaches(actor: Actor, kind: str, region: Region | None, organ: Organ | None) -> bool:
    reached = Organ.objects.within(actor, MANAGE_GRANTS).values("pk")
    match kind:
        case ScopeKind.OWN:
            return True
        case ScopeKind.REGION if region:
            return _reaches_region(actor, region)
        case ScopeKind.ORGANS if organ:
            return not Organ.objects.filter(path__startswith=organ.path).exclude(pk__in=reached).exists()
        case ScopeKind.ORGAN | ScopeKind.UNIT if organ:
            return Organ.objects.filter(pk=organ.pk, pk__in=reached).exists()
    return actor.may(MANAGE_GRANTS, Role())  # a role belongs to the whole node


def _reaches_region(actor: Actor, region: Region) -> bool:
    """By a grant over the region or one around it: organs of today say nothing of those of tomorrow."""
    if actor.may(MANAGE_GRANTS, Role()):
        return True
    around = [region.pk[:length] for length in range(2, len(region.pk) + 1)]
    held = Grant.objects.filter(current_on(timezone.localdate()), post=actor.post_id, kind=ScopeKind.REGION)
    roles = held.filter(region__in=around).values_list("role__permissions", flat=True)
    return any(MANAGE_GRANTS.code in permissions for permissions in roles)


def nothing_derived(actor: Actor, rows: Sequence[Model]) -> None:
    """Undoing such an act breaks no rule and leaves no derived state to set right."""


def compile_again(actor: Actor, rows: Sequence[Model]) -> None:
    """Undoing such an act changes what grants amount to; an organ goes back only under a superior in reach."""
    for organ in rows:
        if isinstance(organ, Organ) and organ.superior and not actor.may(MANAGE_ORGANS, organ.superior):
            raise CannotUndo(f"“{organ.superior}”不在您的管辖范围内。")
    for role in rows:
        if isinstance(role, Role):
            _allowed(require_role_apart, role)
    compile_all()


def grant_again(actor: Actor, rows: Sequence[Model]) -> None:
    """What undoing gives back must be what the actor could grant today."""
    for grant in rows:
        if isinstance(grant, Grant):
            organ = grant.scope_organ or (grant.scope_unit.organ if grant.scope_unit else None)
            _allowed(require_other_post, actor, grant.post)
            _allowed(require_reach, actor, grant.kind, grant.region, organ)
            _allowed(require_separation, grant.post, grant.role)
    compile_all()


def appoint_again(actor: Actor, rows: Sequence[Model]) -> None:
    """Whoever comes back to a post may have taken another office in between."""
    for appointment in rows:
        if isinstance(appointment, Appointment):
            _allowed(require_one_office, appointment.person, appointment.post)


def _allowed(check: Any, *arguments: Any) -> None:
    try:
        check(*arguments)
    except Refused as fault:
        raise CannotUndo(str(fault)) from fault
