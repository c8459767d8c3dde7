"""Who may do what with articles that came from elsewhere."""

from mingtang.domains.portal.sharing.models import Mirror
from mingtang.domains.portal.sites.api import ArticlePage


def is_mirror(article: ArticlePage) -> str:
    """Why nobody but the system may correct or withdraw an article: it is a mirror; empty for all others. One statement."""
    return "这是转载的文章，随原文更正和撤下，不能单独修改。" if Mirror.objects.filter(page=article.pk).exists() else ""
