"""Permissions of applications. Who receives, accepts, reviews and decides follows from the roles that the process names."""

from mingtang.kernel.evidence.api import declare_permission

READ_APPLICATIONS = declare_permission("services.read_applications", "查阅办件")
FILE_AT_WINDOW = declare_permission("services.file_at_window", "窗口代为申报")

ASK_MEASURES = declare_permission("services.ask_measures", "提出特别程序和延期、告知听证权利、召集联合踏勘")
APPROVE_SPECIAL = declare_permission("services.approve_special_procedure", "审核特别程序")
APPROVE_EXTENSION = declare_permission("services.approve_extension", "批准延长办理期限")
APPROVE_JOINT_EXTENSION = declare_permission("services.approve_joint_extension", "批准延长并联审批期限")
TERMINATE = declare_permission("services.terminate_application", "终止、作废办件")
REPAIR_CREDIT = declare_permission("services.repair_credit", "办理信用修复")
