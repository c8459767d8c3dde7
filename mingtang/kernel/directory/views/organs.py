"""The tree of organs, one organ, and everything that changes it."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import organs as actions
from mingtang.kernel.directory.actions.organs import OrganDetails
from mingtang.kernel.directory.forest import Node, forest
from mingtang.kernel.directory.forms.organs import (
    CloseOrganForm,
    EstablishForm,
    MergeForm,
    MoveForm,
    OrganFilter,
    RenameForm,
    ReviseOrganForm,
)
from mingtang.kernel.directory.models import Organ, OrganChange, Post, Region, Unit
from mingtang.kernel.directory.permissions import MANAGE_ACCOUNTS, MANAGE_ORGANS, READ_DIRECTORY
from mingtang.kernel.directory.queries import (
    accounts_of_people,
    organ_load,
    organs_visible_to,
    posts_with_holders,
    regions_with_organs,
)
from mingtang.kernel.directory.views.exports import exported
from mingtang.kernel.directory.views.reach import in_reach
from mingtang.kernel.directory.views.submission import LOOK, Done, FormPage, ask, making
from mingtang.kernel.directory.views.traces import traces_of
from mingtang.ui.listing import Column, Listing

ORGANS = Listing(
    columns=(
        Column("name", "名称", sort="name"),
        Column("short_name", "简称"),
        Column("credit_code", "统一社会信用代码"),
        Column("branch", "系统", value=lambda organ: organ.get_branch_display()),
        Column("kind", "类型", value=lambda organ: organ.get_kind_display()),
        Column("region", "行政区划代码", value=lambda organ: organ.region_id),
        Column("region_name", "行政区划", value=lambda organ: organ.region.name),
        Column("superior", "隶属上级", value=lambda organ: str(organ.superior or "")),
        Column("line_superior", "业务指导上级", value=lambda organ: str(organ.line_superior or "")),
        Column("document_word", "机关代字"),
        Column("state", "状态", value=lambda organ: organ.get_state_display()),
    ),
    default_sort="path",
    filter_form=OrganFilter,
    caption="机构",
    unit="个",
    exportable=True,
)
"""The same rows as the tree, as a table to take away; its headings are those that the import reads."""


@asks(READ_DIRECTORY)
def organ_tree(request: ActorRequest) -> HttpResponseBase:
    """Organs in the reader's reach, by root and level; three statements however many there are."""
    rows = organs_visible_to(request.actor)
    regions = regions_with_organs(request.actor, Region.Level.COUNTY)
    if request.GET.get("export"):
        return exported(request, ORGANS, rows, "机构", regions=regions)
    form = OrganFilter(request.GET, regions=regions)
    filtered = form.is_valid() and any(form.cleaned_data.values())
    found = set(form.narrow(rows).values_list("pk", flat=True)) if filtered else None
    shown = rows.select_related(None).select_related("region")
    roots = forest(shown if filtered else shown.filter(state=Organ.State.ACTIVE), found)
    context = {
        "form": form,
        "filtered": filtered,
        "roots": [(root, [_item(node) for node in root.nodes]) for root in roots],
        "total": sum(root.count for root in roots),
        "exports": _exports(request),
        "may_establish": request.actor.may(MANAGE_ORGANS),
    }
    return render(request, "directory/organs/tree.html", context)


def _item(node: Node) -> dict[str, Any]:
    """An organ as a line of the tree."""
    organ = node.organ
    return {
        "label": organ.name,
        "url": reverse("organ_page", args=[organ.pk]),
        "note": f"{organ.region.name}　{organ.get_kind_display()}",
        "tag": "" if organ.is_active else organ.get_state_display(),
        "aside": not node.found,
        "open": node.open,
        "children": [_item(child) for child in node.children],
    }


def _exports(request: ActorRequest) -> list[tuple[str, str]]:
    query = request.GET.copy()
    return [(label, f"?{_with(query, kind)}") for kind, label in (("xlsx", "导出表格"), ("csv", "导出 CSV"))]


