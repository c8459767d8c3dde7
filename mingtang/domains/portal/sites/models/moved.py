"""Where pages stood before they were moved (旧网址)."""

from django.db import models

from mingtang.domains.portal.sites.models.site import PortalSite


class FormerAddress(models.Model):
    """A path inside a site under which `page`, an article or a column, stood: whoever asks there is led to it."""

    portal = models.ForeignKey(PortalSite, models.CASCADE, related_name="+", verbose_name="网站")
    path = models.CharField("原来的路径", max_length=600)
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name="现在的页面")

    class Meta:
        verbose_name = "旧网址"
        constraints = [models.UniqueConstraint(fields=["portal", "path"], name="one_page_for_a_former_address")]

    def __str__(self) -> str:
        return self.path
