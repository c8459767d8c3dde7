"""The kinds of acts of editing. Steps of the process are acts on its case; what is published, acts of the sites."""

from mingtang.domains.portal.editing.permissions import MANAGE_COLUMNS, READ_MANUSCRIPTS, WRITE_MANUSCRIPTS
from mingtang.domains.portal.sites.api import PUBLISH_ARTICLES
from mingtang.kernel.evidence.api import declare_act

WRITE = declare_act("portal_editing.write", "撰写稿件", WRITE_MANUSCRIPTS)
SAVE = declare_act("portal_editing.save", "保存稿件", WRITE_MANUSCRIPTS)
ADD_FILE = declare_act("portal_editing.add_file", "添加稿件图片、附件", WRITE_MANUSCRIPTS)
DESCRIBE_FILE = declare_act("portal_editing.describe_file", "修改稿件图片、附件的说明", WRITE_MANUSCRIPTS)
REMOVE_FILE = declare_act("portal_editing.remove_file", "移除稿件图片、附件", WRITE_MANUSCRIPTS)
SUBMIT = declare_act("portal_editing.submit", "稿件送审", WRITE_MANUSCRIPTS)
ABANDON = declare_act("portal_editing.abandon", "作废稿件", WRITE_MANUSCRIPTS)
REVIEW = declare_act("portal_editing.review", "审核稿件", READ_MANUSCRIPTS)
PLACE = declare_act("portal_editing.place", "稿件随栏目转移", WRITE_MANUSCRIPTS)
SCHEDULE = declare_act("portal_editing.schedule", "安排发布", PUBLISH_ARTICLES)
RELEASE = declare_act("portal_editing.release", "发布稿件", PUBLISH_ARTICLES)
WITHDRAW = declare_act("portal_editing.withdraw", "撤稿", PUBLISH_ARTICLES)
SET_WAY = declare_act("portal_editing.set_way", "设定审核流程", MANAGE_COLUMNS)
EXPORT = declare_act("portal_editing.export", "导出稿件", READ_MANUSCRIPTS)
