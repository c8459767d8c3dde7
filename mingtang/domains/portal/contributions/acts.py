"""The kinds of acts of contributions."""

from mingtang.domains.portal.contributions.permissions import APPROVE_BULLETINS, EDIT_CONTRIBUTIONS
from mingtang.kernel.evidence.api import declare_act

ENROL_UNIT = declare_act("portal_contributions.enrol_unit", "登记报送单位", EDIT_CONTRIBUTIONS)
APPOINT_REPORTER = declare_act("portal_contributions.appoint_reporter", "登记信息员", EDIT_CONTRIBUTIONS)
RELEASE_REPORTER = declare_act("portal_contributions.release_reporter", "信息员离任", EDIT_CONTRIBUTIONS)
RECORD_TRAINING = declare_act("portal_contributions.record_training", "登记信息员培训", EDIT_CONTRIBUTIONS)
SUBMIT = declare_act("portal_contributions.submit", "报送信息", None)
ADOPT = declare_act("portal_contributions.adopt", "采用报送信息", EDIT_CONTRIBUTIONS)
MERGE = declare_act("portal_contributions.merge", "综合采用报送信息", EDIT_CONTRIBUTIONS)
FORWARD = declare_act("portal_contributions.forward", "向上报送信息", EDIT_CONTRIBUTIONS)
DECLINE = declare_act("portal_contributions.decline", "不采用报送信息", EDIT_CONTRIBUTIONS)
RECORD_MERIT = declare_act("portal_contributions.record_merit", "登记信息加减分", EDIT_CONTRIBUTIONS)
DRAFT_BULLETIN = declare_act("portal_contributions.draft_bulletin", "起草信息通报", EDIT_CONTRIBUTIONS)
APPROVE_BULLETIN = declare_act("portal_contributions.approve_bulletin", "签发信息通报", APPROVE_BULLETINS)
PUBLISH_BULLETIN = declare_act("portal_contributions.publish_bulletin", "印发信息通报", EDIT_CONTRIBUTIONS)
CONFIRM_BULLETIN = declare_act("portal_contributions.confirm_bulletin", "签阅信息通报", None)
ANSWER_BULLETIN = declare_act("portal_contributions.answer_bulletin", "反馈通报整改", None)
CLOSE_BULLETIN = declare_act("portal_contributions.close_bulletin", "办结信息通报", EDIT_CONTRIBUTIONS)
EXPORT = declare_act("portal_contributions.export", "导出信息报送排名", None)
