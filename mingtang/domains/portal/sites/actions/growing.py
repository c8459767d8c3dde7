"""Many pages at once: drawn up in memory, then written in few statements; Wagtail writes a page in a dozen of them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import Page

_OWN = [field for field in Page._meta.concrete_fields if not field.primary_key]


class Growth:
    """Pages that come under `root`. Each is added below one that is there, and may be read like one; `write` keeps all."""

    def __init__(self, root: Page) -> None:
        self.root = root
        self.pages: list[Page] = []
        self._last = {root.path: _last_step(root)}
        self._taken = set(Page.objects.descendant_of(root).values_list("url_path", flat=True))

    def add(self, parent: Page, page: Page) -> None:
        """Give `page` the next place under `parent`. Raises ValidationError, also when its address is taken."""
        step = self._last[parent.path] = self._last[parent.path] + 1
        page.depth, page.path = parent.depth + 1, Page._get_path(parent.path, parent.depth + 1, step)
        page.locale_id, page.draft_title = parent.locale_id, page.title
        page.url_path = f"{parent.url_path}{page.slug}/"
        if page.url_path in self._taken:
            raise ValidationError({"slug": f"{page.url_path} 已经有页面。"})
        page.clean_fields(exclude=[field.name for field in page._meta.concrete_fields if field.is_relation])
        parent.numchild += 1
        self._taken.add(page.url_path)
        self._last[page.path] = 0
        self.pages.append(page)

    def write(self) -> None:
        """Insert all pages, table by table; their keys are set."""
        rows = Page.objects.bulk_create(Page(**_values(page)) for page in self.pages)
        for page, row in zip(self.pages, rows, strict=True):
            page.pk = page.id = row.pk
        for model in dict.fromkeys(type(page) for page in self.pages):
            _insert(model, [page for page in self.pages if type(page) is model])
        Page.objects.filter(pk=self.root.pk).update(numchild=self.root.numchild)


def _last_step(page: Page) -> int:
    last = page.get_last_child() if page.numchild else None
    return int(Page._str2int(last.path[-Page.steplen :])) if last else 0


def _values(page: Page) -> dict[str, Any]:
    return {field.attname: getattr(page, field.attname) for field in _OWN}


def _insert(model: type[Page], pages: Sequence[Page]) -> None:
    """The rows of the table of `model` alone; those of Page are there."""
    fields = model._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), size):
        model._base_manager._insert(pages[start : start + size], fields=fields, using="default")
