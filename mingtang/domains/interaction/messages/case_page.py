"""What interaction shows on the page of a case: the letter, its answer, a longer limit, what the author said of it."""

from django.urls import reverse

from mingtang.domains.interaction.messages.file_rows import rows_for_officials
from mingtang.domains.interaction.messages.models import Message, ReplyExtension
from mingtang.domains.interaction.messages.permissions import SCREEN_MESSAGES
from mingtang.domains.interaction.messages.rules import Stage
from mingtang.kernel.cases.api import Case, CasePage, Link, Rows, Section
from mingtang.kernel.evidence.api import Actor

_HERE = "interaction/case/"


def message_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The part of a message; four statements."""
    message = Message.objects.select_related(
        "organ", "unit", "wished", "mailbox__post__organ", "duplicate_of", "follows"
    ).get(case=case)
    asked = ReplyExtension.objects.filter(message=message).select_related("organ").first()
    facts = {"message": message, "extension": asked, "files": rows_for_officials(message)}
    sections = [Section("letter", "来信", f"{_HERE}letter.html", facts)]
    if message.reply:
        sections.append(Section("reply", "答复", f"{_HERE}reply.html", facts))
    if asked is not None:
        sections.append(Section("extension", "延期", f"{_HERE}extension.html", facts))
    return CasePage(
        sections=sections,
        links=_links(actor, message, asked),
        up=Link("网民留言", reverse("messages")),
        tags=[message.get_kind_display(), *(f"提示：{each}" for each in message.warnings)],
    )


def _links(actor: Actor, message: Message, asked: ReplyExtension | None) -> list[Link]:
    links = []
    at_work = message.stage in {Stage.SIGNING, Stage.REPLYING, Stage.REVIEWING}
    if at_work and asked is None and message.unit_id == actor.organ_id:
        links.append(Link("申请延期", reverse("extend_message", args=[message.pk]), "calendar-plus"))
    if asked is not None and asked.granted is None and actor.may(SCREEN_MESSAGES, message):
        links.append(Link("审批延期", reverse("decide_message_extension", args=[message.pk]), "calendar-plus"))
    if message.published_at is not None and actor.may(SCREEN_MESSAGES, message):
        links.append(Link("列入常见问题", reverse("keep_frequent_question", args=[message.pk]), "message-question"))
    return links
