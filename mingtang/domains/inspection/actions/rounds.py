"""Rounds of assessment: a sample, what counts against each site, the preliminary result, the final one."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.telling import tell_site
from mingtang.domains.inspection.judging import judged_values, marks_of
from mingtang.domains.inspection.models import Appeal, Finding, InspectedSite, Round, Sheet
from mingtang.domains.inspection.permissions import MONITOR_SITES
from mingtang.domains.inspection.rules import COUNTED, NEXT_PHASE, PHASES, Phase, drawn
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.lib.clocks import due

SHEET_PAGE = "/workbench/inspection/sheets/{}/"


def open_round(actor: Actor, organ: Organ, name: str, scheme: str, percent: int = 100) -> Round:
    """Begin a round of `organ` by the indicators of `scheme`, and draw its sample from the sites in the actor's reach.

    Raises NotPermitted, Refused when there is nothing to draw from.
    """
    opened = Round(organ=organ, name=name, scheme=scheme, percent=percent, opened_on=timezone.localdate())
    with act(acts.OPEN_ROUND, actor, opened, within=organ) as deed:
        sites = {site.pk: site for site in InspectedSite.objects.within(actor, MONITOR_SITES).filter(retired_on=None)}
        if not sites:
            raise Refused("还没有登记网站，不能开展考核。")
        deed.create(opened)
        for key in drawn(_waited(sites), percent, f"{opened.pk}:{name}"):
            deed.create(Sheet(organ_id=sites[key].organ_id, round=opened, site=sites[key]))
        deed.note = f"{len(sites)} 个网站抽查 {percent}%"
    return opened


def _waited(sites: dict[int, InspectedSite]) -> dict[int, tuple[str, str]]:
    """When each site was last in a round, and its address; one statement."""
    rows = Sheet.objects.filter(site__in=sites).order_by("round__opened_on").values_list("site_id", "round__opened_on")
    last = {key: day.isoformat() for key, day in rows}
    return {key: (last.get(key, ""), site.address) for key, site in sites.items()}


def score_round(actor: Actor, opened: Round) -> int:
    """Write down what counts against each drawn site now, and judge it; answers how many. Doing it again begins anew.

    What is found later changes nothing. Raises NotPermitted, Refused once reviewers have begun.
    """
    sheets = list(opened.sheets.select_related("site", "round"))
    with act(acts.SCORE_ROUND, actor, opened) as deed:
        if opened.stands not in {Phase.OPEN, Phase.REVIEWING} or any(sheet.reviews.exists() for sheet in sheets):
            raise Refused("已有人工评分，不能重新计分。")
        against = _against(sheets)
        for sheet in sheets:
            deed.change(sheet, found=against.get(sheet.site_id, []))
            deed.change(sheet, **judged_values(sheet))
        deed.change(opened, scored_at=timezone.now(), phase=Phase.REVIEWING.value)
    return len(sheets)


def _against(sheets: list[Sheet]) -> dict[int, list[Any]]:
    """What counts against each site: id, kind, and whether on its home page; one statement."""
    rows = Finding.objects.filter(
        site__in=[sheet.site_id for sheet in sheets], state__in=[state.value for state in COUNTED]
    )
    found: dict[int, list[Any]] = {}
    for site_id, *told in rows.order_by("pk").values_list("site_id", "pk", "kind", "on_home"):
        found.setdefault(site_id, []).append(told)
    return found


def tell_results(actor: Actor, opened: Round) -> None:
    """Tell every site its preliminary result; it may appeal from now. Raises NotPermitted, Refused while reviews are owed."""
    with act(acts.TELL_RESULTS, actor, opened) as deed:
        sheets = list(opened.sheets.select_related("site__editor", "round").prefetch_related("reviews"))
        require_phase(opened, Phase.REVIEWING)
        if owed := [sheet.site.name for sheet in sheets if sheet.grade == "" or marks_of(sheet) is None]:
            raise Refused(f"还有 {len(owed)} 个网站没有评完：{'、'.join(owed[:3])}。")
        until = end_of_limit(opened, "office.inspection_appeal")
        _judge_all(deed, sheets)
        deed.change(opened, phase=Phase.TOLD.value, told_on=timezone.localdate(), appeal_until=until)
        for sheet in sheets:
            body = f"{opened.name}初评为“{sheet.grade}”。有异议的请在 {until:%Y-%m-%d} 前申诉。"
            tell_site(
                sheet.site,
                f"考核初评：{sheet.site.name}",
                body,
                key=f"told:{sheet.pk}",
                link=SHEET_PAGE.format(sheet.pk),
            )


def finish_round(actor: Actor, opened: Round) -> None:
    """Fix the final scores. Raises NotPermitted, Refused before the time for appeals is over and all are decided."""
    with act(acts.FINISH_ROUND, actor, opened) as deed:
        require_phase(opened, Phase.TOLD)
        if opened.appeal_until is None or timezone.localdate() <= opened.appeal_until:
            raise Refused(f"申诉期到 {opened.appeal_until} 为止，还不能定分。")
        if (waiting := Appeal.objects.filter(sheet__round=opened, state=Appeal.State.FILED).count()) > 0:
            raise Refused(f"还有 {waiting} 件申诉没有复核。")
        _judge_all(deed, opened.sheets.select_related("site", "round").prefetch_related("reviews", "appeals"))
        deed.change(opened, phase=Phase.FINAL.value)


def _judge_all(deed: Deed, sheets: Any) -> None:
    for sheet in sheets:
        deed.change(sheet, **judged_values(sheet))


def end_of_limit(opened: Round, code: str) -> date:
    """The last day of a limit that begins today."""
    today = timezone.localdate()
    end = due(today, statute(code, today), (), office_hours(opened.organ_id)).at
    if end is None:
        raise Refused("时限没有结束日期。")
    return end.date() if isinstance(end, datetime) else end


def require_phase(opened: Round, phase: Phase) -> None:
    if opened.stands is not phase:
        raise Refused(
            f"考核现在是“{opened.get_phase_display()}”，要在“{PHASES[phase]}”时才能转入“{PHASES[NEXT_PHASE[phase]]}”。"
        )
