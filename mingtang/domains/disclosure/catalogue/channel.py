"""The channel 政府信息公开 on every site: its fixed parts, one of them here."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

PARTS = (
    ("guide", "公开指南", "disclosure_guides", ""),
    ("rules", "公开制度", "disclosure_catalogue", "?node=rules"),
    ("catalogue", "法定主动公开内容", "disclosure_catalogue", ""),
    ("policies", "政策文件库", "disclosure_policies", ""),
    ("reports", "公开年报", "disclosure_reports", ""),
    ("requests", "依申请公开", "ask_for_disclosure", ""),
)


@dataclass(frozen=True)
class Tab:
    """One part."""

    label: str
    url: str
    current: bool
    count: None = None


def tabs(current: str) -> list[Tab]:
    """The parts whose pages are installed."""
    found = [(key, label, _address(name), query) for key, label, name, query in PARTS]
    return [Tab(label, url + query, key == current) for key, label, url, query in found if url]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def frame(current: str, **more: Any) -> dict[str, Any]:
    """The context that every page of the channel has."""
    return {"tabs": tabs(current), **more}
