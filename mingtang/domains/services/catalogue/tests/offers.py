"""Items on offer for tests of what the public sees, written as publication would leave them."""

from itertools import count
from typing import Any

from django.utils import timezone

from mingtang.domains.services.catalogue.models import ItemTheme, ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.themes import ELEMENTS
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.search.api import refresh

_numbers = count(1)
_AUDIENCES = dict(zip(ELEMENTS, ItemTheme.Audience.values, strict=True))

RICH: dict[str, Any] = {
    "task_type": "01",
    "project_type": "2",
    "examine_type": "2",
    "use_level": "4",
    "catalog_code": "000131010000",
    "by_law": [
        {
            "law_name": "中华人民共和国食品安全法",
            "article": "第三十五条",
            "article_text": "国家对食品生产经营实行许可制度。",
        }
    ],
    "dept_name": "石桥县市场监督管理局",
    "dept_type": "1",
    "anticipate_day": 10,
    "anticipate_type": "working_days",
    "anticipate_explain": "经批准可以延长五个工作日",
    "promise_day": 7,
    "promise_type": "working_days",
    "promise_explain": "检验检测所需时间不计入",
    "server_type": ["1", "2"],
    "accept_condition": "有合法主体资格；\n有相适应的场所；\n有食品安全管理人员。",
    "forbid_explain": "一年内因提供虚假材料被不予许可的。",
    "handle_type": ["1", "2"],
    "is_online": True,
    "limit_scene_num": 0,
    "handle_area": "counties",
    "is_express": True,
    "steps": [
        {"step_name": "受理", "step_post": "窗口受理员", "step_limit": "0.50"},
        {"step_name": "现场核查", "step_post": "核查人员", "step_limit": "3.00", "step_standard": "不少于二人"},
    ],
    "special_procedure": [{"special_name": "检验检测", "special_type": "2", "special_basis": "食品安全法"}],
    "materials": [
        {"material_name": "申请书", "is_need": "1", "material_format": "2", "page_num": 1, "source_type": "1"},
        {"material_name": "营业执照", "is_need": "1", "is_shared": "1", "source_type": "2"},
        {"material_name": "食品安全制度目录", "is_need": "3", "fill_explain": "可在决定前补交"},
        {"material_name": "场地租赁合同", "is_need": "1", "scenario_expr": 'place = "rented"'},
    ],
    "scenario_questions": [
        {"question_key": "kind", "question_text": "卖什么？"},
        {"question_key": "place", "question_text": "场地是租的吗？"},
    ],
    "scenario_options": [
        {"question_key": "kind", "option_value": "meals", "option_label": "做餐饮"},
        {
            "question_key": "kind",
            "option_value": "packed",
            "option_label": "只卖预包装食品",
            "exit_words": "只卖预包装食品的，改办备案即可。",
        },
        {"question_key": "place", "option_value": "rented", "option_label": "租的"},
        {"question_key": "place", "option_value": "own", "option_label": "自己的"},
    ],
    "is_fee": False,
    "result_type": "10",
    "result_name": "食品经营许可证",
    "result_validity": "5 年",
    "is_e_licence": True,
    "transact_addr": "石桥县政务服务中心二楼综合窗口",
    "transact_time": "工作日 9:00-17:30",
    "link_way": "12345",
    "review_dept": "石桥县人民政府",
    "review_phone": "(0000) 8600 1200",
    "litigation_court": "石桥县人民法院",
    "faqs": [{"question": "住宅楼一楼能开餐馆吗？", "answer": "没有专用烟道的不能。"}],
    "corp_topic_type": ["permission"],
    "user_topic_type": ["employment"],
    "life_events": ["open_shop"],
}


def offer(
    organ: Organ, name: str, state: str = "published", popularity: int = 0, code: str = "", **document: Any
) -> ServiceItem:
    """A published item that says `document`, and can be found."""
    document = {"task_name": name, **document}
    code = code or f"LOCAL-{next(_numbers):04}"
    item = ServiceItem.objects.create(
        organ=organ,
        code=code,
        local_task_code=code,
        name=name,
        task_type=document.get("task_type", ""),
        project_type=document.get("project_type", ""),
        for_person="user_topic_type" in document,
        for_enterprise="corp_topic_type" in document,
        is_online=document.get("is_online", False),
        visits=document.get("limit_scene_num"),
        promise_amount=document.get("promise_day"),
        promise_unit=document.get("promise_type", ""),
        popularity=popularity,
    )
    version = ItemVersion.objects.create(
        item=item,
        number=1,
        document=document,
        digest=ItemVersion.digest_of(document),
        state="published",
        saved_at=timezone.now(),
        published_at=timezone.now(),
    )
    ServiceItem.objects.filter(pk=item.pk).update(in_force=version, state=state)
    ItemTheme.objects.bulk_create(
        ItemTheme(item=item, audience=_AUDIENCES[element], theme=theme)
        for element in ELEMENTS
        for theme in document.get(element, [])
    )
    refresh("service_item", [item.pk])
    return ServiceItem.objects.get(pk=item.pk)
