"""What people keep at their own desk: followed cases, read marks, views, phrases, drafts.

None of it is an act of office, and nobody else sees it; so it leaves no record in the evidence.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mingtang.kernel.cases.models import Case, Copy, OpinionDraft, Phrase, SavedView, Watch
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor

MOST_VIEWS = 20
MOST_PHRASES = 50


def follow(actor: Actor, case: Case, *, wanted: bool) -> None:
    """Follow a case, or follow it no longer."""
    if wanted:
        Watch.objects.get_or_create(case=case, account_id=actor.account_id, defaults={"since": timezone.now()})
    else:
        Watch.objects.filter(case=case, account=actor.account_id).delete()


def unfollow(actor: Actor, cases: Collection[int]) -> int:
    """Follow none of these cases any longer; answers how many were followed."""
    return int(Watch.objects.filter(account=actor.account_id, case__in=cases).delete()[0])


def mark_copies_read(actor: Actor, copies: Collection[int] | None = None, *, case: Case | None = None) -> int:
    """Mark copies given to the actor as read: these, those of a case, or all. Answers how many were new."""
    rows = Copy.objects.filter(reader=actor.account_id or 0, read_at=None)
    if copies is not None:
        rows = rows.filter(pk__in=copies)
    if case is not None:
        rows = rows.filter(case=case)
    return int(rows.update(read_at=timezone.now()))


@transaction.atomic
def save_view(actor: Actor, place: str, name: str, query: str, *, default: bool) -> SavedView:
    """Keep the filters of a list under a name; the same name again replaces them. Raises Refused beyond MOST_VIEWS."""
    own = SavedView.objects.filter(account=actor.account_id, place=place)
    if not own.filter(name=name).exists() and own.count() >= MOST_VIEWS:
        raise Refused(f"每个列表最多保存 {MOST_VIEWS} 个视图，请先删除不用的。")
    values: dict[str, Any] = {"query": query[:600], "rank": 0 if default else 100}
    if default:
        own.update(rank=100)
    view, _ = SavedView.objects.update_or_create(
        account_id=actor.account_id, place=place, name=name[:40], defaults=values
    )
    return view


@transaction.atomic
def open_with_view(actor: Actor, view: SavedView, *, wanted: bool) -> None:
    """Let the list of `view` open with it, or with no view at all."""
    SavedView.objects.filter(account=actor.account_id, place=view.place).update(rank=100)
    if wanted:
        SavedView.objects.filter(pk=view.pk, account=actor.account_id).update(rank=0)


def drop_view(actor: Actor, view: SavedView) -> None:
    """Forget a saved view of one's own."""
    SavedView.objects.filter(pk=view.pk, account=actor.account_id).delete()


def add_phrase(actor: Actor, text: str) -> None:
    """Add a phrase at the end of one's own. Raises Refused for one that is there, and beyond MOST_PHRASES."""
    own = Phrase.objects.filter(account=actor.account_id)
    if own.filter(text=text).exists():
        raise Refused("这条常用语已经有了。")
    if own.count() >= MOST_PHRASES:
        raise Refused(f"常用语最多 {MOST_PHRASES} 条，请先删除不用的。")
    last = own.aggregate(last=Max("rank"))["last"] or 0
    Phrase.objects.create(account_id=actor.account_id, text=text, rank=min(last + 10, 32_000))


def revise_phrase(actor: Actor, phrase: Phrase, text: str) -> None:
    """Change the words of one's own phrase. Raises Refused when another one reads so already."""
    if Phrase.objects.filter(account=actor.account_id, text=text).exclude(pk=phrase.pk).exists():
        raise Refused("这条常用语已经有了。")
    Phrase.objects.filter(pk=phrase.pk, account=actor.account_id).update(text=text)


def drop_phrase(actor: Actor, phrase: Phrase) -> None:
    """Remove a phrase of one's own."""
    Phrase.objects.filter(pk=phrase.pk, account=actor.account_id).delete()


def raise_phrase(actor: Actor, phrase: Phrase) -> None:
    """Put a phrase before the one above it."""
    own = list(Phrase.objects.filter(account=actor.account_id))
    at = next((place for place, each in enumerate(own) if each.pk == phrase.pk), 0)
    if at:
        own[at - 1], own[at] = own[at], own[at - 1]
    for place, each in enumerate(own):
        each.rank = 10 * (place + 1)
    Phrase.objects.bulk_update(own, ["rank"])


def keep_draft(actor: Actor, case: Case, no: int, text: str, answers: Mapping[str, Any] | None = None) -> None:
    """Keep an opinion that is being written, with the answers of the step's form; an empty one is forgotten."""
    mine: dict[str, Any] = {"account_id": actor.account_id, "case": case, "no": no}
    if text.strip() or answers:
        values = {"text": text[:4000], "body": dict(answers or {}), "saved_at": timezone.now()}
        OpinionDraft.objects.update_or_create(**mine, defaults=values)
    else:
        OpinionDraft.objects.filter(**mine).delete()
