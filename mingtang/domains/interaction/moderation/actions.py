"""Changes that all rooms share: posts are judged, what one person drafted another one releases, words are added."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.interaction.moderation import acts
from mingtang.domains.interaction.moderation.dictionary import shipped_words, warnings_of
from mingtang.domains.interaction.moderation.models import AddedWord, Occasion, Period, Post
from mingtang.domains.interaction.moderation.rules import Standing, folded
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.personal_data import OF_OFFICES, kinds_of_personal_data, masked


def fill_post(actor: Actor, post: Post, *, field: str = "text") -> None:
    """Write down who posts and what whoever judges it is to be warned of. Raises Refused for what is not taken at all."""
    post.warnings = warnings_of(post.text, field)
    post.account_id = actor.account_id  # type: ignore[assignment]
    post.address, post.posted_at = actor.origin.address, timezone.now()


def shown_proposal(post: Post) -> str:
    """What everybody might read: the text without personal data, for whoever judges it to edit."""
    return post.shown_text or masked(post.text, names=[post.name])


def show_post(actor: Actor, post: Post, text: str) -> None:
    """Let everybody read a post as `text`. Raises Refused for nothing, and where personal data is left."""
    with act(acts.JUDGE_POST, actor, post) as deed:
        if not text.strip():
            raise Refused("请填写公开的内容。", "shown_text")
        require_no_personal_data(text, "shown_text", allowed=())
        deed.change(post, shown_text=text.strip(), hidden_reason="", **_judged(actor, Post.Verdict.SHOWN))


def hide_post(actor: Actor, post: Post, reason: str) -> None:
    """Keep a post from the public; it still counts and is treated. Raises Refused without a reason."""
    with act(acts.JUDGE_POST, actor, post) as deed:
        if not reason.strip():
            raise Refused("请写明不公开的理由。", "hidden_reason")
        deed.change(post, shown_text="", hidden_reason=reason.strip(), **_judged(actor, Post.Verdict.HIDDEN))


def _judged(actor: Actor, verdict: str) -> dict[str, Any]:
    return {"verdict": verdict, "judge_id": actor.account_id, "judged_at": timezone.now()}


def require_no_personal_data(text: str, field: str, *, allowed: Collection[str] = OF_OFFICES) -> None:
    """What everybody is about to read holds none but what offices give of themselves. Raises Refused beside `field`."""
    if left := kinds_of_personal_data(text, allowed=allowed):
        raise Refused(f"还有{'、'.join(left)}没有隐去。", field)


def require_draft(occasion: Occasion) -> None:
    """What everybody reads is not rewritten. Raises Refused once it was released."""
    if occasion.released_at is not None:
        raise Refused("已经发布，不能再修改。")


def require_another(actor: Actor, drafter_id: int | None) -> None:
    """Who wrote something does not release it. Raises Refused."""
    if actor.account_id is not None and actor.account_id == drafter_id:
        raise Refused("拟稿人不能发布自己的稿件，请由另一人审核发布。")


def require_days_in_order(opens_on: date, closes_on: date) -> None:
    """Nothing closes before it opens. Raises Refused."""
    if closes_on < opens_on:
        raise Refused("截止日期不能早于开始日期。", "closes_on")


def result_to_keep(period: Period, text: str, called: str) -> str:
    """The text of what came of a closed period, `called` so, as it is kept. Raises Refused before and after, for nothing, and with
    personal data.
    """
    if period.standing is not Standing.CLOSED:
        raise Refused(f"截止以后、公布以前才能拟写{called}。")
    if not text.strip():
        raise Refused(f"请填写{called}。", "result")
    require_no_personal_data(text, "result")
    return text.strip()


def require_result(actor: Actor, period: Period, called: str) -> None:
    """Somebody else has written what came of it, and nobody reads it yet. Raises Refused."""
    if period.standing is not Standing.CLOSED or not period.result:
        raise Refused(f"还没有拟写{called}。")
    require_another(actor, period.result_drafter_id)


def add_word(actor: Actor, organ: Organ, *, word: str, label: str, level: str) -> AddedWord:
    """Look for one more word. Raises Refused for a word that is known, or too short to mean anything."""
    with act(acts.ADD_WORD, actor, within=organ) as deed:
        if len(folded(word)) < 2:
            raise Refused("词条至少两个字。", "word")
        known = {folded(each) for words in shipped_words() for each in words.words}
        if folded(word) in known or AddedWord.objects.filter(word=word.strip()).exists():
            raise Refused("词库里已经有了。", "word")
        added = AddedWord(organ=organ, word=word.strip(), label=label.strip(), level=level, added_at=timezone.now())
        added.added_by_id = actor.account_id  # type: ignore[assignment]
        deed.create(added)
    return added


def remove_word(actor: Actor, word: AddedWord) -> None:
    """Look for a word no longer."""
    with act(acts.REMOVE_WORD, actor, word) as deed:
        deed.remove(word)
