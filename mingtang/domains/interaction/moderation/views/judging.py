"""Judging a post: one form for all rooms."""

from typing import Any

from mingtang.domains.interaction.moderation.actions import hide_post, show_post, shown_proposal
from mingtang.domains.interaction.moderation.forms import JudgeForm
from mingtang.domains.interaction.moderation.models import Post
from mingtang.kernel.evidence.api import Actor


def judge_form(data: Any, post: Post) -> JudgeForm:
    """The form, beginning with the verdict there is, or else with what would be shown."""
    begun = post.Verdict.SHOWN if post.verdict == post.Verdict.WAITING else post.verdict
    initial = {"verdict": begun, "shown_text": shown_proposal(post), "hidden_reason": post.hidden_reason}
    return JudgeForm(data, initial=initial)


def judge(actor: Actor, post: Post, form: JudgeForm) -> None:
    """Do what a valid form says. Raises Refused with the field at fault."""
    if form.cleaned_data["verdict"] == post.Verdict.SHOWN:
        show_post(actor, post, form.cleaned_data["shown_text"])
    else:
        hide_post(actor, post, form.cleaned_data["hidden_reason"])
