import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_cases_tokens_and_history"),
        ("directory", "0001_organs_people_accounts"),
        ("directory", "__first__"),
        ("services_applications", "0001_applications_and_parts"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("visit", models.CharField(blank=True, max_length=40, verbose_name="到厅办事")),
                        ("code", models.CharField(max_length=32, unique=True, verbose_name="评价码")),
                        ("subject", models.CharField(max_length=200, verbose_name="评价对象")),
                        ("window", models.CharField(blank=True, max_length=60, verbose_name="窗口")),
                        ("name", models.CharField(blank=True, max_length=160, verbose_name="姓名")),
                        ("contact_cipher", models.TextField(blank=True)),
                        ("online", models.BooleanField(default=False, verbose_name="网上办理")),
                        ("at", models.DateTimeField(verbose_name="邀请时间")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="被邀请人",
                            ),
                        ),
                        (
                            "application",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "clerk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="回访机构",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="被评价机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评价邀请",
                        "indexes": [
                            models.Index(fields=["account", "-at"], name="invitation_of_account"),
                            models.Index(fields=["organ", "at"], name="invitation_of_organ"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("visit", ""), _negated=True),
                                fields=("visit",),
                                name="one_invitation_per_visit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("application__isnull", False),
                                    models.Q(("visit", ""), _negated=True),
                                    _connector="XOR",
                                ),
                                name="invitation_to_a_case_or_a_visit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "grade",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "非常满意"),
                                    (2, "满意"),
                                    (3, "基本满意"),
                                    (4, "不满意"),
                                    (5, "非常不满意"),
                                ],
                                verbose_name="评价",
                            ),
                        ),
                        ("tags", models.JSONField(blank=True, default=list, verbose_name="标签")),
                        ("text", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("pc", "电脑端"),
                                    ("mobile", "移动端"),
                                    ("qr", "二维码"),
                                    ("tablet", "窗口平板"),
                                    ("terminal", "其他终端"),
                                    ("telephone", "电话"),
                                    ("sms", "短信"),
                                ],
                                max_length=10,
                                verbose_name="渠道",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="评价时间")),
                        ("finding", models.CharField(blank=True, max_length=10, verbose_name="核实结果")),
                        ("rectified_at", models.DateTimeField(null=True, verbose_name="整改时间")),
                        ("in_time", models.BooleanField(null=True, verbose_name="按期整改")),
                        ("reply", models.CharField(blank=True, max_length=1000, verbose_name="答复")),
                        ("replied_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                        (
                            "further_grade",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "非常满意"),
                                    (2, "满意"),
                                    (3, "基本满意"),
                                    (4, "不满意"),
                                    (5, "非常不满意"),
                                ],
                                null=True,
                                verbose_name="追评",
                            ),
                        ),
                        ("further_text", models.CharField(blank=True, max_length=500, verbose_name="追评意见")),
                        ("further_at", models.DateTimeField(null=True, verbose_name="追评时间")),
                        ("flagged_at", models.DateTimeField(null=True, verbose_name="标记时间")),
                        ("flag_reason", models.CharField(blank=True, max_length=300, verbose_name="标记理由")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="公开时间")),
                        (
                            "case",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rating",
                                to="cases.case",
                                verbose_name="办理案件",
                            ),
                        ),
                        (
                            "invitation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rating",
                                to="services_ratings.invitation",
                                verbose_name="邀请",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="回访机构",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="被评价机关",
                            ),
                        ),
                        (
                            "rater",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="评价人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "评价",
                        "ordering": ["-at"],
                        "indexes": [
                            models.Index(fields=["organ", "-at"], name="rating_of_organ"),
                            models.Index(fields=["office", "-at"], name="rating_of_office"),
                            models.Index(
                                condition=models.Q(("flagged_at", None)),
                                fields=["-published_at"],
                                name="rating_published",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("grade__gte", 1), ("grade__lte", 5)), name="rating_grade"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grade__lte", 3), ("case__isnull", False), _connector="OR"),
                                name="bad_rating_has_a_case",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
