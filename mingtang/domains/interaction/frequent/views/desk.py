"""For the desk: its frequent questions, and making a published letter one."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from mingtang.domains.interaction.frequent.actions import keep_frequent
from mingtang.domains.interaction.frequent.forms import FrequentFilter, FrequentForm
from mingtang.domains.interaction.frequent.queries import published_letter, questions_of, topics
from mingtang.domains.interaction.messages.api import Message
from mingtang.domains.interaction.messages.permissions import SCREEN_MESSAGES
from mingtang.domains.interaction.moderation.views.pages import form_page
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

QUESTIONS = Listing(
    columns=(
        Column("question", "问题", sort="question", sub=lambda row: row.message.number,
               link=lambda row: reverse("keep_frequent_question", args=[row.message_id])),
        Column("topic", "分类", sort="topic"),
        Column("unit", "答复单位", value=lambda row: row.unit.label, minor=True),
        Column("is_shown", "公开", value=lambda row: "公开" if row.is_shown else "不公开",
               show=lambda row: tag("公开", "good") if row.is_shown else tag("不公开")),
        Column("kept_at", "更新", sort="kept_at", kind="date", middle=True),
    ),
    default_sort="topic", filter_form=FrequentFilter, caption="常见问题", unit="个",
    empty="还没有常见问题。打开一件已公开的留言，选“列入常见问题”。",
)  # fmt: skip


@asks(SCREEN_MESSAGES)
def questions(request: Any) -> HttpResponseBase:
    """The questions of the desk; three statements however many there are."""
    page = QUESTIONS.page(request, questions_of(request.actor), topics=topics())
    return render(request, "frequent/desk.html", {"page": page})


@asks(SCREEN_MESSAGES)
def keep(request: Any, pk: int) -> HttpResponseBase:
    """Make a published letter a frequent question, beginning with its public version, or write the question anew."""
    message = published_letter(request.actor, pk)
    if message is None:
        raise Http404
    form = FrequentForm(request.POST or None, initial=_begun(message))

    def keep_it() -> str:
        keep_frequent(request.actor, message, form.said)
        return reverse("frequent_desk")

    lead = f"来自 {message.number}“{message.public_title}”。去掉只与来信人有关的话，不改变答复的意思。"
    return form_page(request, form, keep_it, title="列入常见问题", up=("常见问题", reverse("frequent_desk")), lead=lead)


def _begun(message: Message) -> dict[str, Any]:
    known = getattr(message, "frequent_question", None)
    if known is not None:
        return {name: getattr(known, name) for name in ("topic", "question", "answer", "is_shown")}
    return {"question": message.public_title, "answer": message.public_reply}
