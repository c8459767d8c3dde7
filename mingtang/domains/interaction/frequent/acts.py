"""The kinds of acts of frequent questions: whoever screens letters keeps them."""

from mingtang.domains.interaction.messages.permissions import SCREEN_MESSAGES
from mingtang.kernel.evidence.api import declare_act

KEEP = declare_act("interaction.keep_frequent", "整理常见问题", SCREEN_MESSAGES)
