"""The first officers of an installation, and roles that follow the program's version."""

import pytest
from django.utils import timezone

from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.founding import create_officer, ensure_builtin_roles
from mingtang.kernel.directory.models import Organ, Role
from mingtang.kernel.evidence.models import Record
from tests.world import World


def test_three_officers_are_made_on_an_empty_installation_and_none_twice(db: None) -> None:
    for office in ("system", "security", "audit"):
        account, first = create_officer(office=office, login=f"first-{office}", name=office, organ_name="", password="")
        assert account.check_password(first)
    assert Organ.objects.count() == 1
    with pytest.raises(Refused, match="已被使用"):
        create_officer(office="system", login="first-system", name="again", organ_name="", password="")


def test_a_new_version_brings_builtin_roles_and_their_holders_up_to_date_and_records_it(world: World) -> None:
    Role.objects.filter(code="audit_officer").update(permissions=[])
    before = Record.objects.count()
    ensure_builtin_roles()
    ensure_builtin_roles()
    assert Record.objects.count() == before + 1
    assert world.actor("audit_officer").may("evidence.verify")


def test_a_page_that_asks_by_itself_does_not_keep_a_session_alive(world: World) -> None:
    client, minutes_ago = world.client("official"), int(timezone.now().timestamp()) - 300
    session = client.session
    session["seen"] = minutes_ago
    session.save()
    client.get("/live/poll/")
    assert client.session["seen"] == minutes_ago
    client.get("/workbench/")
    assert client.session["seen"] > minutes_ago
