"""What an item must say before it is published: each sentence of services.md 2.1-2.4, on a document without a defect."""

from datetime import date, time
from typing import Any

import pytest

from mingtang.domains.services.catalogue.item_form import checked
from mingtang.domains.services.catalogue.rules.course import longest_path, predecessors
from mingtang.domains.services.catalogue.rules.defects import BaseEntry, Surroundings
from mingtang.domains.services.catalogue.rules.judging import defects
from mingtang.domains.services.catalogue.shipped import shipped_document, shipped_names

BODY = "11990121009903206J"
CATALOG = "000131012001"
AROUND = Surroundings(
    today=date(2026, 3, 2),
    catalog={CATALOG: BaseEntry("01", "34")},
    limits={"services.food_decision": (10, "working_days")},
    forms=frozenset({"food"}),
    processes=frozenset({"food"}),
    letters=frozenset({"acceptance"}),
    stored_licences=frozenset({"11100000000013127D001"}),
    files=frozenset({"申请书.docx"}),
    hours=((time(9), time(12)), (time(13, 30), time(17, 30))),
)


def whole(**changed: Any) -> dict[str, Any]:
    """The food permit as a county bureau offers it; None takes an element away."""
    own = {
        "use_level": "4", "dept_name": "石桥县市场监督管理局", "dept_code": BODY, "dept_type": "1",
        "task_code": f"{BODY}4{CATALOG}", "task_handle_item": f"{BODY}4{CATALOG}01",
        "transact_addr": "政务大厅", "transact_time": "工作日 09:00-12:00", "link_way": "0999-8700000", "supervise_way": "12345",
        "licence_type_code": "11990102MB0A1234204001",
    }  # fmt: skip
    document = {**shipped_document("food-permit"), **own, "form_key": "food", "process_key": "food", **changed}
    return {name: value for name, value in document.items() if value is not None}


def rows(name: str, place: int = 0, **changed: Any) -> dict[str, Any]:
    """The table `name` with cells of one row changed; None takes a cell away."""
    table = [dict(row) for row in whole()[name]]
    table[place] = {key: value for key, value in {**table[place], **changed}.items() if value is not None}
    return {name: table}


def found(document: dict[str, Any], around: Surroundings = AROUND) -> set[tuple[str, str]]:
    return {(defect.path, defect.rule) for defect in defects(document, around)}


def test_a_whole_document_has_no_defect() -> None:
    assert found(whole()) == set()


def test_all_defects_are_told_at_once() -> None:
    bare = defects({"task_name": "某事"}, AROUND)
    assert len(bare) > 20
    assert len(set(bare)) == len(bare)


