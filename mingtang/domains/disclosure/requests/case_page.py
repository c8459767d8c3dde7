"""What disclosure shows on the page of a case: what is asked, the dates and why, searches, opinions, letters, what is alike."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse

from mingtang.domains.disclosure.requests.actions.stepping import open_node
from mingtang.domains.disclosure.requests.materials import handed_in
from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.permissions import GRANT_EXTENSIONS, REGISTER_REQUESTS
from mingtang.domains.disclosure.requests.queries.dates import dates_of
from mingtang.domains.disclosure.requests.queries.requests import is_many, request_of_case, similar_to, this_month
from mingtang.domains.disclosure.requests.rules import Asked, Node
from mingtang.kernel.cases.api import Case, CasePage, Link, Rows, Section
from mingtang.kernel.content.api import material_rows
from mingtang.kernel.evidence.api import Actor

_HERE = "disclosure_requests/case/"
DOORS = {
    Node.CONFIRM: ("confirmation", "确认登记", "check"),
    Node.HANDLE: ("reply", "拟定答复", "writing"),
    Node.CORRECT: ("corrected", "登记补正", "file-plus"),
    Node.CONSULT: ("opinion", "登记反馈意见", "message"),
    Node.PAY: ("payment", "登记缴费", "coin-yuan"),
    Node.SIGN: ("signature", "签发", "writing"),
    Node.DELIVER: ("delivery", "登记送达", "send"),
}
"""The page on which each step is done: its word in the address, its label, its icon. Reviewing needs none."""
_BESIDE = {
    Node.CONFIRM: (("channel", "告知其他渠道", "arrow-forward-up"),),
    Node.HANDLE: (
        ("given", "添加随答复提供的材料", "file-plus"),
        ("search", "登记检索", "search"),
        ("correction", "要求补正", "arrow-back-up"),
        ("consultation", "征求意见", "message-question"),
        ("fee", "通知收费", "coin-yuan"),
        ("reasons", "要求说明理由", "message-question"),
    ),
    Node.CORRECT: (("lapse", "逾期不补正", "x"),),
    Node.CONSULT: (("consultation", "再征求意见", "message-question"),),
    Node.PAY: (("lapse", "逾期未缴费", "x"),),
}


def request_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The part of a request; about twelve statements."""
    request = request_of_case(case.pk)
    return CasePage(
        sections=[*_asking(actor, request), *_working(request), *_replying(request), *_aside(request)],
        links=_links(actor, request),
        up=Link("依申请公开", reverse("disclosure_requests")),
        tags=[request.get_state_display(), *(["已延期"] if request.extended_on else [])],
    )


def _counted(key: str, title: str, rows: Sequence[Any], shown: str = "", name: str = "") -> list[Section]:
    """A section that shows rows under a name (its key, if none is given); none without rows."""
    found = {name or key: rows}
    return [Section(key, title, f"{_HERE}{shown or key}.html", found, len(rows))] if rows else []


def _asking(actor: Actor, request: DisclosureRequest) -> Iterator[Section]:
    """What is asked, what was handed in with it, and the dates that follow."""
    yield Section("asked", "申请内容", f"{_HERE}asked.html", {"request": request})
    brought = material_rows(actor, handed_in(actor, request))
    yield from _counted("handed_in", "申请人提交的材料", brought, name="materials")
    yield Section("dates", "日期和依据", f"{_HERE}dates.html", {"dates": dates_of(request)})


def _working(request: DisclosureRequest) -> Iterator[Section]:
    """What was searched, and who was asked."""
    yield from _counted("searches", "检索记录", list(request.searches.select_related("by__person")))
    yield from _counted("consultations", "征求意见", list(request.consultations.all()), "opinions", "asked")


def _replying(request: DisclosureRequest) -> Iterator[Section]:
    """The reply with what goes out with it, and where it was contested."""
    if request.reply_kind:
        yield Section("reply", "答复", f"{_HERE}reply.html", {"request": request})
    yield from _counted("given", "随答复提供的材料", list(request.given_files.all()))
    contested = list(request.proceedings.select_related("past_reply"))
    yield from _counted("proceedings", "复议和诉讼", contested, name="contested")


def _aside(request: DisclosureRequest) -> Iterator[Section]:
    """Letters, and requests that are alike."""
    letters = list(request.letters.select_related("delivery_proof"))
    yield Section("letters", "文书", f"{_HERE}letters.html", {"letters": letters}, len(letters), aside=True)
    similar, count = similar_to(request), this_month(request)
    alike = {"similar": similar, "count": count, "is_many": is_many(count)}
    yield Section("alike", "类似申请", f"{_HERE}alike.html", alike, len(similar), aside=True)


def _links(actor: Actor, request: DisclosureRequest) -> list[Link]:
    """Ways beside the usual one; whether they are open is looked at again when somebody goes there."""
    node, links = open_node(request), []
    if actor.may(REGISTER_REQUESTS, request):
        links += [_link(request, *way) for way in _BESIDE.get(node, ())]  # type: ignore[call-overload]
        links += [_link(request, *way) for way in (*_telling(request), *_contesting(request))]
        if request.is_open and node != Node.CONFIRM:
            links.append(_link(request, "withdrawal", "申请人撤回", "arrow-back-up"))
    if actor.may(GRANT_EXTENSIONS, request):
        if request.is_open and request.received_on and not request.extended_on:
            links.append(_link(request, "extension", "批准延期", "calendar-plus"))
        if request.is_open and request.reasons_told_on and not request.reasonable_until:
            links.append(_link(request, "reasonable-time", "确定延迟答复的合理期限", "calendar-time"))
        if request.replied_on and not request.is_open:
            links.append(_link(request, "reply-correction", "更正答复", "edit"))
    bundle = reverse("disclosure_bundle", args=[request.pk])
    return [*links, Link("导出证据卷", bundle, "archive", is_download=True)]


def _telling(request: DisclosureRequest) -> list[tuple[str, str, str]]:
    """Whom something is still to be told, and which letters have no proof; two statements."""
    ways = []
    if request.is_open and request.reasons_asked_on and not request.reasons_told_on:
        ways.append(("reasons-told", "登记说明的理由", "message"))
    if request.consultations.filter(asked=Asked.THIRD_PARTY, told_on=None).exclude(opinion="").exists():
        ways.append(("third-party", "向第三方告知决定", "send"))
    if request.letters.filter(delivery_proof=None).exclude(kind="proof").exists():
        ways.append(("service", "登记文书送达", "mail-opened"))
    return ways


def _contesting(request: DisclosureRequest) -> list[tuple[str, str, str]]:
    """What reconsideration and litigation ask for now; one statement."""
    contested, ways = list(request.proceedings.select_related("past_reply")), []
    if request.replied_on and not request.is_open:
        ways.append(("proceeding", "登记复议诉讼", "gavel"))
    if any(each.ended_on is None for each in contested):
        ways.append(("proceeding-result", "登记复议诉讼结果", "gavel"))
    if not request.is_open and any(each.asks_reply for each in contested):
        ways.append(("reopening", "重新答复", "refresh"))
    return ways


def _link(request: DisclosureRequest, slug: str, label: str, icon: str) -> Link:
    return Link(label, reverse("disclosure_step", args=[request.pk, slug]), icon)
