"""The kinds of acts on ratings."""

from mingtang.domains.services.ratings import permissions
from mingtang.kernel.evidence.api import declare_act

INVITE = declare_act("services.invite_rating", "邀请评价", None)
RATE = declare_act("services.rate", "评价", None)
ADD_FURTHER = declare_act("services.add_further_rating", "追评", None)
PUBLISH = declare_act("services.publish_rating", "公开评价和答复", None)
FLAG = declare_act("services.flag_rating", "标记恶意或无关评价", permissions.AUDIT_RATINGS)
