"""Permissions of applications. Who receives, accepts, reviews and decides follows from the roles that the process names."""

from mingtang.kernel.evidence.api import declare_permission

READ_APPLICATIONS = declare_permission("services.read_applications", "查阅办件")
FILE_AT_WINDOW = declare_permission("services.file_at_window", "窗口代为申报")
