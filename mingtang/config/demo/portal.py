"""The cluster of sites of the demonstration city: the hub, sites of organs and of a county, channels, with all their pages."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City, read
from mingtang.domains.portal.sites.api import (
    ArticlePlan,
    ColumnPlan,
    PortalSite,
    SiteDetails,
    TopicDetails,
    compose_home,
    load_pages,
    open_site,
    open_topic,
)
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM

OPENED = date(2019, 9, 1)
FIRST_HOUR = 8
_REGISTERED = (
    "key",
    "name",
    "latin_name",
    "kind",
    "host",
    "code",
    "theme",
    "phone",
    "icp_number",
    "police_number",
    "hub",
    "language",
)
_LINES = {"# ": "heading", "@ ": "salutation", "> ": "signature", "% ": "annotation"}


@transaction.atomic
def load_portal(city: City) -> None:
    """Open the sites and fill them, those that are not there."""
    known = set(PortalSite.objects.values_list("key", flat=True))
    for entry in read("portal/sites"):
        if entry["key"] not in known:
            Builder(city, entry).build()


class Builder:
    """Builds one site from its entry and the file of its articles."""

    def __init__(self, city: City, entry: dict[str, Any]) -> None:
        self.city, self.entry = city, entry
        self.organ = city.organs[entry["organ"]]
        self.articles: dict[str, Any] = read_articles(entry["key"])
        self.today = timezone.localdate()

    def build(self) -> None:
        entry = self.entry
        values = {name: entry[name] for name in _REGISTERED if name in entry}
        operator = self.city.organs[entry["operator"]] if "operator" in entry else None
        original = PortalSite.objects.get(key=entry["original"]) if "original" in entry else None
        details = SiteDetails(organ=self.organ, operator=operator, original=original, **values)
        portal = open_site(SYSTEM, details, on=OPENED)
        load_pages(SYSTEM, portal, [self.column(column, column["slug"]) for column in entry["columns"]])
        compose_home(SYSTEM, portal, entry["home"], entry.get("elder", ()))
        for topic in entry.get("topics", ()):
            open_topic(SYSTEM, portal, self.topic(topic))

    def topic(self, entry: dict[str, Any]) -> TopicDetails:
        closes = self.today + timedelta(days=entry["closes"]) if "closes" in entry else None
        return TopicDetails(
            slug=entry["slug"], title=entry["title"], lead=entry["lead"], organ=self.organ, blocks=entry["blocks"],
            opens_on=self.today + timedelta(days=entry["opens"]), closes_on=closes,
        )  # fmt: skip

    def column(self, entry: dict[str, Any], path: str) -> ColumnPlan:
        stories = list(stories_of(self.articles.get(path, [])))
        return ColumnPlan(
            slug=entry["slug"],
            title=entry["title"],
            column_type=entry["type"],
            organ=self.city.organs[entry["organ"]] if "organ" in entry else self.organ,
            columns=[self.column(inner, f"{path}/{inner['slug']}") for inner in entry.get("columns", ())],
            translates=entry.get("from", ""),
            articles=[self.article(entry, story, number) for number, story in enumerate(stories)],
        )

    def article(self, column: dict[str, Any], story: dict[str, Any], number: int) -> ArticlePlan:
        """The first is the newest; each further one came `every` days before. Documents come three days after their date."""
        days_ago = -int(story["written"]) - 3 if "written" in story else number * column.get("every", 7)
        at = self._moment(days_ago, number)
        body = list(body_of(story["b"]))
        return ArticlePlan(
            slug=story.get("slug") or f"{at:%Y%m%d}-{number + 1}",
            title=story["t"],
            source=story.get("source") or column.get("source") or self.entry["source"],
            editor=self.entry["editor"],
            publish_date=at,
            body=body,
            organ=self._organ(story),
            summary=story.get("s") or first_words(body),
            keywords=column["title"],
            top_until=self.today + timedelta(days=30) if story.get("top") else None,
            original_url=story.get("reprint", ""),
            picture=story.get("picture", ""),
            picture_alt=story.get("alt", ""),
            interpretation_form=story.get("form", ""),
            interprets=story.get("of", ""),
            translates=story.get("from", ""),
            translated_of=timezone.now() + timedelta(days=story.get("translated", 0)) if "from" in story else None,
            **self._document(story, at),
        )

    def _moment(self, days_ago: int, number: int) -> datetime:
        day = self.today - timedelta(days=days_ago)
        moment = timezone.make_aware(datetime.combine(day, time(FIRST_HOUR + number % 9, number * 7 % 60)))
        return min(moment, timezone.now() - timedelta(minutes=5 + number))

    def _organ(self, story: dict[str, Any]) -> Organ:
        """The organ named in the title by its short name, else that of the site."""
        named = (
            organ for organ in self.city.organs.values() if organ.short_name and story["t"].startswith(organ.short_name)
        )
        return next(named, self.organ)

    def _document(self, story: dict[str, Any], at: datetime) -> dict[str, Any]:
        """What a document has besides: its number, dates as days from today."""
        if "number" not in story:
            return {}
        days = {"written_on": "written", "effective_on": "effective", "valid_until": "valid"}
        dates = {name: self.today + timedelta(days=int(story[key])) for name, key in days.items() if key in story}
        return {
            "document_number": story["number"],
            "disclosure_number": f"{self.organ.credit_code}/{at.year}-{story['number'].split('〕')[-1][:-1]:0>5}",
            "subject": story.get("subject", ""),
            **dates,
        }


def read_articles(key: str) -> Any:
    """The articles of a site by the path of their column."""
    return read(f"portal/{key}")


def stories_of(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One story for each row of `each`, those of one pattern never side by side while there are others."""
    patterns = [[_told(entry, row) for row in entry.get("each", [()])] for entry in entries]
    return (story for turn in zip_longest(*patterns) for story in turn if story is not None)


def _told(entry: dict[str, Any], row: list[Any]) -> dict[str, Any]:
    words = dict(zip(entry.get("as", ()), map(str, row), strict=True))
    texts = {name: value.format(**words) for name, value in entry.items() if isinstance(value, str)}
    return {**entry, **texts}


def body_of(text: str) -> Iterator[dict[str, Any]]:
    """Blocks from lines: a paragraph, or what its first characters say; points that follow one another are one list."""
    points: list[str] = []
    for line in [*text.strip().splitlines(), ""]:
        if line.startswith("* "):
            points.append(line[2:])
            continue
        if points:
            yield {"type": "points", "value": points}
            points = []
        if line.startswith("!picture "):
            url, alt, *caption = (part.strip() for part in line[9:].split("|"))
            yield {"type": "picture", "value": {"url": url, "alt": alt, "caption": "".join(caption)}}
        elif line:
            kind = _LINES.get(line[:2])
            yield {"type": kind or "paragraph", "value": line[2:] if kind else line}


def first_words(body: list[dict[str, Any]]) -> str:
    """The first sentence of the first paragraph."""
    first = next((block["value"] for block in body if block["type"] == "paragraph"), "")
    return f"{first.split('。')[0]}。"[:300] if "。" in first else first[:300]
