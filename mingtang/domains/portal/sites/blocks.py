"""What home pages and articles are made of. Blocks hold plain text and addresses, never markup: nothing needs to be cleaned."""

from wagtail import blocks


class LinkBlock(blocks.StructBlock):
    """An entrance."""

    title = blocks.CharBlock(max_length=40)
    url = blocks.CharBlock(max_length=300)
    text = blocks.CharBlock(max_length=80, required=False)
    icon = blocks.CharBlock(max_length=40, required=False)


class AskBlock(blocks.StructBlock):
    """The head of a home page: one question, one field."""

    title = blocks.CharBlock(max_length=40)
    lead = blocks.CharBlock(max_length=120, required=False)
    chips = blocks.ListBlock(blocks.CharBlock(max_length=20), required=False)


class ColumnListBlock(blocks.StructBlock):
    """The newest of a column, named by its path inside the site."""

    path = blocks.CharBlock(max_length=200)
    title = blocks.CharBlock(max_length=40, required=False)
    count = blocks.IntegerBlock(min_value=1, max_value=20, default=6)


class FigureBlock(blocks.StructBlock):
    """One number with its unit."""

    label = blocks.CharBlock(max_length=40)
    value = blocks.CharBlock(max_length=20)
    unit = blocks.CharBlock(max_length=10, required=False)
    note = blocks.CharBlock(max_length=60, required=False)


HOME_BLOCKS = [
    ("ask", AskBlock()),
    ("lists", blocks.ListBlock(ColumnListBlock())),
    ("services", blocks.StructBlock([("title", blocks.CharBlock(max_length=40))])),
    ("links", blocks.StructBlock([("title", blocks.CharBlock()), ("links", blocks.ListBlock(LinkBlock()))])),
    (
        "figures",
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock()),
                ("source", blocks.CharBlock(required=False)),
                ("figures", blocks.ListBlock(FigureBlock())),
            ]
        ),
    ),
]
"""A site of columns is composed of these, in any order."""

ELDER_BLOCKS = [
    ("group", blocks.StructBlock([("title", blocks.CharBlock()), ("links", blocks.ListBlock(LinkBlock()))])),
]
"""Groups of large entries for readers of large text."""

ARTICLE_BLOCKS = [
    ("paragraph", blocks.TextBlock()),
    ("heading", blocks.CharBlock(max_length=100)),
    ("salutation", blocks.CharBlock(max_length=200)),
    ("points", blocks.ListBlock(blocks.CharBlock())),
    ("signature", blocks.TextBlock()),
    ("annotation", blocks.CharBlock(max_length=100)),
]
"""The text of an article."""
