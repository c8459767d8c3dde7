"""Where contents are kept, by digest: a folder of this node, or a bucket. `store()` is the one that settings name."""

from functools import cache

from django.conf import settings
from django.core.files.storage import storages

from mingtang.kernel.content.storage.base import Digests, Missing, Store
from mingtang.kernel.content.storage.folder import FolderStore

__all__ = ["Digests", "FolderStore", "Missing", "Store", "store"]


def store() -> Store:
    """The store of this node."""
    return _bucket() if settings.FILES_BUCKET else FolderStore(settings.MEDIA_ROOT)


@cache
def _bucket() -> Store:
    from mingtang.kernel.content.storage.bucket import BucketStore  # its library is large, and most nodes need none

    return BucketStore(storages["content"])
