"""The course of a message through the machine interface."""

from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.tests.mailroom import CLERK, CONTENT, DRAFTER, REVIEWER, Mailroom
from mingtang.kernel.cases.tests.test_rest import Program


def test_programs_write_screen_answer_and_publish(mailroom: Mailroom) -> None:
    citizen, clerk, organ = (Program(mailroom.world.actor(who)) for who in ("citizen", CLERK, DRAFTER))  # type: ignore[arg-type]
    letter = {"kind": "consult", "title": "车库没有灯", "content": CONTENT, "name": "林叙", "phone": "13812345678"}
    written = citizen.post("interaction/messages", letter | {"wants_public": True}, 201)
    there = f"interaction/messages/{written['id']}"
    housing = mailroom.world.organ("housing-bureau").pk
    assert clerk.post(f"{there}/screening", {"outcome": "转办"}, 422)["errors"][0]["field"] == "unit"
    assert clerk.post(f"{there}/screening", {"outcome": "转办", "unit": housing})["stage"] == "signing"
    message = Message.objects.get(pk=written["id"])
    mailroom.do(message, DRAFTER, "sign", "签收")
    assert organ.post(f"{there}/reply", {"reply": "已修复。"})["stage"] == "reviewing"
    mailroom.do(message, REVIEWER, "review", "同意")
    version = {"public": True, "title": "车库没有灯", "content": CONTENT, "reply": "已修复。"}
    assert clerk.post(f"{there}/publication", version, 422)["errors"][0]["field"] == "content"
    clerk.post(f"{there}/publication", version | {"content": "车库没有灯。"})
    (shown,) = citizen.get("interaction/letters")["items"]
    assert (shown["author"], shown["content"], shown["days"]) == ("林*", "车库没有灯。", 0)
    assert "phone" not in shown
