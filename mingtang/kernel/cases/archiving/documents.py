"""The documents of a package: the whole case as plain JSON, readable without Mingtang."""

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet

from mingtang.kernel.cases.acts import label_of
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.models import Case, Clock, Filing, Participant, Party, Step, Token
from mingtang.kernel.evidence.api import extract_about
from mingtang.kernel.processes.api import ProcessVersion
from mingtang.kernel.trust.api import SignatureRecord, signatures_about


def documents_of(case: Case) -> Iterator[tuple[str, bytes]]:
    """Names and contents, in a fixed order."""
    version = ProcessVersion.objects.select_related("definition").get(pk=case.version_id)
    yield "case.json", _json(_case(case, version))
    yield "steps.json", _json([_step(row) for row in Step.objects.filter(case=case).order_by("id")])
    yield "opinions.txt", _opinions(case).encode()
    yield "forms.json", _json(_rows(Filing.objects.filter(case=case).order_by("id")))
    yield "tokens.json", _json(_rows(Token.objects.filter(case=case).order_by("no")))
    yield "clocks.json", _json([_clock(row) for row in Clock.objects.filter(case=case).prefetch_related("events")])
    yield "parties.json", _json(_rows(Party.objects.filter(case=case).order_by("id")))
    yield "participants.json", _json(_rows(Participant.objects.filter(case=case).order_by("since")))
    if signatures := signatures_about("cases.step", Step.objects.filter(case=case).values_list("pk", flat=True)):
        yield "signatures.json", _json([_signature(record) for record in signatures])
    yield "process.bpmn", version.xml.encode()
    yield "evidence.json", _json(extract_about("cases.case", str(case.pk)))


def _case(case: Case, version: ProcessVersion) -> dict[str, Any]:
    facts = _values(case)
    return facts | {
        "type_name": case_type(case.type).label,
        "organ_name": case.organ.name,
        "process": {"key": version.definition.key, "number": version.number, "digest": version.digest},
    }


def _step(step: Step) -> dict[str, Any]:
    return _values(step) | {"label": label_of(step.command)}


def _clock(clock: Clock) -> dict[str, Any]:
    return _values(clock) | {"events": _rows(clock.events.all())}


def _signature(record: SignatureRecord) -> dict[str, Any]:
    """A signature with all that others need: bytes in Base64, the text as it was signed."""
    told = {"step": int(record.object_id), "name": record.name, "at": record.signed_at, "text": record.text}
    return told | {
        name.replace(".der", ""): base64.b64encode(value).decode("ascii")
        for name, value in record.parts.items()
        if name.endswith(".der")
    }


def _opinions(case: Case) -> str:
    """What people wrote, as a leaf of paper would have it."""
    steps = Step.objects.filter(case=case).exclude(opinion="").order_by("id")
    lines = (
        f"{step.at:%Y-%m-%d %H:%M}  {step.organ_name} {step.post_name} {step.name}\n"
        f"{step.title}：{step.outcome}\n{step.opinion}\n"
        for step in steps
    )
    return f"{case}\n\n" + "\n".join(lines)


def _rows(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [_values(row) for row in rows]


def _values(row: Model) -> dict[str, Any]:
    """Columns but those kept sealed: a package leaves the node, its key does not."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.attname.endswith(("_cipher", "_index"))
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=_plain).encode()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
