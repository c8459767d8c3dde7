"""What must hold of the branches of a joint matter before it is published (services.md 8)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mingtang.domains.services.branches import Branch, Known, chain_of, longest_path, planned
from mingtang.domains.services.catalogue.rules.defects import Surroundings
from mingtang.domains.services.catalogue.rules.joint import DEMANDS, active_branches, unseen_fields
from mingtang.domains.services.catalogue.rules.materials import materials_for

ORGAN = "11990100009902406" + "9"


def document(**more: Any) -> dict[str, Any]:
    rows = [
        {"branch_key": "drawing", "branch_title": "审图", "branch_day": 7, "branch_dept": ORGAN},
        {"branch_key": "fire", "branch_title": "消防", "branch_day": 5, "branch_after": "drawing", "branch_dept": ORGAN,
         "branch_when": 'special = "yes"'},
        {"branch_key": "permit", "branch_title": "许可", "branch_day": 3, "branch_after": "drawing、fire",
         "branch_dept": ORGAN},
    ]  # fmt: skip
    questions = [{"question_key": "special", "question_text": "特殊工程"}]
    options = [{"question_key": "special", "option_value": each, "option_label": each} for each in ("yes", "no")]
    return {"branches": rows, "promise_day": 15, "promise_type": "working_days", "scenario_questions": questions,
            "scenario_options": options, **more}  # fmt: skip


def sentences(of: dict[str, Any]) -> list[str]:
    return [defect.sentence for demand in DEMANDS for defect in demand(of, Surroundings())]


def changed(place: int, **cells: Any) -> dict[str, Any]:
    found = document()
    found["branches"][place] |= cells
    return found


def test_a_joint_matter_as_it_should_be_has_no_defect() -> None:
    assert sentences(document()) == []
    assert sentences({"task_name": "单部门事项"}) == []


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (document(promise_day=14), "承诺时限短于最长的一路：审图—消防—许可共 15 个工作日"),
        (document(promise_type="natural_days"), "联办事项的承诺时限以工作日计"),
        (changed(1, branch_timeout="deemed_agree", branch_basis="办法"), "“消防”不是征求意见，不能默认同意"),
        (changed(1, branch_kind="opinion", branch_timeout="deemed_agree"), "“消防”默认同意要写明本地规定的依据"),
        (changed(1, branch_after="none"), "“消防”的前置分支“none”不存在"),
        (changed(0, branch_after="permit"), "“审图”直接或间接地等待它自己"),
        (changed(0, branch_dept=""), "“审图”要写办理机构"),
        (changed(0, branch_dept="1"), "“审图”办理机构的信用代码校验不符"),
        (changed(1, branch_statutory=4), "“消防”的承诺长于法定时限"),
        (changed(1, branch_when='other = "yes"'), "没有“other”这个问题"),
        (document(branch_fields=[{"field_name": "a", "field_branches": "none"}]), "没有“none”这个分支"),
        (document(fees=[{"fee_name": "检测费", "fee_branches": "none"}]), "没有“none”这个分支"),
    ],
)
def test_each_defect_is_told_in_a_sentence(broken: dict[str, Any], sentence: str) -> None:
    assert sentence in sentences(broken)


def test_answers_choose_branches_materials_and_what_each_branch_sees() -> None:
    rows = [
        {"material_name": "合同", "material_key": "contract", "is_need": "2", "material_branches": "permit"},
        {"material_name": "合同", "material_key": "contract", "is_need": "1", "material_branches": "drawing"},
        {"material_name": "消防文件", "material_key": "fire", "material_branches": "fire"},
    ]
    fields = [{"field_name": "price", "field_branches": "permit"}]
    found = document(materials=rows, branch_fields=fields)
    assert [each.key for each in active_branches(found, {"special": "no"})] == ["drawing", "permit"]
    (contract,) = materials_for(found, {"special": "no"})
    assert (contract["is_need"], contract["material_branches"]) == ("1", "permit、drawing")
    assert unseen_fields(found, frozenset({"fire"})) == {"price"}
    assert (
        unseen_fields(found, frozenset({"permit"}))
        == unseen_fields(found, frozenset({"fire", "permit"}))
        == frozenset()
    )


@given(some.lists(some.integers(0, 9), min_size=1, max_size=6), some.data())
def test_a_plan_ends_with_its_critical_chain_and_nothing_begins_before_what_it_waits_for(
    days: list[int], data: Any
) -> None:
    keys = "abcdef"[: len(days)]
    branches = [
        Branch(key, key, after=tuple(data.draw(some.sets(some.sampled_from(keys[:place])))) if place else (), days=each)
        for place, (key, each) in enumerate(zip(keys, days, strict=True))
    ]
    today = data.draw(some.integers(0, 9))
    plan = planned(branches, None, {"a": Known(0)}, today)
    for branch in branches[1:]:
        assert all(plan[branch.key].start >= plan[before].finish for before in branch.after)
    chain = chain_of(plan)
    assert plan[chain[-1]].finish == max(span.finish for span in plan.values()) >= today
    assert longest_path(branches)[0] <= max(span.finish for span in plan.values())
