"""The template language of our pages: component, wrap with slots, icon, and the few things layouts need."""

from datetime import datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.http import QueryDict
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingtang.ui import assets, desk, navigation
from mingtang.ui.context import reading as house
from mingtang.ui.control import Control

register = template.Library()

# What a component sees besides its own variables.
SHARED = ("request", "reading", "csrf_token", "node_name", "site_name", "site_code")


def render_component(name: str, context: Context, values: dict[str, Any]) -> SafeString:
    """The HTML of the component `name`; `context` lends it only what is `SHARED`."""
    shared = {key: context[key] for key in SHARED if key in context}
    if "reading" not in shared:
        shared |= house(context.get("request"))
    found = context.template.engine.get_template(f"{name}/{name}.html")  # type: ignore[union-attr]
    return SafeString(found.render(context.new({**shared, **values})).strip())


class ComponentNode(Node):
    """`{% component "button" label="保存" kind="primary" %}`: the component with exactly these variables."""

    def __init__(self, name: FilterExpression, values: dict[str, FilterExpression]) -> None:
        self.name, self.values = name, values

    def render(self, context: Context) -> SafeString:
        return render_component(self.name.resolve(context), context, self.resolved(context))

    def resolved(self, context: Context) -> dict[str, Any]:
        return {key: value.resolve(context) for key, value in self.values.items()}


class WrapNode(ComponentNode):
    """`{% wrap "panel" title="…" %}content{% endwrap %}`; slots inside become variables of their own."""

    def __init__(self, name: FilterExpression, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        super().__init__(name, values)
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        slots: dict[str, SafeString] = {}
        with context.push(_slots=slots):
            content = self.nodelist.render(context)
        values = {**self.resolved(context), **slots, "content": content}
        return render_component(self.name.resolve(context), context, values)


class SlotNode(Node):
    """`{% slot "foot" %}…{% endslot %}` inside a wrap: handed to the component as the variable `foot`."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> str:
        context["_slots"][self.name] = self.nodelist.render(context)
        return ""


class OnceNode(Node):
    """`{% once "header" %}…{% endonce %}`: made once for all pages that have the same dictionary `frame_pieces`; always without."""

    def __init__(self, name: FilterExpression, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> SafeString:
        pieces, name = context.get("frame_pieces"), self.name.resolve(context)
        if pieces is None:
            return self.nodelist.render(context)
        if name not in pieces:
            pieces[name] = self.nodelist.render(context)
        found: SafeString = pieces[name]
        return found


def _call(parser: Parser, token: Token) -> tuple[FilterExpression, dict[str, FilterExpression]]:
    tag, name, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{tag} {name} takes name=value pairs, not {bits[0]!r}")
    return parser.compile_filter(name), values


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """Compile `{% component %}`."""
    return ComponentNode(*_call(parser, token))


@register.tag
def wrap(parser: Parser, token: Token) -> WrapNode:
    """Compile `{% wrap %}`."""
    name, values = _call(parser, token)
    nodelist = parser.parse(("endwrap",))
    parser.delete_first_token()
    return WrapNode(name, values, nodelist)


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    """Compile `{% slot %}`."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(name.strip("\"'"), nodelist)


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """Compile `{% once %}`."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(parser.compile_filter(name), nodelist)


@register.simple_tag
def icon(name: str, size: str = "", flip: bool = False) -> SafeString:
    """A decorative icon of the sprite, hidden from screen readers; the words stand beside it.

    `size` is "", "small" or "large"; `flip` mirrors arrows for scripts written from right to left.
    """
    classes = " ".join(["icon", *([f"icon-{size}"] if size else []), *(["icon-flip"] if flip else [])])
    return _use(name, classes)


@register.simple_tag
def mark(classes: str = "site-mark") -> SafeString:
    """The mark of the house."""
    return _use("mark", classes)


def _use(name: str, classes: str) -> SafeString:
    address = f"{static('ui/icons.svg')}#i-{name}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, address)


@register.simple_tag
def address(name: str, *arguments: Any, **parameters: Any) -> str:
    """Like `{% url %}`, but empty when no such page is installed, so that layouts can leave the link out."""
    try:
        return reverse(name, args=arguments, kwargs=parameters)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def reading_link(context: Context, **wishes: str) -> str:
    """Address of this page with other reading settings, also where no request is known (the last error page)."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name, value in wishes.items():
        query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag
def bundle(name: str) -> str:
    """Address of the assembled stylesheet (`mingtang.css`) or script (`mingtang.js`)."""
    return reverse("ui:bundle", args=[assets.assemble()[name].digest, name])


@register.simple_tag(takes_context=True)
def workbench_navigation(context: Context) -> list[navigation.Group]:
    """The groups of the side column this actor may see, the current place marked."""
    return navigation.workbench_navigation(context.get("actor"), _path(context))


@register.simple_tag(takes_context=True)
def public_navigation(context: Context) -> list[navigation.Link]:
    """The main navigation of the public site, the current place marked."""
    return navigation.public_navigation(context.get("actor"), _path(context))


@register.simple_tag(takes_context=True)
def footer_navigation(context: Context) -> list[navigation.Link]:
    """Links at the foot of the public site."""
    return navigation.public_navigation(context.get("actor"), _path(context), navigation.FOOTER)


@register.simple_tag(takes_context=True)
def desk_panels(context: Context, place: str) -> SafeString:
    """The panels of the desk at `place` ("main" or "aside") for this actor, one after the other."""
    actor = context["actor"]
    shown = desk.panels(actor, place)
    return SafeString("".join(_desk_panel(panel, context, actor) for panel in shown))


def _desk_panel(panel: desk.DeskPanel, context: Context, actor: Any) -> str:
    shared = {key: context[key] for key in SHARED if key in context}
    found = context.template.engine.get_template(panel.template)  # type: ignore[union-attr]
    return found.render(context.new({**shared, "actor": actor, **panel.facts(actor)}))


def _path(context: Context) -> str:
    request = context.get("request")
    return request.path if request is not None else ""


@register.simple_tag
def control(field: BoundField, **wishes: Any) -> Control:
    """How a field of a Django form is shown: its kind, widget, hint and errors."""
    return Control(field, **wishes)


@register.filter
def of(mapping: Any, key: Any) -> Any:
    """`{{ labels|of:row.state }}`: the value of `key`, or None."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.filter
def moment(value: datetime) -> str:
    """The machine form of a time for `<time datetime>`: local, to the second, as HTML allows it."""
    return timezone.localtime(value).isoformat(timespec="seconds")
