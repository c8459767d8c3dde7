"""The kinds of acts of the directory, each with the permission it asks for."""

from mingtang.kernel.directory import permissions
from mingtang.kernel.directory.separation import appoint_again, compile_again, grant_again, nothing_derived
from mingtang.kernel.evidence.api import declare_act

ESTABLISH_ORGAN = declare_act("directory.establish_organ", "设立机构", permissions.MANAGE_ORGANS, restore=compile_again)
REVISE_ORGAN = declare_act("directory.revise_organ", "修改机构信息", permissions.MANAGE_ORGANS, restore=compile_again)
RENAME_ORGAN = declare_act("directory.rename_organ", "机构更名", permissions.MANAGE_ORGANS, restore=nothing_derived)
MOVE_ORGAN = declare_act("directory.move_organ", "调整机构隶属", permissions.MANAGE_ORGANS, restore=compile_again)
MERGE_ORGAN = declare_act("directory.merge_organ", "合并机构", permissions.MANAGE_ORGANS, restore=compile_again)
CLOSE_ORGAN = declare_act("directory.close_organ", "撤销机构", permissions.MANAGE_ORGANS, restore=compile_again)
IMPORT_ORGANS = declare_act("directory.import_organs", "导入机构", permissions.MANAGE_ORGANS, restore=compile_again)
CREATE_UNIT = declare_act("directory.create_unit", "设立内设机构", permissions.MANAGE_ORGANS, restore=nothing_derived)
REVISE_UNIT = declare_act("directory.revise_unit", "修改内设机构", permissions.MANAGE_ORGANS, restore=nothing_derived)
CLOSE_UNIT = declare_act("directory.close_unit", "撤销内设机构", permissions.MANAGE_ORGANS, restore=nothing_derived)
CREATE_POST = declare_act("directory.create_post", "设立岗位", permissions.MANAGE_ORGANS, restore=nothing_derived)
REVISE_POST = declare_act("directory.revise_post", "修改岗位", permissions.MANAGE_ORGANS, restore=nothing_derived)
CLOSE_POST = declare_act("directory.close_post", "撤销岗位", permissions.MANAGE_ORGANS, restore=nothing_derived)
IMPORT_REGIONS = declare_act("directory.import_regions", "导入行政区划", permissions.MANAGE_REGIONS)

REGISTER_OFFICIAL = declare_act("directory.register_official", "登记工作人员", permissions.MANAGE_ACCOUNTS)
IMPORT_OFFICIALS = declare_act(
    "directory.import_officials", "导入工作人员", permissions.MANAGE_ACCOUNTS, restore=nothing_derived
)
REVEAL_NUMBERS = declare_act("directory.reveal_numbers", "查看完整证件号", permissions.MANAGE_PEOPLE)
REVISE_PERSON = declare_act("directory.revise_person", "修改人员信息", permissions.MANAGE_PEOPLE)
APPOINT = declare_act("directory.appoint", "任职", permissions.MANAGE_PEOPLE, restore=appoint_again)
END_APPOINTMENT = declare_act("directory.end_appointment", "免职", permissions.MANAGE_PEOPLE, restore=appoint_again)

ACTIVATE_ACCOUNT = declare_act("directory.activate_account", "启用账号", permissions.ACTIVATE_ACCOUNTS)
RESET_PASSWORD = declare_act("directory.reset_password", "重置口令", permissions.ACTIVATE_ACCOUNTS)
UNLOCK_ACCOUNT = declare_act("directory.unlock_account", "解除锁定", permissions.ACTIVATE_ACCOUNTS)
RESET_SECOND_FACTOR = declare_act("directory.reset_second_factor", "重置动态口令", permissions.ACTIVATE_ACCOUNTS)
DISABLE_ACCOUNT = declare_act("directory.disable_account", "停用账号", permissions.MANAGE_ACCOUNTS)
END_SESSION = declare_act("directory.end_session", "远程退出", permissions.ACTIVATE_ACCOUNTS)

REGISTER_CLIENT = declare_act("directory.register_client", "登记接入系统", permissions.MANAGE_ACCOUNTS)
REMOVE_CLIENT = declare_act("directory.remove_client", "注销接入系统", permissions.MANAGE_ACCOUNTS)

RENEW_FIELDS = declare_act("directory.renew_fields", "更换字段密钥", permissions.MANAGE_ACCOUNTS)

DEFINE_ROLE = declare_act("directory.define_role", "建立角色", permissions.MANAGE_GRANTS, restore=compile_again)
REVISE_ROLE = declare_act("directory.revise_role", "修改角色", permissions.MANAGE_GRANTS, restore=compile_again)
GRANT_ROLE = declare_act("directory.grant_role", "授权", permissions.MANAGE_GRANTS, restore=grant_again)
END_GRANT = declare_act("directory.end_grant", "收回授权", permissions.MANAGE_GRANTS, restore=grant_again)

SET_NUMBER_FORMAT = declare_act(
    "directory.set_number_format", "设定编号规则", permissions.MANAGE_NUMBERS, restore=nothing_derived
)

# A person's own doings: the action itself knows that it is about the actor's own account.
SIGN_IN = declare_act("directory.sign_in", "登录", None)
SIGN_OUT = declare_act("directory.sign_out", "退出", None)
SWITCH_POST = declare_act("directory.switch_post", "切换岗位", None)
CHANGE_PASSWORD = declare_act("directory.change_password", "修改口令", None)
ENROL_SECOND_FACTOR = declare_act("directory.enrol_second_factor", "绑定动态口令", None)
REMOVE_SECOND_FACTOR = declare_act("directory.remove_second_factor", "解绑动态口令", None)
END_OWN_SESSION = declare_act("directory.end_own_session", "结束自己的会话", None)
SEND_PHONE_CODE = declare_act("directory.send_phone_code", "发送手机验证码", None)
RECOVER_PASSWORD = declare_act("directory.recover_password", "找回密码", None)
REGISTER_CITIZEN = declare_act("directory.register_citizen", "个人注册", None)
REGISTER_LEGAL_PERSON = declare_act("directory.register_legal_person", "法人注册", None)
AUTHORISE_AGENT = declare_act("directory.authorise_agent", "授权经办人", None)
REVOKE_AGENT = declare_act("directory.revoke_agent", "撤销经办人", None)
CONSENT = declare_act("directory.consent", "同意登录其他系统", None)
EXPORT_ROWS = declare_act("directory.export_rows", "导出", None)
