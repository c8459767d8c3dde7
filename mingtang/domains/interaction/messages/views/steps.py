"""Steps of a message that have a page of their own: screening, drafting, publication, a longer limit."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.interaction.messages.actions.extending import (
    ask_for_extension,
    decide_extension,
    why_no_extension,
)
from mingtang.domains.interaction.messages.actions.publishing import keep_private, proposal_for, publish
from mingtang.domains.interaction.messages.actions.replying import draft_reply
from mingtang.domains.interaction.messages.actions.screening import screen
from mingtang.domains.interaction.messages.file_rows import rows_for_officials
from mingtang.domains.interaction.messages.forms.steps import (
    GrantForm,
    MoreDaysForm,
    PublicationForm,
    ReplyForm,
    ScreeningForm,
)
from mingtang.domains.interaction.messages.limits import most_extension
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.permissions import SCREEN_MESSAGES
from mingtang.domains.interaction.messages.queries.letters import messages_of, units_for
from mingtang.domains.interaction.messages.rules import Stage
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.lib.flow import Refused as StepRefused


def message_for(request: Any, pk: int) -> Message:
    """The message, when the reader may see it; 404 otherwise."""
    message: Message = get_object_or_404(messages_of(request.actor), pk=pk)
    return message


def _step(
    request: Any, message: Message, form: forms.Form, do: Callable[[], None], *, title: str, button: str, done: str,
    lead: str = "",
) -> HttpResponseBase:  # fmt: skip
    """Show a form beside the letter; do what it says, or say why not with everything typed still there."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
            messages.success(request, done)
            return redirect("case", pk=message.case_id)
        except (Refused, StepRefused) as fault:
            field = getattr(fault, "field", "")
            form.add_error(field if field in form.fields else None, str(fault))
    context = {
        "message": message,
        "form": form,
        "title": title,
        "button": button,
        "lead": lead,
        "facts": {"message": message, "files": rows_for_officials(message)},
    }
    return render(request, "interaction/step.html", context, status=422 if form.errors else 200)


def _sent(request: Any) -> tuple[Any, ...]:
    """What a form with files is made of."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _gone(request: Any, message: Message, words: str) -> HttpResponseBase:
    messages.warning(request, words)
    return redirect("case", pk=message.case_id)


@asks(SCREEN_MESSAGES)
def screening(request: Any, pk: int) -> HttpResponseBase:
    """Say what becomes of a message."""
    message = message_for(request, pk)
    if message.stage != Stage.SCREENING:
        return _gone(request, message, "留言已经受理。")
    form = ScreeningForm(
        request.POST or None, organs=units_for(request.actor, message), initial={"unit": message.wished_id}
    )
    return _step(
        request, message, form, lambda: screen(request.actor, message, form.screening),
        title="受理", button="确定", done="受理结果已登记。",
    )  # fmt: skip


@officials_only
def reply(request: Any, pk: int) -> HttpResponseBase:
    """Draft the answer of one's organ."""
    message = message_for(request, pk)
    if message.unit_id != request.actor.organ_id:
        raise Http404
    if message.stage != Stage.REPLYING:
        return _gone(request, message, "留言现在不在起草答复这一步。")
    form = ReplyForm(*_sent(request), actor=request.actor, message=message)

    def draft() -> None:
        said = form.cleaned_data
        draft_reply(request.actor, message, said["reply"], said["files"], keep=said.get("keep", ()))

    return _step(
        request, message, form, draft,
        title="起草答复", button="提交审核", done="答复已提交审核。",
    )  # fmt: skip


@asks(SCREEN_MESSAGES)
def publication(request: Any, pk: int) -> HttpResponseBase:
    """Decide whether everybody may read it, and what."""
    message = message_for(request, pk)
    if message.stage != Stage.PUBLISHING:
        return _gone(request, message, "留言现在不在公开审核这一步。")
    form = PublicationForm(*_sent(request), actor=request.actor, message=message, initial=vars(proposal_for(message)))

    def decide() -> None:
        if form.cleaned_data["publication"] == Message.Publication.PUBLIC:
            publish(request.actor, message, form.version)
        else:
            keep_private(request.actor, message, reason=form.cleaned_data["reason"])

    lead = "下面是自动隐去个人信息以后的文稿，请对照原文核对、修改后再决定。"
    return _step(request, message, form, decide, title="公开审核", button="确定", done="公开决定已登记。", lead=lead)


@officials_only
def extension(request: Any, pk: int) -> HttpResponseBase:
    """Ask for a longer limit."""
    message = message_for(request, pk)
    if obstacle := why_no_extension(request.actor, message):
        return _gone(request, message, obstacle)
    form = MoreDaysForm(request.POST or None)
    lead = f"只能申请一次，最多延长 {most_extension(message)} 个工作日；批准之前期限不变。"
    return _step(
        request, message, form, lambda: _keep(ask_for_extension(request.actor, message, **form.cleaned_data)),
        title="申请延期", button="提交申请", done="延期申请已提交受理机构。", lead=lead,
    )  # fmt: skip


def _keep(_row: Any) -> None:
    """An action whose row the page does not need."""


@asks(SCREEN_MESSAGES)
def extension_decision(request: Any, pk: int) -> HttpResponseBase:
    """Grant a longer limit, or not."""
    message = message_for(request, pk)
    asked = getattr(message, "extension", None)
    if asked is None or asked.granted is not None:
        return _gone(request, message, "没有待审批的延期申请。")
    form = GrantForm(request.POST or None)
    lead = f"{asked.organ.label}申请延长 {asked.days} 个工作日：{asked.reason}"
    return _step(
        request, message, form, lambda: decide_extension(request.actor, asked, **form.cleaned_data),
        title="审批延期", button="确定", done="延期申请已审批。", lead=lead,
    )  # fmt: skip
