"""The kinds of acts that all rooms share."""

from mingtang.domains.interaction.moderation.permissions import HOLD, KEEP_WORDS
from mingtang.kernel.evidence.api import declare_act

JUDGE_POST = declare_act("interaction.judge_post", "审核网民发言", HOLD)
ADD_WORD = declare_act("interaction.add_word", "增加词条", KEEP_WORDS)
REMOVE_WORD = declare_act("interaction.remove_word", "删除词条", KEEP_WORDS)
