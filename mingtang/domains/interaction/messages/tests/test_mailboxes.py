"""Boxes of leaders: only who was given one is written to, his organ is asked first, and what was published stands there."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mingtang.domains.interaction.messages.actions.mailboxes import open_mailbox
from mingtang.domains.interaction.messages.models import Mailbox, Message
from mingtang.domains.interaction.messages.queries.mailboxes import posts_without
from mingtang.domains.interaction.messages.tests.mailroom import CLERK, CONTENT, Mailroom
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM

LETTER = {"title": "车库没有灯", "content": CONTENT, "name": "林叙", "phone": "13812345678", "wants_public": "on"}


@pytest.fixture(autouse=True)
def _fresh_minute() -> None:
    cache.clear()


def test_a_letter_to_a_leader_is_proposed_to_his_organ_and_stands_in_his_box(mailroom: Mailroom) -> None:
    director, mayor = mailroom.box(), mailroom.box("city-government/mayor")
    for box, wished in ((director, mailroom.world.organ("housing-bureau")), (mayor, None)):
        Client().post(reverse("write_to_leader", args=[box.pk]), LETTER)
        message = Message.objects.latest("pk")
        assert (message.mailbox, message.kind, message.wished) == (box, "leader_mail", wished)
    written = mailroom.answered(kind="leader_mail", mailbox=director)
    mailroom.publish(written)
    page = Client().get(director.get_absolute_url()).content.decode()
    assert ("车库没有灯" in page, "主持全面工作" in page) == (True, True)
    assert "车库没有灯" not in Client().get(mayor.get_absolute_url()).content.decode()
    listed = Client().get("/api/interaction/mailboxes").json()["items"]
    assert [(each["post"], each["published"]) for each in listed] == [("市住建局局长", 1), ("市政府市长", 0)]


def test_only_leaders_with_a_box_are_written_to(mailroom: Mailroom) -> None:
    assert Client().get("/interaction/new/leader_mail/").status_code == 200
    box = mailroom.box()
    assert Client().get("/interaction/new/leader_mail/").headers["Location"] == reverse("mailboxes")
    handler = mailroom.world.post("housing-bureau/approval/handler")
    for post in (handler, box.post):
        with pytest.raises(Refused):
            open_mailbox(SYSTEM, mailroom.desk, post)
    assert box.post not in posts_without(mailroom.desk)
    unnamed = Client().post(reverse("write_to_leader", args=[box.pk]), LETTER | {"name": ""})
    assert unnamed.status_code == 422


def test_the_desk_opens_and_closes_boxes(mailroom: Mailroom) -> None:
    clerk, post = mailroom.world.client(CLERK), mailroom.world.post("housing-bureau/director")
    assert clerk.post(reverse("add_mailbox"), {"post": post.pk, "duties": "主持全面工作"}).status_code == 302
    box = Mailbox.objects.get()
    assert "主持全面工作" in clerk.get(reverse("mailbox_desk")).content.decode()
    clerk.post(reverse("change_mailbox", args=[box.pk]), {"duties": "主持全面工作"})
    assert Client().get(box.get_absolute_url()).status_code == 404
    again = open_mailbox(SYSTEM, mailroom.desk, post)
    assert (again.pk, again.closed_on) == (box.pk, None)
