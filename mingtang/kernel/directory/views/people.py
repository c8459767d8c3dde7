"""Officials: the list, one person, registering and correcting."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import people as actions
from mingtang.kernel.directory.actions.people import PersonDetails
from mingtang.kernel.directory.forms.people import OfficialForm, PeopleFilter, PersonForm
from mingtang.kernel.directory.models import Account, Appointment, Organ
from mingtang.kernel.directory.permissions import (
    MANAGE_ACCOUNTS,
    MANAGE_GRANTS,
    MANAGE_PEOPLE,
    READ_ACCOUNTS,
    READ_DIRECTORY,
)
from mingtang.kernel.directory.queries import officials_visible_to
from mingtang.kernel.directory.views.exports import exported
from mingtang.kernel.directory.views.organs import parents_of
from mingtang.kernel.directory.views.reach import in_reach, official_in_reach
from mingtang.kernel.directory.views.submission import Done, FormPage, ask, making
from mingtang.kernel.directory.views.traces import traces_of
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

STATE_KINDS = {"active": "good", "created": "state", "disabled": "warn", "closed": "off"}
"""Which tag tells the state of an account."""


def state_tag(account: Account) -> SafeString:
    """The state of an account as a tag."""
    return tag(account.get_state_display(), STATE_KINDS[account.state])


def _posts(account: Account) -> str:
    held: list[Appointment] = account.person.held  # type: ignore[union-attr,attr-defined]
    return "、".join(_post(account, each) for each in held)


def _post(account: Account, held: Appointment) -> str:
    """A post in words: its organ only where it is another one, its kind only where it is not the regular one."""
    where = held.organ.label if held.organ_id != account.organ_id else ""
    unit = str(held.post.unit or "")
    kind = f"（{held.get_kind_display()}）" if held.kind != Appointment.Kind.REGULAR else ""
    return f"{where}{unit}{held.post.name}{kind}"


PEOPLE = Listing(
    columns=(
        Column(
            "name", "姓名", sort="person__name", value=lambda account: account.person.name,
            link=lambda account: reverse("person_page", args=[account.pk]),
        ),
        Column("login", "工号", sort="login"),
        Column("organ", "机构", sort="organ__path", value=lambda account: account.organ.label if account.organ else "", minor=True),
        Column("posts", "岗位", value=_posts),
        Column("state", "账号", sort="state", value=lambda account: account.get_state_display(), show=state_tag, middle=True),
    ),
    default_sort="organ",
    filter_form=PeopleFilter,
    caption="工作人员",
    unit="人",
    empty="管辖范围内还没有工作人员",
    exportable=True,
)  # fmt: skip


@asks(READ_DIRECTORY)
def people_list(request: ActorRequest) -> HttpResponseBase:
    """Officials in the reader's reach; three statements."""
    rows = officials_visible_to(request.actor, timezone.localdate())
    if request.GET.get("export"):
        return exported(request, PEOPLE, rows, "工作人员")
    return render(request, "directory/people/list.html", {"page": PEOPLE.page(request, rows)})


@asks(READ_DIRECTORY)
def person_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One official: masked numbers, posts held now and before, the account."""
    return _person_page(request, official_in_reach(request, pk))


def _person_page(request: ActorRequest, account: Account, **more: Any) -> HttpResponseBase:
    today, actor = timezone.localdate(), request.actor
    appointments = list(
        Appointment.objects.filter(person=account.person_id)
        .select_related("post__unit", "organ")
        .order_by("-start", "-pk")
    )
    context = {
        "account": account,
        "person": account.person,
        "state_tag": state_tag(account),
        "held": [each for each in appointments if each.start <= today and (each.end is None or each.end >= today)],
        "coming": [each for each in appointments if each.start > today],
        "past": [each for each in appointments if each.end is not None and each.end < today],
        "endable": {each.pk for each in appointments if actor.may(MANAGE_PEOPLE, each)},
        "traces": traces_of(request, account),
        "can": {
            "manage": actor.may(MANAGE_PEOPLE, account),
            "appoint": actor.may(MANAGE_PEOPLE),
            "rights": actor.may(MANAGE_GRANTS, account),
            "account": actor.may(READ_ACCOUNTS, account),
        },
        **more,
    }
    return render(request, "directory/people/page.html", context)


def parents_of_person(account: Account) -> list[tuple[str, str]]:
    """The way to a person, for breadcrumbs."""
    return [("人员", reverse("people_list")), (str(account.person), reverse("person_page", args=[account.pk]))]


@never_cache
@require_POST
@asks(MANAGE_PEOPLE)
def person_numbers(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The page with the whole numbers, once; it leaves a record."""
    account = official_in_reach(request, pk, MANAGE_PEOPLE)
    identity_number, phone = actions.reveal_numbers(request.actor, account)
    return _person_page(request, account, revealed=True, identity_number=identity_number, phone=phone)


@never_cache
@asks(MANAGE_PEOPLE)
def person_revise(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Correct name and numbers; numbers left empty stay as they are."""
    account = official_in_reach(request, pk, MANAGE_PEOPLE)
    person = account.person
    assert person is not None  # an official's account always has its person

    def do(data: dict[str, Any]) -> Done:
        given = PersonDetails(
            name=data["name"],
            identity_number=data["identity_number"] or person.identity_number,
            phone=data["phone"] or person.phone,
        )
        actions.revise_person(request.actor, account, given)
        return Done("人员信息已修改。", reverse("person_page", args=[account.pk]))

    known = [
        f"身份证件号 {person.masked_identity}" if person.identity_cipher else "",
        f"手机号 {person.masked_phone}" if person.phone_cipher else "",
    ]
    lead = f"已登记{'，'.join(filter(None, known))}；不改的证件号和手机号请空着。" if any(known) else ""
    page = FormPage("修改人员信息", parents_of_person(account), lead=lead)
    return ask(request, page, making(PersonForm, {"name": person.name}), do)


@asks(MANAGE_ACCOUNTS)
def official_register(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Register an official of an organ; the account waits for the security officer."""
    organ = in_reach(request, Organ.objects.visible_to(request.actor), pk, MANAGE_ACCOUNTS)

    def do(data: dict[str, Any]) -> Done:
        login = data.pop("login")
        account = actions.register_official(request.actor, organ, PersonDetails(**data), login=login)
        return Done(f"已登记{account.person}，账号待安全保密管理员启用。", reverse("person_page", args=[account.pk]))

    page = FormPage(
        "登记工作人员",
        parents_of(organ),
        submit="登记",
        lead="登记后账号没有口令和权限，由安全保密管理员启用，再任职到岗位。",
    )
    return ask(request, page, making(OfficialForm), do)
