"""Quick ways to write, screen, answer in tests."""

from dataclasses import replace
from typing import Any

from mingtang.domains.interaction.messages.api import (
    AttachedFile,
    Letter,
    Mailbox,
    Message,
    Screening,
    do,
    draft_reply,
    open_desk,
    open_mailbox,
    proposal_for,
    publish,
    screen,
    submit,
)
from mingtang.domains.interaction.messages.queries.letters import desk_of_site
from mingtang.domains.interaction.messages.rules import AGREE, DISPATCH
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World

CLERK, SECOND = "hotline-dispatcher", "hall-head"
DRAFTER, REVIEWER = "permit-officer", "housing-director"
HOUSING = "housing-bureau"
CONTENT = "我家小区地下车库夜里没有灯，请问归谁管？我的手机是 13812345678。"


class Mailroom:
    """The desk of the world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.desk = desk_of_site() or open_desk(
            SYSTEM, world.organ("service-bureau"), site_code="HY01", name="和源市互动受理"
        )

    def write(self, who: str = "visitor", **given: Any) -> Message:
        """A letter that has come in."""
        said = {"kind": "consult", "title": "车库没有灯", "content": CONTENT, "name": "林叙", "phone": "13812345678"}
        return submit(self.world.actor(who), self.desk, Letter(**{**said, "wants_public": True, **given}))

    def box(self, post: str = "housing-bureau/director") -> Mailbox:
        """The box of a leader."""
        return open_mailbox(SYSTEM, self.desk, self.world.post(post), duties="主持全面工作。")

    def dispatch(self, message: Message, organ: str = HOUSING) -> None:
        screen(self.world.actor(CLERK), message, Screening(outcome=DISPATCH, unit=self.world.organ(organ)))

    def sent(self, **given: Any) -> Message:
        """A letter that the housing bureau has."""
        message = self.write(**given)
        self.dispatch(message)
        return self.fresh(message)

    def answered(self, **given: Any) -> Message:
        """A letter that the housing bureau has answered."""
        message = self.sent(**given)
        self.do(message, DRAFTER, "sign", "签收")
        self.answer(message, "经核实，车库照明由物业公司负责，已责成十日内修复。电话 0990-2123456。")
        self.do(message, REVIEWER, "review", AGREE)
        return self.fresh(message)

    def answer(self, message: Message, text: str) -> None:
        draft_reply(self.world.actor(DRAFTER), message, text)

    def publish(self, message: Message, *shown: AttachedFile) -> None:
        version = replace(proposal_for(message), files={each.pk: each.file for each in shown})
        publish(self.world.actor(CLERK), message, version)

    def do(self, message: Message, who: str, node: str, outcome: str, opinion: str = "") -> None:
        do(self.world.actor(who), message, node, outcome, opinion)
        while run_due_errands():
            pass

    def fresh(self, message: Message) -> Message:
        found: Message = Message.objects.listed().get(pk=message.pk)
        return found
