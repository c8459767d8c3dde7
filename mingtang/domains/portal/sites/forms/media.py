"""A picture or film that is brought for a site."""

from django import forms


class MediumForm(forms.Form):
    """A file, and what is to be seen on it."""

    file = forms.FileField(
        label="文件",
        help_text="图片（PNG、JPEG、WebP）请用清晰的原图，显示时自动缩小；视频用 MP4，字幕用 WebVTT（.vtt）。",
    )
    title = forms.CharField(label="说明", max_length=200, help_text="图上、视频里有什么。图片的说明就是替代文字。")
