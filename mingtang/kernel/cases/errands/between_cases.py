"""Errands that lead from one case to others. They lock no case: what they find becomes an errand of the other case."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from mingtang.kernel.cases.candidates import organ_of
from mingtang.kernel.cases.case_types import case_types, type_of_process
from mingtang.kernel.cases.errands.taking import lock
from mingtang.kernel.cases.models import Case, Errand, Token
from mingtang.kernel.cases.opening import Opening, open_case
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes.api import net_of, published_id
from mingtang.lib.flow.net import EventKind

_Kind = Errand.Kind


class NobodyWaits(LookupError):
    """No case awaits the message, and no process begins with it."""


def announce_message(name: str, key: str, facts: dict[str, object], *, case: Case | None = None) -> Errand:
    """Send message `name` to whichever case awaits it with `key`, as part of the transaction around."""
    body = {"name": name, "key": key, "vars": facts}
    return Errand.objects.create(kind=_Kind.SEND_MESSAGE, case=case, body=body, due_at=timezone.now())


def announce_signal(name: str, facts: dict[str, object]) -> Errand:
    """Send signal `name` to every case that awaits it, as part of the transaction around."""
    return Errand.objects.create(kind=_Kind.SEND_SIGNAL, body={"name": name, "vars": facts}, due_at=timezone.now())


@transaction.atomic
def send_message(errand: Errand) -> bool:
    """Find the case that awaits the message, or open one that begins with it. Raises NobodyWaits."""
    if not lock(errand):
        return False
    name, key = errand.body["name"], errand.body["key"]
    waiting = _awaiting(name, EventKind.MESSAGE).filter(key__in=["", key])
    token = next(_of_event(waiting.order_by("-key", "born"), EventKind.MESSAGE), None)
    if token is not None:
        body = {"name": name, "key": key, "vars": errand.body.get("vars", {})}
        Errand.objects.create(kind=_Kind.MESSAGE, case_id=token.case_id, no=token.no, body=body, due_at=timezone.now())
    elif not _begin(errand, EventKind.MESSAGE):
        raise NobodyWaits(f"没有案件在等待消息“{name}”（{key or '没有关键字'}）")
    errand.delete()
    return True


@transaction.atomic
def send_signal(errand: Errand) -> bool:
    """Bring a signal to every case that awaits it, and open those that begin with it."""
    if not lock(errand):
        return False
    body = {"name": errand.body["name"], "vars": errand.body.get("vars", {})}
    cases = {token.case_id for token in _of_event(_awaiting(body["name"], EventKind.SIGNAL), EventKind.SIGNAL)}
    Errand.objects.bulk_create(
        Errand(kind=_Kind.SIGNAL, case_id=case, body=body, due_at=timezone.now()) for case in sorted(cases)
    )
    _begin(errand, EventKind.SIGNAL)
    errand.delete()
    return True


def _awaiting(name: str, kind: EventKind) -> QuerySet[Token]:
    """Live rows that await something of this name; the index wants its letter written out."""
    rows: QuerySet[Token] = Token.objects.filter(life=RawSQL("'A'", []), name=name).exclude(name="")
    return rows.select_related("case")


def _of_event(tokens: QuerySet[Token], kind: EventKind) -> Iterator[Token]:
    for token in tokens:
        event = net_of(token.case.version_id)[token.node].event
        if event is not None and event.kind is kind:
            yield token


def _begin(errand: Errand, kind: EventKind) -> bool:
    """Open a case of every type whose process has a start event of this kind and name; whether there was one."""
    begun = False
    for case_type in case_types():
        organ = _organ_for(errand)
        start = _start_of(case_type.process, organ, kind, errand.body["name"]) if organ and case_type.process else ""
        if start:
            opening = Opening(
                case_type.code,
                case_type.label,
                organ,
                vars=errand.body.get("vars", {}),
                key=f"{kind}:{errand.pk}",
                at=start,
            )
            open_case(SYSTEM, opening)
            begun = True
    return begun


def _organ_for(errand: Errand) -> Organ | None:
    """The organ that the message names in `organ`, else the one of the case that sent it."""
    named = (errand.body.get("vars") or {}).get("organ")
    if named:
        return Organ.objects.filter(pk=named).first()
    return Organ.objects.filter(pk=errand.case.organ_id).first() if errand.case_id else None


def _start_of(process: str, organ: Organ | None, kind: EventKind, name: str) -> str:
    """The start event of the published process that `name` begins, "" without one."""
    version_id = published_id(process, organ.pk if organ else None)
    if version_id is None:
        return ""
    net = net_of(version_id)
    for start in net.starts:
        event = net[start].event
        if event is not None and event.kind is kind and event.name == name:
            return start
    return ""


@transaction.atomic
def start_child(errand: Errand) -> bool:
    """Open the case that a call activity asked for, unless that was cancelled; the parent goes on when it ends."""
    if not lock(errand):
        return False
    if Token.objects.filter(pk=(errand.case_id, errand.no), life=RawSQL("'A'", [])).exists():
        _open_child(errand.case, errand)
    errand.delete()
    return True


def _open_child(parent: Case, errand: Errand) -> None:
    body = errand.body
    organ = Organ.objects.get(pk=organ_of(parent, body["organ"]))
    known = type_of_process(body["process"])
    opening = Opening(
        known.code if known else parent.type,
        parent.title,
        organ,
        vars=body["vars"],
        key=f"child:{parent.pk}:{errand.no}",
        urgency=parent.urgency,
        process=body["process"],
        parent=(parent.pk, errand.no),
    )
    open_case(SYSTEM, opening)


@transaction.atomic
def cancel_child(errand: Errand) -> bool:
    """End the child case of a row that was cancelled, also one that has not been opened yet."""
    if not lock(errand):
        return False
    Errand.objects.filter(kind=_Kind.START_CHILD, case=errand.case_id, no=errand.no).delete()
    for child in Case.objects.running().filter(parent=errand.case_id, parent_no=errand.no):
        body = {"reason": "上级已取消"}
        Errand.objects.create(kind=_Kind.TERMINATE, case=child, body=body, due_at=timezone.now())
    errand.delete()
    return True
