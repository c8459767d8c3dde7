"""The kinds of acts of calls for opinions."""

from mingtang.domains.interaction.moderation.api import HOLD, RELEASE
from mingtang.kernel.evidence.api import declare_act

DRAFT_CALL = declare_act("opinions.draft", "拟写意见征集", HOLD)
RELEASE_CALL = declare_act("opinions.release", "发布意见征集", RELEASE)
POST_OPINION = declare_act("opinions.post", "提交意见", None)
TREAT_OPINION = declare_act("opinions.treat", "处理征集意见", HOLD)
DRAFT_RESULT = declare_act("opinions.draft_result", "拟写采纳情况", HOLD)
RELEASE_RESULT = declare_act("opinions.release_result", "公布采纳情况", RELEASE)
EXPORT = declare_act("opinions.export", "导出征集意见", HOLD)
