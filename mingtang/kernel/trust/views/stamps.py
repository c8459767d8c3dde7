"""Timestamps over the evidence: how far it is stamped, where nobody stamped, which documents still lack a timestamp."""

from datetime import timedelta
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render

from mingtang.kernel.evidence.api import asks
from mingtang.kernel.trust.models import EvidenceStamp
from mingtang.kernel.trust.permissions import READ_CERTIFICATES
from mingtang.kernel.trust.seals.reading import stamp_state, uses_without_timestamp
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

LATE = timedelta(minutes=5)
"""A head that waited longer shows that nobody stamped for a while; stamps come once a minute."""
_MOST_DOCUMENTS = 20
_UNITS = ((86400, "天"), (3600, "小时"), (60, "分"), (1, "秒"))


def in_words(span: timedelta) -> str:
    """`3 分 20 秒`: the two largest units that are not nought."""
    left, parts = max(int(span.total_seconds()), 0), []
    for seconds, unit in _UNITS:
        count, left = divmod(left, seconds)
        parts += [f"{count} {unit}"] if count else []
    return " ".join(parts[:2]) or "不到 1 秒"


def _gap(stamp: EvidenceStamp) -> Any:
    words = in_words(stamp.gap)
    return tag(f"空缺 {words}", "warn") if stamp.gap > LATE else words


STAMPS = Listing(
    columns=(
        Column("seq", "环节", sort="seq", kind="number"),
        Column("stamped_at", "时间戳时间", sort="seq", kind="datetime"),
        Column("gap", "最早链头等待", value=lambda each: in_words(each.gap), show=_gap),
        Column("sealed_at", "成链时间", kind="datetime", middle=True),
        Column("head", "链头（SM3）", value=lambda each: each.head[:16] + "…", minor=True),
    ),
    default_sort="-seq", caption="存证时间戳", unit="个", empty="还没有时间戳：签发机构启用之后每分钟一次。", most=10_000,
)  # fmt: skip


@asks(READ_CERTIFICATES)
def stamps_page(request: Any) -> HttpResponseBase:
    """Newest stamps with their gaps, and what is still open; six statements."""
    state = stamp_state()
    open_documents = uses_without_timestamp(request.actor)
    context = {
        "page": STAMPS.page(request, EvidenceStamp.objects.defer("token")),
        "state": state,
        "waiting": in_words(state.waiting) if state.waiting else "",
        "is_late": state.waiting is not None and state.waiting > LATE,
        "figures": _figures(state, open_documents.count()),
        "documents": open_documents[:_MOST_DOCUMENTS],
    }
    return render(request, "trust/seals/stamps.html", context)


def _figures(state: Any, documents: int) -> list[dict[str, Any]]:
    newest = state.newest
    return [
        {"label": "最新时间戳盖到", "value": newest.seq if newest else "—", "unit": "环" if newest else ""},
        {"label": "尚未覆盖的链头", "value": state.uncovered, "unit": "个"},
        {"label": "缺时间戳的文件", "value": documents, "unit": "件"},
    ]
