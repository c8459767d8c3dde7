"""The same verb on several items: each is a command of its own, and each refusal is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingtang.kernel.cases.choices import Choice, decisions, form_code
from mingtang.kernel.cases.forms.verbs import BatchForm
from mingtang.kernel.cases.handling import handle
from mingtang.kernel.cases.models import Case, Token
from mingtang.kernel.cases.queries import tasks
from mingtang.kernel.cases.queries.desk import phrases_for
from mingtang.kernel.cases.signing import takes_signature
from mingtang.kernel.cases.views.access import ActorRequest, officials_only
from mingtang.kernel.evidence.api import Actor, NotPermitted
from mingtang.lib.flow import Refused
from mingtang.lib.flow.commands import Command, Complete

MOST = 100
"""Items that one press of a button handles."""

Item = tuple[int, int]
"""An item: number of its case, and its own."""


def chosen_items(texts: Iterable[str]) -> list[Item]:
    """Items from the values of checkboxes, such as "12-3"; anything else is left out."""
    pairs = [text.split("-") for text in texts]
    return [(int(pair[0]), int(pair[1])) for pair in pairs if _is_item(pair)][:MOST]


def _is_item(pair: list[str]) -> bool:
    """Whether two texts are numbers that the database can hold."""
    return len(pair) == 2 and all(part.isascii() and part.isdigit() and len(part) < 10 for part in pair)


def open_items_of(actor: Actor, cases: list[int]) -> list[Item]:
    """The open items of cases that the actor may read; two statements."""
    readable = Case.objects.visible_to(actor).filter(pk__in=cases[:MOST]).values_list("pk", flat=True)
    rows = tasks.open_work().filter(case__in=list(readable))
    return [(row.case_id, row.no) for row in rows[:MOST]]


def carry_out_each(
    request: ActorRequest, items: list[Item], command: Callable[[int], Command], verb: str, key: str, opinion: str = ""
) -> None:
    """Handle each item, and say how many went well and why the others did not."""
    refused: dict[str, int] = {}
    for case, no in items:
        try:
            handle(request.actor, case, command(no), opinion=opinion, key=f"{key[:40]}:{no}" if key else "")
        except (Refused, NotPermitted) as reason:
            refused[str(reason)] = refused.get(str(reason), 0) + 1
        except Case.DoesNotExist:
            refused[_("案件不存在。")] = refused.get(_("案件不存在。"), 0) + 1
    if done := len(items) - sum(refused.values()):
        messages.success(request, _("已%(verb)s %(count)d 件。") % {"verb": verb, "count": done})
    for why, count in refused.items():
        messages.warning(request, _("%(count)d 件没有%(verb)s：%(why)s") % {"count": count, "verb": verb, "why": why})
    if not items:
        messages.warning(request, _("选中的案件没有正在办理的事项。"))


@dataclass(frozen=True)
class Batch:
    """Items that can be completed together, the decisions they share, and those that cannot with the reason."""

    fit: list[Token]
    choices: tuple[Choice, ...]
    unfit: list[tuple[Token, str]]


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def complete_together(request: ActorRequest) -> HttpResponseBase:
    """One opinion for several items: first asked for, then given."""
    batch = _batch(request.actor, chosen_items(request.POST.getlist("item")))
    if not (batch.fit or batch.unfit):
        messages.warning(request, _("没有选中任何一件。"))
        return redirect("tasks")
    given = "act-key" in request.POST
    form = BatchForm(request.POST if given else None, choices=batch.choices, initial={"key": uuid4().hex})
    if given and form.is_valid() and batch.fit:
        _complete(request, batch, form)
        return redirect("tasks")
    context = {"batch": batch, "form": form, "phrases": phrases_for(request.actor)}
    return render(request, "cases/batch.html", context, status=422 if given else 200)


def _complete(request: ActorRequest, batch: Batch, form: BatchForm) -> None:
    choice, values = form.choice, form.cleaned_data
    items = [(row.case_id, row.no) for row in batch.fit]
    carry_out_each(
        request,
        items,
        lambda no: Complete(no, choice.outcome, choice.vars),
        _("办结"),
        values["key"],
        values["opinion"],
    )


def _batch(actor: Actor, items: list[Item]) -> Batch:
    """Sort the actor's items by whether they fit together: no form, and the same decisions as the first of them."""
    mine = {(row.case_id, row.no): row for row in tasks.mine(actor).filter(case__in={case for case, _no in items})}
    rows = [mine[item] for item in items if item in mine]
    fit, unfit, shared = list[Token](), list[tuple[Token, str]](), None
    for row in rows:
        choices = decisions(row.case, row.node, row.details.get("sign", ""))
        if form_code(row.case, row.node):
            unfit.append((row, _("这一步要填写表单，请单独办理")))
        elif takes_signature(row.case, row.node):
            unfit.append((row, _("这一步要用数字证书签名，请单独办理")))
        elif shared is not None and choices != shared:
            unfit.append((row, _("可选的结论不同，请单独办理")))
        else:
            shared = choices
            fit.append(row)
    return Batch(fit, shared or (), unfit)
