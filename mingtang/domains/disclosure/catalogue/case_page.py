"""What the catalogue shows on the page of a case: the item as it would be read, its reviews, opinions, what can be done."""

from django.urls import reverse

from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.permissions import DRAFT_ITEMS, SIGN_ITEMS
from mingtang.domains.disclosure.catalogue.queries.public import files_of
from mingtang.domains.disclosure.catalogue.rules import State, Step, paragraphs
from mingtang.domains.disclosure.catalogue.scanning import scan
from mingtang.kernel.cases.api import Case, CasePage, Link, Rows, Section
from mingtang.kernel.evidence.api import Actor

_HERE = "disclosure_catalogue/case/"
DOORS = {
    Step.DRAFT: ("submission", "送审", "send"),
    Step.SECRECY: ("review", "保密审查", "shield"),
    Step.OPINION: ("opinion", "登记意见", "message"),
    Step.SIGN: ("signature", "签发", "writing"),
}
"""The page on which each step is done: its word in the address, its label, its icon. The others need none."""
SCANNED = frozenset({State.DRAFTING, State.UNIT_REVIEW, State.SECRECY_REVIEW, State.SIGN})


def item_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The part of an item; about six statements, and its files where they are looked into."""
    item = InformationItem.objects.select_related("organ", "interprets", "replaced_by").get(case=case)
    files, reviews = files_of(item), list(item.reviews.all())
    for review in reviews:
        review.item = item
    opinions = list(item.opinions.all())
    found = scan(item) if item.state in SCANNED else []
    facts = {"item": item, "paragraphs": paragraphs(item.body), "files": files, "found": found}
    sections = [
        Section("text", "拟公开的内容", f"{_HERE}text.html", facts),
        Section("metadata", "公开要素", f"{_HERE}metadata.html", facts),
    ]
    if reviews:
        sections.append(Section("reviews", "保密审查", f"{_HERE}reviews.html", {"reviews": reviews}, len(reviews)))
    if opinions:
        sections.append(Section("opinions", "征求意见", f"{_HERE}opinions.html", {"opinions": opinions}, len(opinions)))
    return CasePage(
        sections=sections,
        links=_links(actor, item),
        up=Link("主动公开", reverse("disclosure_items")),
        tags=[item.get_state_display(), item.get_openness_display()],
    )


def _links(actor: Actor, item: InformationItem) -> list[Link]:
    links = []
    if item.state == State.DRAFTING and actor.may(DRAFT_ITEMS, item):
        links.append(Link("修改稿件", reverse("edit_disclosure_item", args=[item.pk]), "edit"))
        links.append(Link("附件", reverse("disclosure_item_files", args=[item.pk]), "files"))
    if item.state == State.PUBLISHED:
        links.append(Link("查看公开页面", item.get_absolute_url(), "external-link"))
    if item.state in {State.PUBLISHED, State.SCHEDULED}:
        links += after_links(actor, item)
    return links


def after_links(actor: Actor, item: InformationItem) -> list[Link]:
    """What a signer may do with what is public, or will be."""
    if not actor.may(SIGN_ITEMS, item):
        return []
    withdraw = Link("撤下", reverse("disclosure_item_step", args=[item.pk, "withdrawal"]), "x")
    change = Link("变更有效性", reverse("disclosure_item_step", args=[item.pk, "validity"]), "refresh")
    return [change, withdraw] if item.is_policy and item.state == State.PUBLISHED else [withdraw]
