"""A public page of the portal, made and kept, beside a bare hello view of Django and a default page of Wagtail of the same size.

    python bench/portal_pages.py              BENCH_SECONDS=2 BENCH_ROUNDS=5 set the scale

All are ASGI applications in one process on one database, asked by the same loop, without a web server: what a server adds to
each would only bring them nearer to one another. Counted are pages in a second of CPU time; slices take turns, medians are
told. The page of Wagtail is what its project template makes of a page with a StreamField: its middleware, its way to a page,
a navigation, a breadcrumb, its text, filled up to the size of ours. Hello is a view behind no middleware at all.
A page is made as the node makes it for everybody: through the door of kept pages, which has none and keeps it. The page is asked for and
drawn every time; the frame of its site (register entry, columns, head and foot, decision 0070) is remembered as in any web process, and
asked for again when the site changes, at the latest after a quarter of a minute. "Alone" is the same article made with a frame of its
own, as for whoever is signed in. Connections, caches of templates and DEBUG are the same for all: they share one process.
Goals: a page that is made at least 2 times as fast as Wagtail's, a kept one at least 0.7 times as fast as hello.
"""

import asyncio
import os
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scratch import on_both_databases, rate

SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
GOALS = (("article, made", "wagtail page", 2.0), ("article, kept", "bare hello", 0.7))


def measure(database: str) -> None:
    from scratch.pages import ADDRESS, Site, applications

    site = Site()
    with tempfile.TemporaryDirectory() as folder:
        ours = applications(Path(folder))
        article = f"{ADDRESS}news/story-1/"
        contenders = {
            "bare hello": (ours.hello, "/hello/"),
            "article, kept": (ours.kept, article),
            "home page, kept": (ours.kept, ADDRESS),
            "article, made": (ours.made, article),
            "column, made": (ours.made, f"{ADDRESS}news/"),
            "home page, made": (ours.made, ADDRESS),
            "article, alone": (ours.personal, article),
        }
        size = len(told(ours.made, article))
        contenders["wagtail page"] = (ours.wagtail, site.wagtail_page(size, lambda path: len(told(ours.wagtail, path))))
        report(database, contenders)


def report(database: str, contenders: dict[str, tuple[Any, str]]) -> None:
    with asyncio.Runner() as runner:
        rates: dict[str, list[float]] = {name: [] for name in contenders}
        for _round in range(ROUNDS):
            for name, (application, path) in contenders.items():
                rates[name].append(rate(lambda a=application, p=path: runner.run(answer(a, p)), SECONDS))  # type: ignore[misc]
    found = {name: statistics.median(each) for name, each in rates.items()}
    for name, (application, path) in contenders.items():
        spread = f"{min(rates[name]):.0f}-{max(rates[name]):.0f}"
        print(f"{database:10} {name:16} {found[name]:7.0f} a second of CPU ({spread}), {statements(application, path)} statements, {len(told(application, path))} bytes", flush=True)  # fmt: skip
    for ours, theirs, goal in GOALS:
        ratio = statistics.median(a / b for a, b in zip(rates[ours], rates[theirs], strict=True))
        kept = "kept" if ratio >= goal else "MISSED"
        print(f"{database:10} {ours} : {theirs} = {ratio:.2f} (goal at least {goal:g}: {kept})", flush=True)


async def answer(application: Any, path: str) -> bytes:
    """The body of a page. Raises AssertionError for anything but a page."""
    from scratch.pages import scope

    said: list[dict[str, Any]] = []
    asked = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        return asked.pop() if asked else await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    await application(scope(path), receive, send)
    assert said[0]["status"] == 200, (path, said[0]["status"])
    return b"".join(each.get("body", b"") for each in said[1:])


def told(application: Any, path: str) -> bytes:
    return asyncio.run(answer(application, path))


def statements(application: Any, path: str) -> int:
    """How many statements a page costs; counted where the work is done."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted: list[int] = []

    def within(work: Callable[[], Any]) -> None:
        with CaptureQueriesContext(connection) as captured:
            work()
        counted.append(len(captured))

    from asgiref.sync import async_to_sync

    within(lambda: async_to_sync(answer)(application, path))
    return counted[0]


if __name__ == "__main__":
    on_both_databases(measure)
