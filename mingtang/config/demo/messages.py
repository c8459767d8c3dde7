"""Messages of citizens in the demonstration city: letters in all states, told by the real actions on days gone by."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.message_keepers import DESK
from mingtang.config.demo.virtual_time import at
from mingtang.domains.interaction.frequent.api import FrequentDraft, keep_frequent
from mingtang.domains.interaction.messages.api import (
    Letter,
    Mailbox,
    Message,
    MessageDesk,
    Screening,
    ask_for_extension,
    ask_further,
    decide_extension,
    do,
    draft_reply,
    install,
    keep_private,
    open_desk,
    open_mailbox,
    proposal_for,
    publish,
    rate,
    screen,
    submit,
    write_to,
)
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.clocks.api import office_hours
from mingtang.kernel.content.api import store_file
from mingtang.kernel.directory.actor import AccountActor, Nobody
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM

CLERK, SECOND = "hotline-dispatcher", "hall-head"


@transaction.atomic
def load_messages(city: City) -> None:
    """Install interaction, open the city's desk and the boxes of leaders, and tell its letters, unless that was done before."""
    install()
    if not MessageDesk.objects.exists():
        desk = open_desk(SYSTEM, city.organs[DESK], site_code="HY01", name="和源市互动受理")
        for entry in read("mailboxes"):
            open_mailbox(SYSTEM, desk, city.posts[entry["post"]], duties=entry["duties"])
        correspondence = Correspondence(city, desk)
        for entry in read("messages"):
            correspondence.tell(entry)


class Correspondence:
    """Tells one letter after another; every step is an action of somebody on some working day."""

    def __init__(self, city: City, desk: MessageDesk) -> None:
        self.city, self.desk, self.today = city, desk, timezone.localdate()
        self.calendar = office_hours(desk.organ_id).calendar
        self.message = Message()
        self.actors: dict[str, AccountActor] = {}

    def tell(self, entry: dict[str, Any]) -> None:
        """Write the letter, then do its steps, each `[working days ago, what, ...]`."""
        self._on(entry["written"], lambda: self._write(entry), hour=8)
        for days_ago, what, *rest in entry.get("steps", ()):
            self._on(days_ago, lambda: getattr(self, f"_{what}")(*rest))  # noqa: B023 - called at once

    def _on(self, working_days: int, do_it: Callable[[], None], hour: int = 10) -> None:
        day = self.calendar.add(self.today, -working_days) if working_days else self.today
        moment = timezone.make_aware(datetime.combine(day, time(hour))) + timedelta(minutes=7)
        with at(min(moment, timezone.now())):
            do_it()
            while run_due_errands():
                pass

    def _write(self, entry: dict[str, Any]) -> None:
        given = {name: value for name, value in entry.items() if name not in {"written", "steps", "wished", "to"}}
        wished = self.city.organs[entry["wished"]] if "wished" in entry else None
        letter = Letter(**{"wants_public": True, **given}, wished=wished)
        if "to" in entry:
            self.message = write_to(Nobody(), Mailbox.objects.get(post=self.city.posts[entry["to"]]), letter)
        else:
            self.message = submit(Nobody(), self.desk, letter)

    def actor(self, key: str) -> AccountActor:
        """An official in his regular post."""
        if key not in self.actors:
            account = self.city.officials[key]
            self.actors[key] = AccountActor(account, appointment=appointments_of(account.person, self.today).first())
        return self.actors[key]

    def _fresh(self) -> Message:
        self.message = Message.objects.listed().get(pk=self.message.pk)
        return self.message

    def _dispatch(self, organ: str) -> None:
        screen(self.actor(CLERK), self._fresh(), Screening(outcome="转办", unit=self.city.organs[organ]))

    def _reject(self, reason: str, duplicate: str = "") -> None:
        first = Message.objects.filter(title=duplicate).first() if duplicate else None
        told = Screening(outcome="无效", reason=reason, duplicate_of=first.number if first else "")
        screen(self.actor(CLERK), self._fresh(), told)

    def _refer(self, channel: str) -> None:
        screen(self.actor(CLERK), self._fresh(), Screening(outcome="转专门渠道", channel=channel))

    def _confirm(self) -> None:
        do(self.actor(SECOND), self.message, "confirm", "同意")

    def _sign(self, who: str) -> None:
        do(self.actor(who), self.message, "sign", "签收")

    def _send_back(self, who: str, reason: str) -> None:
        do(self.actor(who), self.message, "sign", "退回", reason)

    def _draft(self, who: str, text: str, name: str = "", content: str = "") -> None:
        sent = [SimpleUploadedFile(name, content.encode())] if name else []
        files = [store_file(self.actor(who), each) for each in sent]
        draft_reply(self.actor(who), self._fresh(), text, files)

    def _release(self, who: str) -> None:
        do(self.actor(who), self.message, "review", "同意")

    def _frequent(self, topic: str, question: str) -> None:
        message = self._fresh()
        draft = FrequentDraft(topic=topic, question=question, answer=message.public_reply.removeprefix("您好！"))
        keep_frequent(self.actor(CLERK), message, draft)

    def _answer(self, drafter: str, releaser: str, text: str, *file: str) -> None:
        self._draft(drafter, text, *file)
        self._release(releaser)

    def _publish(self) -> None:
        message = self._fresh()
        shown = {each.pk: each.file for each in message.files.select_related("file__content")}
        publish(self.actor(CLERK), message, replace(proposal_for(message), files=shown))

    def _keep_private(self, reason: str) -> None:
        keep_private(self.actor(CLERK), self._fresh(), reason=reason)

    def _rate(self, satisfaction: str, opinion: str = "") -> None:
        rate(Nobody(), self._fresh(), satisfaction=satisfaction, opinion=opinion)

    def _ask_further(self, content: str) -> None:
        self.message = ask_further(Nobody(), self._fresh(), content=content)

    def _extend(self, who: str, days: int, reason: str) -> None:
        ask_for_extension(self.actor(who), self._fresh(), days=days, reason=reason)

    def _grant(self) -> None:
        decide_extension(self.actor(CLERK), self._fresh().extension, granted=True)
