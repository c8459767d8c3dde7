"""What templates of sites need beside the design system."""

import re

from django import template

from mingtang.domains.portal.sites.views.standing import leaving_address

register = template.Library()
OWN_FILE = re.compile(r"/sites/[a-z0-9-]+/(files|media)/\d+/")


@register.filter
def outward(url: str) -> str:
    """The address for a link: one that leads out of the cluster goes by the page that says so."""
    return leaving_address(url)


@register.filter
def scaled(url: str, width: int) -> str:
    """The address of a picture of ours in that width, one of `views.files.WIDTHS`; that of any other picture as it is."""
    return f"{url}?width={width}" if OWN_FILE.fullmatch(url or "") else url
