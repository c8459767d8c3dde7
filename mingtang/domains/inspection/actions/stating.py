"""The yearly statement of a site: counted when the year is over, completed by the site, checked, published."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.checking import organs_of
from mingtang.domains.inspection.figures import counted, marks_of
from mingtang.domains.inspection.inside import InsideSite
from mingtang.domains.inspection.models import InspectedSite, SiteStatement
from mingtang.kernel.clocks.api import office_hours, statute
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Act, Actor, NotPermitted, act, record_refusal
from mingtang.kernel.letters.api import Letter, render_again, template_for
from mingtang.lib.clocks import due
from mingtang.lib.inspection.statement import statement

TEMPLATE = "site-statement"


def draw_up(actor: Actor, site: InspectedSite, year: int) -> SiteStatement:
    """Begin the statement on a year that is over, with what the records say now. Raises NotPermitted, Refused."""
    _require_own(acts.DRAW_UP_STATEMENT, actor, site)
    drawn = SiteStatement(
        organ=site.organ, site=site, year=year, counted_at=timezone.now(), due_on=statement_due(year, site.organ_id)
    )
    with act(acts.DRAW_UP_STATEMENT, actor, drawn, within=site) as deed:
        if year >= timezone.localdate().year:
            raise Refused(f"{year}年还没有结束，不能编制年度报表。", "year")
        if SiteStatement.objects.filter(site=site, year=year).exists():
            raise Refused(f"{year}年的年度报表已经编制。", "year")
        drawn.about, drawn.figures = _about(site), counted(_seen(site), year)
        drawn.by_hand = [code for code in statement().fields if code not in drawn.figures]
        deed.create(drawn)
    return drawn


def count_again(actor: Actor, drawn: SiteStatement) -> None:
    """Take the figures from the records anew; what was entered stays. Raises NotPermitted, Refused."""
    _require_own(acts.DRAW_UP_STATEMENT, actor, drawn)
    with act(acts.DRAW_UP_STATEMENT, actor, drawn) as deed:
        _require_draft(drawn)
        now = counted(_seen(drawn.site), drawn.year)
        by_hand = [code for code in statement().fields if code not in now]
        deed.change(
            drawn,
            figures={**drawn.figures, **now},
            by_hand=by_hand,
            about=_about(drawn.site),
            counted_at=timezone.now(),
        )


def enter(actor: Actor, drawn: SiteStatement, said: Mapping[str, Any]) -> None:
    """Enter figures that no record gives, by code. Raises NotPermitted, Refused."""
    _require_own(acts.COMPLETE_STATEMENT, actor, drawn)
    with act(acts.COMPLETE_STATEMENT, actor, drawn) as deed:
        _require_draft(drawn)
        if not set(said) <= set(drawn.by_hand):
            raise Refused("系统统计的数据不能填报。")
        deed.change(drawn, figures={**drawn.figures, **said})


def publish(actor: Actor, drawn: SiteStatement) -> None:
    """Put a complete statement before the public. Raises NotPermitted, Refused with everything that does not agree, NoTemplate."""
    _require_own(acts.PUBLISH_STATEMENT, actor, drawn)
    with act(acts.PUBLISH_STATEMENT, actor, drawn) as deed:
        _require_draft(drawn)
        if faults := statement().faults(drawn.figures):
            raise Refused(f"有 {len(faults)} 处不符，不能公布：{'；'.join(faults)}。")
        template = template_for(TEMPLATE, letter_data(drawn), organ_id=drawn.organ_id)
        deed.change(drawn, published_at=timezone.now(), published_by_id=actor.account_id, template=template)


def letter_of(drawn: SiteStatement) -> Letter:
    """A published statement as a letter, the same bytes each time. Raises what `render_again` raises."""
    return render_again(drawn.template_id, letter_data(drawn))  # type: ignore[arg-type]


def letter_data(drawn: SiteStatement) -> dict[str, Any]:
    """What the letter says."""
    return {
        "title": statement().title, "year": str(drawn.year), "site": str(drawn.site), "issuer": drawn.organ.name,
        "about": [list(pair) for pair in drawn.about],
        "groups": [[title, [list(pair) for pair in pairs]] for title, pairs in groups_of(drawn)],
    }  # fmt: skip


def groups_of(drawn: SiteStatement) -> list[tuple[str, list[tuple[str, str]]]]:
    """The figures as people read them: titles of groups with pairs of label and value."""
    return [
        (group.title, [(field.label, field.words(drawn.figures.get(field.code))) for field in group.fields])
        for group in statement().groups
    ]


def statement_due(year: int, organ_id: int) -> date:
    """The last day to publish the statement on a year."""
    start = date(year, 12, 31)
    end = due(start, statute("office.site_statement", start), (), office_hours(organ_id)).at
    return end.date() if isinstance(end, datetime) else end or start


def is_own(actor: Actor, row: InspectedSite | SiteStatement) -> bool:
    """Whether the site is that of the actor's organ, which alone answers for its statement."""
    return actor.organ_id is not None and actor.organ_id == row.organ_id


def _require_own(kind: Act, actor: Actor, row: InspectedSite | SiteStatement) -> None:
    if not is_own(actor, row):
        record_refusal(kind, actor, row)
        raise NotPermitted("只有主办单位能编制和公布年度报表。")


def _require_draft(drawn: SiteStatement) -> None:
    if drawn.published_at is not None:
        raise Refused("年度报表已经公布，不能改动。")


def _seen(site: InspectedSite) -> InsideSite:
    watched = list(InspectedSite.objects.watched().select_related("organ"))
    organs = organs_of(watched).get(site.pk, frozenset({site.organ_id}))
    return InsideSite(site.address, organs, site.type == InspectedSite.Type.PORTAL, site.has_services)


def _about(site: InspectedSite) -> list[tuple[str, str]]:
    register = [
        ("网站名称", site.name), ("首页网址", site.address), ("主办单位", site.organ.name), ("网站类型", site.get_type_display()),
    ]  # fmt: skip
    return [*register, *marks_of(_seen(site))]
