"""What screens, reports and other apps ask of the directory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.utils import timezone

from mingtang.kernel.directory.keyring import indexes_of
from mingtang.kernel.directory.models import (
    Account,
    Agency,
    Appointment,
    CompiledScope,
    Grant,
    LegalPerson,
    NumberFormat,
    Organ,
    OrganChange,
    Person,
    Post,
    Role,
    SignIn,
    Unit,
    current_on,
)
from mingtang.kernel.directory.permissions import READ_DIRECTORY
from mingtang.kernel.evidence.api import Actor


def offices_of_post(post: Post) -> set[str]:
    """Which of the three officers' roles the post holds, now or later."""
    return _offices(Grant.objects.filter(post=post))


def known_roles() -> list[tuple[str, str]]:
    """Codes and names of all roles, for picking from; one statement."""
    return list(Role.objects.order_by("code").values_list("code", "name"))


def roles_granted_to(post_id: int) -> QuerySet[Role]:
    """The roles that are granted to a post today; no statement before it is read."""
    held = Grant.objects.filter(current_on(timezone.localdate()), post=post_id).order_by()
    return Role.objects.filter(pk__in=held.values("role"))


def roles_of_post(post_id: int) -> tuple[str, ...]:
    """Codes of the roles that are granted to a post today; one statement."""
    return tuple(sorted(roles_granted_to(post_id).values_list("code", flat=True)))


def posts_with_role(code: str) -> QuerySet[Grant]:
    """Ids of the posts to which a role is granted today; no statement."""
    held = Grant.objects.filter(current_on(timezone.localdate()), role__code=code).order_by()
    return held.values("post")  # type: ignore[return-value]


def offices_of_person(person: Person) -> set[str]:
    """Which of the three officers' roles the person holds through any post not yet left."""
    today = timezone.localdate()
    held = Appointment.objects.filter(Q(end=None) | Q(end__gte=today), person=person).values("post_id")
    return _offices(Grant.objects.filter(post__in=held))


def _offices(grants: QuerySet[Grant]) -> set[str]:
    """Offices of the grants that have not ended."""
    return set(_open(grants).exclude(role__office="").values_list("role__office", flat=True))


def permissions_of_post(post: Post) -> set[str]:
    """Codes of the permissions that the post holds, now or later; one statement."""
    return _permissions(Grant.objects.filter(post=post))


def permissions_of_person(person: Person) -> set[str]:
    """Codes of the permissions that the person holds through any post not yet left; one statement."""
    today = timezone.localdate()
    held = Appointment.objects.filter(Q(end=None) | Q(end__gte=today), person=person).values("post_id")
    return _permissions(Grant.objects.filter(post__in=held))


def _permissions(grants: QuerySet[Grant]) -> set[str]:
    return {code for codes in _open(grants).values_list("role__permissions", flat=True) for code in codes}


