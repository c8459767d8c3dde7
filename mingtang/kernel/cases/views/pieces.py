"""What the case page shows, in the shapes of the components: branches, opinions, the way so far, clocks, people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mingtang.kernel.cases.acts import label_of
from mingtang.kernel.cases.lamps import UNLIMITED, Lamp, Lamps, last_day
from mingtang.kernel.cases.models import Case, Filing, Step, Token
from mingtang.kernel.cases.queries.overview import Branch, Rows, forks_of, taken_back
from mingtang.kernel.cases.timing import ClockView
from mingtang.kernel.cases.verbs import VERBS_OF
from mingtang.kernel.cases.views.columns import item_url
from mingtang.kernel.forms import api as forms
from mingtang.lib.clocks import Light
from mingtang.lib.flow.verbs import CHINESE

LATEST = 8
"""How much of what has happened is shown at once; the rest is folded away."""
_BACKWARDS = frozenset({"Return", "Withdraw", "Suspend", "Terminate", "Void", "PauseClock"})
_VERDICTS = {"同意": "good", "通过": "good", "准予": "good", "不同意": "warn", "退回": "warn", "不予": "warn"}


def said_moment(moment: Any) -> str:
    """A moment as the page says it: this year's without the year."""
    local = timezone.localtime(moment)
    this_year = local.year == timezone.localdate().year
    return date_format(local, "n月j日 H:i" if this_year else "Y年n月j日 H:i")


def branches_of(case: Case, rows: Rows, lamps: Lamps) -> list[dict[str, Any]]:
    """Forks of the case for the component `branches`."""
    return [
        {"title": fork.title, "branches": [_branch(case, branch, rows, lamps) for branch in fork.branches]}
        for fork in forks_of(case, rows)
    ]


def _branch(case: Case, branch: Branch, rows: Rows, lamps: Lamps) -> dict[str, Any]:
    last, used = branch.last, lamps.days(branch.since, branch.until) if branch.since else None
    shown = {"title": branch.title, "state": branch.state, "used": used}
    if last is None:
        return {**shown, "lamp": None, "words": _("未开始")}
    words = _("已办结") if branch.state == "done" else str(last)
    lamp = (
        Lamp("done", _("办结")) if branch.state == "done" else lamps.of_item(last, case) or Lamp("green", _("办理中"))
    )
    url = item_url(last.case_id, last.no) if last.is_open_work else ""
    due = last_day(last.due_at) if last.due_at and branch.state == "now" else None
    return {**shown, "lamp": lamp, "words": words, "who": rows.who(last), "due": due, "url": url}


def items_of(case: Case, rows: Rows, lamps: Lamps, here: int) -> list[dict[str, Any]]:
    """Open items for the component `task-list`."""
    return [_item(row, rows, lamps.of_item(row, case)) for row in rows.open if row.no != here]


def _item(row: Token, rows: Rows, lamp: Lamp | None) -> dict[str, Any]:
    meta = "　".join(filter(None, (rows.who(row), _("%s 到达") % said_moment(row.born))))
    due = f"{last_day(row.due_at):%m-%d}" if row.due_at else ""
    lamp = lamp or UNLIMITED
    light = {"state": lamp.state, "state_label": lamp.label}
    return {"title": str(row), "url": item_url(row.case_id, row.no), "meta": meta, "due": due, **light}


