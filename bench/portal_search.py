"""Search among 200 000 public articles, through the whole stack of a request to the page of search.

    python bench/portal_search.py             BENCH_ARTICLES=200000 BENCH_ROUNDS=10 set the scale; BENCH_KEEP=folder keeps what was loaded

Articles are made of the words of the demonstration's texts, few of them frequent and many rare. Asked are rare and common
words, several words, phrases, words with a slip, with and without choices. Limit: p95 300 ms for each, judged by the
CPU milliseconds of client and database, in brackets: those on the wall depend on who else works on the machine, as its load tells.
"""

import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from cases import used
from scratch import ROOT, on_both_databases, p50, p95, timed, verdict

ARTICLES = int(os.environ.get("BENCH_ARTICLES", "200000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "10"))
BEARABLE = 300.0
SITES = [f"第{number}网站" for number in range(1, 21)]
THEMES = ["政务动态", "通知公告", "政策文件", "政策解读", "数据发布", "规划计划"]
QUESTIONS = {
    "a number, one answer": "q=办发123456",
    "a rare word": "q=耕地",
    "a common word": "q=工作",
    "one character": "q=市",
    "two words": "q=农业 补贴",
    "two common words": "q=建设 工作",
    "a phrase": "q=%22公共服务%22",
    "a question": "q=怎么办理居住证",
    "a word with a slip": "q=公共服物",
    "nothing is found": "q=无此机构无此人",
    "rare, of a site": "q=耕地&place=第3网站",
    "common, of a site": "q=工作&place=第3网站",
    "common, of a year": "q=工作&year=2021",
    "common, newest first": "q=工作&order=newest",
    "common, deep": "q=工作&page=40",
}


def measure(database: str) -> None:
    load(database)
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    client, slowest = Client(), 0.0
    for name, query in QUESTIONS.items():
        found, statements, times, cpu = cost(client, f"/search/?{query}")
        slowest = max(slowest, p95(cpu))
        print(f"{database:10} {name:22} {found:5} found {statements:2} statements  p50 {p50(times):5.0f} p95 {p95(times):5.0f} ms, CPU ({p50(cpu):.0f}, {p95(cpu):.0f})", flush=True)  # fmt: skip
    print(
        f"{database:10} load {os.getloadavg()[0]:.1f}, slowest p95 of CPU : {BEARABLE:g} ms = {verdict(slowest / BEARABLE, 1)}"
    )


def cost(client: Any, address: str) -> tuple[int, int, list[float], list[float]]:
    """How many answers there are, statements, milliseconds, CPU milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def show() -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    with CaptureQueriesContext(connection) as captured:
        found = show().context["answers"].total
    statements = len(captured)
    times: list[float] = []
    cpu = [used(lambda: times.append(timed(show))) * 1000 for _ in range(ROUNDS)]
    return found, statements, times, cpu


def load(database: str) -> None:
    """The articles, unless an earlier run kept them."""
    from mingtang.kernel.search.models import Entry

    if (known := Entry.objects.count()) == ARTICLES:
        return
    assert not known, f"{known} articles were kept; another scale wants another folder"
    seconds = timed(lambda: fill(ARTICLES)) / 1000
    print(f"{database:10} {ARTICLES} articles indexed in {seconds:.0f} s", flush=True)


def fill(articles: int) -> None:
    """Entries and their index, as a rebuild writes them; the words of a sentence are looked up once."""
    from django.db import connection

    from mingtang.kernel.search.index import index_of
    from mingtang.kernel.search.models import Entry

    chance = random.Random(1)
    titles, sentences = material()
    indexes = taken_away(connection)
    for start in range(0, articles, 2000):
        texts = [
            (chance.choice(titles), [chance.choice(sentences) for _ in range(8)])
            for number in range(start, min(start + 2000, articles))
        ]
        entries = Entry.objects.bulk_create(entries_of(texts, start))
        pairs = zip(entries, texts, strict=True)
        index_of(connection).write(
            connection, ((e.pk, joined([title, f"（办发{e.object_id}）"]), joined(body)) for e, (title, body) in pairs)
        )
    with connection.cursor() as cursor:
        for index in indexes:
            cursor.execute(index)
        cursor.execute("VACUUM ANALYZE" if indexes else "ANALYZE")


def taken_away(connection: Any) -> list[str]:
    """PostgreSQL makes the index of words in a tenth of the time when all of them are there; the statements that do."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'search_words' AND indexdef LIKE '%USING gin%'"
        )
        known = cursor.fetchall()
        for name, _ in known:
            cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in known]


def entries_of(texts: list[tuple[str, list[str]]], start: int) -> Iterator[Any]:
    from django.utils import timezone

    from mingtang.kernel.search.models import Entry

    now = timezone.now()
    for number, (title, body) in enumerate(texts, start):
        yield Entry(
            kind="article", object_id=str(number), title=f"{title}（办发{number}）", text="".join(body), permission="portal.read_sites",
            public=True, public_url=f"/sites/city/{number}/", place=SITES[number % 20], theme=THEMES[number % 6],
            dated=now - timedelta(hours=(ARTICLES - number) / 2), updated_at=now,
        )  # fmt: skip


@cache
def parts(sentence: str) -> tuple[list[str], list[str]]:
    from mingtang.kernel.search.segmentation import folded, units, words

    plain = folded(sentence)
    return units(plain), words(plain)


def joined(sentences: list[str]) -> Any:
    """As `segmentation.tokens` of the whole text."""
    from mingtang.kernel.search.segmentation import Tokens

    found = [parts(sentence) for sentence in sentences]
    return Tokens([unit for units, _ in found for unit in units], [word for _, words in found for word in words])


def material() -> tuple[list[str], list[str]]:
    """Titles, and sentences of 12 words; words are those of the demonstration's texts, the n-th of them 1/n as frequent."""
    from mingtang.kernel.search.segmentation import pieces

    chance = random.Random(2)
    files = sorted(Path(ROOT / "mingtang/config/demo/data").rglob("*.yaml"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    counted = Counter(word for word in pieces(text) if re.fullmatch("[\u4e00-\u9fff]+", word))
    vocabulary = [word for word, _ in counted.most_common()]
    weights = list(accumulate(1 / (place + 5) for place in range(len(vocabulary))))

    def line(length: int) -> str:
        return "".join(chance.choices(vocabulary, cum_weights=weights, k=length))

    return [line(7) for _ in range(20_000)], [f"{line(12)}。" for _ in range(4000)]


if __name__ == "__main__":
    on_both_databases(measure)
