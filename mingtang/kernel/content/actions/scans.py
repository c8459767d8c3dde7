"""Having contents scanned: the worker asks the scanner, outside of any request and any transaction."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.kernel.content.acts import QUARANTINE
from mingtang.kernel.content.events import ContentInfected
from mingtang.kernel.content.models import File, Rejection, StoredContent
from mingtang.kernel.content.rules import ScanState
from mingtang.kernel.content.scanning import ScannerFailed, Verdict, scan
from mingtang.kernel.content.storage import Missing, store
from mingtang.kernel.evidence.api import SYSTEM, act
from mingtang.kernel.messaging.api import Content, notify_person

BATCH, MOST_TRIES = 20, 8
LEASE = timedelta(minutes=5)

log = structlog.get_logger(__name__)


def scan_due() -> int:
    """Have contents scanned that wait, up to one batch; returns how many. A round of the worker."""
    done = 0
    while settings.CLAMAV and done < BATCH and _scan_one():
        done += 1
    return done


def queue_unscanned() -> int:
    """When a scanner has come, let it see what was stored before; up to a thousand contents."""
    if not settings.CLAMAV:
        return 0
    rows = StoredContent.objects.filter(scan=ScanState.NOT_SCANNED).values_list("pk", flat=True)[:1000]
    waiting = {"scan": ScanState.WAITING, "scan_next_at": timezone.now()}
    return StoredContent.objects.filter(pk__in=list(rows)).update(**waiting)


def _due() -> QuerySet[StoredContent]:
    rows = StoredContent.objects.filter(scan=ScanState.WAITING, scan_next_at__lte=timezone.now())
    return rows.order_by("scan_next_at")


def _scan_one() -> bool:
    if not _due().exists():  # a reader's look first: an idle worker must not take the write lock
        return False
    content = _claimed()
    if content is not None:
        _scan(content)
    return True


@transaction.atomic
def _claimed() -> StoredContent | None:
    """The next content, leased to this worker."""
    rows = _due()
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    content = rows.first()
    if content is not None:
        content.scan_tries += 1
        content.scan_next_at = timezone.now() + LEASE
        content.save(update_fields=["scan_tries", "scan_next_at"])
    return content


def _scan(content: StoredContent) -> None:
    try:
        verdict = scan(settings.CLAMAV, store().chunks(content.sha256, 0, content.size))
    except (ScannerFailed, Missing) as error:
        _put_off(content, error)
    else:
        _judge(content, verdict)


def _put_off(content: StoredContent, error: Exception) -> None:
    """Again after 1, 4, 9 … minutes; after eight tries an administrator must look."""
    log.warning("scanning failed", content=content.pk, tries=content.scan_tries, error=str(error))
    content.scan_note = f"{type(error).__name__}: {error}"[:200]
    content.scan_next_at = timezone.now() + timedelta(minutes=content.scan_tries**2)
    if content.scan_tries >= MOST_TRIES:
        content.scan = ScanState.FAILED
    content.save(update_fields=["scan", "scan_note", "scan_next_at"])


def _judge(content: StoredContent, verdict: Verdict) -> None:
    content.scan = ScanState.INFECTED if verdict.threat else ScanState.CLEAN
    content.scan_note, content.scanned_at, content.scan_next_at = verdict.threat[:200], timezone.now(), None
    if not verdict.threat:
        content.save(update_fields=["scan", "scan_note", "scanned_at", "scan_next_at"])
        return
    with act(QUARANTINE, SYSTEM, content, basis="《网络安全等级保护基本要求》GB/T 22239-2019 8.1.4.5") as deed:
        content.save(update_fields=["scan", "scan_note", "scanned_at", "scan_next_at"])
        deed.note = f"{verdict.threat}　SM3 {content.sm3}"
        deed.announce(ContentInfected(subject=f"content:{content.pk}", content_id=content.pk, threat=verdict.threat))
        for file in content.files.select_related("account__person", "account__legal_person__representative"):
            _tell(file, verdict.threat)


def _tell(file: File, threat: str) -> None:
    """Write it down for administrators, and tell whoever brought it."""
    Rejection.objects.create(
        name=file.name, size=file.content.size, reason=Rejection.Reason.VIRUS, note=threat[:200], account=file.account
    )
    body = f"您上传的“{file.name}”经查毒发现 {threat}，已被隔离，任何人都不能下载。请查杀本机病毒后重新上传。"
    said = Content(subject="您上传的文件含有病毒，已隔离", body=body, topic="account", link=f"/files/{file.pk}/")
    notify_person(file.account, said, key=f"infected:{file.pk}", about=file)
