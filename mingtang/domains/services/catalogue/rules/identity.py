"""2.1 and the groups Identity and Body of 2.2: codes, legal basis, who exercises the power."""

import re

from mingtang.domains.services.catalogue.rules.defects import Defect, Document, Found, Surroundings, rows_of
from mingtang.lib.identifiers import is_credit_code

CATALOG, TASK, HANDLE = (
    re.compile(r"[0-9]{12}\Z"),
    re.compile(r"[0-9A-Z]{18}[1-7][0-9]{12}\Z"),
    re.compile(r"[0-9]{2}\Z"),
)
BODY, LEVEL = slice(0, 18), 18
MANAGED_BY_LEVELS = "7"
ENTRUSTED_POWER, ENTRUSTED_BODY = "4", "3"
CODES = ("catalog_code", "task_code", "task_handle_item", "local_catalog_code", "local_task_code")
OWN_CODES = ("task_code", "task_handle_item", "local_task_code")


def required(document: Document, around: Surroundings) -> Found:
    """What every published item says, whatever its type."""
    for name, sentence in {
        "task_name": "事项名称要填",
        "task_type": "事项类型要填",
        "use_level": "行使层级要填",
        "power_source": "权力来源要填",
        "by_law": "设定依据要填",
        "dept_name": "实施主体要填",
        "dept_code": "实施主体的统一社会信用代码要填",
        "dept_type": "实施主体性质要填",
    }.items():
        if name not in document:
            yield Defect(name, "required", sentence)


def some_code(document: Document, around: Surroundings) -> Found:
    """An item has a code, national or local."""
    if not any(document.get(name) for name in OWN_CODES):
        yield Defect("task_code", "code", "实施编码或地方实施编码至少要有一个")


def catalog_code(document: Document, around: Surroundings) -> Found:
    """Twelve digits that stand in the base catalogue; its second pair is the type of the item."""
    code = document.get("catalog_code", "")
    if not code:
        return
    if not CATALOG.match(code):
        yield Defect("catalog_code", "catalog-code", "基本编码是 12 位数字；其他编码填在地方基本编码里")
        return
    entry = around.catalog.get(code) if around.catalog is not None else None
    if around.catalog is not None and entry is None:
        yield Defect("catalog_code", "catalog-code-listed", f"基本目录里没有 {code}")
    kind = document.get("task_type", "")
    if entry and kind and entry.task_type != kind:
        yield Defect("task_type", "type-agrees", "事项类型与基本目录不一致")
    elif kind and code[2:4] != kind:
        yield Defect("task_type", "type-agrees", f"事项类型与基本编码不一致：编码第 3、4 位是 {code[2:4]}")
    level = document.get("use_level", "")
    if entry and entry.use_levels and level and level not in entry.use_levels + MANAGED_BY_LEVELS:
        yield Defect("use_level", "level-agrees", "行使层级不在基本目录所列的层级内")


def task_code(document: Document, around: Surroundings) -> Found:
    """Body, level and base code in one; level 7 never stands in it."""
    code = document.get("task_code", "")
    if not code:
        return
    if not TASK.match(code):
        yield Defect("task_code", "task-code", "实施编码是 31 位：18 位信用代码、1 位层级、12 位基本编码")
        return
    if not is_credit_code(code[BODY]):
        yield Defect("task_code", "body-code", "实施编码里的统一社会信用代码校验不符")
    elif code[BODY] != document.get("dept_code", code[BODY]):
        yield Defect("task_code", "body-code", "实施编码里的信用代码不是实施主体的")
    if code[LEVEL] == MANAGED_BY_LEVELS:
        yield Defect("task_code", "level-never-7", "实施编码里不写分级管理（7）")
    elif code[LEVEL] != document.get("use_level", code[LEVEL]):
        yield Defect("task_code", "level-agrees", "实施编码里的层级与行使层级不一致")
    embedded = code[LEVEL + 1 :]
    if embedded != document.get("catalog_code", ""):
        yield Defect("task_code", "embedded-code", "实施编码里的基本编码与基本编码不一致")


def handle_code(document: Document, around: Surroundings) -> Found:
    """The task code and two digits."""
    code, task = document.get("task_handle_item", ""), document.get("task_code", "")
    if code and (not task or not code.startswith(task) or not HANDLE.match(code[len(task) :])):
        yield Defect("task_handle_item", "handle-prefix", "业务办理项编码是实施编码加 2 位序号")
    if task and around.kind == "handling" and around.parent_code and task != around.parent_code:
        yield Defect("task_code", "handle-prefix", "实施编码与所属事项不一致")


def codes_are_never_reused(document: Document, around: Surroundings) -> Found:
    """A code belongs to one item for ever, cancelled ones included."""
    own = [name for name in OWN_CODES if document.get(name) in around.taken]
    if document.get("task_handle_item"):
        own = [name for name in own if name != "task_code"]  # handling items share the code of their item
    for name in own:
        yield Defect(name, "never-reused", f"编码 {document[name]} 已属于别的事项，取消的也不再使用")


def legal_basis(document: Document, around: Surroundings) -> Found:
    """The basis names law and article."""
    for place, law in rows_of(document, "by_law"):
        if not law.get("article"):
            name = law.get("law_name", "")
            yield Defect(f"by_law.{place}.article", "basis-names-article", f"设定依据“{name}”要写明条款")


def body(document: Document, around: Surroundings) -> Found:
    """Credit codes pass their check; entrusted power names who entrusts it; co-implementers have their code."""
    code = document.get("dept_code", "")
    if code and not is_credit_code(code):
        yield Defect("dept_code", "body-code", "统一社会信用代码校验不符")
    entrusted = document.get("power_source") == ENTRUSTED_POWER or document.get("dept_type") == ENTRUSTED_BODY
    if entrusted and not document.get("entrust_name"):
        yield Defect("entrust_name", "entrusting-body", "受委托行使的，要填委托部门")
    for place, other in rows_of(document, "other_dept"):
        if not is_credit_code(other.get("dept_code", "")):
            yield Defect(f"other_dept.{place}.dept_code", "co-implementer-code", "联办机构要填正确的统一社会信用代码")


DEMANDS = (required, some_code, catalog_code, task_code, handle_code, codes_are_never_reused, legal_basis, body)
