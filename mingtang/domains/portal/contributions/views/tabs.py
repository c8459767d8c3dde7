"""The places of contributions, as tabs above each of its lists."""

from typing import Any

from django.urls import reverse

from mingtang.domains.portal.contributions.permissions import EDIT_CONTRIBUTIONS


def tabs(request: Any, here: str) -> list[dict[str, Any]]:
    """Those open to the reader; `here` is the name of the present one."""
    edits = request.actor.may(EDIT_CONTRIBUTIONS)
    places = [
        ("contributions", "本单位报送", True),
        ("contribution_inbox", "收件箱", edits),
        ("contribution_ranking", "排名", True),
        ("contribution_bulletins", "通报", True),
        ("reporting_units", "单位和信息员", True),
    ]
    return [
        {"label": label, "url": reverse(name), "current": name == here} for name, label, open_to in places if open_to
    ]
