"""The sites of the cluster, page type by page type: one route serves most of them, so that walking links sees too few.

Each keeps nobody out in its theme, wide, narrow and in large text, is valid HTML, and says the same without scripts.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import SignIn
from tests.journeys.test_every_page import invalid, problems

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("pages")]

HOMES = tuple(
    f"/sites/{key}/"
    for key in ("housing", "market", "police", "service", "shiqiao", "agriculture", "wenlan", "en", "ug", "bo", "kk")
)
"""Every theme, and every language."""
PAGES = {
    "hub": ("/", "今天想办什么事"),
    "column": ("/sites/city/news/notices/", "订阅本栏目"),
    "article with a picture": ("/sites/city/news/headlines/hub-topped-out/", "责任编辑"),
    "document": ("/sites/city/disclosure/documents/catering/", "和政办发〔2026〕31号"),
    "leaders": ("/sites/city/disclosure/leaders/", "市长"),
    "functions": ("/sites/city/disclosure/functions/", "机构登记的全部信息"),
    "topic": ("/sites/city/business/", "一百项举措进展"),
    "archived topic": ("/sites/city/harvest/", "已归档"),
    "map": ("/sites/city/map/", "网站地图"),
    "cluster": ("/sites/", "石桥县人民政府"),
    "translation behind its original": ("/sites/en/news/one-thing/", "Translation being updated"),
    "not translated": ("/sites/en/news/notices/", "This page has not been translated yet"),
    "databases": ("/databases/", "重点项目"),
    "records": ("/databases/projects/", "澄江综合交通枢纽"),
    "prices": ("/databases/prices/", "粳米"),
}
BEHIND_LINKS = {
    "film": ("/sites/agriculture/videos/lessons/", "冬小麦浇水看三样"),
    "gallery": ("/sites/city/news/departments/", "一座城的三幅画"),
    "attachment": ("/sites/city/disclosure/interpretation/", "可下载打印"),
    "record": ("/databases/projects/", "澄江综合交通枢纽"),
    "leaving the cluster": ("/sites/city/news/media/", None),
}
"""Pages whose address is not known before: the column that leads there, and words of the link."""
PLAIN = ("/sites/city/disclosure/documents/catering/?print", "/search/?q=餐饮", "/sites/en/news/one-thing/?print")
TRADITIONAL = ("/sites/city/news/headlines/hub-topped-out/?lang=zh-hant", "/sites/agriculture/?lang=zh-hant")


def linked(page: Page, column: str, words: str | None) -> str:
    """The address behind a link of a column; without words the one that leaves the cluster, behind its first article."""
    if words is not None:
        return _href(page, column, f"//a[contains(., '{words}')]")
    article = _href(page, column, "//main//*[contains(@class, 'dated-list')]//a")
    return _href(page, article, "//a[starts-with(@href, '/leaving/')]")


def _href(page: Page, path: str, where: str) -> str:
    return str(html.fromstring(page.request.get(path).body()).xpath(where)[0].get("href"))


def test_every_page_type_keeps_nobody_out_and_is_valid(sign_in: SignIn, tmp_path: Path) -> None:
    page, wrong = sign_in(""), dict[str, Any]()
    known = (*HOMES, *(path for path, _ in PAGES.values()), *PLAIN, *TRADITIONAL)
    for number, path in enumerate((*known, *(linked(page, *where) for where in BEHIND_LINKS.values()))):
        (tmp_path / f"{number:03}.html").write_bytes(page.request.get(path).body())
        if found := problems(page, path):
            wrong[path] = found
    wrong["html"] = invalid(tmp_path)
    assert wrong == {"html": []}, json.dumps(wrong, ensure_ascii=False, indent=1)


def test_pages_say_the_same_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    for path, words in PAGES.values():
        page.goto(path)
        assert words in page.inner_text("main"), path
    page.goto("/sites/city/disclosure/documents/catering/?lang=zh-hant")
    assert "條" in page.inner_text("main") or "餐飲" in page.inner_text("main")
    context.close()
