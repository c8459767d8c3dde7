"""Walking through a foreign JSON document: every look is checked, and what is wrong is noted with its path."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from mingtang.lib.flow.conditions import Condition, ConditionError
from mingtang.lib.forms.faults import Fault


class At:
    """A place in the document: its value, its path, and where faults are noted."""

    def __init__(self, value: Any, path: str, faults: list[Fault]) -> None:
        self.faults, self.path = faults, path
        if not isinstance(value, Mapping):
            faults.append(Fault(path, "这里要是一个对象 {…}"))
        self.value: Mapping[str, Any] = value if isinstance(value, Mapping) else {}

    def fault(self, key: str, message: str) -> None:
        fault = Fault(f"{self.path}.{key}".strip(".") if key else self.path, message)
        if fault not in self.faults:
            self.faults.append(fault)

    def has(self, key: str) -> bool:
        return key in self.value

    def get(self, key: str, default: Any = None) -> Any:
        return self.value.get(key, default)

    def entries(self) -> list[str]:
        return [str(key) for key in self.value]

    def only(self, known: Collection[str]) -> None:
        """Note every key outside `known`."""
        for key in self.entries():
            if key not in known:
                self.fault(key, "不认识的写法，可用：" + "、".join(sorted(known)))

    def inside(self, key: str, default: Any = None) -> "At":
        value = self.value.get(key, default)
        return At(value, f"{self.path}.{key}".strip("."), self.faults)

    def places(self, key: str, most: int) -> list["At"]:
        value = self.value.get(key, [])
        if not isinstance(value, list):
            self.fault(key, "这里要是一个列表 […]")
            return []
        if len(value) > most:
            self.fault(key, f"最多 {most} 项")
        return [At(each, f"{self.path}.{key}[{n}]".strip("."), self.faults) for n, each in enumerate(value[:most])]

    def text(self, key: str, longest: int, *, needed: bool = False) -> str:
        value = self.value.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            self.fault(key, "要写文字")
            return ""
        if len(value) > longest:
            self.fault(key, f"最多 {longest} 个字")
        return value[:longest].strip()

    def whole(self, key: str, least: int, most: int) -> int | None:
        """A whole number within bounds, or None when the key is absent."""
        if key not in self.value:
            return None
        value = self.value[key]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fault(key, f"要写 {least} 到 {most} 之间的整数")
            return None
        return int(value)

    def names(self, key: str, known: Iterable[str]) -> list[str]:
        """A list of names of fields, each of which exists and stands once."""
        value = self.value.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fault(key, "这里要是字段名的列表")
            return []
        known = set(known)
        for name in dict.fromkeys(value):
            if name not in known:
                self.fault(key, f"没有“{name[:40]}”这个字段")
            elif value.count(name) > 1:
                self.fault(key, f"“{name}”写了两次")
        return [name for name in dict.fromkeys(value) if name in known]

    def condition(self, key: str) -> Condition | None:
        """A condition, or None when the key is absent or its text is not in the language."""
        if key not in self.value:
            return None
        value = self.value[key]
        if not isinstance(value, str) or not value.strip():
            self.fault(key, "条件要写成文字")
            return None
        try:
            return Condition(value)
        except ConditionError as error:
            self.fault(key, f"条件看不懂：{error}")
            return None