SENTENCES: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    # 2.1 codes
    "a catalogue code is twelve digits": (
        {"catalog_code": "370-2011"}, ("catalog_code", "catalog-code")),
    "an embedded catalogue code exists in the base catalogue": (
        {"catalog_code": "000131999000", "task_code": f"{BODY}4000131999000", "task_handle_item": None},
        ("catalog_code", "catalog-code-listed")),
    "a task code is 31 characters: body, level, catalogue code": (
        {"task_code": "5112", "task_handle_item": None}, ("task_code", "task-code")),
    "the body code passes the check of GB 32100": (
        {"task_code": f"11990121009903206K4{CATALOG}", "task_handle_item": None}, ("task_code", "body-code")),
    "the body in the code is the implementing body": (
        {"task_code": f"119901000099012004{4}{CATALOG}", "task_handle_item": None}, ("task_code", "body-code")),
    "the level in the code equals use_level": (
        {"task_code": f"{BODY}3{CATALOG}", "task_handle_item": None}, ("task_code", "level-agrees")),
    "level 7 is never embedded in a task code": (
        {"task_code": f"{BODY}7{CATALOG}", "task_handle_item": None, "use_level": "7"}, ("task_code", "level-never-7")),
    "the catalogue code in the task code is that of the item": (
        {"task_code": f"{BODY}4000131012009", "task_handle_item": None}, ("task_code", "embedded-code")),
    "a handling item's code begins with its task code": (
        {"task_handle_item": f"{BODY}4000131012009{'01'}"}, ("task_handle_item", "handle-prefix")),
    "an item has a code": (
        {"task_code": None, "task_handle_item": None}, ("task_code", "code")),
    # 2.2 identity and body
    "the legal basis names law and article": (
        rows("by_law", article=None), ("by_law.0.article", "basis-names-article")),
    "the type agrees with the codes": (
        {"task_type": "07"}, ("task_type", "type-agrees")),
    "the level agrees with the base catalogue": (
        {"use_level": "2", "task_code": None, "task_handle_item": None, "local_task_code": "x"}, ("use_level", "level-agrees")),
    "entrusted power names the entrusting body": (
        {"power_source": "4"}, ("entrust_name", "entrusting-body")),
    "co-implementers have their credit code": (
        {"other_dept": [{"dept_name": "某局"}]}, ("other_dept.0.dept_code", "co-implementer-code")),
    # 2.2 time
    "statutory and promised limits have the same unit": (
        {"promise_type": "natural_days"}, ("promise_type", "same-unit")),
    "the promise is not longer than the law": (
        {"promise_day": 11}, ("promise_day", "promise-within-law")),
    "the note lists what is excluded": (
        {"special_procedure": [{"special_name": "检测", "special_type": "2", "special_basis": "第四十五条"}]},
        ("anticipate_explain", "excluded-time")),
    "the stated limit is that of the clock": (
        {"anticipate_day": 12}, ("anticipate_day", "clock-agrees")),
    "the clock is known": ({"clock_code": "services.nothing"}, ("clock_code", "clock-known")),
    # 2.2 acceptance
    "a promise that is not immediate makes a promised case": (
        {"project_type": "1"}, ("project_type", "promised-case")),
    "a promised case is reviewed before it is decided": (
        {"examine_type": "1"}, ("examine_type", "promised-case")),
    "a number limit means that the order of acceptance decides": (
        {"limit_explain": "每年 20 家"}, ("limit_explain", "number-limit")),
    # 2.2 channel
    "visits have a reason": ({"limit_scene_num": 1}, ("limit_scene_explain", "visits-have-reason")),
    "without visits and not on line, the post is mandatory": (
        {"is_online": False}, ("handle_type", "post-when-not-online")),
    "depth IV means no visits": (
        {"online_handle_depth": "4", "limit_scene_num": 1, "limit_scene_explain": "核验原件"}, ("limit_scene_num", "full-depth")),
    # 2.2 process
    "the longest path of step limits is not longer than the promise": (
        {"promise_day": 6}, ("steps", "path-within-promise")),
    "a step follows only steps that are there": (
        rows("steps", 2, step_after="论证"), ("steps.2.step_after", "step-known")),
    "steps do not go in a circle": (rows("steps", 0, step_after="制证"), ("steps", "no-circle")),
    "a special procedure has its kind": (
        {"special_procedure": [{"special_name": "核查", "special_basis": "第四十五条"}]}, ("special_procedure.0.special_type", "special-kind")),
    "a special procedure has its basis": (
        {"special_procedure": [{"special_name": "核查", "special_type": "2"}]}, ("special_procedure.0.special_basis", "special-basis")),
    "only statutory intermediary services are listed": (
        {"service_type": [{"service_name": "评价"}]}, ("service_type.0.service_basis", "statutory-intermediary")),
    # 2.2 fee
    "permits are free unless a law or administrative regulation says otherwise": (
        {"is_fee": True, "fee_basis": "县政府会议纪要", "fees": [{"fee_name": "工本费", "fee_stand": "10元"}]}, ("fee_basis", "permits-are-free")),
    "a fee has its basis": (
        {"is_fee": True, "fees": [{"fee_name": "工本费", "fee_stand": "10元"}]}, ("fee_basis", "fee-has-basis")),
    "a reduction is explained": (
        {"is_fee": True, "fee_basis": "《某条例》", "fees": [{"fee_name": "费", "fee_stand": "10元", "is_desc": "1"}]},
        ("fees.0.desc_explain", "reduction-explained")),
    # 2.2 result
    "a result whose name ends in 证 or 照 is a certificate": (
        {"result_type": "20"}, ("result_type", "certificate-by-name")),
    "an electronic licence has its type code": ({"is_e_licence": True, "licence_type_code": None}, ("licence_type_code", "e-licence-has-type")),
    # 2.2 contact
    "a telephone number is one": ({"link_way": "找老王"}, ("link_way", "phone-pattern")),
    "hours are told to the minute": ({"transact_time": "上班时间"}, ("transact_time", "hours-told")),
    "hours match the calendar of the hall": (
        {"transact_time": "工作日 09:00-19:00"}, ("transact_time", "hours-of-hall")),
    # 2.3 materials
    "no catch-all such as 其他材料 may be published": (
        rows("materials", 2, material_name="其他材料"), ("materials.2.material_name", "no-catch-all")),
    "what the licence store has is not demanded again": (
        rows("materials", 1, is_shared="0"), ("materials.1.is_shared", "not-demanded-again")),
    "a material says whether it is needed": (
        rows("materials", 2, is_need=None), ("materials.2.is_need", "material-described")),
    "the same thing is asked for once": (
        rows("materials", 2, material_key="business-licence"), ("materials.2.material_key", "material-once")),
    "blank forms are attached": (
        rows("materials", 0, form_guid="没有.docx"), ("materials.0.form_guid", "file-attached")),
    "conditions of materials ask for questions": (
        rows("materials", 4, scenario_expr='weather = "fine"'), ("materials.4.scenario_expr", "condition-asks-questions")),
    "conditions are in the language": (
        rows("materials", 4, scenario_expr="premises =="), ("materials.4.scenario_expr", "condition-read")),
    # scenarios and links
    "a question has options": ({"scenario_options": whole()["scenario_options"][:1]}, ("scenario_questions.1", "question-has-options")),
    "an option belongs to a question": (
        rows("scenario_options", question_key="nothing"), ("scenario_options.0.question_key", "option-of-question")),
    "a question is asked only after those its condition names": (
        rows("scenario_questions", 0, ask_when='premises = "rented"'), ("scenario_questions.0.ask_when", "condition-asks-questions")),
    "the form exists": ({"form_key": "nothing"}, ("form_key", "link-exists")),
    "the process exists": ({"process_key": "nothing"}, ("process_key", "link-exists")),
    "the letter exists": (
        {"letters": [{"letter_kind": "receipt", "letter_key": "nothing"}]}, ("letters.0.letter_key", "link-exists")),
    "an item does not end before it begins": (
        {"plan_cancel_date": "2026-01-01"}, ("plan_cancel_date", "ends-after-beginning")),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_document_that_breaks_a_sentence_is_told_so(sentence: str) -> None:
    changed, expected = SENTENCES[sentence]
    assert expected in found(whole(**changed))


