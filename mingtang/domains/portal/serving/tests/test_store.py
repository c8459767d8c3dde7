"""The folder of kept pages: whole files, a bound, marks."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mingtang.domains.portal.serving.rules import Asked, may_be_kept, purified, read_request
from mingtang.domains.portal.serving.store import Kept, Stamp, Store
from mingtang.domains.portal.serving.tests.asking import scope

HOME = Asked("http", "h", "/sites/city/")


def page(asked: Asked, body: bytes = b"x", at: float = 1.0) -> Kept:
    return Kept(asked, (("content-type", "text/html"),), body, Stamp("a", "b"), at)


def test_pages_come_back_as_they_were(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept = page(HOME, bytes(range(256)) * 3 + "\n正文".encode())
    store.keep(kept)
    assert Store(tmp_path).find(HOME) == kept
    assert store.find(HOME.at("/")) is None
    store.drop(HOME)
    assert store.find(HOME) is None


def test_broken_files_are_no_pages(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(page(HOME))
    (file,) = tmp_path.glob("pages/??/*")
    for junk in (b"", b"{}", b"[1]\nx", b"\xff\n"):
        file.write_bytes(junk)
        assert store.find(HOME) is None


def test_the_oldest_go_when_the_bound_is_reached(tmp_path: Path) -> None:
    store = Store(tmp_path, most_bytes=40_000)
    for number in range(60):
        store.keep(page(HOME.at(f"/sites/city/{number}/"), random.randbytes(1000)))
    found = sum(file.stat().st_size for file in tmp_path.glob("pages/??/*"))
    assert 20_000 < found <= 42_500
    assert store.find(HOME.at("/sites/city/59/")) is not None
    assert list(tmp_path.glob(".aside*")) == list(tmp_path.glob("*/.aside*")) == []


def test_marks_are_those_of_one_site_of_all_and_of_what_was_taken_away(tmp_path: Path) -> None:
    marks = Store(tmp_path).marks
    before = {site: marks.stamp(site) for site in ("city", "housing", "")}
    marks.change("city")
    after = {site: marks.stamp(site) for site in before}
    assert after["housing"] == before["housing"]
    for site in ("city", ""):
        assert after[site].current != before[site].current
        assert after[site].open == before[site].open
    marks.change("city", take_away=True)
    assert marks.stamp("city").open != after["city"].open
    assert marks.stamp("").open != after[""].open
    marks.change()
    assert marks.stamp("housing").current != before["housing"].current


NAMES = st.sampled_from(["cookie", "authorization", "x-csrftoken", "referer", "x-forwarded-for", "user-agent", "host"])


@given(st.dictionaries(NAMES, st.text("abc=;: é", max_size=30)))
def test_nothing_of_a_person_goes_into_a_page_for_all(headers: dict[str, str]) -> None:
    """Whatever a request carries, what the page is made from says only which host is asked, and how the reader reads."""
    request = read_request({**scope("/sites/city/"), "headers": [(n.encode(), v.encode()) for n, v in headers.items()]})
    assert request is not None
    left = purified([(n.encode(), v.encode()) for n, v in headers.items()], request.asked.reading)
    assert {name for name, _ in left} <= {b"host", b"cookie"}
    assert all(
        value == f"mingtang_reading={request.asked.reading}".encode() for name, value in left if name == b"cookie"
    )
    if "authorization" in headers:
        assert not request.common


def test_answers_that_belong_to_one_reader_are_not_kept() -> None:
    assert may_be_kept(200, [(b"content-type", b"text/html")])
    for status, name, value in (
        (404, b"x", b""), (503, b"x", b""), (302, b"location", b"/"), (200, b"Set-Cookie", b"a=b"),
        (200, b"cache-control", b"max-age=0, No-Store"), (200, b"cache-control", b"private"),
    ):  # fmt: skip
        assert not may_be_kept(status, [(name, value)])
