"""Uses of seals: asking for one, deciding it, what waits, and the ledger (用印台账)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from mingtang.kernel.evidence.api import act, asks
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.seal_uses import approve_seal_use, ask_seal_use, refuse_seal_use
from mingtang.kernel.trust.forms.seals import NoteForm, RefusalForm, UseFilter, UseForm
from mingtang.kernel.trust.models import SealUse
from mingtang.kernel.trust.permissions import APPROVE_SEAL_USE, ASK_SEAL_USE, READ_SEALS
from mingtang.kernel.trust.seals.keeping import kept
from mingtang.kernel.trust.seals.reading import usable_seals, uses_open_to, uses_visible_to
from mingtang.kernel.trust.views.asking import Question, ask, sent
from mingtang.kernel.trust.views.history import history_of
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

TONES = {
    SealUse.State.ASKED: "warn",
    SealUse.State.APPROVED: "brand",
    SealUse.State.REFUSED: "off",
    SealUse.State.DONE: "good",
    SealUse.State.FAILED: "warn",
}
LABEL = "用印台账"


def _state(use: SealUse) -> Any:
    return tag(use.get_state_display(), TONES[SealUse.State(use.state)])


def _way(use: SealUse) -> str:
    return "批量授权" if use.mandate_id else "逐件审批"


def _name(account: Any) -> str:
    return account.holder_name if account else ""


_NAMED = (
    Column(
        "title", "文件名称", sort="title", link=lambda each: reverse("seal_use", args=[each.pk]),
        sub=lambda each: each.purpose,
    ),
    Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=_state),
    Column("seal", "印章", sort="seal__name", value=lambda each: each.seal.name, middle=True),
)  # fmt: skip
LEDGER = Listing(
    columns=(
        *_NAMED,
        Column("way", "方式", value=_way, middle=True),
        Column("form", "格式", sort="form", value=lambda each: each.get_form_display(), minor=True),
        Column("used_at", "用印时间", sort="used_at", kind="datetime"),
        Column("lacks_timestamp", "时间戳", value=lambda each: "缺" if each.lacks_timestamp else "", minor=True),
        Column("asked_by", "申请人", value=lambda each: _name(each.asked_by), export_only=True),
        Column("asked_at", "申请时间", kind="datetime", export_only=True),
        Column("decided_by", "审批人", value=lambda each: _name(each.decided_by), export_only=True),
        Column("decided_at", "审批时间", kind="datetime", export_only=True),
        Column("copies", "份数", kind="number", export_only=True),
        Column("digest", "用印前摘要（SM3）", export_only=True),
        Column("sealed_digest", "用印后摘要（SM3）", export_only=True),
    ),
    default_sort="-used_at", filter_form=UseFilter, caption=LABEL, unit="次", exportable=True, empty="还没有用印记录。",
)  # fmt: skip
WAITING = Listing(
    columns=(
        *_NAMED,
        Column("asked_by", "申请人", value=lambda each: _name(each.asked_by), middle=True),
        Column("asked_at", "申请时间", sort="asked_at", kind="datetime"),
        Column("copies", "份数", kind="number", minor=True),
    ),
    default_sort="asked_at", caption="待用印", unit="件", empty="没有等待审批或用印的文件。",
)  # fmt: skip


@asks(READ_SEALS)
def ledger(request: Any) -> HttpResponseBase:
    """Every use the reader may see; two statements."""
    rows = uses_visible_to(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT_SEALS, request.actor) as deed:
            deed.note = f"导出用印台账：{request.GET.urlencode()}"[:400]
        return LEDGER.export(request, rows, LABEL)
    return _page(request, LEDGER.page(request, rows), "ledger")


@asks(READ_SEALS)
def waiting(request: Any) -> HttpResponseBase:
    """What is asked for or approved and not yet sealed; two statements."""
    return _page(request, WAITING.page(request, uses_open_to(request.actor)), "waiting")


def _page(request: Any, page: Any, tab: str) -> HttpResponseBase:
    context = {"page": page, "tab": tab, "may_ask": request.actor.may(ASK_SEAL_USE)}
    return render(request, "trust/seals/uses.html", context)


@asks(ASK_SEAL_USE)
def ask_page(request: Any) -> HttpResponseBase:
    """A seal is asked for on one PDF."""
    question = Question(
        "用印申请", [(LABEL, reverse("seal_uses"))], "提交申请", done="已提交用印申请，等待审批。",
        lead="上传定稿的 PDF，由另一名工作人员审批，批准后平台自动盖章，在本页下载。印章保管人不能申请自己保管的印章。",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        said = {name: given[name] for name in ("title", "purpose", "copies", "middle")}
        made = ask_seal_use(request.actor, given["seal"], given["file"].read(), **said)
        return reverse("seal_use", args=[made.pk])

    return ask(request, question, UseForm(**sent(request), seals=usable_seals(request.actor)), do)


def use_for(request: Any, pk: int) -> SealUse:
    """The use, when the reader may see it; 404 otherwise."""
    use: SealUse = get_object_or_404(uses_visible_to(request.actor).select_related("certificate"), pk=pk)
    return use


@asks(READ_SEALS)
def use_page(request: Any, pk: int) -> HttpResponseBase:
    """One use: which document, who asked and who decided, what came of it."""
    use, actor = use_for(request, pk), request.actor
    waits, own = use.state == SealUse.State.ASKED, use.asked_by_id == actor.account_id
    context = {
        "use": use,
        "tone": TONES[SealUse.State(use.state)],
        "way": _way(use),
        "may_decide": waits and not own and actor.may(APPROVE_SEAL_USE, use),
        "is_own": waits and own,
        "history": history_of(actor, use),
    }
    return render(request, "trust/seals/use.html", context)


@asks(READ_SEALS)
def document(request: Any, pk: int) -> HttpResponseBase:
    """The document as it was handed in."""
    use = use_for(request, pk)
    return _download(request, use, use.file_name, use.title)


@asks(READ_SEALS)
def sealed(request: Any, pk: int) -> HttpResponseBase:
    """The document with its seal."""
    use = use_for(request, pk)
    return _download(request, use, use.sealed_name, f"{use.title}（已用印）")


def _download(request: Any, use: SealUse, name: str, title: str) -> HttpResponseBase:
    """Kept as a file, never shown inside of our pages: strangers may have made it."""
    if not name:
        raise Http404
    content = kept(name)
    with act(acts.READ_SEALED, request.actor, use) as deed:
        deed.note = title[:400]
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{title}.pdf")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@asks(APPROVE_SEAL_USE)
def approval(request: Any, pk: int) -> HttpResponseBase:
    """Another one approves, and the worker presses the seal."""
    return _decision(request, pk, "批准用印", NoteForm, approve_seal_use, "批准后平台自动在这份文件上盖章，不能撤回。")


@asks(APPROVE_SEAL_USE)
def refusal(request: Any, pk: int) -> HttpResponseBase:
    """Another one refuses."""
    return _decision(request, pk, "不予用印", RefusalForm, refuse_seal_use, "不予用印后，需要的须重新申请。")


def _decision(
    request: Any, pk: int, title: str, form: type[forms.Form], do: Callable[..., None], warning: str
) -> HttpResponseBase:
    use = use_for(request, pk)
    facts = [
        ("文件", use.title), ("用途", use.purpose), ("印章", use.seal.name), ("份数", f"{use.copies} 份"),
        ("申请人", _name(use.asked_by)), ("摘要（SM3）", use.digest),
    ]  # fmt: skip
    question = Question(
        title, [(LABEL, reverse("seal_uses")), (use.title, reverse("seal_use", args=[pk]))], title,
        facts=[(label, value) for label, value in facts if value], warning=warning, done=f"已{title}。",
    )  # fmt: skip
    return ask(request, question, form(**sent(request)), lambda given: do(request.actor, use, note=given["note"]))
