"""What the process asks of supervision: assigning an approved item, moving its date. Called by the worker, at least once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.supervision import acts
from mingtang.domains.supervision.calendar import DUE, limit_of, usual_due_on
from mingtang.domains.supervision.events import ItemDispatched, ItemExtended
from mingtang.domains.supervision.models import Extension, SupervisedItem
from mingtang.kernel.cases.api import Case, Clock, clocks
from mingtang.kernel.directory.api import Post
from mingtang.kernel.evidence.api import SYSTEM, act
from mingtang.kernel.messaging.api import Content, notify_holders

TOPIC = "supervision"
PAGE = "/workbench/supervision/{}/"
"""The page of an item, written out so that workers need not know every address of the site."""


def dispatch(case: Case, _vars: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Assign the item of a case: its date is set from today, the leaders of the charged organs are told. Once in effect."""
    item = SupervisedItem.objects.select_related("organ").get(case=case)
    if item.assigned_on is None:
        today = timezone.localdate()
        due_on = item.due_on or usual_due_on(item, today)
        with act(acts.DISPATCH, SYSTEM, item) as deed:
            deed.change(item, assigned_on=today, due_on=due_on, original_due_on=due_on)
            deed.announce(ItemDispatched(subject=f"item:{item.pk}", item_id=item.pk))
            _tell_charged_organs(item, key)
    if item.due_on and not Clock.objects.filter(case=case.pk, code=DUE).exists():
        clocks.begin(SYSTEM, case.pk, limit_of(item), reason="交办", key=f"due:{item.pk}")
    return {"due_on": item.due_on.isoformat() if item.due_on else ""}


def _tell_charged_organs(item: SupervisedItem, key: str) -> None:
    organs = list(item.charges.values_list("organ_id", flat=True))
    body = f"{item.organ.label}交办督查事项“{item.title}”（{item.number}），请签收并在 {_words(item.due_on)} 前办结。"
    tell_leaders(organs, item, "新的督查事项", body, key=key)


def tell_leaders(organs: Iterable[int], item: SupervisedItem, subject: str, body: str, *, key: str) -> None:
    """A notice to the leading posts of organs, once for each `key`."""
    content = Content(subject=f"{subject}：{item.title}", body=body, topic=TOPIC, link=PAGE.format(item.pk))
    leading = Post.objects.filter(organ__in=list(organs), leads=True, unit=None, closed_on=None)
    for post in leading.filter(appointments__end=None, appointments__isnull=False).distinct():
        notify_holders(post, content, key=f"supervision:{key}:{post.pk}", about=item)


def extend(case: Case, _vars: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Move the date of an item as its extension says; once in effect."""
    extension = Extension.objects.select_related("item__organ").get(case=case)
    item = extension.item
    if extension.granted_on is None:
        with act(acts.EXTEND, SYSTEM, item) as deed:
            deed.change(extension, granted_on=timezone.localdate())
            deed.change(item, due_on=extension.until)
            deed.announce(ItemExtended(subject=f"item:{item.pk}", item_id=item.pk))
            body = f"“{item.title}”的办理时限延至 {_words(extension.until)}。"
            tell_leaders([extension.organ_id], item, "延期已经批准", body, key=key)
    _move_clock(case, extension)
    return {}


def _move_clock(case: Case, extension: Extension) -> None:
    """The clock of the item follows its date; what counts is when the later date was asked for."""
    days, key = (extension.until - extension.before).days, f"extension:{extension.pk}"
    if Clock.objects.filter(case=extension.item.case_id, code=DUE, stopped_at=None).exists():
        clocks.extend(
            SYSTEM,
            extension.item.case_id or 0,
            0,
            days,
            code=DUE,
            reason=extension.reason[:400],
            key=key,
            asked_at=case.opened_at,
        )


def _words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "规定时限"
