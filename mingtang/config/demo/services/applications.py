"""Applications of the demonstration city, filed and handled by the real actions on days gone by."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.config.demo.virtual_time import at
from mingtang.domains.services.applications.actions.committing import commit
from mingtang.domains.services.applications.actions.stepping import take_turn, turn_at
from mingtang.domains.services.applications.actions.taking import take_measure
from mingtang.domains.services.applications.api import Application, begin_draft, save_draft, submit
from mingtang.domains.services.applications.commitments import digest_of, is_by_commitment, told_of
from mingtang.domains.services.applications.course import Measure
from mingtang.domains.services.applications.materials import LABEL, asked_of
from mingtang.domains.services.catalogue.api import ServiceItem, shipped_document
from mingtang.kernel.cases.api import Token
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.content.api import Target, attach_material, store_file
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.forms.api import draft_of

SHEET = Path(__file__).parent / "layout.pdf"
"""A drawn plan of a shop, handed in for whatever is asked."""


@transaction.atomic
def load_applications(city: City) -> None:
    """Tell their stories, unless that was done before; one transaction, all of it or nothing."""
    if not Application.objects.exists():
        for entry in read("applications"):
            Story(city, entry).tell()
        _work_off()


class Story:
    """One application; every step is an action of somebody on some day."""

    def __init__(self, city: City, entry: dict[str, Any]) -> None:
        self.city, self.entry, self.today = city, entry, timezone.localdate()
        name = shipped_document(entry["item"])["task_name"]
        self.item = ServiceItem.objects.select_related("in_force", "organ").filter(name=name).order_by("pk")[0]

    def tell(self) -> None:
        """Fill in, submit the day before the first step, then do the steps; without steps it stays a draft."""
        steps = self.entry.get("steps", [])
        filed = self._on(steps[0][0] + 1 if steps else 0, lambda: self._file(submitted=bool(steps)))
        for days_ago, who, step, answers in steps:
            self._on(days_ago, lambda: self._step(filed, who, step, answers))  # noqa: B023 - called at once

    def _on(self, days_ago: int, do: Callable[[], Any]) -> Any:
        day = self.today - timedelta(days=days_ago)
        with at(min(timezone.make_aware(datetime.combine(day, time(10, 20))), timezone.now())):
            _work_off()  # what has come due since the last step
            done = do()
            _work_off()
        return done

    def _file(self, *, submitted: bool) -> Application:
        who = self.entry["applicant"]
        actor = AccountActor(self.city.citizens.get(who) or self.city.enterprises[who])
        draft = begin_draft(actor, self.item, self.entry["scenario"])
        if draft.form_version is not None:
            save_draft(actor, draft, seen="", answers=draft_of(draft.form_version, self.entry["answers"]))
        if submitted:
            self._hand_in(actor, draft)
            if is_by_commitment(draft):
                commit(actor, draft, digest=digest_of(told_of(draft)), name=draft.applicant_name)
            submit(actor, draft)
        return draft

    def _hand_in(self, actor: AccountActor, draft: Application) -> None:
        for asked in asked_of(actor, draft):
            if asked.is_missing:
                sheet = SimpleUploadedFile(f"{asked.name}.pdf", SHEET.read_bytes(), "application/pdf")
                target = Target(LABEL, str(draft.pk), asked.place)
                attach_material(actor, store_file(actor, sheet), target, name=asked.name, key=asked.key)

    def _step(self, application: Application, who: str, step: str, answers: dict[str, Any]) -> None:
        account = self.city.officials[who]
        actor = AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())
        found = Application.objects.select_related("item", "version", "organ", "case").get(pk=application.pk)
        if step in set(Measure):
            part = found.parts.select_related("organ").get(branch="")
            part.application = found
            take_measure(actor, part, Measure(step), answers)
            return
        turn = turn_at(found, Token.objects.get(case=found.case_id, node=step, life="A", kind="T").no)
        assert turn is not None  # the step is open, or the line above has raised
        take_turn(actor, turn, {**turn.begun_with, **answers})


def _work_off() -> None:
    while run_due_errands():
        pass
