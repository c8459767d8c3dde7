"""The kinds of acts of interviews."""

from mingtang.domains.interaction.moderation.api import HOLD, RELEASE
from mingtang.kernel.evidence.api import declare_act

DRAFT_INTERVIEW = declare_act("interviews.draft", "拟写访谈预告", HOLD)
RELEASE_INTERVIEW = declare_act("interviews.release", "发布访谈预告", RELEASE)
ASK = declare_act("interviews.ask", "访谈提问", None)
ANSWER = declare_act("interviews.answer", "答复访谈提问", HOLD)
DRAFT_TRANSCRIPT = declare_act("interviews.draft_transcript", "整理访谈实录", HOLD)
RELEASE_TRANSCRIPT = declare_act("interviews.release_transcript", "发布访谈实录", RELEASE)
