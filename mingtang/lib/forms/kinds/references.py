"""Answers that name something else: an organ, a person, a region, files. Whether it exists, the directory knows."""

import re
from typing import TYPE_CHECKING, Any

from mingtang.lib.forms.bounds import LARGEST_KEY, MOST_FILES
from mingtang.lib.forms.faults import Wrong
from mingtang.lib.forms.kinds.base import Kind, Names

if TYPE_CHECKING:
    from mingtang.lib.forms.form import Field


def _is_key(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LARGEST_KEY


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Reference(Kind):
    """The id of a row."""

    def check(self, field: "Field", value: Any) -> Any:
        value = _whole(value)
        if not _is_key(value):
            raise Wrong(f"没有找到这个{self.label}，请填全称")
        return value

    def contract(self, field: "Field") -> dict[str, Any]:
        return {"type": "integer", "format": self.code, "minimum": 1, "maximum": LARGEST_KEY}

    def typed(self, field: "Field", raw: Any) -> Any:
        text = str(raw or "").strip()
        return int(text) if re.fullmatch("[0-9]{1,18}", text) else text or None

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return names.get((self.code, value), f"{self.label} {value}")


class OrganReference(Reference):
    code, label = "organ", "机构"


class PersonReference(Reference):
    code, label = "person", "人员"


class RegionReference(Reference):
    """The code of a region."""

    code, label = "region", "行政区划"
    _pattern = "[0-9]{2,12}"

    def check(self, field: "Field", value: Any) -> Any:
        if not isinstance(value, str) or not re.fullmatch(self._pattern, value):
            raise Wrong("没有找到这个行政区划，请填全称或代码")
        return value

    def contract(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "format": "region", "pattern": f"^{self._pattern}$"}

    def typed(self, field: "Field", raw: Any) -> Any:
        return str(raw or "").strip() or None


class Files(Kind):
    """Ids of files of the content store; how many, and of which media types."""

    code, label = "files", "材料"
    keywords = frozenset({"items", "minItems", "maxItems", "uniqueItems"})

    def check(self, field: "Field", value: Any) -> list[int]:
        if not isinstance(value, list) or not all(_is_key(_whole(each)) for each in value):
            raise Wrong("请上传文件")
        keys = [int(each) for each in value]
        if len(set(keys)) != len(keys):
            raise Wrong("同一个文件放了两次")
        least, most = field.least or 1, field.most or MOST_FILES
        if not least <= len(keys) <= most:
            raise Wrong(f"至少上传 {least} 个文件" if len(keys) < least else f"最多上传 {most} 个文件")
        return keys

    def contract(self, field: "Field") -> dict[str, Any]:
        item: dict[str, Any] = {"type": "integer", "format": "file", "minimum": 1, "maximum": LARGEST_KEY}
        if field.types:
            item["description"] = f"文件类型：{'、'.join(field.types)}"
        return {
            "type": "array",
            "items": item,
            "minItems": field.least or 1,
            "maxItems": field.most or MOST_FILES,
            "uniqueItems": True,
        }

    def typed(self, field: "Field", raw: Any) -> Any:
        if not isinstance(raw, list):
            return raw or None
        return [int(each) if re.fullmatch("[0-9]{1,18}", str(each)) else each for each in raw] or None

    def shown(self, field: "Field", value: Any) -> Any:
        return [str(each) for each in value] if isinstance(value, list) else []

    def words(self, field: "Field", value: Any, names: Names) -> str:
        return "、".join(names.get((self.code, each), f"文件 {each}") for each in value)
