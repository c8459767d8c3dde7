"""The kinds of acts of content. Whose file it is, is for the action to see: nobody acts on the files of others."""

from mingtang.kernel.content.permissions import MANAGE_STORAGE
from mingtang.kernel.evidence.api import declare_act

STORE_FILE = declare_act("content.store_file", "上传文件", None)
REMOVE_FILE = declare_act("content.remove_file", "删除文件", None)
QUARANTINE = declare_act("content.quarantine", "隔离染毒文件", None)
ATTACH_MATERIAL = declare_act("content.attach_material", "提交材料", None)
REUSE_MATERIAL = declare_act("content.reuse_material", "复用材料", None)
CHECK_MATERIAL = declare_act("content.check_material", "核对材料", None)
DETACH_MATERIAL = declare_act("content.detach_material", "撤下材料", None)
SET_ALLOWANCE = declare_act("content.set_allowance", "设定上传限额", MANAGE_STORAGE)
