"""Enrolling units, appointing and training their reporters."""

from datetime import date

from mingtang.domains.portal.contributions import acts
from mingtang.domains.portal.contributions.models import Reporter, ReportingUnit, Training
from mingtang.kernel.directory.api import Account, Organ, Refused
from mingtang.kernel.evidence.api import Actor, act


def enrol_unit(actor: Actor, desk: Organ, organ: Organ, group: str) -> ReportingUnit:
    """Have an organ report to a desk. Raises NotPermitted, Refused when it does already."""
    unit = ReportingUnit(desk=desk, organ=organ, group=group)
    with act(acts.ENROL_UNIT, actor, unit, within=desk) as deed:
        if ReportingUnit.objects.filter(desk=desk, organ=organ).exists():
            raise Refused("这个单位已经登记。", "organ")
        deed.create(unit)
    return unit


def appoint_reporter(actor: Actor, unit: ReportingUnit, account: Account, *, phone: str, on: date) -> Reporter:
    """Make an official a reporter of his unit from a day on. Raises NotPermitted, Refused."""
    reporter = Reporter(unit=unit, account=account, phone=phone, appointed_on=on)
    with act(acts.APPOINT_REPORTER, actor, within=unit) as deed:
        if account.organ_id != unit.organ_id:
            raise Refused("信息员应当是本单位的工作人员。", "account")
        if Reporter.objects.serving(on).filter(unit=unit, account=account).exists():
            raise Refused("这位同志已经是本单位的信息员。", "account")
        deed.create(reporter)
    return reporter


def release_reporter(actor: Actor, reporter: Reporter, *, last_day: date) -> None:
    """End an appointment after its last day. Raises NotPermitted, Refused."""
    with act(acts.RELEASE_REPORTER, actor, reporter, within=reporter.unit) as deed:
        if last_day < reporter.appointed_on:
            raise Refused("离任日期早于任职日期。", "until")
        deed.change(reporter, until=last_day)


def record_training(actor: Actor, reporter: Reporter, *, on: date, subject: str, hours: int) -> Training:
    """Write down that a reporter was trained. Raises NotPermitted."""
    training = Training(reporter=reporter, on=on, subject=subject, hours=hours)
    with act(acts.RECORD_TRAINING, actor, reporter, within=reporter.unit) as deed:
        deed.create(training)
    return training
