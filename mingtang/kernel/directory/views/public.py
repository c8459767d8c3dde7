"""What organs there are, for the public."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingtang.kernel.directory import queries
from mingtang.kernel.directory.models import Branch, Organ, Region


@dataclass(frozen=True)
class Level:
    """Organs of one level of a root."""

    level: int
    organs: list[Organ]

    @property
    def name(self) -> str:
        return str(Region.Level(self.level).label)

    @property
    def anchor(self) -> str:
        return f"level-{self.level}"

    @property
    def size(self) -> str:
        return _("%(number)d 个") % {"number": len(self.organs)}


@require_safe
def public_organs(request: HttpRequest) -> HttpResponseBase:
    """Organs of one root, level by level."""
    counts = Counter(queries.public_organs().order_by().values_list("branch", flat=True))
    branch = _branch(request.GET.get("branch", ""), counts)
    context = {
        "branches": _branches(counts, branch),
        "branch": Branch(branch).label,
        "levels": _levels(
            list(queries.public_organs().filter(branch=branch).order_by("region__level", "rank", "path"))
        ),
    }
    return render(request, "directory/public/organs.html", context)


@require_safe
def public_organ(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One organ: what it is, its units, its leading posts. No names of people."""
    organ = get_object_or_404(queries.public_organs(), pk=pk)
    superior = organ.superior if organ.superior and organ.superior.is_active else None
    subordinates = Organ.objects.active().filter(superior=organ).order_by("rank", "path")
    return render(
        request,
        "directory/public/organ.html",
        {"organ": organ, "facts": _facts(organ), "superior": superior, "subordinates": subordinates},
    )


def _branch(wish: str, counts: Counter[str]) -> str:
    """The root asked for; else the government's, else whichever has organs."""
    if wish in Branch.values:
        return wish
    return Branch.GOVERNMENT.value if counts[Branch.GOVERNMENT] or not counts else next(iter(counts))


def _branches(counts: Counter[str], here: str) -> list[dict[str, Any]]:
    url = reverse("public_organs")
    return [
        {
            "label": branch.label,
            "url": f"{url}?branch={branch.value}",
            "count": counts[branch],
            "current": branch == here,
        }
        for branch in Branch
        if counts[branch]
    ]


def _levels(organs: list[Organ]) -> list[Level]:
    """Organs, sorted by level, in one group each."""
    groups: dict[int, list[Organ]] = {}
    for organ in organs:
        groups.setdefault(organ.region.level, []).append(organ)
    return [Level(level, group) for level, group in groups.items()]


def _facts(organ: Organ) -> list[tuple[str, Any]]:
    facts = [
        (_("简称"), organ.short_name),
        (_("系统"), organ.get_branch_display()),
        (_("类型"), organ.get_kind_display()),
        (_("行政区划"), organ.region.name),
        (_("统一社会信用代码"), organ.credit_code),
        (_("机关代字"), organ.document_word),
    ]
    return [(label, value) for label, value in facts if value]
