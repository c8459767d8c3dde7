"""Guide pages: every element that an item says, and nothing that it does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.domains.services.catalogue import addresses
from mingtang.domains.services.catalogue.addresses import guide_address, register_filing
from mingtang.domains.services.catalogue.guide import guide_of
from mingtang.domains.services.catalogue.questions import materials_asked, walk
from mingtang.domains.services.catalogue.tests.offers import RICH, offer
from tests.world import World

SAID = (
    "行政许可", "承诺件", "前审后批", "全程网办", "跨县通办", "县级", "法定机关", "自然人、企业法人", "000131010000",
    "7<small>个工作日</small>", "0<small>次</small>", "不收费", "有相适应的场所；", "一年内因提供虚假材料被不予许可的。",
    "申请书", "免提交", "容缺后补", "可在决定前补交", "窗口受理员", "不少于二人", "经批准可以延长五个工作日",
    "检验检测", "中华人民共和国食品安全法》第三十五条", "国家对食品生产经营实行许可制度。", "食品经营许可证", "5 年",
    "石桥县政务服务中心二楼综合窗口", "工作日 9:00-17:30", "12345", "石桥县人民政府", "石桥县人民法院",
    "住宅楼一楼能开餐馆吗？", "没有专用烟道的不能。", "共 4 项，其中 1 项免提交", "版本 1",
)  # fmt: skip


def page(world: World, address: str) -> str:
    answer = world.client("visitor").get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_guide_shows_every_element_that_the_item_says(world: World) -> None:
    shown = page(world, guide_address(offer(world.organ("county-government"), "食品经营许可", **RICH)))
    assert [words for words in SAID if words not in shown] == []


def test_a_sparse_item_shows_only_what_it_has(world: World) -> None:
    item = offer(world.organ("county-government"), "户口注销", task_type="07", local_task_code="511A-1")
    shown = page(world, guide_address(item))
    assert "511A-1" in shown
    for heading in ("申请材料", "办理流程", "时限", "收费", "设定依据", "常见问题", "在线办理"):
        assert heading not in shown


def test_the_button_to_apply_is_there_only_when_something_takes_applications(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "_address_of", [])
    item = offer(world.organ("county-government"), "食品经营许可", **RICH)
    assert "在线办理" not in page(world, guide_address(item))
    register_filing(lambda item: f"/apply/{item.code}/")
    assert f'href="/apply/{item.code}/"' in page(world, guide_address(item))
    suspended = offer(world.organ("county-government"), "停办的事项", state="suspended", **RICH)
    shown = page(world, guide_address(suspended))
    assert "暂停办理" in shown
    assert "/apply/" not in shown


def test_a_cancelled_item_says_so_and_a_draft_is_not_there(world: World) -> None:
    cancelled = offer(world.organ("county-government"), "取消的事项", state="cancelled")
    answer = world.client("visitor").get(guide_address(cancelled))
    assert answer.status_code == 410
    assert "这个事项已经取消" in answer.content.decode()
    assert world.client("visitor").get("/services/items/NOBODY/").status_code == 404


def test_a_guide_costs_few_statements(world: World) -> None:
    item = offer(world.organ("county-government"), "食品经营许可", **RICH)
    with CaptureQueriesContext(connection) as captured:
        page(world, guide_address(item))
    assert len(captured) <= 3  # the item with its version, the process if it has one


def test_text_of_documents_is_escaped(world: World) -> None:
    item = offer(world.organ("county-government"), "甲<b>", accept_condition="<script>alert(1)</script>")
    shown = page(world, guide_address(item))
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;" in shown


def test_an_empty_document_makes_an_empty_guide() -> None:
    guide = guide_of({})
    assert not any([guide.tags, guide.figures, guide.base, guide.materials, guide.times, guide.fee, guide.rights])


def scenario(world: World, address: str, query: str = "") -> str:
    return page(world, f"{address}scenario/?{query}")


def test_questions_are_asked_one_by_one_and_select_the_materials(world: World) -> None:
    address = guide_address(offer(world.organ("county-government"), "食品经营许可", **RICH))
    assert "卖什么？" in scenario(world, address)
    assert "请选一个答案" in scenario(world, address, "asked=kind")
    assert "场地是租的吗？" in scenario(world, address, "kind=meals")
    own, rented = (scenario(world, address, f"kind=meals&place={place}") for place in ("own", "rented"))
    assert "场地租赁合同" not in own
    assert "场地租赁合同" in rented
    assert "共 3 项，其中 1 项免提交" in own


def test_an_answer_may_lead_to_another_matter(world: World) -> None:
    address = guide_address(offer(world.organ("county-government"), "食品经营许可", **RICH))
    shown = scenario(world, address, "kind=packed&place=own")
    assert "只卖预包装食品的，改办备案即可。" in shown
    assert "场地是租的吗？" not in shown


def test_answers_nobody_offered_are_asked_again_and_items_without_questions_have_no_guide(world: World) -> None:
    address = guide_address(offer(world.organ("county-government"), "食品经营许可", **RICH))
    assert "卖什么？" in scenario(world, address, "kind=<b>&place=own")
    plain = guide_address(offer(world.organ("county-government"), "户口注销"))
    assert world.client("visitor").get(f"{plain}scenario/").status_code == 404


def test_a_question_is_asked_only_when_its_condition_holds() -> None:
    document = RICH | {
        "scenario_questions": [
            RICH["scenario_questions"][0],
            RICH["scenario_questions"][1] | {"ask_when": 'kind = "never"'},
        ]
    }
    assert walk(document, {"kind": "meals"}).is_done
    assert [each["material_name"] for each in materials_asked(document, {"kind": "meals"})][-1] == "食品安全制度目录"
