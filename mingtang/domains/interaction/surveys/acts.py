"""The kinds of acts of surveys."""

from mingtang.domains.interaction.moderation.api import HOLD, RELEASE
from mingtang.kernel.evidence.api import declare_act

DRAFT_SURVEY = declare_act("surveys.draft", "拟写在线调查", HOLD)
RELEASE_SURVEY = declare_act("surveys.release", "发布在线调查", RELEASE)
ANSWER_SURVEY = declare_act("surveys.answer", "回答在线调查", None)
DRAFT_RESULT = declare_act("surveys.draft_result", "拟写调查结果", HOLD)
RELEASE_RESULT = declare_act("surveys.release_result", "公布调查结果", RELEASE)
EXPORT = declare_act("surveys.export", "导出调查答卷", HOLD)
