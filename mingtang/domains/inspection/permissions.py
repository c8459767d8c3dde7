"""Permissions of inspection. Whoever answers for a site sees its findings and claims them fixed without any of these."""

from mingtang.kernel.evidence.api import declare_permission

READ_SITES = declare_permission("inspection.read", "查阅网站监测")
MONITOR_SITES = declare_permission("inspection.monitor", "网站监测与考核")
EXEMPT_FINDINGS = declare_permission("inspection.exempt", "批准网站问题豁免")
REVIEW_SITES = declare_permission("inspection.review", "网站考核评分与复核")
ANNOUNCE_ROUNDS = declare_permission("inspection.announce", "印发网站考核通报")
