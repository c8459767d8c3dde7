"""Fee, result, contact of 2.2, materials of 2.3, scenarios, and what runs the item."""

import re
from datetime import time
from typing import Any

from mingtang.domains.services.catalogue.questions import questions_of
from mingtang.domains.services.catalogue.rules.defects import Defect, Document, Found, Surroundings, rows_of
from mingtang.domains.services.catalogue.rules.vocabulary import PERMIT
from mingtang.lib.flow.conditions import Condition, ConditionError

YES = "1"
CERTIFICATE = "10"
GOVERNMENT = "2"
CATCH_ALL = re.compile(
    r"^(其他|其它|相关|有关|所需的?其他)+(申请|必要)?(的)?(材料|资料|文件|证件)|其[他它].{0,8}(材料|资料|文件)$"
)
LAW_OR_REGULATION = re.compile(r"法(?=[》〉）(（第]|$)|条例|行政法规")
PHONE = re.compile(
    r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}[-－ ]?\d{7,8}|[48]00[-－]?\d{3}[-－]?\d{4}|\d{7,8}|12\d{3}|96\d{3,4}|1[12]\d)(?!\d)"
)
CLOCK = re.compile(r"(?<!\d)([0-2]?\d)[:：]([0-5]\d)")


def required(document: Document, around: Surroundings) -> Found:
    """What whoever applies has to be told."""
    wanted = {
        "is_fee": "是否收费要填",
        "result_type": "结果类型要填",
        "result_name": "结果名称要填",
        "transact_addr": "办理地点要填",
        "transact_time": "办理时间要填",
        "link_way": "咨询方式要填",
        "supervise_way": "监督投诉方式要填",
        "materials": "申请材料要填",
    }
    for name, sentence in wanted.items():
        if name not in document:
            yield Defect(name, "required", sentence)


def fees(document: Document, around: Surroundings) -> Found:
    """A fee has its basis and its items; permits are free unless a law or an administrative regulation says otherwise."""
    if document.get("is_fee"):
        basis = document.get("fee_basis", "")
        if not basis:
            yield Defect("fee_basis", "fee-has-basis", "收费的要写收费依据")
        elif document.get("task_type") == PERMIT and not LAW_OR_REGULATION.search(basis):
            yield Defect(
                "fee_basis", "permits-are-free", "行政许可不收费，法律、行政法规另有规定的除外；依据里要写明它"
            )
        if not document.get("fees"):
            yield Defect("fees", "fee-has-items", "收费的要列收费项目")
    elif document.get("fees"):
        yield Defect("is_fee", "fee-has-items", "列了收费项目，是否收费却不是“是”")
    for place, row in rows_of(document, "fees"):
        if not row.get("fee_stand"):
            yield Defect(f"fees.{place}.fee_stand", "fee-has-standard", "收费项目要写标准")
        if row.get("is_desc") == YES and not row.get("desc_explain"):
            yield Defect(f"fees.{place}.desc_explain", "reduction-explained", "可以减免的，要写减免说明")


def result(document: Document, around: Surroundings) -> Found:
    """A name that ends in 证 or 照 is a certificate; an electronic one has its type code."""
    name = document.get("result_name", "")
    if name.endswith(("证", "照")) and document.get("result_type", CERTIFICATE) != CERTIFICATE:
        yield Defect("result_type", "certificate-by-name", "结果名称以证、照结尾的，结果类型是证照")
    if document.get("is_e_licence") and not document.get("licence_type_code"):
        yield Defect("licence_type_code", "e-licence-has-type", "有电子证照的，要填证照类型代码")


def contact(document: Document, around: Surroundings) -> Found:
    """Telephone numbers are such; the hours lie within those of the hall."""
    for name in ("link_way", "supervise_way", "review_phone"):
        if document.get(name) and not PHONE.search(document[name]):
            yield Defect(name, "phone-pattern", "要有电话号码，座机写作 0999-8600000")
    told = document.get("transact_time", "")
    if told and not CLOCK.search(told):
        yield Defect("transact_time", "hours-told", "办理时间要写到钟点，如 工作日 09:30-13:30")
    elif told and around.hours and document.get("is_entry_center"):
        outside = [each for each in _clocks(told) if not _open(each, around)]
        if outside:
            yield Defect("transact_time", "hours-of-hall", f"{outside[0]:%H:%M} 不在大厅的办公时间内")


def _clocks(told: str) -> list[time]:
    return [time(int(hour), int(minute)) for hour, minute in CLOCK.findall(told) if int(hour) < 24]


def _open(moment: time, around: Surroundings) -> bool:
    return any(start <= moment <= end for start, end in around.hours)


