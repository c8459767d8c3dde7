"""The kinds of acts on the catalogue, each with the permission it asks for."""

from mingtang.domains.services.catalogue import permissions
from mingtang.kernel.evidence.api import declare_act

LIST_BASE = declare_act("services.list_base_item", "登记基本目录", permissions.MANAGE_CATALOG)
CREATE = declare_act("services.create_item", "建立事项", permissions.EDIT_ITEMS)
CLAIM = declare_act("services.claim_item", "认领上级事项", permissions.EDIT_ITEMS)
SAVE_DRAFT = declare_act("services.save_draft", "保存事项草稿", permissions.EDIT_ITEMS)
DISCARD_DRAFT = declare_act("services.discard_draft", "放弃事项草稿", permissions.EDIT_ITEMS)
TAKE_OVER = declare_act("services.take_over_upgrade", "采用上级事项的修改", permissions.EDIT_ITEMS)
SUBMIT = declare_act("services.submit_item", "提交部门审核", permissions.EDIT_ITEMS)
RETURN_TO_EDITOR = declare_act("services.return_to_editor", "部门审核退回", permissions.REVIEW_ITEMS)
PASS_REVIEW = declare_act("services.pass_review", "部门审核通过", permissions.REVIEW_ITEMS)
RETURN_FROM_AUDIT = declare_act("services.return_from_audit", "审定退回", permissions.AUDIT_ITEMS)
PUBLISH = declare_act("services.publish_item", "发布事项", permissions.AUDIT_ITEMS)
SUSPEND = declare_act("services.suspend_item", "暂停事项", permissions.AUDIT_ITEMS)
RESUME = declare_act("services.resume_item", "恢复事项", permissions.AUDIT_ITEMS)
CANCEL = declare_act("services.cancel_item", "取消事项", permissions.AUDIT_ITEMS)
EXPORT = declare_act("services.export_items", "导出事项", None)
IMPORT = declare_act("services.import_items", "导入事项表格", permissions.EDIT_ITEMS)
