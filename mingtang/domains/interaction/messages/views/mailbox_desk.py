"""For the desk: which leaders have a box."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from mingtang.domains.interaction.messages.actions.mailboxes import change_mailbox, open_mailbox
from mingtang.domains.interaction.messages.forms.mailboxes import DutiesForm, MailboxFilter, NewMailboxForm
from mingtang.domains.interaction.messages.models import Mailbox
from mingtang.domains.interaction.messages.permissions import SCREEN_MESSAGES
from mingtang.domains.interaction.messages.queries.letters import desk_of_site
from mingtang.domains.interaction.messages.queries.mailboxes import mailboxes_of, posts_without
from mingtang.domains.interaction.moderation.views.pages import form_page
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

MAILBOXES = Listing(
    columns=(
        Column("post", "领导岗位", value=str, link=lambda row: reverse("change_mailbox", args=[row.pk]), sub=lambda row: row.leader or "暂缺"),
        Column("duties", "分管工作", minor=True),
        Column("published", "已公开", sort="published", kind="number", middle=True),
        Column("opened_on", "开通日期", sort="opened_on", kind="date", middle=True),
        Column("closed_on", "状态", sort="closed_on", value=lambda row: "停用" if row.closed_on else "开通",
               show=lambda row: tag("停用") if row.closed_on else tag("开通", "good")),
    ),
    default_sort="closed_on", filter_form=MailboxFilter, caption="领导信箱", unit="个",
    empty="还没有领导信箱。开通以后，公众可以给这位领导写信。",
)  # fmt: skip


@asks(SCREEN_MESSAGES)
def mailboxes(request: Any) -> HttpResponseBase:
    """The boxes of the desk; four statements however many there are."""
    return render(
        request, "interaction/mailbox_desk.html", {"page": MAILBOXES.page(request, mailboxes_of(request.actor))}
    )


@asks(SCREEN_MESSAGES)
def add(request: Any) -> HttpResponseBase:
    """Give a leader a box."""
    desk = desk_of_site()
    if desk is None:
        raise Http404
    form = NewMailboxForm(request.POST or None, posts=posts_without(desk))

    def open_it() -> None:
        open_mailbox(request.actor, desk, form.cleaned_data["post"], duties=form.cleaned_data["duties"])

    lead = "领导和岗位来自机构登记；来信由受理机构转单位办理。"
    return form_page(request, form, open_it, title="开通领导信箱", up=("领导信箱", reverse("mailbox_desk")), lead=lead)


@asks(SCREEN_MESSAGES)
def change(request: Any, pk: int) -> HttpResponseBase:
    """Change what is said of a leader, or take no more letters."""
    box: Mailbox = get_object_or_404(mailboxes_of(request.actor), pk=pk)
    form = DutiesForm(request.POST or None, initial={"duties": box.duties, "is_open": box.closed_on is None})

    def change_it() -> None:
        change_mailbox(request.actor, box, **form.cleaned_data)

    return form_page(request, form, change_it, title=str(box), up=("领导信箱", reverse("mailbox_desk")))