def _with(query: Any, kind: str) -> str:
    query["export"] = kind
    return str(query.urlencode())


@asks(READ_DIRECTORY)
def organ_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One organ: what it is, where it stands, its units, posts and people, its history, and what may be done."""
    organ = _organ(request, pk)
    today = timezone.localdate()
    posts: list[Any] = list(posts_with_holders(today).filter(organ=organ, closed_on=None))
    visible = organs_visible_to(request.actor).select_related(None).filter(state=Organ.State.ACTIVE)
    context = {
        "organ": organ,
        "groups": _by_unit(organ, posts),
        "accounts": accounts_of_people(request.actor, [held.person_id for post in posts for held in post.holders]),
        "held": sum(bool(post.holders) for post in posts),
        "posts": len(posts),
        "related": _related(request, organ),
        "subordinates": visible.filter(superior=organ).order_by("rank", "path"),
        "line_subordinates": visible.filter(line_superior=organ).order_by("rank", "path"),
        "history": OrganChange.objects.filter(organ=organ).select_related("other"),
        "traces": traces_of(request, organ),
        "can": {
            "manage": organ.is_active and request.actor.may(MANAGE_ORGANS, organ),
            "register": organ.is_active and request.actor.may(MANAGE_ACCOUNTS, organ),
        },
    }
    return render(request, "directory/organs/page.html", context)


def _organ(request: ActorRequest, pk: int, to: Any = None) -> Organ:
    organ: Organ = in_reach(request, organs_visible_to(request.actor).select_related("successor"), pk, to)
    return organ


def _by_unit(organ: Organ, posts: list[Post]) -> list[tuple[Unit | None, list[Post]]]:
    """Open units in their order with their posts; posts directly under the organ come first."""
    units: list[Unit | None] = [None, *Unit.objects.filter(organ=organ, closed_on=None)]
    groups = [(unit, [post for post in posts if post.unit_id == (unit.pk if unit else None)]) for unit in units]
    return [(unit, mine) for unit, mine in groups if unit is not None or mine]


def _related(request: ActorRequest, organ: Organ) -> set[int]:
    """Which of the organs it names the reader may open."""
    named = [key for key in (organ.superior_id, organ.line_superior_id, organ.successor_id) if key]
    return set(Organ.objects.visible_to(request.actor).filter(pk__in=named).values_list("pk", flat=True))


def parents_of(organ: Organ | None = None) -> list[tuple[str, str]]:
    """The way from the tree to an organ, for breadcrumbs."""
    way = [("机构", reverse("organ_tree"))]
    return [*way, (organ.label, reverse("organ_page", args=[organ.pk]))] if organ else way


def _page(organ: Organ) -> str:
    return reverse("organ_page", args=[organ.pk])


@asks(MANAGE_ORGANS)
def organ_establish(request: ActorRequest) -> HttpResponseBase:
    """Establish an organ; `?superior=` proposes where."""

    def do(data: dict[str, Any]) -> Done:
        organ = actions.establish_organ(
            request.actor, _details(data), data["superior"], on=data["on"], basis=data["basis"]
        )
        return Done(f"已设立“{organ}”。", _page(organ))

    wish = request.GET.get("superior", "")
    superior = organs_visible_to(request.actor).filter(pk=wish).first() if wish.isascii() and wish.isdigit() else None
    start = {"superior": superior, "branch": superior.branch, "region": superior.region} if superior else {}
    page = FormPage("设立机构", parents_of(superior), submit="设立")
    return ask(request, page, making(EstablishForm, start, actor=request.actor, near=_near(superior)), do)


def _near(organ: Organ | None) -> str:
    return str(organ.region_id) if organ else ""


def _details(data: dict[str, Any]) -> OrganDetails:
    names = ("branch", "region", "kind", "short_name", "credit_code", "document_word", "line_superior", "rank")
    return OrganDetails(name=data["name"], **{name: data[name] for name in names})


@asks(MANAGE_ORGANS)
def organ_revise(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Correct what is known of an organ."""
    organ = _organ(request, pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        actions.revise_organ(request.actor, organ, _details(data | {"name": organ.name}), seen=data["seen"])
        return Done("机构信息已修改。", _page(organ))

    names = ("short_name", "branch", "kind", "document_word", "region", "line_superior", "rank")
    start = {name: getattr(organ, name) for name in names}
    start |= {"credit_code": organ.credit_code or "", "seen": organ.version}
    page = FormPage(
        "修改机构信息",
        parents_of(organ),
        lead="更名、调整隶属、合并和撤销会写入沿革，请用各自的入口。",
        fault_fields={"superior": "branch"},
    )
    return ask(request, page, making(ReviseOrganForm, start, near=_near(organ)), do)


@asks(MANAGE_ORGANS)
def organ_rename(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Give the organ a new name from a day on."""
    organ = _organ(request, pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        actions.rename_organ(request.actor, organ, **data)
        return Done(f"已更名为“{organ}”，原名称保留在沿革中。", _page(organ))

    start = {"name": organ.name, "short_name": organ.short_name}
    page = FormPage("机构更名", parents_of(organ), submit="更名", lead=f"现名称：{organ.name}")
    return ask(request, page, making(RenameForm, start), do)


@asks(MANAGE_ORGANS)
def organ_move(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Put the organ and everything below it under another superior."""
    organ = _organ(request, pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        actions.move_organ(request.actor, organ, data["other"], on=data["on"], basis=data["basis"])
        return Done(f"“{organ}”已调整到“{data['other']}”之下。", _page(organ))

    lead = f"现隶属：{organ.superior or '没有上级'}。下级机构随同调整，范围为“机构及下属”的授权随之变化。"
    page = FormPage("调整隶属", parents_of(organ), submit="调整", lead=lead, fault_fields={"superior": "other"})
    return ask(request, page, making(MoveForm, {}, actor=request.actor, organ=organ), do)


@asks(MANAGE_ORGANS)
def organ_merge(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Merge the organ into another, after a page that says what will happen."""
    organ = _organ(request, pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        actions.merge_organ(request.actor, organ, data["other"], on=data["on"], basis=data["basis"])
        return Done(f"“{organ}”已并入“{data['other']}”。", _page(data["other"]))

    page = FormPage("合并机构", parents_of(organ), submit="下一步：核对影响", fault_fields={"into": "other"})
    return ask_twice(request, page, organ, making(MergeForm, {}, actor=request.actor, organ=organ), do, "确认合并")


@asks(MANAGE_ORGANS)
def organ_close(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Close the organ, after a page that says what will happen."""
    organ = _organ(request, pk, MANAGE_ORGANS)

    def do(data: dict[str, Any]) -> Done:
        actions.close_organ(request.actor, organ, on=data["on"], basis=data["basis"])
        return Done(f"“{organ}”已撤销。", _page(organ))

    page = FormPage("撤销机构", parents_of(organ), submit="下一步：核对影响")
    return ask_twice(request, page, organ, making(CloseOrganForm, {}), do, "确认撤销")


def ask_twice(
    request: ActorRequest, page: FormPage, organ: Organ, make_form: Any, do: Any, confirm: str
) -> HttpResponseBase:
    """Like `ask`, with a page in between that counts what the change concerns."""
    if request.method == "POST" and "confirmed" not in request.POST and LOOK not in request.POST:
        form = make_form(data=request.POST)
        if form.is_valid():
            into, load = form.cleaned_data.get("other"), organ_load(organ, form.cleaned_data["on"])
            context = {
                "page": page, "form": form, "organ": organ, "into": into, "load": load, "confirm": confirm,
                "blocked": load.subordinates or (load.people and not into), "back": page.parents[-1][1],
            }  # fmt: skip
            return render(request, "directory/organs/confirm.html", context)
    return ask(request, page, make_form, do)
