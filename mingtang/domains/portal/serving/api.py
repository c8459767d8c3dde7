"""What config may use of the serving of public pages."""

from mingtang.domains.portal.serving.answering import StoredPages
from mingtang.domains.portal.serving.store import Store
from mingtang.domains.portal.serving.warming import warm_some

__all__ = ["Store", "StoredPages", "everything_changed", "page_store", "warm_some"]


def page_store() -> Store:
    """The kept pages of this node, in its folder."""
    from django.conf import settings

    return Store(settings.VAR / "portal")


def everything_changed() -> None:
    """All pages are made anew: the program, its styles or its settings may be others."""
    page_store().marks.change()
