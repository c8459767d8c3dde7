"""Background work of the evidence."""

from django.utils import timezone
from django_tasks import task

from mingtang.kernel.evidence.chain import Verdict, verify_chain
from mingtang.kernel.evidence.models import Verification


@task()
def carry_out_verification(verification_id: int) -> None:
    """Walk over the chain and write down how far it is and what was found; running it again does it again."""
    row = Verification.objects.filter(pk=verification_id)
    verdict = verify_chain(progress=lambda links: row.update(done=links))
    row.update(done=verdict.links, ended_at=timezone.now(), holds=verdict.holds, finding=_finding(verdict))


def _finding(verdict: Verdict) -> str:
    if verdict.broken is None:
        return f"{verdict.links} 个环节全部相符，{verdict.waiting} 条记录待成链。"
    place = f"第 {verdict.broken.seq} 环节" if verdict.broken.seq else "链外"
    record = f"，{verdict.broken.record_id} 号记录" if verdict.broken.record_id else ""
    return f"{place}{record}：{verdict.broken.reason}。"
