"""Granting roles to posts, and the list of who can do what."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.kernel.directory.actions.grants import Scope
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.forms.picking import finder
from mingtang.kernel.directory.models import Grant, Organ, Post, Region, Role, Unit
from mingtang.kernel.directory.permissions import MANAGE_GRANTS
from mingtang.kernel.directory.rules import ScopeKind
from mingtang.kernel.evidence.api import declared_permissions
from mingtang.ui.listing import FilterForm

MOST_OFFERED = 30
PLACES = {
    ScopeKind.REGION: "region",
    ScopeKind.ORGANS: "organ",
    ScopeKind.ORGAN: "organ",
    ScopeKind.UNIT: "unit",
}
"""What kind of place a scope speaks of; the other scopes need none."""


class GrantFilter(FilterForm):
    """Which grants to show."""

    lookups = {
        "organ": ("organ__name__icontains", "organ__short_name__icontains", "post__name__icontains"),
        "role": "role",
    }
    organ = forms.CharField(label="机构、岗位", max_length=60)
    permission = forms.ChoiceField(label="权限")
    role = forms.ModelChoiceField(Role.objects.none(), label="角色", empty_label="全部角色")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = list(Role.objects.all())
        self.fields["role"].queryset = Role.objects.all()  # type: ignore[attr-defined]
        permissions = [(each.code, each.label) for each in declared_permissions()]
        self.fields["permission"].choices = [("", "全部权限"), *permissions]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Grant]) -> QuerySet[Grant]:
        wanted = self.cleaned_data.get("permission")
        rows = super().narrow(rows)
        return rows.filter(role__in=[role.pk for role in self.roles if wanted in role.permissions]) if wanted else rows


class GrantForm(forms.Form):
    """A role over a scope, from–to. The place is one select for regions, organs and units, filled by a search."""

    finders = {"find": "place"}
    role = forms.ModelChoiceField(Role.objects.all(), label="角色", empty_label="请选择")
    kind = forms.ChoiceField(label="范围", choices=list(Grant.KIND_LABELS.items()), widget=forms.RadioSelect)
    find = finder("查找范围所指的区划或机构")
    place = forms.ChoiceField(label="区划或机构", required=False, help_text="“全平台”和“本人”不用选。")
    start = forms.DateField(label="起", initial=timezone.localdate)
    end = forms.DateField(label="止", required=False, help_text="含当日；空着为长期。")

    def __init__(self, *args: Any, actor: AccountActor, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = _Places(actor)
        text = str((self.data if self.is_bound else self.initial).get("find") or "").strip()
        chosen = str((self.data if self.is_bound else self.initial).get("place") or "")
        self.fields["place"].choices = self.places.choices(post, text, chosen)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Turn kind and place into the scope that they mean."""
        data = super().clean() or {}
        wanted = PLACES.get(data.get("kind"))  # type: ignore[call-overload]
        kind_of_place, _, key = str(data.get("place") or "").partition("-")
        if "kind" in data and "place" in data and kind_of_place != (wanted or ""):
            self.add_error("place", _PLACE_FAULTS[wanted or ""])
        elif "kind" in data and "place" in data:
            data["scope"] = self.places.scope(data["kind"], kind_of_place, key)
        return data


_PLACE_FAULTS = {
    "region": "请选择一个行政区划。",
    "organ": "请选择一个机构。",
    "unit": "请选择一个内设机构。",
    "": "这个范围不用选区划或机构，请选“不用选”。",
}


class _Places:
    """Regions, organs and units over which the actor may grant."""

    def __init__(self, actor: AccountActor) -> None:
        self.organs = Organ.objects.within(actor, MANAGE_GRANTS).active().order_by("rank", "path")
        self.units = Unit.objects.within(actor, MANAGE_GRANTS).filter(closed_on=None).select_related("organ")
        self.regions = Region.objects.filter(organs__in=self.organs.order_by()).distinct()

    def choices(self, post: Post, text: str, chosen: str) -> list[Any]:
        """What `text` finds, or the surroundings of the post, grouped, and what is chosen already."""
        organ = post.organ
        regions, organs, units = Q(code=organ.region_id), Q(pk=organ.pk), Q(organ=organ.pk)
        if text:
            regions, organs = Q(name__icontains=text), Q(name__icontains=text) | Q(short_name__icontains=text)
            units = Q(name__icontains=text) | Q(organ__name__icontains=text) | Q(organ__short_name__icontains=text)
        kind, _, key = chosen.partition("-")
        if key.isascii() and key.isdigit():
            regions |= Q(code=key) if kind == "region" else Q()
            organs |= Q(pk=key) if kind == "organ" else Q()
            units |= Q(pk=key) if kind == "unit" else Q()
        return [
            ("", "不用选"),
            (
                "行政区划",
                [
                    (f"region-{each.pk}", f"{each.name}（{each.pk}）")
                    for each in self.regions.filter(regions)[:MOST_OFFERED]
                ],
            ),
            ("机构", [(f"organ-{each.pk}", each.name) for each in self.organs.filter(organs)[:MOST_OFFERED]]),
            (
                "内设机构",
                [
                    (f"unit-{each.pk}", f"{each.organ.label} / {each.name}")
                    for each in self.units.filter(units)[:MOST_OFFERED]
                ],
            ),
        ]

    def scope(self, kind: str, kind_of_place: str, key: str) -> Scope:
        """The scope of a choice that has been offered."""
        return Scope(
            kind=kind,
            region=Region.objects.get(pk=key) if kind_of_place == "region" else None,
            organ=self.organs.get(pk=key) if kind_of_place == "organ" else None,
            unit=self.units.get(pk=key) if kind_of_place == "unit" else None,
        )
