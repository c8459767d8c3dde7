"""The kinds of acts of ACME. Those without a permission are done by programs that have signed for their account."""

from mingtang.kernel.acme.permissions import MANAGE_ACME
from mingtang.kernel.evidence.api import declare_act

ISSUE_KEY = declare_act("acme.issue_key", "发放账户绑定密钥", MANAGE_ACME)
WITHDRAW_KEY = declare_act("acme.withdraw_key", "收回账户绑定密钥", MANAGE_ACME)
STOP_ACCOUNT = declare_act("acme.stop_account", "停用 ACME 账户", MANAGE_ACME)

OPEN_ACCOUNT = declare_act("acme.open_account", "登记 ACME 账户", None)
CHANGE_CONTACTS = declare_act("acme.change_contacts", "变更 ACME 账户联系方式", None)
CLOSE_ACCOUNT = declare_act("acme.close_account", "注销 ACME 账户", None)
CHANGE_ACCOUNT_KEY = declare_act("acme.change_account_key", "更换 ACME 账户密钥", None)
PLACE_ORDER = declare_act("acme.place_order", "申请服务器证书", None)
GIVE_UP_NAME = declare_act("acme.give_up_name", "放弃域名验证", None)
ASK_FOR_CHECK = declare_act("acme.ask_for_check", "请求验证域名", None)
CHECK_NAME = declare_act("acme.check_name", "验证域名控制权", None)
FINALIZE = declare_act("acme.finalize", "签发服务器证书", None)
REFUSE_REQUEST = declare_act("acme.refuse_request", "退回证书请求", None)
