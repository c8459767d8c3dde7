"""The places of one site in the workbench, as tabs above each of them."""

from typing import Any

from django.urls import reverse

from mingtang.domains.portal.sites.models import PortalSite


def places(portal: PortalSite, here: str) -> list[dict[str, Any]]:
    """Register, columns, home page, topics; `here` is the name of the present one."""
    known = [("kept_site", "登记"), ("kept_columns", "栏目")]
    return [{"label": label, "url": reverse(name, args=[portal.pk]), "current": name == here} for name, label in known]
