"""Permissions of the supervision of time limits."""

from mingtang.kernel.evidence.api import declare_permission

READ_EFFICIENCY = declare_permission("services.read_efficiency", "查阅效能监察")
SUPERVISE_EFFICIENCY = declare_permission("services.supervise_efficiency", "核定红黄灯、发督办单")
ANSWER_LIGHTS = declare_permission("services.answer_lights", "答复红黄灯和督办单")
