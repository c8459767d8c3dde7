"""A picture or film that is brought for a site, what is said of it, and why it goes."""

from django import forms


def _title() -> forms.CharField:
    return forms.CharField(label="说明", max_length=200, help_text="图上、视频里有什么。图片的说明就是替代文字。")


class MediumForm(forms.Form):
    """A file, and what is to be seen on it."""

    file = forms.FileField(
        label="文件",
        help_text="图片（PNG、JPEG、WebP）请用清晰的原图，显示时自动缩小；视频用 MP4，字幕用 WebVTT（.vtt）。",
    )
    title = _title()


class MediumTitleForm(forms.Form):
    """What is to be seen."""

    title = _title()


class MediumRemovalForm(forms.Form):
    """Why a medium is taken away."""

    reason = forms.CharField(label="删除原因", max_length=200)
