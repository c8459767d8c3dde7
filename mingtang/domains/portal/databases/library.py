"""The databases that there are: one document for each in `schemas/`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from mingtang.domains.portal.databases.rules import Database, database_of

SCHEMAS = Path(__file__).with_name("schemas")
ORDER = ("laws", "projects", "enterprises", "products")


@cache
def databases() -> Mapping[str, Database]:
    """All databases by key, in the order of the front page."""
    return {
        key: database_of(yaml.safe_load((SCHEMAS / f"{key}.yaml").read_text(encoding="utf-8")), key) for key in ORDER
    }
