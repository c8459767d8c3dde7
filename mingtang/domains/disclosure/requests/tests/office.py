"""Quick ways to bring requests along in tests: register, and do the steps as whoever may, on any day."""

from datetime import date, datetime, time
from typing import Any

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingtang.config.demo.virtual_time import at
from mingtang.domains.disclosure.requests.actions.stepping import complete
from mingtang.domains.disclosure.requests.api import (
    Details,
    DisclosureRequest,
    GivenFile,
    Way,
    add_file,
    deliver_reply,
    draft_reply,
    register_request,
    sign_reply,
    submit_request,
)
from mingtang.domains.disclosure.requests.calendar import reply_due
from mingtang.domains.disclosure.requests.rules import AGREED, Applicant, Channel
from mingtang.kernel.directory.api import Nobody
from tests.world import World

CLERK, REVIEWER, HEAD = "official", "housing-lawyer", "leader"


class Office:
    """The disclosure office of the housing bureau."""

    def __init__(self, world: World) -> None:
        self.world, self.organ = world, world.organ("housing-bureau")
        self.clerk, self.reviewer, self.head = (world.actor(who) for who in (CLERK, REVIEWER, HEAD))

    def details(self, **more: Any) -> Details:
        given = {
            "applicant_kind": Applicant.PERSON, "applicant_name": "林叙", "identity": "990102199001010011",
            "content": "2025年南门片区危旧房改造资金使用情况", "way": "email", "carrier": "electronic",
            "contacts": {"phone": "19900000099"},
        }  # fmt: skip
        return Details(**given | more)

    def registered(self, received_on: date | None = None, channel: Channel = Channel.IN_PERSON, **more: Any) -> Any:
        day = received_on or timezone.localdate()
        return register_request(self.clerk, self.organ, self.details(**more), channel=channel, received_on=day)

    def submitted(self, **more: Any) -> DisclosureRequest:
        return submit_request(Nobody(), self.organ, self.details(**more))

    def on(self, day: date) -> Any:
        """Let it be the morning of a day."""
        return at(timezone.make_aware(datetime.combine(day, time(9, 30))))

    def due(self, request: DisclosureRequest) -> date | None:
        return reply_due(self.fresh(request))

    def drafted(self, request: DisclosureRequest, kind: str = "granted", **more: Any) -> DisclosureRequest:
        draft_reply(self.clerk, request, kind=kind, detail="见附件。", **more)
        return self.fresh(request)

    def signed(self, request: DisclosureRequest, kind: str = "granted", **more: Any) -> DisclosureRequest:
        drafted = self.drafted(request, kind, **more)
        complete(self.reviewer, drafted, AGREED)
        sign_reply(self.head, drafted)
        return self.fresh(drafted)

    def delivered(self, request: DisclosureRequest, on: date | None = None) -> DisclosureRequest:
        day = on or timezone.localdate()
        deliver_reply(self.clerk, request, delivered_on=day, way=Way.EMAIL, evidence="已收到回执")
        return self.fresh(request)

    def given(self, text: str = "NAME ZHANGSAN 990102199001010011", *, name: str = "资金安排表") -> GivenFile:
        """A file of one page that is to be given with the reply of a new request."""
        page = typst.compile(f"#set page(width: 15cm, height: 10cm)\n{text}".encode())
        sent = SimpleUploadedFile(f"{name}.pdf", bytes(page), "application/pdf")  # type: ignore[arg-type]
        return add_file(self.clerk, self.registered(), sent, name=name)

    def fresh(self, request: DisclosureRequest) -> DisclosureRequest:
        found: DisclosureRequest = DisclosureRequest.objects.select_related("organ", "case").get(pk=request.pk)
        return found
