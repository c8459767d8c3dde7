"""The kinds of acts of inspection."""

from mingtang.domains.inspection.permissions import ANNOUNCE_ROUNDS, EXEMPT_FINDINGS, MONITOR_SITES, REVIEW_SITES
from mingtang.kernel.evidence.api import declare_act

REGISTER_SITE = declare_act("inspection.register_site", "登记监测网站", MONITOR_SITES)
CHANGE_SITE = declare_act("inspection.change_site", "修改监测网站", MONITOR_SITES)
RETIRE_SITE = declare_act("inspection.retire_site", "停止监测网站", MONITOR_SITES)
PAUSE_SITE = declare_act("inspection.pause_site", "暂停监测网站", MONITOR_SITES)
RECORD_SURVEY = declare_act("inspection.record_survey", "记录网站监测结果", None)
RECHECK_FINDING = declare_act("inspection.recheck_finding", "复查网站问题", None)
NOTE_WARNINGS = declare_act("inspection.note_warnings", "记录网站预警", None)
ASSIGN_FINDING = declare_act("inspection.assign_finding", "交办网站问题", MONITOR_SITES)
CLAIM_FIXED = declare_act("inspection.claim_fixed", "报告网站问题已整改", None)
CLOSE_FINDING = declare_act("inspection.close_finding", "销号网站问题", MONITOR_SITES)
EXEMPT_FINDING = declare_act("inspection.exempt_finding", "豁免网站问题", EXEMPT_FINDINGS)
OPEN_ROUND = declare_act("inspection.open_round", "开展网站考核", MONITOR_SITES)
SCORE_ROUND = declare_act("inspection.score_round", "网站考核计分", MONITOR_SITES)
REVIEW_SHEET = declare_act("inspection.review_sheet", "网站人工评分", REVIEW_SITES)
TELL_RESULTS = declare_act("inspection.tell_results", "告知网站初评结果", MONITOR_SITES)
APPEAL = declare_act("inspection.appeal", "申诉网站考核结果", None)
DECIDE_APPEAL = declare_act("inspection.decide_appeal", "复核网站考核申诉", REVIEW_SITES)
FINISH_ROUND = declare_act("inspection.finish_round", "网站考核定分", MONITOR_SITES)
ANNOUNCE_ROUND = declare_act("inspection.announce_round", "印发网站考核通报", ANNOUNCE_ROUNDS)
DRAW_UP_STATEMENT = declare_act("inspection.draw_up_statement", "编制网站年度报表", None)
COMPLETE_STATEMENT = declare_act("inspection.complete_statement", "填报网站年度报表", None)
PUBLISH_STATEMENT = declare_act("inspection.publish_statement", "公布网站年度报表", None)
EXPORT = declare_act("inspection.export", "导出网站问题", None)
