"""Scheduled work of content: nothing abandoned stays for ever."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from mingtang.kernel.content.actions.files import collect_unknown, collect_unused
from mingtang.kernel.content.actions.scans import queue_unscanned
from mingtang.kernel.content.actions.uploads import sweep_uploads
from mingtang.kernel.content.preview import forget_previews
from mingtang.kernel.jobs.api import every

KEEP_UPLOADS = timedelta(days=1)
KEEP_UNUSED = timedelta(days=2)


@every(3600, name="content: sweep abandoned uploads")
@task()
def sweep_abandoned_uploads() -> int:
    """Forget uploads that stand still for a day, and let a new scanner see what is old. Returns the number forgotten."""
    queue_unscanned()
    return sweep_uploads(timezone.now() - KEEP_UPLOADS)


@every(3600, name="content: collect garbage")
@task()
def collect_garbage() -> int:
    """Delete contents unused for two days, unknown bytes under one of 256 prefixes an hour, and old previews."""
    before = timezone.now() - KEEP_UNUSED
    prefix = f"{int(timezone.now().timestamp()) // 3600 % 256:02x}"
    return collect_unused(before) + collect_unknown(prefix, before) + forget_previews()
