"""Permissions of interaction. Who answers follows from the organ a message is sent to, who reviews from a role."""

from mingtang.kernel.evidence.api import declare_permission

READ_MESSAGES = declare_permission("interaction.read", "查阅网民留言")
SCREEN_MESSAGES = declare_permission("interaction.screen", "受理网民留言")
"""Screening also decides on publication and on longer limits."""
