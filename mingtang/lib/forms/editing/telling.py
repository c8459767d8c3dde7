"""What is wrong with a document after a step, in the words of the designer rather than as paths."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from mingtang.lib.forms.faults import Fault

_WISH = re.compile(r"ui\.fields\.(?P<name>\w+)\.(?P<key>\w+)")
_PROPERTY = re.compile(r"properties\.(?P<name>\w+)")
_SECTION = re.compile(r"ui\.sections\[(?P<number>\d+)\]\.(?P<key>\w+)")
_RULE = re.compile(r"ui\.rules\[(?P<number>\d+)\]")
_KEYS = {"visible": "显示条件", "required": "必填条件"}


def told(document: Mapping[str, Any], faults: Iterable[Fault]) -> str:
    """All faults in one sentence each."""
    return "；".join(dict.fromkeys(_told(document, fault) for fault in faults))


def _told(document: Mapping[str, Any], fault: Fault) -> str:
    message = _titled(document, fault.message)
    if found := _WISH.match(fault.path):
        return f"“{_title(document, found['name'])}”的{_KEYS.get(found['key'], '设置')}：{message}"
    if found := _PROPERTY.match(fault.path):
        return f"“{_title(document, found['name'])}”：{message}"
    if found := _SECTION.match(fault.path):
        return f"第 {int(found['number']) + 1} 节的{_KEYS.get(found['key'], '设置')}：{message}"
    if found := _RULE.match(fault.path):
        return f"第 {int(found['number']) + 1} 条规则：{message}"
    return message


def _titled(document: Mapping[str, Any], message: str) -> str:
    """Names between quotes as titles."""
    return re.sub(r"“(\w+)”", lambda found: f"“{_title(document, found[1])}”", message)


def _title(document: Mapping[str, Any], name: str) -> str:
    schema = document.get("properties", {}).get(name, {})
    return str(schema.get("title") or name)
