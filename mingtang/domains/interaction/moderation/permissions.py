"""Permissions of what is held in public: calls for opinions, surveys, interviews, and what people post there."""

from mingtang.kernel.evidence.api import declare_permission

HOLD = declare_permission("interaction.hold", "办理意见征集、在线调查和访谈")
"""Drafting them, reading and treating what people post, writing the report."""
RELEASE = declare_permission("interaction.release", "发布意见征集、在线调查和访谈")
"""Also what comes of them; always by another person than the one who wrote it."""
KEEP_WORDS = declare_permission("interaction.words", "维护互动交流词库")
