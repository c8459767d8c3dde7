"""What the gallery shows: components with the examples of their `examples.yaml`, colours, layouts.

Besides plain values the examples use tags for things YAML cannot say: `!html` for safe markup, `!date`, `!field name`
and `!form` for the sample form (`!field-wrong`, `!form-wrong` after a failed check), `!page` for a page of a list.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from django.urls import reverse
from django.utils.safestring import mark_safe

from mingtang.ui import gallery_samples as samples

HERE = Path(__file__).parent
COMPONENTS = HERE / "components"
COMMENT = re.compile(r"{% comment %}(.*?){% endcomment %}", re.DOTALL)
TOKEN = re.compile(r"^ {4}--((?:ink|dai|zhu|amber|green)-\d+|paper|white): #", re.MULTILINE)

LAYOUTS = {
    "public": "公众页面",
    "workbench": "工作台",
    "sign-in": "登录",
    "form": "表单（提交后有错误）",
    "print": "打印",
    "error-404": "没有找到",
    "error-500": "系统出错",
}

_numbers = count(1)  # every sample form gets ids of its own, wherever it is shown


class ExampleLoader(yaml.SafeLoader):
    """Safe YAML with the tags above."""


@dataclass(frozen=True)
class Lazy:
    """A value made anew each time an example is shown."""

    maker: str
    argument: str = ""

    def make(self) -> Any:
        return getattr(samples, self.maker)(self.argument, next(_numbers))


def _words(loader: Any, node: Any) -> str:
    return str(loader.construct_scalar(node))


def _lazy(maker: str) -> Callable[[Any, Any], Lazy]:
    return lambda loader, node: Lazy(maker, _words(loader, node))


LAZY = {
    "!field": "field",
    "!field-wrong": "wrong_field",
    "!form": "form",
    "!form-wrong": "wrong_form",
    "!page": "page",
    "!filters": "filters",
    "!actor": "actor",
    "!questions": "questions",
    "!rows": "rows",
}
ExampleLoader.add_constructor("!html", lambda loader, node: mark_safe(_words(loader, node)))  # noqa: S308
ExampleLoader.add_constructor("!date", lambda loader, node: date.fromisoformat(_words(loader, node)))
for _tag, _maker in LAZY.items():
    ExampleLoader.add_constructor(_tag, _lazy(_maker))


@dataclass(frozen=True)
class Example:
    """One case of a component: variables (`with`), or bare markup (`html`) for components without a template."""

    component: str
    name: str
    given: dict[str, Any] = field(default_factory=dict)
    html: str = ""

    def values(self) -> dict[str, Any]:
        """The variables, lazy ones made now."""
        return {key: value.make() if isinstance(value, Lazy) else value for key, value in self.given.items()}

    @property
    def source(self) -> str:
        """How a template would call it."""
        if self.html:
            return self.html
        plain = (
            f'{key}="{value}"' if isinstance(value, str) else f"{key}={_short(value)}"
            for key, value in self.given.items()
        )
        return f'{{% component "{self.component}" {" ".join(plain)} %}}'


@dataclass(frozen=True)
class Component:
    """A folder of components/ as the gallery shows it. `framed` ones only make sense in a layout."""

    name: str
    title: str
    framed: bool
    examples: list[Example]

    @property
    def variables(self) -> str:
        """The comment at the head of the template."""
        template = COMPONENTS / self.name / f"{self.name}.html"
        found = COMMENT.search(template.read_text()) if template.exists() else None
        return " ".join(found[1].split()) if found else ""

    @property
    def page(self) -> str:
        return reverse("ui:gallery_component", args=[self.name])

    @property
    def label(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"#{self.name}"


@lru_cache(maxsize=1)
def components() -> dict[str, Component]:
    """All components by name, in alphabetical order."""
    return {
        folder.name: _read(folder) for folder in sorted(COMPONENTS.iterdir()) if (folder / "examples.yaml").exists()
    }


def component(name: str) -> Component | None:
    """The component called `name`, or None."""
    return components().get(name)


def inline_components() -> list[Component]:
    """Components that can be shown inside a page."""
    return [each for each in components().values() if not each.framed]


def framed_components() -> list[Component]:
    """Components that take the whole page."""
    return [each for each in components().values() if each.framed]


def palette() -> dict[str, list[str]]:
    """Names of the colours of the first tier."""
    return {"colours": TOKEN.findall((HERE / "styles" / "tokens.css").read_text())}


def sample_context(layout: str) -> dict[str, Any]:
    """What the sample of `layout` needs."""
    if layout == "form":
        return {"form": samples.wrong_form("", 0)}
    if layout == "workbench":
        return {"actor": samples.actor("", 0), "unread": 4, "page": samples.page("", 0), "groups": samples.groups()}
    if layout.startswith("error-"):
        return {"status": int(layout.removeprefix("error-")), "reference": "7f3a91c2"}
    return {}


def _read(folder: Path) -> Component:
    content = yaml.load((folder / "examples.yaml").read_text(), Loader=ExampleLoader)  # noqa: S506 - derived from SafeLoader
    examples = [
        Example(folder.name, each["name"], each.get("with", {}), each.get("html", "")) for each in content["examples"]
    ]
    return Component(folder.name, content["title"], content.get("framed", False), examples)


def _short(value: Any) -> str:
    return str(value) if isinstance(value, bool | int) else "…"
