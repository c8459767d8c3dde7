"""The usual words of error pages, by status."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()


@dataclass(frozen=True)
class ErrorTexts:
    """What a failure is called, what happened, and what to do now."""

    title: object
    message: object
    advice: tuple[object, ...]


USUAL = {
    400: ErrorTexts(
        _("请求有误"),
        _("浏览器发来的内容不完整或格式不对，系统没有处理。"),
        (_("返回上一页，检查后重新提交。"), _("如果是从别处复制的网址，请核对是否完整。")),
    ),
    403: ErrorTexts(
        _("不能查看这一页"),
        _("这一页需要相应的权限，或者登录已经过期。"),
        (_("如果还没有登录，请先登录。"), _("确有工作需要的，请联系本单位管理员开通。")),
    ),
    404: ErrorTexts(
        _("没有找到这一页"),
        _("网址可能有误，或者内容已经移动、撤下。"),
        (_("检查网址是否完整。"), _("从首页的栏目或搜索重新找。")),
    ),
    500: ErrorTexts(
        _("系统出了问题"),
        _("错误已经记录，技术人员会处理。您刚才的操作没有生效。"),
        (_("过几分钟再试一次。"), _("急用请拨打 12345，由工作人员代办。")),
    ),
    503: ErrorTexts(
        _("系统正在维护"),
        _("维护期间暂时不能办理，已经提交的内容不受影响。"),
        (_("请稍后再来。"), _("急用请拨打 12345，由工作人员代办。")),
    ),
}


@register.simple_tag
def error_texts(status: int | str) -> ErrorTexts:
    """Texts for `status`; unknown ones get those of 500."""
    return USUAL.get(int(status or 500), USUAL[500])
