"""Naming somebody without scripts: typed words with suggestions, understood as the key of an account or a post."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mingtang.kernel.cases.rules import account_key
from mingtang.kernel.directory.api import Account, Post, officials_visible_to
from mingtang.kernel.evidence.api import Actor

MOST_OFFERED = 100
SEPARATORS = str.maketrans({"，": "、", ",": "、", ";": "、", "；": "、", "\n": "、"})


class NamingInput(forms.TextInput):
    """A text input with a list of suggestions."""

    suggestions: tuple[str, ...] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        identity = f"{(attrs or {}).get('id', name)}_list"
        control = super().render(name, value, {**(attrs or {}), "list": identity, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', control, identity, options)


class SomebodyField(forms.CharField):
    """One person or, with `posts`, one post of the actor's organ; cleaned to its key. Bind it with `of`."""

    def __init__(self, *, posts: bool = False, **kwargs: Any) -> None:
        super().__init__(max_length=120, widget=NamingInput(), **kwargs)
        self.posts = posts
        self.actor: Actor | None = None

    def of(self, actor: Actor) -> None:
        """Offer the colleagues of `actor`; at most three statements."""
        self.actor = actor
        offered = [label_of(account) for account in _near(actor)]
        if self.posts:
            offered += [f"{post_label(post)}" for post in _posts_of(actor)]
        self.widget.suggestions = tuple(offered)  # type: ignore[attr-defined]

    def clean(self, value: Any) -> Any:
        """The key; empty when nothing was typed and nothing is required."""
        typed = super().clean(value)
        return key_of(self.actor, typed, posts=self.posts) if typed and self.actor else ""


class SeveralField(forms.MultipleChoiceField):
    """Colleagues of the actor's organ to tick; cleaned to keys of accounts. Bind it with `of`."""

    widget = forms.CheckboxSelectMultiple

    def of(self, actor: Actor) -> None:
        """Offer the colleagues of `actor`; two statements."""
        near = [(account_key(account.pk), label_of(account)) for account in _near(actor)]
        self.choices = [each for each in near if each[0] != account_key(actor.account_id or 0)]


class OthersField(forms.CharField):
    """Names of further people, with commas between; cleaned to keys of accounts. Bind it with `of`."""

    actor: Actor | None = None

    def of(self, actor: Actor) -> None:
        self.actor = actor

    def clean(self, value: Any) -> Any:
        """Keys in the order of the names. Raises ValidationError naming who is not found."""
        names = [name.strip() for name in str(super().clean(value) or "").translate(SEPARATORS).split("、")]
        return [key_of(self.actor, name) for name in names if name and self.actor]


def label_of(account: Account) -> str:
    """A person in words: name, organ and posts; needs `person.held`."""
    held = getattr(account.person, "held", [])
    where = account.organ.label if account.organ else ""
    return f"{account.holder_name}（{' '.join(filter(None, [where, *(each.post.name for each in held[:1])]))}）"


def post_label(post: Post) -> str:
    """A post in words."""
    return f"岗位：{post.unit or ''}{post.name}"


def key_of(actor: Actor | None, typed: str, *, posts: bool = False) -> str:
    """The key of whom `typed` names. Raises ValidationError when it names nobody, or several."""
    if actor is None:
        raise ValidationError("请先登录。")
    if posts and typed.startswith("岗位"):
        return _post_key(actor, typed)
    name = typed.partition("（")[0].strip()
    found = list(officials_visible_to(actor, timezone.localdate()).filter(person__name=name, state="active")[:20])
    exact = [account for account in found if label_of(account) == typed]
    found = exact or found
    if not found:
        raise ValidationError(f"找不到“{name}”，请核对姓名。")
    if len(found) > 1:
        raise ValidationError(f"“{name}”有 {len(found)} 人，请写明：{'；'.join(map(label_of, found[:5]))}")
    return account_key(found[0].pk)


def _post_key(actor: Actor, typed: str) -> str:
    named = [post for post in _posts_of(actor) if post_label(post) == typed]
    if len(named) != 1:
        raise ValidationError("找不到这个岗位，请从提示中选择。")
    return f"post:{named[0].pk}"


def _near(actor: Actor) -> list[Account]:
    rows = officials_visible_to(actor, timezone.localdate()).filter(organ=actor.organ_id, state="active")
    return [account for account in rows.order_by("person__name")[:MOST_OFFERED] if account.pk != actor.account_id]


def _posts_of(actor: Actor) -> list[Post]:
    rows = Post.objects.filter(organ=actor.organ_id, closed_on=None).select_related("unit")
    return list(rows.order_by("unit__rank", "rank", "pk")[:MOST_OFFERED])
