"""Permissions of contributions, over the organ that edits. Reporters hand in, and units read and answer bulletins, without any of these."""

from mingtang.kernel.evidence.api import declare_permission

READ_CONTRIBUTIONS = declare_permission("portal_contributions.read", "查阅信息报送")
EDIT_CONTRIBUTIONS = declare_permission("portal_contributions.edit", "采用信息报送")
APPROVE_BULLETINS = declare_permission("portal_contributions.approve", "签发信息通报")
