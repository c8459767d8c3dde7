"""The evidence bundle of a request for reconsideration or court: what was asked, every document with its proof, and the records."""

import csv
import json
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

from mingtang.domains.disclosure.requests.actions.setting import FILES
from mingtang.domains.disclosure.requests.materials import LABEL
from mingtang.domains.disclosure.requests.models import DeliveryProof, DisclosureLetter, DisclosureRequest
from mingtang.domains.disclosure.requests.queries.dates import dates_of
from mingtang.kernel.content.api import bytes_of, can_open, materials_of
from mingtang.kernel.evidence.api import Actor, extract_about
from mingtang.kernel.letters.api import kept
from mingtang.lib.digests import sm3_hex
from mingtang.lib.tables import safe_cell

CONTENTS = "目录.json"


def bundle(actor: Actor, request: DisclosureRequest) -> bytes:
    """A ZIP of all there is about a request; `目录.json` names every file with its SM3. Raises CannotSet.

    The records are those that the actor may read; they are checked against the chain by `docs/verify_evidence.py`.
    """
    files = dict(_files(actor, request))
    listed = {name: sm3_hex(content) for name, content in files.items()}
    told = {"request": request.number, "made_at": timezone.now().isoformat(), "by": actor.name, "sm3": listed}
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
        packed.writestr(CONTENTS, json.dumps(told, ensure_ascii=False, indent=2))
    return kept.getvalue()


def _files(actor: Actor, request: DisclosureRequest) -> Iterable[tuple[str, bytes]]:
    yield "申请.json", json.dumps(_asked(request), ensure_ascii=False, indent=2, default=str).encode()
    yield (
        "日期和依据.csv",
        _table(
            ("事项", "日期", "说明", "理由"),
            ((each.label, each.day, each.said, each.because) for each in dates_of(request)),
        ),
    )
    searches = request.searches.select_related("by__person")
    yield (
        "检索记录.csv",
        _table(
            ("时间", "检索人", "检索范围", "检索词", "结果"),
            (
                (timezone.localtime(each.at), each.by.holder_name, each.place, each.words, each.result)
                for each in searches
            ),
        ),
    )
    yield "送达回证.csv", _table(("文书", "送达方式", "送达日期", "收件人", "凭证"), map(_served, _proofs(request)))
    for place, letter in enumerate(request.letters.select_related("request"), start=1):
        yield from _letter(place, letter)
    for place, material in enumerate(materials_of(actor, LABEL, str(request.pk)), start=1):
        if can_open(actor, material.file):
            yield f"材料/{place:02} {material.file.name}", bytes_of(material.file)
    yield "存证记录.json", json.dumps(_records(request), ensure_ascii=False, default=str).encode()


def _records(request: DisclosureRequest) -> dict[str, Any]:
    """What was recorded about the request and about its case, with what shows that the chain holds it."""
    return {row._meta.label_lower: extract_about(row._meta.label_lower, str(row.pk)) for row in (request, request.case)}


def _letter(place: int, letter: DisclosureLetter) -> Iterable[tuple[str, bytes]]:
    name = f"文书/{place:02} {letter.title} {letter.number}"
    yield f"{name}.pdf", FILES.pdf_of(letter)
    if letter.ofd_name:
        yield f"{name}.ofd", kept(letter.ofd_name)


def _proofs(request: DisclosureRequest) -> Iterable[DeliveryProof]:
    return DeliveryProof.objects.filter(letter__request=request).select_related("letter").order_by("pk")


def _served(proof: DeliveryProof) -> tuple[Any, ...]:
    return str(proof.letter), proof.get_way_display(), proof.served_on, proof.receiver, proof.evidence


_ASKED = (
    "number", "channel", "applicant_kind", "applicant_name", "content", "purpose", "way", "carrier", "submitted_at",
    "acknowledged_at", "received_on", "reply_kind", "reply_detail", "replied_on", "delivered_on", "fee", "reasons", "note",
)  # fmt: skip


def _asked(request: DisclosureRequest) -> dict[str, Any]:
    return {name: getattr(request, name) for name in _ASKED} | {"contacts": request.contacts}


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A table that spreadsheets open with Chinese letters."""
    said = StringIO()
    writer = csv.writer(said)
    writer.writerow(head)
    writer.writerows([safe_cell("" if each is None else str(each)) for each in row] for row in rows)
    return b"\xef\xbb\xbf" + said.getvalue().encode()
