"""Permissions of the processes. The organ that owns a definition says how far they reach."""

from mingtang.kernel.evidence.api import declare_permission

READ_PROCESSES = declare_permission("processes.read", "查阅流程定义")
DESIGN_PROCESSES = declare_permission("processes.design", "设计流程")
PUBLISH_PROCESSES = declare_permission("processes.publish", "发布流程")
