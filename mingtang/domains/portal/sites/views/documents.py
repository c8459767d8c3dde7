"""What stands above the text of an official document: its number, dates, validity."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mingtang.domains.portal.sites.models import ArticlePage
from mingtang.domains.portal.sites.rules import Validity, validity_of
from mingtang.ui.pieces import tag


def document_facts(article: ArticlePage) -> list[tuple[str, Any]]:
    """Names and values in the order of 政府信息公开目录; empty for what is no document."""
    if not article.document_number:
        return []
    dates = {"成文日期": article.written_on, "施行日期": article.effective_on}
    said = {label: date_format(day, "Y年n月j日") for label, day in dates.items() if day}
    facts = [
        (_("索引号"), article.disclosure_number),
        (_("公开方式"), _("主动公开")),
        (_("发文机关"), article.organ.name),
        (_("发文字号"), article.document_number),
        (_("成文日期"), said.get("成文日期")),
        (_("公布日期"), date_format(timezone.localtime(article.publish_date), "Y年n月j日")),
        (_("主题分类"), article.subject),
        (_("施行日期"), said.get("施行日期")),
        (_("有效性"), _validity(article)),
    ]
    return [(label, value) for label, value in facts if value]


def _validity(article: ArticlePage) -> Any:
    validity = validity_of(article.effective_on, article.valid_until, timezone.localdate())
    kinds = {Validity.IN_FORCE: "good", Validity.COMING: "brand", Validity.OVER: "off"}
    return tag(validity.value, kinds[validity])
