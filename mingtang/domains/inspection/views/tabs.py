"""The places of inspection, side by side on each of its pages."""

from typing import Any

from django.urls import reverse

PLACES = (
    ("问题", "inspection_findings"), ("预警", "inspection_warnings"), ("网站", "inspected_sites"), ("考核", "inspection_rounds"),
    ("年度报表", "site_statements"),
)  # fmt: skip


def tabs(here: str) -> list[dict[str, Any]]:
    """Links to all places, `here` the name of the present one."""
    return [{"label": label, "url": reverse(name), "current": name == here} for label, name in PLACES]
