"""Permissions of editing, over the organ of a site or of a column. Who reviews follows from the way of review (`ReviewStep`)."""

from mingtang.kernel.evidence.api import declare_permission

READ_MANUSCRIPTS = declare_permission("portal_editing.read", "查阅稿件")
WRITE_MANUSCRIPTS = declare_permission("portal_editing.write", "撰写、修改稿件")
MANAGE_COLUMNS = declare_permission("portal_editing.columns", "设定审核流程")
