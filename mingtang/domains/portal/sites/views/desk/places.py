"""The places of one site in the workbench, as tabs above each of them."""

from typing import Any

from django.urls import reverse

from mingtang.domains.portal.sites.models import PortalSite


def places(portal: PortalSite, here: str) -> list[dict[str, Any]]:
    """Register, columns, home page, topics; `here` is the name of the present one."""
    home = reverse("kept_composition", args=[portal.pk, portal.site.root_page_id, "blocks"])
    known = [
        ("kept_site", "登记", reverse("kept_site", args=[portal.pk])),
        ("kept_columns", "栏目", reverse("kept_columns", args=[portal.pk])),
        ("kept_home", "首页", home),
        ("kept_topics", "专题", reverse("kept_topics", args=[portal.pk])),
        ("kept_media", "素材", reverse("kept_media", args=[portal.pk])),
    ]
    return [{"label": label, "url": url, "current": name == here} for name, label, url in known]