def opinions_of(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Opinions as signed, for the component `opinion`, the newest first."""
    return [
        {
            "name": step.name, "post": _office(step), "text": step.opinion, "time": said_moment(step.at),
            "verdict": step.outcome or _beside_completing(step), "verdict_kind": _VERDICTS.get(step.outcome, ""), "note": step.title,
            "signed_url": reverse("step_signature", args=[step.case_id, step.pk]) if step.body.get("signed") else "",
        }
        for step in steps if step.opinion or step.body.get("signed")
    ]  # fmt: skip


def _beside_completing(step: Step) -> str:
    return "" if step.command == "Complete" else said_command(step)


def said_command(step: Step) -> str:
    """What a step did, in the words of the verbs where it was one."""
    verb = VERBS_OF.get(step.command)
    return CHINESE[verb] if verb else label_of(step.command)


def _office(step: Step) -> str:
    return " ".join(filter(None, (step.organ_name, step.post_name)))


def timeline_of(steps: list[Step], rows: Rows) -> list[dict[str, Any]]:
    """What waits and what has happened, the newest first, for the component `timeline`."""
    gone = taken_back(steps)
    return [*(_open(row, rows) for row in rows.open), *(_happened(step, step.no in gone) for step in steps)]


def _open(row: Token, rows: Rows) -> dict[str, Any]:
    return {
        "title": _("%s：等待办理") % row,
        "meta": f"{_('%s 到达') % said_moment(row.born)}　{rows.who(row)}",
        "state": "now",
    }


def _happened(step: Step, gone: bool) -> dict[str, Any]:
    what = f"{step.title}：" if step.title else ""
    result = f"（{step.outcome}）" if step.outcome else ""
    again = _("　后被收回") if gone and step.command == "Complete" else ""
    return {
        "title": f"{what}{said_command(step)}{result}{again}",
        "meta": "　".join(filter(None, (said_moment(step.at), step.name, _office(step)))),
        "text": step.opinion or str(step.body.get("reason", "")),
        "state": "pause" if step.command in _BACKWARDS or again else "done",
    }


def folded(rows: Sequence[Any]) -> dict[str, Any]:
    """The latest of `rows`, and what is folded away; one row more is not worth a fold."""
    most = len(rows) if len(rows) <= LATEST + 1 else LATEST
    return {"shown": rows[:most], "older": rows[most:], "count": len(rows)} if rows else {}


def clock_rows(views: Iterable[ClockView], rows: Rows, lamps: Lamps, *, ended: bool) -> dict[str, Any]:
    """Clocks with the lights that lists show and the sentence why: those that run, and those that have stopped.

    `ended` says that the case is over: what stopped before has kept its limit, and nothing is finished.
    """
    titles, every = {row.no: _whose(row, rows) for row in rows.rows}, list(views)
    running = [_clock(view, titles, lamps, ended) for view in every if view.clock.stopped_at is None]
    stopped = [_clock(view, titles, lamps, ended) for view in every if view.clock.stopped_at is not None]
    return {"running": running, "stopped": stopped, "only_stopped": not running} if every else {}


def _whose(row: Token, rows: Rows) -> str:
    """An item by its title, with its organ where several organs have one like it."""
    alike = {each.organ_id for each in rows.rows if each.node == row.node}
    return f"{row}（{row.organ.label}）" if row.organ and len(alike) > 1 else str(row)


def _clock(view: ClockView, titles: Mapping[int, str], lamps: Lamps, ended: bool) -> dict[str, Any]:
    lamp = _lamp_of_clock(view, lamps, ended or view.clock.no > 0)
    return {
        "title": titles.get(view.clock.no, "") or _("全案"),
        "name": str(view.clock),
        "state": lamp.state,
        "label": lamp.label,
        "due": view.due.at,
        "sentence": view.sentence,
        "provisional": view.due.provisional,
    }


def _lamp_of_clock(view: ClockView, lamps: Lamps, is_over: bool) -> Lamp:
    if view.light in {Light.DONE, Light.DONE_LATE} and not is_over:
        return Lamp("done", _("没有超期，已停止计时") if view.light is Light.DONE else _("已超期，已停止计时"))
    if view.light in {Light.DONE, Light.DONE_LATE}:
        return Lamp("done", _("按时办结") if view.light is Light.DONE else _("超期办结"))
    clock = view.clock
    return lamps.lamp(clock.due_at, clock.amber_at, paused=view.light is Light.PAUSED) or UNLIMITED


def filed(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """What was filled in, form by form, for the component `answers`."""
    return [_filed(filing) for filing in filings]


def _filed(filing: Filing) -> dict[str, Any]:
    meta = "　".join(filter(None, (filing.by_name, said_moment(filing.at))))
    if filing.form_version is None:
        items = [(str(name), str(value)) for name, value in filing.data.items()]
        return {"title": filing.form, "meta": meta, "sections": [{"title": "", "items": items}]}
    try:
        sections = forms.readonly(filing.form_version, filing.data)
    except forms.NoForm:
        sections = []
    return {"title": "", "meta": meta, "sections": sections}


def relatives(cases: Iterable[Case], here: Case) -> list[dict[str, Any]]:
    """Related cases for the component `link-list`."""
    return [
        {
            "title": case.title, "url": reverse("case", args=[case.pk]), "date": case.opened_at,
            "tag": _("上级案件") if case.pk == here.parent_id else _("下级案件"),
            "note": f"{case.organ.label}　{case.get_status_display()}",
        }
        for case in cases
    ]  # fmt: skip


def people(participants: Iterable[Any]) -> list[tuple[str, str]]:
    """Who takes part, by organ."""
    by_organ: dict[str, list[str]] = {}
    for each in participants:
        organ = each.organ or each.account.organ
        by_organ.setdefault(organ.label if organ else _("当事人"), []).append(each.account.holder_name)
    return [(organ, "、".join(dict.fromkeys(names))) for organ, names in by_organ.items()]
