"""What templates of sites need beside the design system."""

from django import template

from mingtang.domains.portal.sites.views.standing import leaving_address

register = template.Library()


@register.filter
def outward(url: str) -> str:
    """The address for a link: one that leads out of the cluster goes by the page that says so."""
    return leaving_address(url)
