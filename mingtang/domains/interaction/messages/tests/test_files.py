"""Files of letters: brought by whoever has an account, read by whoever handles the letter, shown only when each was let out."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingtang.domains.interaction.messages.models import AttachedFile, Message
from mingtang.domains.interaction.messages.tests.mailroom import CLERK, CONTENT, DRAFTER, REVIEWER, Mailroom
from mingtang.kernel.content.tests import samples

LETTER = {"title": "车库没有灯", "content": CONTENT, "name": "林叙", "phone": "13812345678", "wants_public": "on"}
PHOTO = ("林叙拍的车库.png", samples.picture())
NOTE = ("情况.txt", "林叙，13812345678".encode())
FORM = ("报修申请表.docx", samples.docx())


@pytest.fixture(autouse=True)
def _fresh_minute() -> None:
    cache.clear()


def sent(*files: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content) for name, content in files]


def publication(message: Message, **choices: str) -> dict[str, Any]:
    """What the desk sends: the choice for each file by its side and place."""
    said = {"publication": "public", "title": "车库", "content": "车库没有灯。", "reply": "已修复。"}
    keys = {f"{each.side}{each.place}": each.pk for each in message.files.all()}
    return said | {f"file-{keys[name]}": choice for name, choice in choices.items()}


@pytest.fixture
def answered(mailroom: Mailroom) -> Message:
    """A letter with a picture and a text, answered with a form to fill in."""
    author = mailroom.world.client("citizen")
    author.post("/interaction/new/consult/", LETTER | {"files": sent(PHOTO, NOTE)})
    message = Message.objects.get()
    mailroom.dispatch(message)
    mailroom.do(message, DRAFTER, "sign", "签收")
    reply = reverse("draft_message_reply", args=[message.pk])
    mailroom.world.client(DRAFTER).post(reply, {"reply": "已责成修复。电话 0990-2123456。", "files": sent(FORM)})
    mailroom.do(message, REVIEWER, "review", "同意")
    return mailroom.fresh(message)


def test_files_are_for_their_author_and_for_whoever_handles_the_letter(mailroom: Mailroom, answered: Message) -> None:
    assert [str(each) for each in answered.files.all()] == [PHOTO[0], NOTE[0], FORM[0]]
    photo, form = answered.files.first(), answered.files.last()
    own = reverse("own_message_file", args=[answered.pk, form.pk])
    assert mailroom.world.client("citizen").get(own).status_code == 200
    assert Client().get(own).status_code == 404
    content = reverse("file_content", args=[photo.file_id])
    clients = [mailroom.world.client(who) for who in (CLERK, DRAFTER, "wrong_county_official")]
    assert [client.get(content).status_code for client in clients] == [200, 200, 404]
    assert Client().get(reverse("public_message_file", args=[answered.pk, photo.pk])).status_code == 404


def test_the_desk_decides_on_each_file_and_nothing_personal_goes_out(mailroom: Mailroom, answered: Message) -> None:
    clerk, there = mailroom.world.client(CLERK), reverse("publish_message", args=[answered.pk])
    undecided = clerk.post(there, publication(answered, letter1="same", reply1="same"))
    assert "请决定来信附件2是否公开" in undecided.content.decode()
    for choice, words in (("same", "不能直接公开"), ("other", "请上传处理后的文件")):
        answer = clerk.post(there, publication(answered, letter1="same", letter2=choice, reply1="same"))
        assert words in answer.content.decode()
    photo, note, form = answered.files.all()
    choices = publication(answered, letter1="same", letter2="other", reply1="same")
    clerk.post(there, choices | {f"other-{note.pk}": sent(("处理后.pdf", samples.pdf()))})
    page = Client().get(reverse("public_message", args=[answered.pk])).content.decode()
    assert [name in page for name in ("来信附件1.webp", "来信附件2.pdf", "报修申请表.docx")] == [True] * 3
    assert [name in page for name in ("林叙", "情况.txt")] == [False] * 2
    fetched = [
        Client().get(reverse("public_message_file", args=[answered.pk, each.pk])) for each in (photo, note, form)
    ]
    assert [answer["Content-Type"] for answer in fetched[:2]] == ["image/webp", "application/pdf"]
    assert "%E6%83%85" not in fetched[1]["Content-Disposition"]
    listed = Client().get("/api/interaction/letters").json()["items"][0]["files"]
    assert [each["name"] for each in listed] == ["来信附件1.webp", "来信附件2.pdf", "报修申请表.docx"]


def test_what_is_kept_back_stays_back(mailroom: Mailroom, answered: Message) -> None:
    clerk, there = mailroom.world.client(CLERK), reverse("publish_message", args=[answered.pk])
    clerk.post(there, publication(answered, letter1="none", letter2="none", reply1="none"))
    assert mailroom.fresh(answered).published_at
    addresses = [reverse("public_message_file", args=[answered.pk, each.pk]) for each in answered.files.all()]
    assert {Client().get(address).status_code for address in addresses} == {404}


def test_a_draft_that_came_back_keeps_what_is_ticked(mailroom: Mailroom) -> None:
    message, drafter = mailroom.sent(), mailroom.world.client(DRAFTER)
    mailroom.do(message, DRAFTER, "sign", "签收")
    there = reverse("draft_message_reply", args=[message.pk])
    drafter.post(there, {"reply": "已修复。", "files": sent(FORM, NOTE)})
    mailroom.do(message, REVIEWER, "review", "退回修改", "不要带电话")
    kept = message.files.get(place=1)
    drafter.post(there, {"reply": "已修复。", "keep": [kept.pk], "files": sent(("说明.txt", b"x"))})
    assert [(each.place, str(each)) for each in message.files.all()] == [(1, FORM[0]), (2, "说明.txt")]


def test_without_an_account_there_is_no_field_and_six_are_too_many(mailroom: Mailroom) -> None:
    Client().post("/interaction/new/consult/", LETTER | {"files": sent(PHOTO)})
    assert not AttachedFile.objects.exists()
    six = sent(*((f"{number}.txt", b"x") for number in range(6)))
    answer = mailroom.world.client("citizen").post("/interaction/new/consult/", LETTER | {"files": six})
    assert answer.status_code == 422
    assert not AttachedFile.objects.exists()