def materials(document: Document, around: Surroundings) -> Found:
    """No catch-all, nothing that the store has already, each thing once, with everything that whoever brings it must know."""
    keys: dict[str, int] = {}
    for place, row in rows_of(document, "materials"):
        at, name = f"materials.{place}.", str(row.get("material_name", ""))
        if CATCH_ALL.search(name):
            yield Defect(f"{at}material_name", "no-catch-all", f"不得设“{name}”这样的兜底材料")
        if row.get("licence_type_code") in around.stored_licences and row.get("is_shared") != YES:
            yield Defect(f"{at}is_shared", "not-demanded-again", f"“{name}”证照库里有，要标为免提交")
        yield from _told(at, name, row)
        key = row.get("material_key", "")
        if key and key in keys:
            yield Defect(f"{at}material_key", "material-once", f"与第 {keys[key] + 1} 项是同一种材料")
        keys.setdefault(key, place)


def _told(at: str, name: str, row: Any) -> Found:
    wanted = {
        "material_type": "材料类型",
        "material_format": "材料形式",
        "is_need": "材料必要性",
        "source_type": "来源渠道",
    }
    for field, title in wanted.items():
        if field not in row:
            yield Defect(f"{at}{field}", "material-described", f"“{name}”的{title}要填")
    if row.get("is_shared") == YES and not row.get("licence_type_code") and row.get("source_type") != GOVERNMENT:
        yield Defect(f"{at}is_shared", "shared-has-source", f"“{name}”免提交的，要是政府部门核发的，或有证照类型代码")
    if "page_num" in row and row["page_num"] == 0 and row.get("material_format") == "1":
        yield Defect(f"{at}page_num", "paper-has-copies", f"“{name}”是纸质的，份数不能是 0")


def files(document: Document, around: Surroundings) -> Found:
    """Blank forms and samples are among the attached files."""
    if around.files is None:
        return
    for place, row in rows_of(document, "materials"):
        for name in ("form_guid", "example_guid"):
            if row.get(name) and row[name] not in around.files:
                yield Defect(f"materials.{place}.{name}", "file-attached", f"没有上传“{row[name]}”这个文件")


def scenarios(document: Document, around: Surroundings) -> Found:
    """Questions have options; conditions ask only for questions, those of a question only for earlier ones."""
    asked = questions_of(document)
    keys = [question.key for question, _ in asked]
    for place, (question, condition) in enumerate(asked):
        if keys.index(question.key) != place:
            yield Defect(f"scenario_questions.{place}.question_key", "question-once", f"代号“{question.key}”用了两次")
        if len(question.options) < 2:
            yield Defect(f"scenario_questions.{place}", "question-has-options", f"“{question.text}”至少要有两个选项")
        yield from _condition(f"scenario_questions.{place}.ask_when", condition, keys[:place])
    for place, row in rows_of(document, "scenario_options"):
        if row.get("question_key") not in keys:
            yield Defect(f"scenario_options.{place}.question_key", "option-of-question", "选项所属的问题没有找到")
    for place, row in rows_of(document, "materials"):
        yield from _condition(f"materials.{place}.scenario_expr", row.get("scenario_expr", ""), keys)


def _condition(path: str, text: str, keys: list[str]) -> Found:
    if not text:
        return
    try:
        strange = sorted(Condition(text).names - set(keys))
    except ConditionError as fault:
        yield Defect(path, "condition-read", f"条件看不懂：{fault}")
        return
    if strange:
        yield Defect(path, "condition-asks-questions", f"条件里的“{'、'.join(strange)}”不是前面的情形问题")


def links(document: Document, around: Surroundings) -> Found:
    """Form, process and letters exist; each kind of letter once."""
    for name, known, title in (("form_key", around.forms, "表单"), ("process_key", around.processes, "流程")):
        if known is not None and document.get(name) and document[name] not in known:
            yield Defect(name, "link-exists", f"没有{title}“{document[name]}”，要先建立")
    for sentence in around.course:
        yield Defect("process_key", "course-holds-the-law", sentence)
    kinds: set[str] = set()
    for place, row in rows_of(document, "letters"):
        if around.letters is not None and row.get("letter_key") not in around.letters:
            yield Defect(f"letters.{place}.letter_key", "link-exists", f"没有已发布的文书“{row.get('letter_key')}”")
        if row.get("letter_kind") in kinds:
            yield Defect(f"letters.{place}.letter_kind", "letter-once", "同一用途的文书写了两次")
        kinds.add(row.get("letter_kind", ""))


def dates(document: Document, around: Surroundings) -> Found:
    """An item does not end before it begins."""
    start, end = document.get("plan_effective_date", ""), document.get("plan_cancel_date", "")
    if end and end <= max(start, str(around.today)):
        yield Defect("plan_cancel_date", "ends-after-beginning", "计划取消日期要晚于今天和计划生效日期")


DEMANDS = (required, fees, result, contact, materials, files, scenarios, links, dates)
