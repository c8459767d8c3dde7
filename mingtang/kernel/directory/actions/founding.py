"""The first officers of a fresh installation, and the roles that every installation has."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mingtang.kernel.directory import permissions
from mingtang.kernel.directory.actions.accounts import activate_account, set_password
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.grants import Scope, grant_role
from mingtang.kernel.directory.actions.organs import OrganDetails, create_post, establish_organ
from mingtang.kernel.directory.actions.people import PersonDetails, appoint, register_official
from mingtang.kernel.directory.acts import CHANGE_PASSWORD, DEFINE_ROLE, REVISE_ROLE
from mingtang.kernel.directory.compilation import compile_posts
from mingtang.kernel.directory.models import Account, Appointment, Branch, Organ, Region, Role
from mingtang.kernel.directory.rules import OFFICE_NAMES, Officer, ScopeKind
from mingtang.kernel.evidence.api import SYSTEM, Permission, act

OFFICER_PERMISSIONS: dict[Officer, tuple[Permission | str, ...]] = {
    Officer.SYSTEM: (
        permissions.READ_DIRECTORY,
        permissions.MANAGE_ORGANS,
        permissions.MANAGE_PEOPLE,
        permissions.MANAGE_ACCOUNTS,
        permissions.MANAGE_REGIONS,
        permissions.MANAGE_NUMBERS,
        permissions.READ_ACCOUNTS,
        "evidence.manage_deliveries",
        "messaging.read_outbox",
        "forms.read",
        "forms.design",
        "forms.publish",
        "letters.read",
        "letters.design",
        "letters.publish",
        "processes.read",
        "processes.design",
        "processes.publish",
        "cases.migrate",
        "cases.manage_errands",
        "clocks.manage",
        "content.manage_storage",
        "acme.manage",
    ),
    Officer.SECURITY: (
        permissions.READ_DIRECTORY,
        permissions.ACTIVATE_ACCOUNTS,
        permissions.MANAGE_GRANTS,
        permissions.READ_ACCOUNTS,
    ),
    Officer.AUDIT: (permissions.READ_DIRECTORY, permissions.READ_ACCOUNTS, "evidence.read", "evidence.verify"),
}
"""What each officer may do (trust.md 11). The three sets share only reading."""

OFFICIAL_ROLE = "official"


def ensure_builtin_roles() -> None:
    """Create the roles of the three officers and the ordinary official's, or bring them to what this version declares."""
    for office, allowed in OFFICER_PERMISSIONS.items():
        _ensure(f"{office}_officer", OFFICE_NAMES[office], allowed, office)
    _ensure(OFFICIAL_ROLE, "工作人员", (permissions.READ_DIRECTORY,), "")


def _ensure(code: str, name: str, allowed: tuple[Permission | str, ...], office: str) -> None:
    codes = sorted(each if isinstance(each, str) else each.code for each in allowed)
    role = Role.objects.filter(code=code).first()
    if role is None:
        role = Role(code=code, name=name, permissions=codes, office=office, builtin=True)
        with act(DEFINE_ROLE, SYSTEM, role) as deed:
            deed.create(role)
    elif (role.name, role.permissions) != (name, codes):
        with act(REVISE_ROLE, SYSTEM, role) as deed:
            deed.change(role, name=name, permissions=codes)
            compile_posts(role.grants.values_list("post_id", flat=True))


@transaction.atomic
def create_officer(*, office: str, login: str, name: str, organ_name: str, password: str) -> tuple[Account, str]:
    """Create an officer of the whole node with a post of the office; returns the account and its first password.

    Only for the operator of the machine. Raises Refused when the login name is taken or the password is weak.
    """
    ensure_builtin_roles()
    organ, today = _organ(organ_name), timezone.localdate()
    account = register_official(SYSTEM, organ, PersonDetails(name=name), login=login)
    post = organ.posts.filter(name=OFFICE_NAMES[office]).first() or create_post(
        SYSTEM, organ, name=OFFICE_NAMES[office], rank=900
    )
    appoint(SYSTEM, account.person, post, kind=Appointment.Kind.REGULAR, start=today)
    role = Role.objects.get(code=f"{office}_officer")
    if not post.grants.filter(role=role).exists():
        grant_role(SYSTEM, post, role, Scope(kind=ScopeKind.NODE), start=today)
    first = activate_account(SYSTEM, account)
    if password:
        set_password(CHANGE_PASSWORD, SYSTEM, account, password)
    return account, password or first


def _organ(name: str) -> Organ:
    """The organ of that name; on an empty directory, a root organ for the node."""
    organs = Organ.objects.active()
    if found := organs.filter(name=name).first() if name else organs.order_by("path").first():
        return found
    if name and organs.exists():
        raise Refused(f"没有名为“{name}”的机构。")
    region, _ = Region.objects.get_or_create(
        code=settings.SITE_CODE[:2], defaults={"name": settings.NODE_NAME, "level": Region.Level.PROVINCE}
    )
    details = OrganDetails(name=name or f"{settings.NODE_NAME}人民政府", branch=Branch.GOVERNMENT, region=region)
    return establish_organ(SYSTEM, details, None, on=timezone.localdate())
