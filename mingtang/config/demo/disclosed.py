"""What the organs of the demonstration city have published: their catalogue, their guides, their items of the last two years."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.domains.disclosure.catalogue.api import (
    InformationItem,
    ItemDetails,
    Published,
    change_validity,
    install,
    keep_duty,
    keep_guide,
    register_published,
)
from mingtang.domains.disclosure.catalogue.nodes import places
from mingtang.kernel.evidence.api import SYSTEM

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
