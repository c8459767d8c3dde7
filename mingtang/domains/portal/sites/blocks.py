"""What home pages, topics and articles are made of. Blocks hold plain text and addresses, never markup: nothing needs to be cleaned."""

from typing import Any

from wagtail import blocks


def words(length: int, **more: Any) -> blocks.CharBlock:
    return blocks.CharBlock(max_length=length, **more)


class LinkBlock(blocks.StructBlock):
    """An entrance."""

    title = words(40)
    url = words(300)
    text = words(80, required=False)
    icon = words(40, required=False)


class AskBlock(blocks.StructBlock):
    """The head of a home page: one question, one field; beside it what was asked before (`card`)."""

    title = words(40)
    lead = words(120, required=False)
    chips = blocks.ListBlock(words(20), required=False)
    card = blocks.BooleanBlock(required=False)


class ColumnListBlock(blocks.StructBlock):
    """The newest of a column, named by its path inside the site."""

    path = words(200)
    title = words(40, required=False)
    count = blocks.IntegerBlock(min_value=1, max_value=20, default=6)


class HeadlinesBlock(ColumnListBlock):
    """The newest of one column, the first with its picture, else with `picture`; the newest of `beside` next to them."""

    beside = words(200, required=False)
    beside_title = words(40, required=False)
    picture = words(300, required=False)


class PoliciesBlock(ColumnListBlock):
    """Documents of a column with their numbers and interpretations, and entrances beside them."""

    links_title = words(40, required=False)
    links = blocks.ListBlock(LinkBlock(), required=False)


class TalkBlock(blocks.StructBlock):
    """Questions that were answered in public, and ways to ask."""

    title = words(40)
    count = blocks.IntegerBlock(min_value=1, max_value=10, default=3)
    more_url = words(300, required=False)
    ways_title = words(40, required=False)
    ways_sub = words(60, required=False)
    links = blocks.ListBlock(LinkBlock(), required=False)


class FigureBlock(blocks.StructBlock):
    """One number with its unit."""

    label = words(40)
    value = words(20)
    unit = words(10, required=False)
    note = words(60, required=False)


class TopicBlock(blocks.StructBlock):
    """A way to a topic; `state` gives it the red of the state."""

    title = words(40)
    text = words(60, required=False)
    url = words(300)
    state = blocks.BooleanBlock(required=False)


class PictureBlock(blocks.StructBlock):
    """A picture and what is to be seen on it (`alt`), for whoever does not see it."""

    url = words(300)
    alt = words(200)
    caption = words(200, required=False)


class VideoBlock(blocks.StructBlock):
    """A film with its poster and captions (WebVTT), and its words in short."""

    title = words(100)
    url = words(300)
    poster = words(300, required=False)
    captions = words(300)
    length = words(20, required=False)
    summary = blocks.TextBlock(required=False)


def _titled(**inside: Any) -> blocks.StructBlock:
    return blocks.StructBlock([("title", words(40)), *inside.items()])


HOME_BLOCKS = [
    ("notice", LinkBlock()),
    ("ask", AskBlock()),
    ("life", blocks.ListBlock(LinkBlock())),
    ("headlines", HeadlinesBlock()),
    ("lists", blocks.ListBlock(ColumnListBlock())),
    ("services", _titled()),
    ("links", _titled(more_url=words(300, required=False), soft=blocks.BooleanBlock(required=False), links=blocks.ListBlock(LinkBlock()))),
    ("policies", PoliciesBlock()),
    ("talk", TalkBlock()),
    ("figures", _titled(source=words(80, required=False), figures=blocks.ListBlock(FigureBlock()))),
    ("topics", _titled(more_url=words(300, required=False), topics=blocks.ListBlock(TopicBlock()))),
    ("picture", PictureBlock()),
    ("articles", _titled(articles=blocks.ListBlock(words(300)))),
    ("paragraph", blocks.TextBlock()),
]  # fmt: skip
"""A site of columns is composed of these, in any order; so is a topic."""

ELDER_BLOCKS = [("group", _titled(links=blocks.ListBlock(LinkBlock())))]
"""Groups of large entries for readers of large text."""

ARTICLE_BLOCKS = [
    ("paragraph", blocks.TextBlock()),
    ("heading", words(100)),
    ("salutation", words(200)),
    ("points", blocks.ListBlock(blocks.CharBlock())),
    ("signature", blocks.TextBlock()),
    ("annotation", words(100)),
    ("picture", PictureBlock()),
    ("gallery", blocks.ListBlock(PictureBlock())),
    ("video", VideoBlock()),
]
"""The text of an article."""
