"""What people keep at their own desk."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingtang.kernel.cases.models import Case, Copy, OpinionDraft, Phrase, Watch
from mingtang.kernel.evidence.api import Actor

USUAL_PHRASES = ("同意。", "拟同意，请领导审定。", "情况属实，同意上报。", "请按规定办理。", "请补充材料后再报。")
"""What is offered to who has no phrases yet and whose node has none for everybody."""


def phrases_for(actor: Actor) -> list[str]:
    """Phrases to offer: one's own, then those of everybody, else the usual ones; one statement."""
    rows = Phrase.objects.filter(Q(account=actor.account_id) | Q(account=None)).order_by("account", "rank", "id")
    own = [row.text for row in rows if row.account_id]
    return [*own, *(row.text for row in rows if not row.account_id)] or list(USUAL_PHRASES)


def own_phrases(actor: Actor) -> list[Phrase]:
    """One's own phrases in order; one statement."""
    return list(Phrase.objects.filter(account=actor.account_id))


def draft_of(actor: Actor, case: Case, no: int) -> OpinionDraft | None:
    """The opinion the actor has begun to write on an item; one statement."""
    return OpinionDraft.objects.filter(account=actor.account_id, case=case, no=no).first()


def with_own_marks(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    """Cases with `is_followed`, `has_unread_copy` and `has_children`, as the actor sees them; no statement."""
    here, account = OuterRef("pk"), actor.account_id or 0
    return rows.annotate(
        is_followed=Exists(Watch.objects.filter(account=account, case=here)),
        has_unread_copy=Exists(Copy.objects.filter(reader=account, case=here, read_at=None)),
        has_children=Exists(Case.objects.filter(parent=here)),
    )
