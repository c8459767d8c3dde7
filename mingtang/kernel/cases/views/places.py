"""The lists of work: which rows, which columns, what one may do with several at once. One entry for each list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.cases.acts import label_of
from mingtang.kernel.cases.forms.filters import CaseFilter, CopyFilter, DoneFilter, WorkFilter
from mingtang.kernel.cases.lamps import Lamps
from mingtang.kernel.cases.models import Copy, Step, Token
from mingtang.kernel.cases.queries import tasks, work
from mingtang.kernel.cases.views import columns
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.listing import Column, FilterForm, Listing


@dataclass(frozen=True)
class Button:
    """Something to do with the chosen rows."""

    do: str
    label: Any
    icon: str


CLAIM = Button("claim", _("签收"), "check")
COMPLETE = Button("complete", _("同一意见办结"), "checks")
URGE = Button("urge", _("催办"), "bell-ringing")
READ = Button("read", _("标为已读"), "mail-opened")
UNFOLLOW = Button("unfollow", _("取消关注"), "star")


@dataclass(frozen=True)
class Place:
    """A list of work. `address` is the name of its page; `empty` is followed by `promise`, what will stand here."""

    address: str
    label: Any
    rows: Callable[[Actor], QuerySet[Any]]
    columns: Callable[[Lamps], tuple[Column, ...]]
    filters: type[FilterForm]
    empty: Any
    promise: Any
    buttons: tuple[Button, ...] = ()
    sort: str = "-received"
    key: Callable[[Any], Any] = lambda row: row.pk
    icon: str = "inbox"

    @property
    def url(self) -> str:
        return reverse(self.address)

    def listing(self, lamps: Lamps) -> Listing:
        """The list, lit by `lamps`."""
        return Listing(
            columns=self.columns(lamps), default_sort=self.sort, filter_form=self.filters, caption=self.label,
            empty=self.empty, exportable=True, key=self.key, page_size=30,
        )  # fmt: skip


def _item_key(row: Token) -> str:
    return f"{row.case_id}-{row.no}"


def _item_url(row: Token) -> str:
    return columns.item_url(row.case_id, row.no)


def _of_item(row: Any) -> Any:
    return row.case


def _itself(row: Any) -> Any:
    return row


def _items(lamps: Lamps) -> tuple[Column, ...]:
    return (
        columns.title(_of_item, _item_url, "case__title"),
        columns.number(_of_item),
        columns.lamp(lamps, columns.lamp_of_item),
        columns.kind(_of_item, "case__type"),
        Column("node", _("环节"), sort="title", value=str, minor=True),
        Column("sender", _("来自"), middle=True),
        Column("received", _("到达"), sort="born", kind="datetime", minor=True, value=lambda row: row.born),
        columns.due(),
    )


def _items_of_unit(lamps: Lamps) -> tuple[Column, ...]:
    held = Column(
        "held", _("状态"), sort="holder", value=lambda row: _("已签收") if row.holder else _("待签收"), minor=True
    )
    return (*_items(lamps)[:5], held, *_items(lamps)[6:])


def _steps(lamps: Lamps) -> tuple[Column, ...]:
    return (
        columns.title(_of_item, lambda step: reverse("case", args=[step.case_id]), "case__title"),
        columns.number(_of_item),
        columns.kind(_of_item, "case__type"),
        Column("node", _("环节"), sort="title", value=_what, minor=True),
        Column("outcome", _("结果"), value=lambda step: step.outcome or label_of(step.command), middle=True),
        Column("received", _("办理时间"), sort="at", kind="datetime", minor=True, value=lambda step: step.at),
        Column("status", _("案件状态"), value=lambda step: step.case.get_status_display()),
    )


def _what(step: Step) -> str:
    return step.title or step.node


def _cases(lamps: Lamps) -> tuple[Column, ...]:
    return (
        columns.title(_itself, lambda case: reverse("case", args=[case.pk]), "title"),
        columns.number(_itself),
        columns.lamp(lamps, columns.lamp_of_case),
        columns.kind(_itself, "type"),
        Column("status", _("状态"), sort="status", value=lambda case: case.get_status_display(), minor=True),
        Column(
            "organ",
            _("承办机构"),
            sort="organ__path",
            value=lambda case: case.organ.short_name or case.organ.name,
            middle=True,
        ),
        Column("received", _("立案"), sort="opened_at", kind="datetime", minor=True, value=lambda case: case.opened_at),
        columns.due(),
    )


def _copies(lamps: Lamps) -> tuple[Column, ...]:
    return (
        columns.title(_of_item, lambda copy: reverse("case", args=[copy.case_id]), "case__title"),
        columns.number(_of_item),
        Column("state", _("状态"), sort="read_at", value=_read),
        columns.kind(_of_item, "case__type"),
        Column("giver", _("传阅人"), sort="giver_name", value=lambda copy: copy.giver_name, minor=True),
        Column(
            "received", _("传阅时间"), sort="given_at", kind="datetime", minor=True, value=lambda copy: copy.given_at
        ),
        Column("read", _("阅读时间"), kind="datetime", value=lambda copy: copy.read_at, middle=True),
    )


def _read(copy: Copy) -> Any:
    return _("已读") if copy.read_at else _("未读")


PLACES = (
    Place(
        "tasks", _("我的待办"), lambda actor: work.as_listed(tasks.mine(actor)), _items, WorkFilter,
        _("没有待办事项"), _("分派给您或由您签收的事项会出现在这里，快到期的有黄灯，超期的有红灯。"),
        (COMPLETE,), "light", _item_key, "circle-check",
    ),
    Place(
        "task_pool", _("待签收"), lambda actor: work.as_listed(tasks.pool(actor)), _items, WorkFilter,
        _("没有可以签收的事项"), _("发到您的岗位、科室或单位而还没有人签收的事项会出现在这里。"),
        (CLAIM,), "received", _item_key, "inbox",
    ),
    Place(
        "tasks_of_unit", _("单位待办"), lambda actor: work.as_listed(work.of_unit(actor)), _items_of_unit, WorkFilter,
        _("单位没有待办事项"), _("您的岗位、科室和单位正在办理的全部事项会出现在这里，不论由谁签收。"),
        (CLAIM, URGE), "received", _item_key, "users",
    ),
    Place(
        "tasks_done", _("已办"), tasks.done, _steps, DoneFilter,
        _("还没有办过事项"), _("您办结或退回的事项会出现在这里，办错了可以打开案件撤回。"), icon="history",
    ),
    Place(
        "cases_sent", _("我发起的"), lambda actor: work.cases_as_listed(tasks.sent(actor)), _cases, CaseFilter,
        _("还没有发起案件"), _("您发起的案件和它们的进度会出现在这里。"), (URGE,), icon="send",
    ),
    Place(
        "cases_watched", _("关注"), lambda actor: work.cases_as_listed(tasks.watched(actor)), _cases, CaseFilter,
        _("还没有关注的案件"), _("在案件页点“关注”，以后从这里看它的进展。"), (URGE, UNFOLLOW), icon="star",
    ),
    Place(
        "copies", _("传阅件"), tasks.copies, _copies, CopyFilter,
        _("没有传阅件"), _("别人传阅给您的案件会出现在这里，只需阅读，不需办理。"), (READ,), icon="book",
    ),
)  # fmt: skip
BY_ADDRESS = {place.address: place for place in PLACES}
