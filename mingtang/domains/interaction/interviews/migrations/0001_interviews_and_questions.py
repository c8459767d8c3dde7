import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_certificate_sign_in"),
        ("directory", "__first__"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Interview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="标题")),
                        ("introduction", models.TextField(max_length=4000, verbose_name="说明")),
                        ("drafted_at", models.DateTimeField(verbose_name="拟稿时间")),
                        ("released_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                        ("guests", models.CharField(max_length=200, verbose_name="嘉宾")),
                        ("begins_at", models.DateTimeField(verbose_name="开始时间")),
                        ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                        ("transcript_due_on", models.DateField(null=True, verbose_name="发布实录的期限")),
                        ("answers_due_on", models.DateField(null=True, verbose_name="答复提问的期限")),
                        ("transcript", models.TextField(blank=True, max_length=50000, verbose_name="实录")),
                        ("transcript_at", models.DateTimeField(null=True, verbose_name="实录发布时间")),
                        (
                            "drafter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拟稿人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="组织单位",
                            ),
                        ),
                        (
                            "releaser",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发布人",
                            ),
                        ),
                        (
                            "transcript_drafter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="实录整理人",
                            ),
                        ),
                        (
                            "transcript_releaser",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="实录发布人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "在线访谈",
                        "ordering": ["-begins_at", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                                name="interview_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="内容")),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                        ("address", models.CharField(blank=True, max_length=45, verbose_name="网络地址")),
                        ("warnings", models.JSONField(blank=True, default=list, verbose_name="提示")),
                        ("posted_at", models.DateTimeField(verbose_name="提交时间")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("waiting", "待审核"), ("shown", "公开"), ("hidden", "不公开")],
                                default="waiting",
                                max_length=7,
                                verbose_name="审核",
                            ),
                        ),
                        ("shown_text", models.TextField(blank=True, max_length=2000, verbose_name="公开的内容")),
                        ("judged_at", models.DateTimeField(null=True, verbose_name="审核时间")),
                        ("hidden_reason", models.CharField(blank=True, max_length=200, verbose_name="不公开的理由")),
                        ("answer", models.TextField(blank=True, max_length=2000, verbose_name="答复")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发言人",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="interviews.interview",
                                verbose_name="访谈",
                            ),
                        ),
                        (
                            "judge",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审核人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="组织单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "访谈提问",
                        "ordering": ["posted_at", "pk"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["interview", "verdict"], name="question_of_interview")],
                    },
                ),
            ],
        ),
    ]
