"""What of the directory can be found, and what facts about it do to the index. Citizens are never found."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.directory import api as directory
from mingtang.kernel.directory.models import Appointment
from mingtang.kernel.directory.permissions import READ_DIRECTORY
from mingtang.kernel.search.api import SearchSource, refresh


def _address(name: str, *arguments: Any) -> str:
    """Empty when these pages are not installed."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def _called(organ: directory.Organ) -> str:
    """The full name, and the one people use."""
    return f"{organ.name}（{organ.short_name}）" if organ.short_name else organ.name


def _organs() -> QuerySet[Any]:
    active: QuerySet[Any] = directory.Organ.objects.active()
    return active.select_related("region", "superior", "line_superior")


def _about_organ(organ: directory.Organ) -> str:
    superiors = [each.name for each in (organ.superior, organ.line_superior) if each]
    parts = [organ.region.name, organ.get_branch_display(), *superiors, organ.document_word]
    return " ".join([*filter(None, parts), organ.credit_code or ""]).strip()


def _officials() -> QuerySet[Any]:
    held = Appointment.objects.current(timezone.localdate()).select_related("post__unit", "organ").order_by("start")
    accounts = directory.Account.objects.filter(kind="official", state="active").select_related("person", "organ")
    return accounts.prefetch_related(Prefetch("person__appointments", held, to_attr="held"))


def _about_official(account: Any) -> str:
    """Posts in words; without any, the organ that issued the account."""
    posts = [f"{_called(each.organ)} {each.post.unit or ''} {each.post.name}" for each in account.person.held]
    return "；".join(" ".join(post.split()) for post in posts) or str(account.organ or "")


ORGANS = SearchSource(
    kind="organ",
    label=_("机构"),
    rows=_organs,
    title=_called,
    text=_about_organ,
    permission=READ_DIRECTORY,
    organ=lambda organ: organ.pk,
    url=lambda organ: _address("organ_page", organ.pk),
    public_url=lambda organ: _address("public_organ", organ.pk),
    order=10,
)
OFFICIALS = SearchSource(
    kind="official",
    label=_("人员"),
    rows=_officials,
    title=lambda account: account.person.name,
    text=_about_official,
    permission=READ_DIRECTORY,
    organ=lambda account: account.organ_id,
    url=lambda account: _address("person_page", account.pk),
    order=20,
)


def organ_changed(event: Any) -> None:
    """The organ, the organs that name it as their superior, and its people."""
    _refresh_around([event.organ_id])


def organ_merged(event: directory.OrganMerged) -> None:
    """Both organs; the people now belong to the second."""
    _refresh_around([event.organ_id, event.into_id])


def person_moved(event: Any) -> None:
    """The person's own account as an official."""
    accounts = directory.Account.objects.filter(kind="official", person=event.person_id)
    refresh(OFFICIALS.kind, accounts.values_list("pk", flat=True))


def account_changed(event: directory.AccountStateChanged) -> None:
    """An official who has been enabled can be found, one who has been disabled cannot."""
    if directory.Account.objects.filter(pk=event.account_id, kind="official").exists():
        refresh(OFFICIALS.kind, [event.account_id])


def _refresh_around(organs: list[int]) -> None:
    near = directory.Organ.objects.filter(superior__in=organs) | directory.Organ.objects.filter(
        line_superior__in=organs
    )
    refresh(ORGANS.kind, {*organs, *near.values_list("pk", flat=True)})
    people = directory.Account.objects.filter(kind="official")
    held = people.filter(person__appointments__organ__in=organs) | people.filter(organ__in=organs)
    refresh(OFFICIALS.kind, set(held.values_list("pk", flat=True)))
