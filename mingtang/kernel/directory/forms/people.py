"""Officials: finding, registering, correcting, appointing and relieving them."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.forms.picking import Picker, PickingForm, finder
from mingtang.kernel.directory.models import Account, Appointment, Post
from mingtang.kernel.directory.permissions import MANAGE_PEOPLE, READ_DIRECTORY
from mingtang.ui.listing import FilterForm


class PeopleFilter(FilterForm):
    """Which officials to show."""

    lookups = {
        "name": ("person__name__icontains", "login__icontains"),
        "organ": ("organ__name__icontains", "organ__short_name__icontains"),
        "state": "state",
    }
    name = forms.CharField(label="姓名、工号", max_length=60)
    organ = forms.CharField(label="机构", max_length=60)
    state = forms.ChoiceField(label="账号状态", choices=[("", "全部状态"), *Account.State.choices])


class PersonForm(forms.Form):
    """A natural person as typed in."""

    name = forms.CharField(label="姓名", max_length=100)
    identity_number = forms.CharField(
        label="身份证件号", max_length=30, required=False, help_text="18 位居民身份证号，加密保存，页面上只显示首尾。"
    )
    phone = forms.CharField(label="手机号", max_length=20, required=False)


class OfficialForm(PersonForm):
    """A new official of an organ."""

    login = forms.CharField(label="工号", max_length=60, help_text="登录时使用，全平台唯一，登记后不能修改。")
    field_order = ["login", "name", "identity_number", "phone"]


class AppointmentForm(PickingForm):
    """From when to when, how, and by which document."""

    kind = forms.ChoiceField(
        label="任职方式", choices=Appointment.Kind.choices, widget=forms.RadioSelect, initial="regular"
    )
    start = forms.DateField(label="任职日期", initial=timezone.localdate)
    end = forms.DateField(label="截止日期", required=False, help_text="代理、借调等有期限的任职填写；含当日。")
    basis = forms.CharField(label="任免文件", max_length=120, required=False)


class PostPicker(Picker):
    """One post, found by its name, its unit or its organ."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lookups=("name", "unit__name", "organ__name", "organ__short_name"), **kwargs)

    def label_from_instance(self, post: Post) -> str:
        return " / ".join(filter(None, [post.organ.label, str(post.unit or ""), post.name]))


class PersonPicker(Picker):
    """One official, found by name or staff number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lookups=("person__name", "login"), **kwargs)

    def label_from_instance(self, account: Account) -> str:
        return f"{account.person}（{account.login}，{account.organ.label}）" if account.organ else str(account.person)


class AppointToPostForm(AppointmentForm):
    """A person is known, the post is chosen."""

    finders = {"find": "post"}
    find = finder("查找岗位")
    post = PostPicker(label="岗位")
    field_order = ["find", "post"]

    def __init__(self, *args: Any, actor: AccountActor, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Post.objects.within(actor, MANAGE_PEOPLE).filter(closed_on=None).select_related("organ", "unit")
        self.offer("post", rows.order_by("organ__path", "unit__rank", "rank"), Q(organ=account.organ_id))


class AppointPersonForm(AppointmentForm):
    """A post is known, the person is chosen."""

    finders = {"find": "person"}
    find = finder("查找人员")
    person = PersonPicker(label="人员")
    field_order = ["find", "person"]

    def __init__(self, *args: Any, actor: AccountActor, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Account.objects.within(actor, READ_DIRECTORY).filter(kind=Account.Kind.OFFICIAL)
        self.offer("person", rows.select_related("person", "organ").order_by("person__name"), Q(organ=post.organ_id))


class RelieveForm(forms.Form):
    """The last day in a post."""

    on = forms.DateField(
        label="最后任职日", initial=timezone.localdate, help_text="当日仍在任，次日起不再持有岗位的权限。"
    )
    basis = forms.CharField(label="任免文件", max_length=120, required=False)
