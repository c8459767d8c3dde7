"""What screens, reports and other apps ask of the directory."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from mingtang.kernel.directory.models import (
    Account,
    Agency,
    Appointment,
    Grant,
    Organ,
    Person,
    Post,
    SignIn,
    Unit,
    current_on,
)
from mingtang.kernel.directory.permissions import READ_DIRECTORY
from mingtang.kernel.evidence.api import Actor


def offices_of_post(post: Post) -> set[str]:
    """Which of the three officers' roles the post holds, now or later."""
    offices = Grant.objects.filter(post=post).exclude(role__office="").values_list("role__office", flat=True)
    return set(offices)


def offices_of_person(person: Person) -> set[str]:
    """Which of the three officers' roles the person holds through any post not yet left."""
    today = timezone.localdate()
    held = Appointment.objects.filter(Q(end=None) | Q(end__gte=today), person=person).values("post_id")
    offices = Grant.objects.filter(post__in=held).exclude(role__office="").values_list("role__office", flat=True)
    return set(offices)


def organs_visible_to(actor: Actor) -> QuerySet[Organ]:
    """Organs the actor may see, with region and superiors."""
    rows: QuerySet[Organ] = Organ.objects.visible_to(actor)
    return rows.select_related("region", "superior", "line_superior")


def units_with_posts(organ: Organ, on: date) -> QuerySet[Unit]:
    """Open units of an organ with their open posts and who holds them; three statements."""
    posts = posts_with_holders(on).filter(closed_on=None)
    return Unit.objects.filter(organ=organ, closed_on=None).prefetch_related(Prefetch("posts", posts))


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
    regular_first = Q(kind=Appointment.Kind.REGULAR)
    rows = Appointment.objects.current(on).filter(person=person).select_related("post__unit", "organ", "person")
    return rows.annotate(regular=Count("pk", filter=regular_first)).order_by("-regular", "start", "pk")


def agencies_of(person: Person, on: date) -> QuerySet[Agency]:
    """Legal persons a person may act for on a day."""
    return Agency.objects.filter(current_on(on), person=person, revoked_at=None).select_related("legal_person")


def open_sessions(account: Account) -> QuerySet[SignIn]:
    """Sign-ins whose session is still open, newest first."""
    return SignIn.objects.filter(account=account, result=SignIn.Result.DONE, ended_at=None).order_by("-at")


def how_session_ended(session_key: str) -> SignIn | None:
    """The sign-in whose session was ended, by whichever way; None while it is open or was never one."""
    return SignIn.objects.filter(session_key=session_key).exclude(ended_at=None).first()


def holders_of(posts: Iterable[int], on: date) -> QuerySet[Account]:
    """Active official accounts of whoever holds one of `posts` on a day."""
    holds = current_on(on, "person__appointments__") & Q(person__appointments__post__in=list(posts))
    rows: QuerySet[Account] = Account.objects.filter(holds, kind=Account.Kind.OFFICIAL, state=Account.State.ACTIVE)
    return rows.distinct()
