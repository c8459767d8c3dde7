"""What changed between two documents of a form, in words."""

from dataclasses import dataclass
from typing import Any

from mingtang.lib.forms.form import Field, Form

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class Change:
    """`what` is added, removed or changed; `before` and `after` are words, empty where there is nothing to say."""

    what: str
    place: str
    detail: str = ""
    before: str = ""
    after: str = ""


def differences(old: Form, new: Form) -> list[Change]:
    """Everything that whoever fills in the form would notice."""
    return [*_heads(old, new), *_fields(old, new), *_order(old, new), *_rules(old, new)]


def _heads(old: Form, new: Form) -> list[Change]:
    pairs = (("标题", old.title, new.title), ("说明", old.description, new.description))
    return [Change(CHANGED, "表单", label, before, after) for label, before, after in pairs if before != after]


def _fields(old: Form, new: Form) -> list[Change]:
    changes = [Change(REMOVED, _place(field)) for name, field in old.fields.items() if name not in new.fields]
    for name, field in new.fields.items():
        if name not in old.fields:
            changes.append(Change(ADDED, _place(field), detail=field.kind.label))
            continue
        was, now = describe(old.fields[name]), describe(field)
        labels = [label for label in now if was.get(label) != now[label]] + [label for label in was if label not in now]
        changes += [Change(CHANGED, _place(field), label, was.get(label, ""), now.get(label, "")) for label in labels]
    return changes


def _order(old: Form, new: Form) -> list[Change]:
    both = set(old.fields) & set(new.fields)
    before, after = ([name for name in form.fields if name in both] for form in (old, new))
    sections = ["、".join(section.title for section in form.sections) for form in (old, new)]
    changes = [Change(CHANGED, "分节", "", *sections)] if sections[0] != sections[1] else []
    return [*changes, Change(CHANGED, "字段顺序")] if before != after else changes


def _rules(old: Form, new: Form) -> list[Change]:
    was, now = ({f"{rule.check.text}（{rule.message}）" for rule in form.rules} for form in (old, new))
    gone = [Change(REMOVED, "规则", before=text) for text in sorted(was - now)]
    return [*gone, *(Change(ADDED, "规则", after=text) for text in sorted(now - was))]


def _place(field: Field) -> str:
    return f"{field.title}（{field.name}）"


def describe(field: Field) -> dict[str, str]:
    """What distinguishes a field, by label, in words; only what it says."""
    said: dict[str, Any] = {
        "标题": field.title,
        "种类": field.kind.label,
        "必填": "是" if field.required else field.required_when and f"如 {field.required_when.text}",
        "显示": field.visible and f"如 {field.visible.text}",
        "说明": field.help,
        "单位": field.unit,
        "下限": None if field.least is None else str(field.least),
        "上限": None if field.most is None else str(field.most),
        "小数位": field.decimals and str(field.decimals),
        "选项": "、".join(choice.label for choice in field.choices),
        "栏": "、".join(column.title for column in field.columns),
        "文件类型": "、".join(field.types),
    }
    return {label: str(value) for label, value in said.items() if value}
