"""Pages of the inbox, and the stream that keeps open pages up to date."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from mingtang.kernel.evidence.api import asks, signed_in
from mingtang.kernel.messaging import actions, queries
from mingtang.kernel.messaging.forms import InboxFilter, OutboxFilter, PreferencesForm
from mingtang.kernel.messaging.live import LISTENER, frames
from mingtang.kernel.messaging.models import READ_OUTBOX, InboxItem
from mingtang.kernel.messaging.topics import label_of
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _state(item: InboxItem) -> str:
    return str(_("已读") if item.read_at else _("未读"))


def _excerpt(item: InboxItem) -> str:
    """The beginning of the text, on one line."""
    return Truncator(" ".join(item.notice.body.split())).chars(60)


INBOX = Listing(
    columns=(
        Column("subject", _("标题"), sort="notice__subject", value=lambda item: item.notice.subject,
               link=lambda item: reverse("notice", args=[item.pk]), sub=_excerpt),
        Column("state", _("状态"), sort="read_at", value=_state, show=lambda item: tag(_state(item), "off" if item.read_at else "brand")),
        Column("topic", _("类别"), sort="notice__topic", value=lambda item: label_of(item.notice.topic), middle=True),
        Column("importance", _("重要程度"), value=lambda item: item.notice.get_importance_display(), middle=True),
        Column("at", _("时间"), sort="at", kind="datetime", minor=True),
    ),
    default_sort="-at",
    filter_form=InboxFilter,
    caption=_("消息"),
    unit=_("条"),
    empty=_("还没有收到消息"),
    exportable=True,
)  # fmt: skip

OUTBOX = Listing(
    columns=(
        Column("text", _("内容")),
        Column("channel", _("渠道"), sort="channel", value=lambda entry: entry.get_channel_display()),
        Column("address", _("收件人"), sort="address"),
        Column("subject", _("标题"), middle=True),
        Column("at", _("时间"), sort="at", kind="datetime", minor=True),
    ),
    default_sort="-at",
    filter_form=OutboxFilter,
    caption=_("短信与邮件日志"),
    unit=_("条"),
    empty=_("还没有发出短信或邮件"),
    exportable=True,
)


def _layout(request: HttpRequest) -> str:
    """Officials stay in the workbench, everybody else on the public site."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return "layouts/workbench.html" if actor.is_official else "layouts/public.html"


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: HttpRequest) -> HttpResponseBase:
    """What has been received; posting marks the chosen notices, or all, as read."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        count = actions.mark_read(actor, None if "all" in request.POST else _numbers(request.POST.getlist("item")))
        messages.success(request, _("已将 %d 条消息标为已读。") % count)
        return redirect(request.get_full_path())
    rows = queries.inbox_of(actor)
    if request.GET.get("export"):
        return INBOX.export(request, rows, str(_("消息")))
    return render(request, "messaging/inbox.html", {"layout": _layout(request), "page": INBOX.page(request, rows)})


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]


@never_cache
@signed_in
@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice, read from now on."""
    item = actions.open_item(request.actor, pk)  # type: ignore[attr-defined]
    if item is None:
        raise Http404
    return render(request, "messaging/notice.html", {"layout": _layout(request), **_shown(item)})


def _shown(item: InboxItem) -> dict[str, Any]:
    said = item.notice
    facts = [(_("类别"), label_of(said.topic)), (_("重要程度"), said.get_importance_display())]
    if said.basis:
        facts.append((_("依据"), said.basis))
    return {"item": item, "notice": said, "facts": facts}


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def message_preferences(request: HttpRequest) -> HttpResponse:
    """How one's own account is reached outside the inbox."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    reach = queries.reachability_of(actor.account_id)
    initial = {"mail": reach.mail, "quiet_from": reach.quiet_from, "quiet_until": reach.quiet_until}
    form = PreferencesForm(request.POST or None, initial=initial, chosen=queries.choices_of(actor.account_id))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.set_preferences(
            actor,
            form.wishes(),
            mail=values["mail"],
            quiet_from=values["quiet_from"],
            quiet_until=values["quiet_until"],
        )
        messages.success(request, _("已保存。"))
        return redirect(request.path)
    return render(request, "messaging/preferences.html", {"layout": _layout(request), "form": form})


@never_cache
@asks(READ_OUTBOX)
@require_GET
def message_log(request: HttpRequest) -> HttpResponseBase:
    """What the local providers would have sent, for administrators of the node."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = queries.outbox_visible_to(actor)
    if request.GET.get("export"):
        return OUTBOX.export(request, rows, str(_("短信与邮件日志")))
    return render(request, "messaging/log.html", {"page": OUTBOX.page(request, rows)})


async def live(request: HttpRequest) -> HttpResponseBase:
    """Server-sent hints for the open pages of whoever is signed in; 401 for visitors, 503 when this process is full."""
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    account, session = await sync_to_async(_reader)(request)
    if account is None:
        return HttpResponse(status=401)
    if not LISTENER.has_room():
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    response = StreamingHttpResponse(
        frames(account, session, _last_id(request)), content_type="text/event-stream; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx passes every event on at once
    return response


def _reader(request: HttpRequest) -> tuple[int | None, str]:
    return request.actor.account_id, request.session.session_key or ""  # type: ignore[attr-defined]


def _last_id(request: HttpRequest) -> int | None:
    text = request.headers.get("Last-Event-ID", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@never_cache
@require_GET
def live_poll(request: HttpRequest) -> JsonResponse:
    """The same hint for browsers and proxies that cannot keep a stream."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if actor.account_id is None:
        return JsonResponse({"error": "sign in"}, status=401)
    return JsonResponse({"topic": "inbox", "unread": queries.unread_count(actor)})
