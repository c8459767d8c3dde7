"""Putting cases away, handing packages out, and destroying them by the word of two officers when their time is over."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import structlog
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from mingtang.kernel.cases.acts import APPROVE_DESTRUCTION, ARCHIVE_CASE, PROPOSE_DESTRUCTION
from mingtang.kernel.cases.archiving.packing import pack
from mingtang.kernel.cases.archiving.retention import UnknownRetention, keep_until, retention_code
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.models import ArchivePackage, Case, Destruction
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act, seal_pending
from mingtang.kernel.jobs.api import every
from mingtang.lib.digests import sm3_hasher

SETTLED = timedelta(days=30)
"""So long after its end a case is put away by itself: until then it may still be voided."""
A_NIGHT = 500
_CHUNK = 1024 * 1024
log = structlog.get_logger(__name__)


def archive(actor: Actor, case: Case) -> ArchivePackage:
    """Have an ended case put away; the worker makes the package. Raises NotPermitted, Refused, UnknownRetention."""
    with act(ARCHIVE_CASE, actor, case) as deed:
        if case.ended_at is None:
            raise Refused("案件还没有办结，不能归档。")
        if ArchivePackage.objects.filter(case=case).exists():
            raise Refused("案件已经归档。")
        code = retention_code(case_type(case.type).retention, case.status)
        until = keep_until(code, timezone.localdate(case.ended_at))
        package = ArchivePackage(case=case, retention=code, keep_until=until, made_at=timezone.now())
        deed.create(package)
        make_package.enqueue(package.pk)
    return package


@task()
def make_package(package_id: int) -> str:
    """Write the package of a case, unless that has been done; answers its digest."""
    package = ArchivePackage.objects.select_related("case__organ").get(pk=package_id)
    if package.name or package.destroyed_at:
        return str(package.digest)
    while seal_pending():
        pass
    with TemporaryDirectory(prefix="mingtang-archive-") as folder:
        path = Path(folder) / "package.zip"
        package.content = pack(package, path)
        package.digest, package.size = _digest(path), path.stat().st_size
        with path.open("rb") as reading:
            name = f"archive/{package.made_at:%Y}/{package.case_id}-{package.digest[:16]}.zip"
            package.name = archive_store().save(name, File(reading))
    package.save(update_fields=["content", "digest", "size", "name"])
    return str(package.digest)


def _digest(path: Path) -> str:
    hasher = sm3_hasher()
    with path.open("rb") as reading:
        while chunk := reading.read(_CHUNK):
            hasher.update(chunk)
    return hasher.hexdigest()


def archive_store() -> Storage:
    """Where packages are kept: beside the files of the node, or in its bucket."""
    return storages["content"]


@every("02:40", name="cases: put ended cases away")
@task()
def archive_ended_cases() -> int:
    """Put away what ended long enough ago; answers how many."""
    ended = Case.objects.filter(ended_at__lt=timezone.now() - SETTLED, archive_package=None).order_by("ended_at")
    return sum(_put_away(case) for case in ended[:A_NIGHT])


def _put_away(case: Case) -> bool:
    """Whether it went; a type with a code that the standard does not know must not keep the others."""
    try:
        archive(SYSTEM, case)
    except UnknownRetention as fault:
        log.warning("case cannot be put away", case=case.pk, type=case.type, reason=str(fault))
        return False
    return True


def packages_visible_to(actor: Actor) -> QuerySet[ArchivePackage]:
    """Packages of the organs whose archive the actor keeps, with their cases."""
    rows: QuerySet[ArchivePackage] = ArchivePackage.objects.visible_to(actor)
    return rows.select_related("case__organ", "destruction")


def opened(package: ArchivePackage) -> BinaryIO:
    """The package itself. Raises Refused while it is being made and after it was destroyed."""
    if package.destroyed_at is not None:
        raise Refused("归档包已经销毁。")
    if not package.name:
        raise Refused("归档包正在生成，请稍后再取。")
    return archive_store().open(package.name, "rb")  # type: ignore[return-value]


def expired(actor: Actor, on: date) -> QuerySet[ArchivePackage]:
    """Packages whose keeping has ended and on which nobody has decided."""
    return packages_visible_to(actor).filter(keep_until__lt=on, destruction=None, destroyed_at=None)


def propose_destruction(actor: Actor, packages: Sequence[int], reason: str) -> Destruction:
    """List expired packages for destruction. Raises NotPermitted, and Refused unless all are expired and free."""
    with act(PROPOSE_DESTRUCTION, actor) as deed:
        rows = list(expired(actor, timezone.localdate()).filter(pk__in=packages).select_for_update(of=("self",)))
        if not rows or len(rows) != len(set(packages)):
            raise Refused("只能列入保管期满、尚未列入清册的归档包。", "packages")
        listed = Destruction(
            organ_id=actor.organ_id, reason=reason, proposed_by_id=actor.account_id, proposed_name=actor.name,
            proposed_at=timezone.now(),
        )  # fmt: skip
        deed.create(listed)
        for package in rows:
            deed.change(package, destruction=listed)
    return listed


def approve_destruction(actor: Actor, listed: Destruction) -> None:
    """Destroy what is listed. Raises Refused for who proposed it himself, and the second time.

    The rows of the packages stay with their digests: the list is kept for ever.
    """
    with act(APPROVE_DESTRUCTION, actor, listed) as deed:
        listed = Destruction.objects.select_for_update().get(pk=listed.pk)
        if listed.approved_at is not None:
            raise Refused("清册已经批准。")
        if actor.account_id is None or actor.account_id == listed.proposed_by_id:
            raise Refused("须由提出人以外的人批准。")
        now = timezone.now()
        deed.change(listed, approved_by_id=actor.account_id, approved_name=actor.name, approved_at=now)
        for package in listed.packages.all():
            deed.change(package, destroyed_at=now)
    for package in listed.packages.exclude(name=""):
        archive_store().delete(package.name)
