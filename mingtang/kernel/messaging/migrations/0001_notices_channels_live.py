import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_organs_people_accounts"),
        ("directory", "__first__"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="OutboxEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(db_index=True, verbose_name="时间")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("sms", "短信"), ("mail", "邮件")], max_length=8, verbose_name="渠道"
                            ),
                        ),
                        ("address", models.CharField(max_length=254, verbose_name="收件人")),
                        ("subject", models.CharField(blank=True, max_length=200, verbose_name="标题")),
                        ("text", models.TextField(verbose_name="内容")),
                        ("key", models.CharField(max_length=160, unique=True)),
                    ],
                    options={
                        "verbose_name": "短信与邮件日志",
                    },
                ),
                migrations.CreateModel(
                    name="Reachability",
                    fields=[
                        (
                            "account",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("mail", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                        ("quiet_from", models.TimeField(default=datetime.time(22, 0), verbose_name="免打扰开始")),
                        ("quiet_until", models.TimeField(default=datetime.time(7, 30), verbose_name="免打扰结束")),
                    ],
                    options={
                        "verbose_name": "联系方式",
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("subject", models.CharField(max_length=200, verbose_name="标题")),
                        ("body", models.TextField(blank=True, verbose_name="内容")),
                        ("link", models.CharField(blank=True, max_length=300, verbose_name="链接")),
                        ("topic", models.CharField(max_length=40, verbose_name="类别")),
                        (
                            "importance",
                            models.CharField(
                                choices=[("ordinary", "一般"), ("important", "重要"), ("urgent", "紧急")],
                                default="ordinary",
                                max_length=9,
                                verbose_name="重要程度",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("ordinary", "一般"), ("statutory", "法定告知")],
                                default="ordinary",
                                max_length=9,
                                verbose_name="性质",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=400, verbose_name="依据")),
                        ("object_type", models.CharField(blank=True, max_length=80)),
                        ("object_id", models.CharField(blank=True, max_length=64)),
                        ("key", models.CharField(max_length=160, null=True, unique=True)),
                        (
                            "post",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="directory.post",
                                verbose_name="送达岗位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "消息",
                        "indexes": [models.Index(fields=["object_type", "object_id"], name="notice_object")],
                    },
                ),
                migrations.CreateModel(
                    name="InboxItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("read_at", models.DateTimeField(null=True, verbose_name="阅读时间")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="messaging.notice"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "收到的消息",
                        "indexes": [
                            models.Index(fields=["account", "at"], name="inbox_order"),
                            models.Index(
                                condition=models.Q(("read_at", None)), fields=["account"], name="inbox_unread"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("notice", "account"), name="one_item_per_account")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("channel", models.CharField(max_length=8, verbose_name="渠道")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "待发送"),
                                    ("sent", "已发出"),
                                    ("skipped", "无法发送"),
                                    ("failed", "发送失败"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                        ("next_at", models.DateTimeField(verbose_name="下次")),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="发出时间")),
                        ("reference", models.CharField(blank=True, max_length=120, verbose_name="回执编号")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="messaging.notice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "消息送达",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["next_at", "id"],
                                name="notice_delivery_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "account", "channel"), name="one_delivery_per_channel"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("topic", models.CharField(max_length=40)),
                        ("channel", models.CharField(max_length=8)),
                        ("wanted", models.BooleanField()),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "接收方式",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "topic", "channel"), name="one_preference_per_channel"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LiveEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("topic", models.CharField(max_length=40)),
                        ("payload", models.JSONField(default=dict)),
                        ("at", models.DateTimeField(db_index=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["account", "id"], name="live_of_account")],
                    },
                ),
            ],
        ),
    ]