def test_codes_of_other_items_are_not_used_again() -> None:
    around = Surroundings(taken=frozenset({f"{BODY}4{CATALOG}01"}))
    assert ("task_handle_item", "never-reused") in found(whole(), around)


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_document_lacks_only_what_belongs_to_its_organ(name: str) -> None:
    clean, errors = checked(shipped_document(name))
    assert errors == {}
    own = {
        "use_level",
        "dept_name",
        "dept_code",
        "dept_type",
        "task_code",
        "transact_addr",
        "transact_time",
        "link_way",
        "supervise_way",
    }
    own |= {f"branches.{place}.branch_dept" for place, _ in enumerate(clean.get("branches", []))}
    own |= {"licence_type_code"} if clean.get("is_e_licence") else set()
    assert {defect.path for defect in defects(clean)} == own


def test_punishments_and_main_items_need_no_channel_and_no_materials() -> None:
    short = {name: value for name, value in whole().items() if name not in {"materials", "handle_type", "link_way"}}
    assert (
        found(
            {
                **short,
                "task_type": "02",
                "catalog_code": None,
                "task_code": None,
                "task_handle_item": None,
                "local_task_code": "x",
            }
        )
        == set()
    )  # type: ignore[arg-type]
    assert found(short, Surroundings(kind="main")) == set()
    assert found(short) != set()


def test_parallel_steps_count_their_longest_branch() -> None:
    told = [("受理", "1", ""), ("甲", "2", "受理"), ("乙", "5", "受理"), ("决定", "1", "甲、乙")]
    drawn = [{"step_name": name, "step_limit": limit, "step_after": after} for name, limit, after in told]
    assert longest_path(drawn, predecessors(drawn)) == 7
    drawn[0]["step_after"] = "决定"
    assert longest_path(drawn, predecessors(drawn)) is None
