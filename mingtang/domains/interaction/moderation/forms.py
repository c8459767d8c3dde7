"""What is typed about words, and about posts that were judged."""

from django import forms

from mingtang.domains.interaction.moderation.models import AddedWord, Post
from mingtang.domains.interaction.moderation.rules import WARN


class WordForm(forms.Form):
    """One more word."""

    word = forms.CharField(label="词", max_length=40, help_text="夹有空格、符号的，和繁体写法，也会找到。")
    label = forms.CharField(label="类别", max_length=20, help_text="例如广告、辱骂；写信人会看到。")
    level = forms.ChoiceField(
        label="处理", choices=AddedWord._meta.get_field("level").choices, initial=WARN, widget=forms.RadioSelect
    )


class JudgeForm(forms.Form):
    """Whether everybody may read a post, and as what."""

    verdict = forms.ChoiceField(
        label="审核", choices=[(Post.Verdict.SHOWN, "公开"), (Post.Verdict.HIDDEN, "不公开")], widget=forms.RadioSelect
    )
    shown_text = forms.CharField(
        label="公开的内容", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="只隐去个人信息和不文明的话，不改变原意。",
    )  # fmt: skip
    hidden_reason = forms.CharField(label="不公开的理由", max_length=200, required=False)
