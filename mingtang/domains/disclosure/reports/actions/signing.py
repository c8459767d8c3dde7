"""Signing a report that satisfies its checks, sending it back, publishing it."""

from django.utils import timezone

from mingtang.domains.disclosure.reports import acts
from mingtang.domains.disclosure.reports.models import AnnualReport
from mingtang.domains.disclosure.reports.queries.reports import faults_of
from mingtang.domains.disclosure.reports.rules import State
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def sign_report(actor: Actor, report: AnnualReport) -> None:
    """Sign a report. Raises Refused with everything that its checks find; errors block."""
    if report.state != State.DRAFT:
        raise Refused("报告已经签发。")
    if found := faults_of(report):
        raise Refused(f"有 {len(found)} 处错误，不能签发：{'；'.join(found)}")
    with act(acts.SIGN, actor, report) as deed:
        deed.change(report, state=State.SIGNED, signed_on=timezone.localdate(), signed_by_id=actor.account_id)


def return_report(actor: Actor, report: AnnualReport, *, reason: str) -> None:
    """Send a signed report back to be changed, as long as nobody has read it. Raises Refused."""
    if report.state != State.SIGNED:
        raise Refused("只有已签发、未公布的报告可以退回。")
    if not reason.strip():
        raise Refused("请写明退回的理由。", "reason")
    with act(acts.RETURN, actor, report) as deed:
        deed.note = reason
        deed.change(report, state=State.DRAFT, signed_on=None, signed_by_id=None)


def publish_report(actor: Actor, report: AnnualReport) -> None:
    """Put a signed report before the public. Raises Refused."""
    if report.state != State.SIGNED:
        raise Refused("报告签发以后才能公布。")
    with act(acts.PUBLISH, actor, report) as deed:
        deed.change(report, state=State.PUBLISHED, published_at=timezone.now())
