"""Sample forms, lists and people for the gallery and the render tests. All names are invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.forms import BoundField

from mingtang.ui.listing import Cell, FilterForm, Header, ListPage, PageLink, Row
from mingtang.ui.navigation import Group, Link


@dataclass(frozen=True)
class SampleActor:
    """An official of the fictional city."""

    name: str = "许青禾"
    organ_name: str = "和源市住房和城乡建设局"
    unit_name: str = "行政审批科"
    post_name: str = "审核岗"
    is_official: bool = True

    def may(self, permission: str) -> bool:
        return True


class SampleForm(forms.Form):
    """One field of every usual kind."""

    name = forms.CharField(label="经营者名称", max_length=100)
    code = forms.CharField(
        label="统一社会信用代码", help_text="营业执照上的 18 位代码，不含字母 I、O、S、V、Z", min_length=18
    )
    street = forms.ChoiceField(label="街道（乡镇）", choices=[("1", "南门街道"), ("2", "文澜街道"), ("3", "澄江镇")])
    area = forms.DecimalField(label="经营面积", min_value=1)
    opened = forms.DateField(label="开业日期", widget=forms.DateInput, required=False)
    kind = forms.ChoiceField(
        label="主体业态",
        choices=[("a", "餐饮服务经营者"), ("b", "集中用餐单位食堂"), ("c", "食品销售经营者兼营餐饮")],
        widget=forms.RadioSelect,
    )
    dishes = forms.MultipleChoiceField(
        label="经营项目", choices=[("hot", "热食类食品制售"), ("cold", "冷食类食品制售"), ("drink", "自制饮品制售")],
        widget=forms.CheckboxSelectMultiple, help_text="可以选多项；含生食、冷食的需要设专间",
    )  # fmt: skip
    secret = forms.CharField(
        label="口令", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), required=False
    )
    licence = forms.FileField(label="营业执照", required=False, help_text="PDF 或照片，不超过 20 MB")
    memo = forms.CharField(label="需要说明的情况", widget=forms.Textarea, required=False, max_length=500)
    agree = forms.BooleanField(label="以上内容真实有效", help_text="不实承诺将记入信用记录")


class SampleFilters(FilterForm):
    """Filters of the sample list."""

    q = forms.CharField(label="标题、编号、申请人", widget=forms.TextInput(attrs={"type": "search"}))
    light = forms.ChoiceField(
        label="时限", choices=[("", "全部"), ("red", "超期"), ("amber", "临期"), ("green", "正常")]
    )


WRONG = {"name": "和源市澄江区南门小馆", "code": "92990102MA7C0K3D0", "street": "1", "area": "约五十", "kind": "a"}


def form(_argument: str, number: int) -> SampleForm:
    """The sample form as first shown."""
    return SampleForm(auto_id=f"sample{number}_%s", initial={"opened": date(2026, 9, 29)})


def wrong_form(_argument: str, number: int) -> SampleForm:
    """The sample form after a failed check."""
    return SampleForm(WRONG, auto_id=f"sample{number}_%s")


def field(name: str, number: int) -> BoundField:
    """One field of the sample form."""
    return form("", number)[name]


def wrong_field(name: str, number: int) -> BoundField:
    """One field after a failed check."""
    return wrong_form("", number)[name]


class SampleQuestions(SampleForm):
    """The sample form as if it had been made from a document: two sections, one question that follows another."""

    @property
    def sections(self) -> list[dict[str, Any]]:
        return [
            {"title": "经营者", "questions": [_question(self, name) for name in ("name", "code", "street")]},
            {
                "title": "经营项目",
                "help": "按实际情况填写。",
                "questions": [
                    _question(self, "kind", "choice"),
                    _question(self, "dishes", "choices", '["=",["name","kind"],["value","a"]]'),
                    _question(self, "memo"),
                ],
            },
        ]


def _question(form: SampleForm, name: str, kind: str = "text", visible: str = "") -> dict[str, Any]:
    hint = "如“主体业态”为“餐饮服务经营者”，则填" if visible else ""
    return {
        "bound": form[name], "field": {"name": name, "kind": {"code": kind}}, "visible": visible, "hint": hint,
    }  # fmt: skip


def questions(_argument: str, number: int) -> SampleQuestions:
    """The sample form in sections."""
    return SampleQuestions(auto_id=f"questions{number}_%s")


def rows(_argument: str, number: int) -> dict[str, Any]:
    """A table of two rows, one of them with a fault."""
    return {
        "auto_id": f"rows{number}", "html_name": "works", "label": "单体工程", "help_text": "每个单体一行",
        "field": {"required": True},
        "rows": [
            {"place": 0, "cells": [_cell(number, 0, "名称", "一号楼"), _cell(number, 1, "面积", "1200")]},
            {"place": 1, "cells": [_cell(number, 2, "名称", ""), _cell(number, 3, "面积", "约五十", "要填数字")]},
        ],
    }  # fmt: skip


def _cell(number: int, place: int, label: str, value: str, error: str = "") -> dict[str, Any]:
    identity = f"rows{number}-{place}"
    attrs = {"id": identity, "class": "input"} | ({"aria-describedby": f"{identity}_e"} if error else {})
    control = forms.TextInput().render(identity, value, attrs)
    return {"label": label, "identity": identity, "control": control, "errors": [error] if error else []}


def filters(_argument: str, number: int) -> SampleFilters:
    """The sample filters."""
    return SampleFilters({}, auto_id=f"filter{number}_%s")


def actor(_argument: str, _number: int) -> SampleActor:
    """The sample official."""
    return SampleActor()


def page(argument: str, number: int) -> ListPage:
    """The first page of a list of three; `empty` and `filtered` for lists with nothing to show."""
    headers = [
        Header("事项", "", "?sort=-title", "ascending"), Header("申请人", "col-mid"), Header("到达", "nowrap col-minor", "?sort=came", "none"),
        Header("件数", "num"),
    ]  # fmt: skip
    rows = [] if argument else [_row(*each) for each in _ROWS]
    return ListPage(
        headers, rows, total=120 if rows else 0, pages=3, size=50, caption="待办任务", empty="今天没有待办",
        filter_form=filters("", number), filtered=argument == "filtered", next_url="?page=2",
        links=[PageLink("1", "?", current=True), PageLink("2", "?page=2"), PageLink(gap=True), PageLink("9", "?page=9")],
        exports=[("导出表格", "?export=xlsx")],
    )  # fmt: skip


_ROWS = [
    (
        "云麓康养产业园 3 号楼 建筑工程施工许可证核发",
        "云麓康养产业投资有限公司",
        datetime(2026, 9, 23, 14, 20, tzinfo=UTC),
        3,
    ),
    (
        "澄江枢纽配套工程 特殊建设工程消防设计审查",
        "和源城市建设发展有限公司",
        datetime(2026, 9, 22, 9, 0, tzinfo=UTC),
        12,
    ),
    ("平畴县体育馆 施工许可延期", "平畴县文体中心", datetime(2026, 9, 24, 11, 12, tzinfo=UTC), 1),
]


def _row(title: str, applicant: str, came: datetime, pieces: int) -> Row:
    arrived = Cell("到达", f"{came:%m-%d %H:%M}", "nowrap num-plain col-minor", datetime=came.isoformat())
    cells = [Cell("事项", title, url="#"), Cell("申请人", applicant, "col-mid"), arrived, Cell("件数", pieces, "num")]
    return Row(None, pieces, cells, [arrived])


def groups() -> list[Group]:
    """A side column as a busy office would see it."""

    def link(label: str, icon: str, number: int | None = None, current: bool = False, phone: bool = False) -> Link:
        return Link(label, icon, "#", current, number, phone)

    work: list[Any] = [
        link("桌面", "layout-dashboard", phone=True),
        link("待办", "inbox", 19, current=True, phone=True),
        link("在办", "progress"),
    ]
    business = [
        link("办件", "clipboard-check", phone=True),
        link("公文", "file-text", phone=True),
        link("热线工单", "phone-call", 3),
    ]
    return [
        Group("我的工作", work),
        Group("业务", business),
        Group("系统管理", [link("组织机构", "sitemap"), link("日志", "history")]),
    ]
