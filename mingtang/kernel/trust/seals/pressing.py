"""Pressing approved seals on documents that people have handed in: in the worker, after a look from a safe distance."""

from django.utils import timezone
from django_tasks import task

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, act
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.hierarchy import NoAuthority
from mingtang.kernel.trust.models import SealUse
from mingtang.kernel.trust.queries import evidence_at_hand
from mingtang.kernel.trust.seals.keeping import kept
from mingtang.kernel.trust.seals.sealing import Spot, press_approved
from mingtang.lib import pdf
from mingtang.lib.verdicts import Outcome


@task()
def press_use(use_id: int) -> str:
    """Press the seal that was approved, unless that was done; what cannot be sealed says why. Returns the state."""
    related = ("seal__organ", "seal__national__authority", "seal__international__authority")
    use = SealUse.objects.select_related(*related).get(pk=use_id)
    if use.state == SealUse.State.APPROVED:
        try:
            _press(use)
        except (Refused, NoAuthority, pdf.UnreadablePdf) as fault:
            _give_up(use, str(fault))
    return str(use.state)


def _press(use: SealUse) -> None:
    """Files of strangers are first read where they can do no harm; one whose signatures are broken is not sealed."""
    document = kept(use.file_name)
    verdicts = pdf.verify_pdf_apart(document, evidence_at_hand(), now=timezone.now())
    if any(verdict.outcome is Outcome.INVALID for verdict in verdicts):
        raise Refused("文件里已有的签名无效，不能再用印。")
    press_approved(SYSTEM, use, document, [_spot(use, pdf.sheets_of(document))])


def _spot(use: SealUse, sheets: tuple[tuple[float, float], ...]) -> Spot:
    page = use.page or len(sheets)
    if not 0 < page <= len(sheets):
        raise Refused(f"文件只有 {len(sheets)} 页，没有第 {page} 页。")
    (width, height), seal = sheets[page - 1], use.seal
    inside = seal.width / 2 <= use.x <= width - seal.width / 2 and seal.height / 2 <= use.y <= height - seal.height / 2
    if not inside:
        raise Refused(f"印章的位置不在第 {page} 页之内（这一页宽 {width:.0f} 毫米、高 {height:.0f} 毫米）。")
    return Spot(page, use.x, use.y)


def _give_up(use: SealUse, fault: str) -> None:
    with act(acts.FAIL_SEAL_USE, SYSTEM, use) as deed:
        deed.change(use, state=SealUse.State.FAILED, fault=fault[:200])