def _open(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """The grants that have not ended, in no order."""
    return grants.filter(Q(end=None) | Q(end__gte=timezone.localdate())).order_by()


def organs_visible_to(actor: Actor) -> QuerySet[Organ]:
    """Organs the actor may see, with region and superiors."""
    rows: QuerySet[Organ] = Organ.objects.visible_to(actor)
    return rows.select_related("region", "superior", "line_superior")


def posts_with_holders(on: date) -> QuerySet[Post]:
    """Posts with the appointments that hold on a day, as `holders`; two statements."""
    held = Appointment.objects.current(on).select_related("person").order_by("kind", "start")
    return Post.objects.select_related("organ", "unit").prefetch_related(
        Prefetch("appointments", held, to_attr="holders")
    )


def officials_visible_to(actor: Actor, on: date) -> QuerySet[Account]:
    """Accounts of officials in the actor's reach, with the person and the current appointments as `person.held`."""
    held = Appointment.objects.current(on).select_related("post__unit", "organ").order_by("kind", "start")
    rows: QuerySet[Account] = Account.objects.within(actor, READ_DIRECTORY).filter(kind=Account.Kind.OFFICIAL)
    return rows.select_related("person", "organ").prefetch_related(
        Prefetch("person__appointments", held, to_attr="held")
    )


def appointments_of(person: Person, on: date) -> QuerySet[Appointment]:
    """Current appointments of a person, the regular one first."""
    regular_first = Case(When(kind=Appointment.Kind.REGULAR, then=0), default=1)
    rows = Appointment.objects.current(on).filter(person=person).select_related("post__unit", "organ", "person")
    return rows.order_by(regular_first, "start", "pk")


def agencies_of(person: Person, on: date) -> QuerySet[Agency]:
    """Legal persons a person may act for on a day."""
    return Agency.objects.filter(current_on(on), person=person, revoked_at=None).select_related("legal_person")


def open_sessions(account: Account) -> QuerySet[SignIn]:
    """Sign-ins whose session is still open, newest first."""
    return SignIn.objects.filter(account=account, result=SignIn.Result.DONE, ended_at=None).order_by("-at")


def citizen_with_phone(number: str) -> Account | None:
    """The citizen's account with this telephone number in normal form."""
    citizens = Account.objects.filter(kind=Account.Kind.CITIZEN, state=Account.State.ACTIVE)
    found: Account | None = citizens.filter(person__phone_index__in=indexes_of(number, "person.phone")).first()
    return found


def sign_ins_of(account: Account) -> QuerySet[SignIn]:
    """The account's own sign-in history."""
    return SignIn.objects.filter(account=account)


def legal_persons_spoken_for(account: Account) -> QuerySet[LegalPerson]:
    """Legal persons whose agents the account may authorise, with agents not revoked as `agents`; two statements."""
    speaks = Q(accounts=account) | Q(representative=account.person) if account.person_id else Q(accounts=account)
    agents = Agency.objects.filter(revoked_at=None).select_related("person").order_by("-start", "pk")
    rows = LegalPerson.objects.filter(speaks).select_related("representative").distinct()
    return rows.prefetch_related(Prefetch("agencies", agents, to_attr="agents"))


def citizen_by_identity(name: str, identity_number: str) -> Person | None:
    """The registered citizen with this name and identity number in normal form."""
    citizens = Person.objects.filter(accounts__kind=Account.Kind.CITIZEN, accounts__state=Account.State.ACTIVE)
    return citizens.filter(name=name, identity_index__in=indexes_of(identity_number, "person.identity")).first()


def public_organs() -> QuerySet[Organ]:
    """Active organs as the public may know them, without names of people; four statements.

    `open_units` have their `heads`; `leaders` are the leading posts of the organ itself.
    """
    leading = Post.objects.filter(closed_on=None, leads=True).order_by("rank", "pk")
    heads = Prefetch("posts", leading, to_attr="heads")
    units = Unit.objects.filter(closed_on=None).prefetch_related(heads)
    rows = Organ.objects.active().select_related("region", "superior")
    return rows.prefetch_related(
        Prefetch("units", units, to_attr="open_units"),
        Prefetch("posts", leading.filter(unit=None), to_attr="leaders"),
    )


def how_session_ended(session_key: str) -> SignIn | None:
    """The sign-in whose session was ended, by whichever way; None while it is open or was never one."""
    return SignIn.objects.filter(session_key=session_key).exclude(ended_at=None).first()


def holders_of(posts: Iterable[int], on: date) -> QuerySet[Account]:
    """Active official accounts of whoever holds one of `posts` on a day."""
    holds = current_on(on, "person__appointments__") & Q(person__appointments__post__in=list(posts))
    rows: QuerySet[Account] = Account.objects.filter(holds, kind=Account.Kind.OFFICIAL, state=Account.State.ACTIVE)
    return rows.distinct()


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """Units the actor may see, closed ones too, with their organ."""
    rows: QuerySet[Unit] = Unit.objects.visible_to(actor)
    return rows.select_related("organ", "parent")


def posts_visible_to(actor: Actor, on: date) -> QuerySet[Post]:
    """Posts the actor may see, with the appointments that hold on a day as `holders`; two statements."""
    return actor.narrow(posts_with_holders(on), READ_DIRECTORY, Post.protection)


def appointments_visible_to(actor: Actor) -> QuerySet[Appointment]:
    """Appointments, past and present, of the organs the actor may see."""
    rows: QuerySet[Appointment] = Appointment.objects.visible_to(actor)
    return rows.select_related("person", "post__unit", "organ")


def accounts_visible_to(actor: Actor) -> QuerySet[Account]:
    """Accounts the actor may look into, its own among them."""
    rows: QuerySet[Account] = Account.objects.visible_to(actor)
    return rows.select_related("person", "legal_person", "organ")


def sign_ins_visible_to(actor: Actor) -> QuerySet[SignIn]:
    """The history of signing in of the accounts the actor may look into, its own among them."""
    rows: QuerySet[SignIn] = SignIn.objects.visible_to(actor)
    return rows.select_related("account__person", "account__legal_person", "account__organ")


def grants_visible_to(actor: Actor) -> QuerySet[Grant]:
    """Grants to posts of the organs whose rights the actor manages."""
    rows: QuerySet[Grant] = Grant.objects.visible_to(actor)
    return rows.select_related("post__unit", "role", "organ", "region", "scope_organ", "scope_unit")


def roles_visible_to(actor: Actor) -> QuerySet[Role]:
    """All roles, for whoever may read the directory anywhere."""
    return Role.objects.all() if actor.may(READ_DIRECTORY) else Role.objects.none()


def number_formats_visible_to(actor: Actor) -> QuerySet[NumberFormat]:
    """Formats of the organs the actor may see, and the defaults that hold for all of them."""
    if not actor.may(READ_DIRECTORY):
        return NumberFormat.objects.none()
    own: QuerySet[NumberFormat] = NumberFormat.objects.visible_to(actor)
    rows = NumberFormat.objects.filter(Q(organ=None) | Q(pk__in=own.order_by().values("pk")))
    return rows.select_related("organ")


def history_of(organ: Organ) -> QuerySet[OrganChange]:
    """The steps in the history of an organ, the newest first, each with the other organ it speaks of."""
    return OrganChange.objects.filter(organ=organ).select_related("other")


def regions_with_organs(actor: Actor, down_to: int) -> list[tuple[str, str]]:
    """Codes and names of the regions, down to a level, in which the actor sees organs; one statement."""
    regions = Organ.objects.visible_to(actor).filter(region__level__lte=down_to)
    return list(regions.order_by("region_id").values_list("region_id", "region__name").distinct())


def accounts_of_people(actor: Actor, people: Iterable[int]) -> dict[int, int]:
    """By person, the official's account that the actor may open; one statement."""
    rows = Account.objects.within(actor, READ_DIRECTORY).filter(kind=Account.Kind.OFFICIAL, person__in=set(people))
    return dict(rows.values_list("person_id", "pk"))


@dataclass(frozen=True)
class OrganLoad:
    """How much hangs on an organ on a day."""

    units: int
    posts: int
    people: int
    grants: int
    accounts: int
    subordinates: int


def organ_load(organ: Organ, on: date) -> OrganLoad:
    """What merging or closing the organ concerns; six statements."""
    held = Appointment.objects.current(on).filter(organ=organ)
    return OrganLoad(
        units=Unit.objects.filter(organ=organ, closed_on=None).count(),
        posts=Post.objects.filter(organ=organ, closed_on=None).count(),
        people=held.values("person").distinct().count(),
        grants=Grant.objects.filter(organ=organ).count(),
        accounts=Account.objects.filter(organ=organ).count(),
        subordinates=Organ.objects.active().filter(superior=organ).count(),
    )


def scopes_of_posts(posts: Iterable[int], on: date) -> QuerySet[CompiledScope]:
    """What the grants of posts amount to on a day, by permission."""
    rows = CompiledScope.objects.filter(Q(until=None) | Q(until__gte=on), post__in=list(posts))
    return rows.order_by("permission")


def leaders_of(organ: Organ, on: date) -> list[Post]:
    """The leading posts of an organ itself, each with who holds it on a day (`holders`); two statements.

    Names of leaders are public: 政府信息公开条例 第二十条（二）.
    """
    return list(leading_posts(on).filter(organ=organ).order_by("rank", "pk"))


def leading_posts(on: date) -> QuerySet[Post]:
    """Posts that lead whole organs, with their organ and who is in office on a day as `holders`; two statements."""
    return posts_with_holders(on).filter(unit=None, leads=True, closed_on=None)
