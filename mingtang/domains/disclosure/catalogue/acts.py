"""The kinds of acts of proactive disclosure. Steps of the process are acts on its case as well."""

from mingtang.domains.disclosure.catalogue.permissions import (
    DRAFT_ITEMS,
    KEEP_CATALOGUE,
    READ_ITEMS,
    REVIEW_SECRECY,
    SIGN_ITEMS,
)
from mingtang.kernel.evidence.api import declare_act

DRAFT = declare_act("disclosure.draft_item", "拟稿", DRAFT_ITEMS)
EDIT = declare_act("disclosure.edit_item", "修改稿件", DRAFT_ITEMS)
SUBMIT = declare_act("disclosure.submit_item", "送审", DRAFT_ITEMS)
REVIEW = declare_act("disclosure.review_item", "保密审查", REVIEW_SECRECY)
CONSULT = declare_act("disclosure.consult_on_item", "登记征求意见", DRAFT_ITEMS)
SIGN = declare_act("disclosure.sign_item", "签发公开", SIGN_ITEMS)
PUBLISH = declare_act("disclosure.publish_item", "定时公开", SIGN_ITEMS)
REGISTER = declare_act("disclosure.register_published", "登记已公开的信息", SIGN_ITEMS)
CHANGE_VALIDITY = declare_act("disclosure.change_validity", "变更有效性", SIGN_ITEMS)
WITHDRAW = declare_act("disclosure.withdraw_item", "撤下公开信息", SIGN_ITEMS)
KEEP_DUTY = declare_act("disclosure.keep_duty", "维护公开目录", KEEP_CATALOGUE)
KEEP_GUIDE = declare_act("disclosure.keep_guide", "编制公开指南", KEEP_CATALOGUE)
EXPORT = declare_act("disclosure.export_items", "导出主动公开信息", READ_ITEMS)
