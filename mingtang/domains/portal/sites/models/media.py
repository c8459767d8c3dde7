"""Pictures and films of a site that belong to no single article (素材). The bytes are `kernel/content`'s."""

from django.db import models
from django.urls import reverse

from mingtang.domains.portal.sites.models.site import PortalSite

PICTURES = frozenset({"png", "jpg", "webp"})
FILMS = frozenset({"mp4", "vtt"})
"""Films with their captions (WebVTT)."""


class SiteMedium(models.Model):
    """A file that blocks of pages may show while it is here. `title` says what is to be seen, for whoever does not see it."""

    portal = models.ForeignKey(PortalSite, models.CASCADE, related_name="media", verbose_name="网站")
    file = models.ForeignKey("content.File", models.PROTECT, related_name="+", verbose_name="文件")
    title = models.CharField("说明", max_length=200)

    class Meta:
        verbose_name = "网站素材"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["portal", "file"], name="medium_once_on_a_site")]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where everybody may fetch it; `portal` is loaded."""
        return reverse("site_medium", args=[self.portal.key, self.pk])

    @property
    def is_picture(self) -> bool:
        return self.file.content.kind in PICTURES
