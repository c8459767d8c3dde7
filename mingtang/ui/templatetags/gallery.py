"""Tags of the gallery only."""

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from mingtang.ui.gallery import Example
from mingtang.ui.templatetags.ui import render_component

register = template.Library()

PLAIN_SPRITE = "/static/ui/icons.svg"  # as the examples write it


@register.simple_tag(takes_context=True)
def show_example(context: Context, example: Example) -> SafeString:
    """The example as pages would get it."""
    if example.html:
        return mark_safe(example.html.replace(PLAIN_SPRITE, static("ui/icons.svg")))  # noqa: S308 - our own file
    return render_component(example.component, context, example.values())
