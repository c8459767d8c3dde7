"""What the organs of the demonstration city have published: their catalogue, their guides, their items of the last two years."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.domains.disclosure.catalogue.actions.stepping import complete
from mingtang.domains.disclosure.catalogue.api import (
    InformationItem,
    ItemDetails,
    Published,
    change_validity,
    draft_item,
    install,
    keep_duty,
    keep_guide,
    register_published,
    review_item,
    submit_item,
)
from mingtang.domains.disclosure.catalogue.nodes import places
from mingtang.domains.disclosure.catalogue.rules import AGREED, Conclusion
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.api import SYSTEM

BUREAU = "housing-bureau"
DRAFTER, HEAD, SECRECY = "permit-officer", "permit-reviewer", "housing-lawyer"
USUAL_DAYS, PUBLISHED_AT = 8, time(9, 30)
REVIEWER = "梅知秋"
ENDS = {"repealed": "repealed", "lapsed": "lapsed", "amended": "amended"}
BASES = {"repealed": "文件清理结果的决定", "lapsed": "有效期届满", "amended": "关于修改部分文件的决定"}


@transaction.atomic
def load_disclosed(city: City) -> None:
    """Register what was published, unless that was done before; one transaction."""
    install()
    if not InformationItem.objects.exists():
        Press(city).load()


class Press:
    """The disclosure offices of the city."""

    def __init__(self, city: City) -> None:
        self.city, self.today = city, timezone.localdate()
        self.made: dict[str, InformationItem] = {}

    def load(self) -> None:
        told = read("disclosed_items")
        for first in (True, False):  # what others speak of stands before them
            for entry in told:
                chosen = [each for each in entry["items"] if ("like" not in each) is first]
                self._publish(entry, sorted(chosen, key=lambda each: -int(each["ago"])))
        for entry in told:
            self._keep(entry)
            for each in entry["items"]:
                self._end(each)
        self._guides()
        self._work()

    def _publish(self, entry: Mapping[str, Any], items: list[Mapping[str, Any]]) -> None:
        organ = self.city.organs[entry["organ"]]
        published = [one for each in items for one in self._issues(each, organ.name)]
        for item in register_published(SYSTEM, organ, sorted(published, key=lambda one: one.at)):
            self.made[item.title] = item

    def _issues(self, told: Mapping[str, Any], organ: str) -> Iterator[Published]:
        """The item, or every issue of a series, the oldest first."""
        count = told.get("series", 1)
        for back in reversed(range(count)):
            written = self.today - timedelta(days=told["ago"] + back * told.get("step", 0))
            yield self._published(told, organ, written, count - back)

    def _published(self, told: Mapping[str, Any], organ: str, written: date, n: int) -> Published:
        words = {"{year}": str(written.year), "{month}": str(written.month), "{n}": str(n)}
        start = written + timedelta(days=told["effective"]) if "effective" in told else None
        details = ItemDetails(
            node=told["node"], title=_filled(told["title"], words), doc_no=_filled(told.get("doc_no", ""), words),
            body=told["body"].replace("见成文日期", f"{written.year}年{written.month}月{written.day}日"),
            topic=told["topic"], genre=told.get("genre", "other"), written_on=written, formed_on=written,
            publishers=[organ], issuer=organ, kind=told.get("kind", _kind(told["node"])), keywords=told["keywords"],
            audience=told.get("audience", ""), summary=told.get("summary", ""), effective_on=start,
            valid_to=start.replace(year=start.year + told["lasts"]) if start and "lasts" in told else None,
            consultation=told.get("consultation", ""), interprets=self.made.get(told.get("like", "")),
        )  # fmt: skip
        day = written + timedelta(days=told.get("after", USUAL_DAYS))
        at = timezone.make_aware(datetime.combine(min(day, self.today - timedelta(days=1)), PUBLISHED_AT))
        return Published(details=details, at=at, reviewer=REVIEWER)

    def _end(self, told: Mapping[str, Any]) -> None:
        for word, validity in ENDS.items():
            if word in told:
                item = self.made[told["title"]]
                on = self.today - timedelta(days=told[word])
                successor = self.made.get(told.get("replaced_by", ""))
                change_validity(SYSTEM, item, validity=validity, on=on, basis=BASES[word], replaced_by=successor)

    def _keep(self, entry: Mapping[str, Any]) -> None:
        for code in sorted({each["node"] for each in entry["items"]} | {"20.2", "20.3"}):
            cycle = places()[code].cycle
            keep_duty(
                SYSTEM, self.city.organs[entry["organ"]], code, unit_name=entry["unit"], carriers=["site"], cycle=cycle
            )

    def _guides(self) -> None:
        for key, office, room in (
            ("city-government-office", "政务公开科", "一号楼 208 室"),
            ("housing-bureau", "办公室", "二号楼 312 室"),
        ):
            keep_guide(SYSTEM, self.city.organs[key], GUIDE | {"office": office, "address": f"和源市行政中心{room}"})

    def _work(self) -> None:
        """What the housing bureau is working on: a draft, one at each review, one to be signed."""
        organ = self.city.organs[BUREAU]
        drafter, head, reviewer = (self._actor(key) for key in (DRAFTER, HEAD, SECRECY))
        for place, (title, node, body) in enumerate(AT_WORK):
            written = self.today - timedelta(days=3 + 4 * place)
            details = ItemDetails(
                node=node, title=title, body=body, topic="1002", genre="notice", written_on=written, formed_on=written,
                publishers=[organ.name], issuer=organ.name, keywords=["住房", "建设", "公开"], kind=_kind(node),
            )  # fmt: skip
            item = draft_item(drafter, organ, details)
            if place > 0:
                submit_item(drafter, item)
            if place > 1:
                complete(head, item, AGREED)
            if place > 2:
                review_item(reviewer, item, conclusion=Conclusion.OPEN, opinion="内容属于主动公开范围。")

    def _actor(self, key: str) -> AccountActor:
        account = self.city.officials[key]
        return AccountActor(account, appointment=appointments_of(account.person, self.today).first())


AT_WORK = (
    (
        "冬季施工安全生产提示",
        "20.13",
        "一、防火\n施工现场使用电热器具应当专人看管。\n二、防滑\n雨雪天气停止露天高处作业。",
    ),
    ("2026年度保障性住房申请受理公告", "20.11.4", "符合条件的家庭可以在社区窗口提出申请，联系人手机 19900000123。"),
    ("澄江大道地下管线改造工程实施情况", "20.10", "工程已完成百分之七十，计划年底恢复通行。"),
    ("房屋建筑和市政工程招标投标活动检查结果", "20.13", "检查项目二十四个，责令改正三个。"),
)
"""Title, node and text, from the one that was begun last to the one that waits for its signature."""
GUIDE = {
    "classification": "本机关主动公开的信息按照《中华人民共和国政府信息公开条例》第二十条、第二十一条规定的类别编入公开目录，并按照主题、体裁、服务对象分类。",
    "arrangement": "每条信息有索引号、名称、内容概述、生成日期、发文机关、文号、主题和有效性。索引号由统一社会信用代码、年份和顺序号组成，一经编定不再变更。",
    "ways": "主动公开的信息可以在本网站公开目录、政府公报、国家档案馆和公共图书馆的政府信息查阅场所取得。没有主动公开的，可以当面、邮寄或者在网上提出公开申请，不需要说明用途。",
    "hours": "工作日 8:30—12:00，14:00—17:30",
    "phone": "0990-8800123",
    "fax": "0990-8800124",
    "site": "www.heyuan.example",
    "postcode": "990100",
}
"""What the guides of the city have in common."""


def _filled(text: str, words: Mapping[str, str]) -> str:
    for place, value in words.items():
        text = text.replace(place, value)
    return text


def _kind(node: str) -> str:
    return places()[node].kind or ("policy" if node == "20.1.3" else "")
