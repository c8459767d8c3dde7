"""The records about one object, with what a third party needs to see that the chain holds them.

Each record is shown under the first head sealed after it: from the digest before that head's links, over the digests of
all links up to it, anybody can work out the head and compare it with the one the node has published. Foreign records
appear as digests only.
"""

from typing import Any

from mingtang.kernel.evidence.models import Head, Link, Record
from mingtang.kernel.evidence.rules import GENESIS

EXTRACT_FORMAT = "mingtang-evidence-extract-1"


def extract_about(label: str, object_id: str) -> dict[str, Any]:
    """Everything about object `object_id` of the model `label`, as plain JSON; see docs of the archive package.

    `waiting` counts records that no head covers yet: seal first when it must be complete.
    """
    records = {row.pk: row for row in Record.objects.filter(object_type=label, object_id=object_id).order_by("pk")}
    sealed = dict(Link.objects.filter(record__in=records).order_by("seq").values_list("seq", "record_id"))
    heads: list[dict[str, Any]] = []
    known: set[int] = set()
    for seq in sealed:
        if seq not in known and (head := Head.objects.filter(seq__gte=seq).order_by("seq").first()):
            heads.append(_under(head, records))
            known.update(range(head.previous + 1, head.seq + 1))
    return {"format": EXTRACT_FORMAT, "heads": heads, "waiting": len(records) - sum(seq in known for seq in sealed)}


def _under(head: Head, records: dict[int, Record]) -> dict[str, Any]:
    before = Link.objects.filter(seq=head.previous).values_list("digest", flat=True).first() or GENESIS
    links = Link.objects.filter(seq__gt=head.previous, seq__lte=head.seq).order_by("seq")
    rows = links.values_list("record_id", "record__digest")
    return {
        "seq": head.seq,
        "digest": head.digest,
        "after": {"seq": head.previous, "digest": before},
        "links": [_link(pk, digest, records.get(pk)) for pk, digest in rows],
    }


def _link(pk: int, digest: str, record: Record | None) -> dict[str, Any]:
    return {"id": pk, "record_digest": digest} | ({"record": record.content()} if record else {})
