"""The checks before each review (portal.md 3): what blocks, and what a person must have looked at."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import CharField, F, Value
from django.urls import Resolver404, resolve
from django.utils import timezone

from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.notation import pictures_named, too_long
from mingtang.domains.portal.sites.api import ArticlePage, PortalSite, answers
from mingtang.kernel.directory.api import Organ, officials_visible_to
from mingtang.kernel.evidence.api import SYSTEM, Actor
from mingtang.lib.personal_data import OF_OFFICES, Kind, find_personal_data
from mingtang.lib.proofreading import (
    BLOCK,
    WARN,
    Finding,
    Link,
    Wording,
    impossible_dates,
    links_in,
    misnamed_organs,
    wording_met,
    wrong_titles,
)

DATA = Path(__file__).parent.parent / "data"
TITLES = tuple(
    f"{deputy}{title}"
    for title in ("书记", "省长", "市长", "县长", "区长", "局长", "厅长", "主任", "主席", "秘书长", "院长", "检察长")
    for deputy in ("", "副")
)
"""Titles of leaders as they stand beside names."""
_FILE_NAME = (".jpg", ".jpeg", ".png", ".webp", ".gif")


def findings_of(actor: Actor, manuscript: Manuscript) -> list[Finding]:
    """What blocks first. Of unpublished things only those that the actor may see are compared; about ten statements."""
    text = "\n".join(str(part) for part in (*manuscript.text.values(), manuscript.correction))
    found = [
        *wording_met(text, wordings()), *impossible_dates(text), *_personal(text), *_names(text), *_links(text),
        *_pictures(manuscript), *_titles(actor, manuscript), *_dates(manuscript), *_lines(manuscript),
        *_original(manuscript),
    ]  # fmt: skip
    return sorted(found, key=lambda finding: finding.level != BLOCK)


@cache
def wordings() -> tuple[Wording, ...]:
    """The list of words that comes with the program."""
    rows: list[dict[str, Any]] = yaml.safe_load((DATA / "wording.yaml").read_text(encoding="utf-8"))
    return tuple(Wording(**{**row, "unless": tuple(row.get("unless", ()))}) for row in rows)


@cache
def known_domains() -> frozenset[str]:
    """Domains to which articles may lead."""
    return frozenset(yaml.safe_load((DATA / "domains.yaml").read_text(encoding="utf-8")))


def _personal(text: str) -> Iterator[Finding]:
    certain = {find.kind for find in find_personal_data(text, allowed=OF_OFFICES) if find.is_certain}
    for kind in sorted(certain):
        level = BLOCK if kind in {Kind.IDENTITY, Kind.BANK_CARD} else WARN
        yield Finding(level, f"含有{kind.value}", "公开的内容不能有个人信息，请隐去或者确认。")


def _names(text: str) -> list[Finding]:
    """Titles and names of organs, against the directory as it stands today; four statements."""
    named = officials_visible_to(SYSTEM, timezone.localdate()).annotate(said=Value(text, CharField()))
    offices: dict[str, set[str]] = {}
    for account in named.filter(said__contains=F("person__name")):
        person: Any = account.person
        offices.setdefault(person.name, set()).update(t for each in person.held for t in each.post.name.split("、"))
    organs = list(Organ.objects.filter(state=Organ.State.ACTIVE).values_list("name", flat=True))
    known = {name: titles for name, titles in offices.items() if titles}
    return [*wrong_titles(text, known, TITLES), *misnamed_organs(text, organs)]


def _links(text: str) -> Iterator[Finding]:
    links = links_in(text)
    hosts = frozenset(PortalSite.objects.values_list("site__hostname", flat=True)) if links else frozenset()
    for link in links:
        if (not link.host or link.host in hosts) and not _is_alive(link):
            yield Finding(BLOCK, f"链接 {link.address} 打不开", "站内没有这个页面，请改正或者删去。")
        elif link.host and link.host not in hosts and not link.is_within(known_domains()):
            yield Finding(WARN, f"链接到站外 {link.host}", "不在允许的域名清单内，请确认内容可靠、确有必要。")


def _is_alive(link: Link) -> bool:
    """Whether the public finds something there."""
    try:
        match = resolve(link.path)
    except Resolver404:
        return False
    if match.url_name in {"site_page", "site_home"}:
        return answers(match.kwargs["key"], match.kwargs.get("inner", ""))
    return True


def _pictures(manuscript: Manuscript) -> Iterator[Finding]:
    files = list(manuscript.files.select_related("file__content"))
    pictures = [each for each in files if each.is_picture]
    named = pictures_named(manuscript.body)
    for missing in sorted(named - set(range(1, len(pictures) + 1))):
        yield Finding(BLOCK, f"正文里有[图{missing}]，却没有这张图", "请上传图片，或者删去这一行。")
    for number, picture in enumerate(pictures, 1):
        if picture.title.lower().endswith(_FILE_NAME) or not picture.title.strip():
            yield Finding(BLOCK, f"图{number}没有替代文字", "请写明图上有什么，不要用文件名。")
        if number not in named:
            yield Finding(WARN, f"图{number}没有放进正文", f"请在正文里单独写一行[图{number}]。")
    for each in files:
        if each.file.content.scan == "infected":
            yield Finding(BLOCK, f"附件“{each.title}”含有病毒", "请移除。")


def _titles(actor: Actor, manuscript: Manuscript) -> Iterator[Finding]:
    inside = ArticlePage.objects.descendant_of(manuscript.site.site.root_page).filter(title=manuscript.title)
    if inside.published().exclude(pk=manuscript.corrects_id).exists():
        yield Finding(WARN, "标题与已发布的文章相同", "请确认不是重复发布。")
    others = Manuscript.objects.visible_to(actor).filter(site=manuscript.site_id, title=manuscript.title, article=None)
    if others.exclude(pk=manuscript.pk).exclude(stage="abandoned").exists():
        yield Finding(WARN, "标题与另一份稿件相同", "请确认不是重复撰写。")


def _dates(manuscript: Manuscript) -> Iterator[Finding]:
    if manuscript.expire_at and manuscript.expire_at <= timezone.now():
        yield Finding(BLOCK, "有效期已经过去", "发布以后没有人能看到。")
    if manuscript.top_until and manuscript.top_until < timezone.localdate():
        yield Finding(WARN, "置顶日期已经过去", "文章不会置顶。")


def _lines(manuscript: Manuscript) -> Iterator[Finding]:
    if not manuscript.body.strip():
        yield Finding(BLOCK, "没有正文", "请撰写正文。")
    for said in too_long(manuscript.body):
        yield Finding(BLOCK, f"“{said}”太长", "小标题不超过 100 字，称呼不超过 200 字。")


def _original(manuscript: Manuscript) -> Iterator[Finding]:
    """What became of the original since it was translated; one statement for translations."""
    if manuscript.translates_id is None:
        return
    original = ArticlePage.objects.get(pk=manuscript.translates_id)
    if not original.live:
        yield Finding(BLOCK, "原文已经撤下", "译文不能发布，请作废这份稿件。")
    elif manuscript.is_older_than(original.changed_at):
        yield Finding(WARN, "原文在翻译以后更正过", "请按更正后的原文修改，再点“已按新的原文修改”。")
