"""Files of articles: pictures, attachments, films and their captions. The bytes are `kernel/content`'s."""

from django.db import models

from mingtang.domains.portal.sites.models.pages import ArticlePage


class ArticleFile(models.Model):
    """A file of an article. `attachment` is listed below the text; the others stand where a block names their address."""

    class Role(models.TextChoices):
        ATTACHMENT = "attachment", "附件"
        INSIDE = "inside", "正文中的图片、音视频"

    article = models.ForeignKey(ArticlePage, models.CASCADE, related_name="files")
    file = models.ForeignKey("content.File", models.PROTECT, related_name="+", verbose_name="文件")
    role = models.CharField("用途", max_length=10, choices=Role.choices, default=Role.ATTACHMENT)
    title = models.CharField("名称", max_length=120)
    place = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "文章的文件"
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "file"], name="file_once_in_an_article")]

    def __str__(self) -> str:
        return self.title
