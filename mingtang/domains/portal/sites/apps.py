"""Registration of the portal."""

from django.apps import AppConfig
from django.db.models.signals import pre_save


class PortalConfig(AppConfig):
    name = "mingtang.domains.portal.sites"
    label = "portal"
    verbose_name = "门户网站群"

    def ready(self) -> None:
        from mingtang.domains.portal.sites import acts  # noqa: F401 - declares the kinds of acts
        from mingtang.domains.portal.sites.permissions import READ_SITES
        from mingtang.ui.navigation import BUSINESS, NavigationEntry, register

        register(NavigationEntry("网站管理", "sitemap", "kept_sites", BUSINESS, order=49, permission=READ_SITES.code))

        _let_wagtail_hear_of_its_own_pages_only()


def _let_wagtail_hear_of_its_own_pages_only() -> None:
    """Wagtail asks every row of every table whether it is translatable; a row nobody listens to is written by a fixed statement."""
    from wagtail.models import i18n

    pre_save.disconnect(i18n.set_locale_on_new_instance)
    for model in i18n.get_translatable_models(include_subclasses=True):
        pre_save.connect(i18n.set_locale_on_new_instance, sender=model)
