"""What of the catalogue can be found: items on offer by everybody, cancelled ones by nobody. Words of the public are in
`synonyms.yaml`.
"""

from pathlib import Path
from typing import Any

import yaml
from django.db.models import QuerySet

from mingtang.domains.services.catalogue.addresses import guide_address
from mingtang.domains.services.catalogue.item_form import said
from mingtang.domains.services.catalogue.models import ServiceItem
from mingtang.domains.services.catalogue.permissions import READ_ITEMS
from mingtang.domains.services.catalogue.queries.hall import KIND
from mingtang.kernel.search.api import SearchSource

SYNONYMS = Path(__file__).with_name("synonyms.yaml")
_WORDS = ("keywords", "dept_name", "task_type", "user_topic_type", "corp_topic_type", "life_events", "result_name")


def _items() -> QuerySet[Any]:
    return ServiceItem.objects.offered().select_related("organ", "in_force")


def _about(item: ServiceItem) -> str:
    """What may be typed to find it, then what it is about; codes last."""
    document = item.in_force.document if item.in_force else {}
    words = [said(document, name) for name in _WORDS]
    questions = [each["question"] for each in document.get("faqs", [])]
    codes = [item.task_code, item.handle_code, item.local_task_code]
    parts = [item.organ.name, *words, document.get("accept_condition", ""), *questions, *codes]
    return " ".join(dict.fromkeys(part for part in parts if part))


ITEMS = SearchSource(
    kind=KIND,
    label="办事",
    rows=_items,
    title=lambda item: item.name,
    text=_about,
    permission=READ_ITEMS,
    organ=lambda item: item.organ_id,
    url=guide_address,
    public_url=guide_address,
    order=5,
)


def synonyms() -> dict[str, list[str]]:
    """What people say, and what the names of items say."""
    told: dict[str, list[str]] = yaml.safe_load(SYNONYMS.read_text(encoding="utf-8"))
    return told
