"""The bulletin of a round (通报): numbered, typeset, sent to every site, with the day until which all has to be put right."""

from collections import Counter
from typing import Any

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.rounds import end_of_limit, require_phase
from mingtang.domains.inspection.actions.telling import tell_site
from mingtang.domains.inspection.models import InspectedSite, Round, Sheet
from mingtang.domains.inspection.rules import Phase
from mingtang.kernel.directory.api import issue_number
from mingtang.kernel.evidence.api import Actor, act
from mingtang.kernel.letters.api import Letter, render_again, template_for
from mingtang.lib.inspection.kinds import Kind

NUMBERING, TEMPLATE = "inspection.bulletin", "inspection-bulletin"
ROUND_PAGE = "/workbench/inspection/rounds/{}/"
MOST_PROBLEMS = 8
DEMANDS = (
    "被通报不合格的网站，主办单位要查明原因、明确责任，在期限内逐项整改；合格网站也要对照整改单改正。",
    "整改情况以系统复查为准，复查仍有问题的不予销号；再次不合格的约谈主办单位负责人。",
)


def announce(actor: Actor, opened: Round) -> None:
    """Issue the bulletin of a finished round. Raises NotPermitted, Refused, and NoTemplate, NoNumberFormat before set-up."""
    with act(acts.ANNOUNCE_ROUND, actor, opened) as deed:
        require_phase(opened, Phase.FINAL)
        until = end_of_limit(opened, "office.inspection_rectification")
        sheets = list(opened.sheets.select_related("site__editor", "organ"))
        number = issue_number(opened.organ, NUMBERING, on=timezone.localdate())
        data = {**_data(opened, sheets), "number": number, "until": _words(until)}
        template = template_for(TEMPLATE, data, organ_id=opened.organ_id)
        deed.change(
            opened, phase=Phase.ANNOUNCED.value, number=number, announced_on=timezone.localdate(), rectify_by=until,
            bulletin=data, template=template,
        )  # fmt: skip
        for sheet in sheets:
            body = f"{opened.name}已通报（{number}）。请在 {until:%Y-%m-%d} 前完成整改。"
            tell_site(
                sheet.site,
                f"考核通报：{sheet.grade}",
                body,
                key=f"bulletin:{sheet.pk}",
                link=ROUND_PAGE.format(opened.pk),
            )


def bulletin_of(opened: Round) -> Letter:
    """The letter, the same bytes each time. Raises what `render_again` raises."""
    return render_again(opened.template_id, opened.bulletin)  # type: ignore[arg-type]


def _data(opened: Round, sheets: list[Sheet]) -> dict[str, Any]:
    """What the bulletin says: totals, rate, problems with counts, and the sites by name."""
    passed = [sheet for sheet in sheets if sheet.qualified]
    registered = InspectedSite.objects.filter(retired_on=None).count()
    rate = round(100 * len(passed) / len(sheets), 1) if sheets else 0
    return {
        "mark": f"{opened.organ.name}文件", "issuer": opened.organ.name, "date": _words(timezone.localdate()),
        "printer": opened.organ.name, "name": opened.name, "basis": f"《{opened.indicators.title}》（{opened.indicators.source}）",
        "to": "各被检查网站主办单位",
        "registered": str(registered), "checked": str(len(sheets)), "passed": str(len(passed)), "rate": f"{rate}%",
        "problems": [[words, str(count), str(sites)] for words, count, sites in problems(sheets)],
        "good": _named(sheets, lambda each: each.grade == opened.indicators.grades[0][0]),
        "failed": [[each.site.name, each.organ.label, each.vetoes or f"得分 {each.total}"] for each in sheets if not each.qualified],
        "demands": list(DEMANDS),
    }  # fmt: skip


def problems(sheets: list[Sheet]) -> list[tuple[str, int, int]]:
    """The commonest problems: words, how many, on how many sites."""
    counts = Counter(kind for sheet in sheets for _, kind, _ in sheet.found)
    sites = Counter(kind for sheet in sheets for kind in {kind for _, kind, _ in sheet.found})
    return [(Kind(kind).words, count, sites[kind]) for kind, count in counts.most_common(MOST_PROBLEMS)]


def _named(sheets: list[Sheet], wanted: Any) -> list[str]:
    return [sheet.site.name for sheet in sheets if wanted(sheet)]


def _words(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
