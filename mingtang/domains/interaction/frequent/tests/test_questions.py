"""Frequent questions are written from published letters by the desk, and read by everybody."""

import pytest
from django.test import Client
from django.urls import reverse

from mingtang.domains.interaction.frequent.api import FrequentDraft, FrequentQuestion, keep_frequent
from mingtang.domains.interaction.messages.tests.mailroom import CLERK, DRAFTER, Mailroom
from mingtang.domains.interaction.opinions.tests.test_pages import statements
from mingtang.kernel.cases.tests.test_rest import Program
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from tests.world import World

DRAFT = FrequentDraft(topic="物业", question="车库的灯坏了归谁管？", answer="由物业公司负责，电话 0990-2123456。")


@pytest.fixture
def mailroom(world: World) -> Mailroom:
    return Mailroom(world)


def test_only_what_is_public_becomes_one_by_the_desk_and_without_personal_data(mailroom: Mailroom) -> None:
    message, clerk = mailroom.answered(), mailroom.world.actor(CLERK)
    with pytest.raises(Refused, match="公开答复以后"):
        keep_frequent(clerk, message, DRAFT)
    mailroom.publish(message)
    with pytest.raises(NotPermitted):
        keep_frequent(mailroom.world.actor(DRAFTER), message, DRAFT)
    with pytest.raises(Refused, match="手机号"):
        keep_frequent(clerk, message, FrequentDraft(topic="物业", question="归谁管？", answer="问 13812345678。"))
    kept = keep_frequent(clerk, message, DRAFT)
    again = keep_frequent(clerk, message, FrequentDraft(**{**vars(DRAFT), "is_shown": False}))
    assert kept.pk == again.pk
    assert not FrequentQuestion.objects.public().exists()
    assert mailroom.fresh(message).public_title == "车库没有灯"


def test_the_desk_makes_one_of_a_letter_and_everybody_finds_it(mailroom: Mailroom) -> None:
    message, clerk = mailroom.answered(), mailroom.world.client(CLERK)
    keep = reverse("keep_frequent_question", args=[message.pk])
    assert clerk.get(keep).status_code == 404
    mailroom.publish(message)
    assert keep in clerk.get(reverse("case", args=[message.case_id])).content.decode()
    assert "由物业公司负责" in clerk.get(keep).content.decode()
    assert clerk.post(keep, {"topic": "物业", "question": "", "answer": "有答案"}).status_code == 422
    assert clerk.post(keep, {**vars(DRAFT), "is_shown": "on"}).headers["Location"] == reverse("frequent_desk")
    assert "车库的灯坏了归谁管" in clerk.get(reverse("frequent_desk")).content.decode()
    there = reverse("frequent_questions")
    assert "车库的灯坏了归谁管" in Client().get(f"{there}?words=物业公司&topic=物业").content.decode()
    assert "没有符合条件" in Client().get(f"{there}?words=公积金").content.decode()
    (row,) = Program(mailroom.world.actor(CLERK)).get("interaction/questions?words=物业公司")["items"]  # type: ignore[arg-type]
    assert (row["topic"], row["organ"]) == ("物业", "和源市住房和城乡建设局")
    clerk.post(keep, vars(DRAFT) | {"is_shown": ""})
    assert "车库的灯坏了归谁管" not in Client().get(there).content.decode()


def test_the_list_costs_the_same_however_long_it_is(mailroom: Mailroom) -> None:
    def one_more() -> None:
        message = mailroom.answered()
        mailroom.publish(message)
        keep_frequent(SYSTEM, mailroom.fresh(message), DRAFT)

    one_more()
    before = statements(Client(), "/interaction/questions/")
    one_more()
    assert statements(Client(), "/interaction/questions/") == before == 3
