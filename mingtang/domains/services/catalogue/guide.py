"""The guide of an item (办事指南) as people read it: sections of what its document says, and nothing of what it does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mingtang.domains.services.catalogue.item_form import item_form, said
from mingtang.domains.services.catalogue.rules.vocabulary import limit_words

Document = Mapping[str, Any]
Facts = list[tuple[str, str]]

NEEDED, NOT_NEEDED, LATER = "1", "2", "3"
YES = "1"
EXTENSION = "1"
BASE = (
    "task_type", "use_level", "dept_name", "dept_type", "entrust_name", "accept_dept", "decide_dept", "power_source",
    "server_type", "handle_type", "online_handle_depth", "handle_area", "apply_scope", "limit_explain",
)  # fmt: skip
SCOPE = ("authority_scope", "use_content")
CODES = ("catalog_code", "task_code", "task_handle_item", "local_catalog_code", "local_task_code")
OFFERS = ("is_schedule", "is_pay_online", "is_express", "is_service_terminals", "is_entry_center")
RESULT = ("result_name", "result_type", "result_validity", "is_e_licence", "deliver_way", "deliver_day")
PLACE = ("transact_addr", "transact_time", "traffic_guide")
RIGHTS = ("link_way", "supervise_way")
REMEDIES = (
    ("review_dept", ("review_addr", "review_phone")),
    ("litigation_court", ("litigation_addr",)),
)


@dataclass(frozen=True)
class MaterialRow:
    """One material as the guide shows it. `demand` and `kind` are the words and the colour of its tag."""

    number: int
    name: str
    demand: str
    kind: str
    shape: str
    source: str
    notes: list[str]
    forms: list[tuple[str, str]]


@dataclass(frozen=True)
class Guide:
    """Everything a guide page shows. Empty parts are left out by the page."""

    tags: list[tuple[str, str]]
    figures: list[dict[str, str]]
    base: Facts
    scope: Facts
    codes: Facts
    offers: list[str]
    conditions: list[str]
    forbidden: list[str]
    materials: list[MaterialRow]
    steps: list[Mapping[str, Any]]
    flows: list[tuple[str, list[str]]]
    special: list[tuple[str, str]]
    intermediaries: list[Mapping[str, Any]]
    times: Facts
    fees: list[Mapping[str, Any]]
    fee: str
    laws: list[tuple[str, str]]
    result: Facts
    place: Facts
    rights: Facts
    duties: list[str]
    faqs: list[Mapping[str, Any]]

    @property
    def spared(self) -> int:
        """How many materials need not be handed in."""
        return sum(row.kind == "good" for row in self.materials)


def guide_of(document: Document, materials: Sequence[Mapping[str, Any]] | None = None) -> Guide:
    """The guide of a document, with `materials` instead of all of its own when a scenario selected some."""
    chosen = document.get("materials", []) if materials is None else materials
    return Guide(
        tags=_tags(document),
        figures=_figures(document),
        base=[*_facts(document, BASE), *_joined(document, "other_dept", "dept_name", _("联办机构"))],
        scope=_facts(document, SCOPE),
        codes=_facts(document, CODES),
        offers=[item_form().fields[name].title.removeprefix("是否") for name in OFFERS if document.get(name)],
        conditions=_lines(document, "accept_condition"),
        forbidden=_lines(document, "forbid_explain"),
        materials=[_material(number, each) for number, each in enumerate(chosen, 1)],
        steps=[_step(each) for each in document.get("steps", [])],
        flows=_flows(document),
        special=[_special(each) for each in document.get("special_procedure", [])],
        intermediaries=document.get("service_type", []),
        times=_times(document),
        fees=document.get("fees", []),
        fee=_fee(document),
        laws=[_law(each) for each in document.get("by_law", [])],
        result=_facts(document, RESULT),
        place=_facts(document, PLACE),
        rights=[*_facts(document, RIGHTS), *_remedies(document)],
        duties=_lines(document, "rights_duties"),
        faqs=document.get("faqs", []),
    )


def _facts(document: Document, names: Sequence[str]) -> Facts:
    return [
        (item_form().fields[name].title.removeprefix("是否"), said(document, name))
        for name in names
        if document.get(name) not in (None, "")
    ]


def _lines(document: Document, name: str) -> list[str]:
    return [line.strip() for line in str(document.get(name, "")).splitlines() if line.strip()]


def _joined(document: Document, name: str, column: str, label: str) -> Facts:
    rows = "、".join(each[column] for each in document.get(name, []))
    return [(label, rows)] if rows else []


def _tags(document: Document) -> list[tuple[str, str]]:
    """Words and colours: what it is first, then what makes it easy."""
    shown = [
        (said(document, "task_type"), "solid"),
        (said(document, "project_type"), ""),
        (said(document, "examine_type"), ""),
    ]
    if document.get("is_online") and document.get("limit_scene_num") == 0:
        shown.append((_("全程网办"), "brand"))
    if document.get("handle_area") not in (None, "none"):
        shown.append((_("%(area)s通办") % {"area": said(document, "handle_area")}, "brand"))
    return [(label, kind) for label, kind in shown if label]


def _figures(document: Document) -> list[dict[str, str]]:
    """The numbers people look for first; only those that are known."""
    visits = document.get("limit_scene_num")
    figures = [
        _figure(_("承诺时限"), promise_of(document)),
        _figure(_("法定时限"), limit_words(document.get("anticipate_day"), document.get("anticipate_type", ""))),
        _figure(_("到现场"), "" if visits is None else _("%(visits)d次") % {"visits": visits}),
        _figure(_("收费"), {True: _("收费"), False: _("不收费")}.get(document.get("is_fee"), "")),  # type: ignore[arg-type]
    ]
    return [figure for figure in figures if figure["value"]]


def promise_of(document: Document) -> str:
    """The promised limit in words, empty when none is promised."""
    immediate = document.get("project_type") == "1"
    return limit_words(document.get("promise_day"), document.get("promise_type", ""), immediate=immediate)


def _figure(label: str, words: str) -> dict[str, str]:
    """A number large, its unit small."""
    number, unit = number_and_unit(words)
    return {"label": label, "value": number, "unit": unit}


def number_and_unit(words: str) -> tuple[str, str]:
    """`7个工作日` as its number and its unit; words without a number stay whole."""
    unit = words.lstrip("0123456789")
    number = words[: len(words) - len(unit)]
    return (number, unit) if number else (words, "")


def _material(number: int, material: Mapping[str, Any]) -> MaterialRow:
    demand, kind = _demand(material)
    return MaterialRow(
        number=number,
        name=material["material_name"],
        demand=demand,
        kind=kind,
        shape=_shape(material),
        source=material.get("source_explain") or column_words("materials", "source_type", material),
        notes=_notes(material),
        forms=[
            (label, material[name])
            for name, label in (("form_guid", _("空表")), ("example_guid", _("样表")))
            if material.get(name)
        ],
    )


def _demand(material: Mapping[str, Any]) -> tuple[str, str]:
    """Whether it must be handed in. What a government organ holds already is not asked for again."""
    if material.get("is_shared") == YES:
        return _("免提交"), "good"
    if material.get("is_need") == LATER:
        return _("容缺后补"), "warn"
    if material.get("is_need") == NOT_NEEDED:
        return _("非必要"), ""
    return _("必要"), "brand"


def _shape(material: Mapping[str, Any]) -> str:
    """Form and copies, such as 电子 1 份."""
    copies = material.get("page_num")
    words = [
        column_words("materials", "material_format", material),
        column_words("materials", "material_type", material),
        _("%(copies)d 份") % {"copies": copies} if copies else "",
        material.get("page_format", ""),
    ]
    return " ".join(word for word in words if word)


def _notes(material: Mapping[str, Any]) -> list[str]:
    days = material.get("valid_within_days")
    told = [
        material.get("fill_explain", ""),
        material.get("accept_stand", ""),
        _("可以用告知承诺代替") if material.get("commitment_allowed") == YES else "",
        _("需要盖章") if material.get("seal_required") == YES else "",
        _("%(days)d 日内出具的有效") % {"days": days} if days else "",
        _("依据：%(law)s") % {"law": material["by_law"]} if material.get("by_law") else "",
    ]
    return [note for note in told if note]


def column_words(table: str, column: str, row: Mapping[str, Any]) -> str:
    """One cell of a table in words, empty when it is not there."""
    known = next(each for each in item_form().fields[table].columns if each.name == column)
    return known.kind.words(known, row[column], {}) if row.get(column) not in (None, "") else ""


def _step(step: Mapping[str, Any]) -> Mapping[str, Any]:
    """A step with its limit as people say it: 0.5, not 0.50."""
    limit = str(step.get("step_limit", ""))
    return {**step, "step_limit": limit.rstrip("0").rstrip(".") if "." in limit else limit}


def _flows(document: Document) -> list[tuple[str, list[str]]]:
    titles = {"handle_flow": "", "handle_flow_online": _("网上办理"), "handle_flow_offline": _("窗口办理")}
    return [(title, _lines(document, name)) for name, title in titles.items() if document.get(name)]


def _special(procedure: Mapping[str, Any]) -> tuple[str, str]:
    limit = limit_words(procedure.get("special_day"), procedure.get("special_unit", ""))
    fee = {"1": _("收费"), "0": _("不收费")}.get(procedure.get("special_fee", ""), "")
    extends = procedure.get("special_type") == EXTENSION
    parts = [
        column_words("special_procedure", "special_type", procedure) if extends else "",
        limit,
        procedure.get("special_basis", ""),
        fee,
    ]
    return procedure["special_name"], "，".join(part for part in parts if part)


def _times(document: Document) -> Facts:
    """The limits with what they leave out; an explanation without a number stands alone."""
    statutory = limit_words(document.get("anticipate_day"), document.get("anticipate_type", ""))
    told = [
        (_("法定时限"), statutory, document.get("anticipate_explain", "")),
        (_("承诺时限"), promise_of(document), document.get("promise_explain", "")),
    ]
    return [(label, "，".join(filter(None, (words, note)))) for label, words, note in told if words or note]


def _fee(document: Document) -> str:
    if document.get("is_fee") is None:
        return ""
    basis = document.get("fee_basis", "")
    words = _("收费") if document["is_fee"] else _("不收费")
    return f"{words}。{_('依据：%(basis)s') % {'basis': basis}}" if basis else f"{words}。"


def _law(law: Mapping[str, Any]) -> tuple[str, str]:
    title = law["law_name"] if law["law_name"].startswith("《") else f"《{law['law_name']}》"
    number = f"（{law['document_no']}）" if law.get("document_no") else ""
    return f"{title}{number}{law.get('article', '')}", law.get("article_text", "")


def _remedies(document: Document) -> Facts:
    """行政复议 and 行政诉讼 with address and telephone in one line each."""
    labels = {"review_dept": _("行政复议"), "litigation_court": _("行政诉讼")}
    told = [
        (labels[name], "，".join(str(document[each]) for each in (name, *more) if document.get(each)))
        for name, more in REMEDIES
    ]
    return [(label, words) for label, words in told if words]
