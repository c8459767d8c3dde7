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
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="SupervisedItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="编号")),
                        ("title", models.CharField(max_length=120, verbose_name="事项")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("leader_instruction", "领导批示"),
                                    ("meeting_decision", "会议决定"),
                                    ("key_work", "重点工作"),
                                    ("livelihood_project", "民生实事"),
                                    ("superior_document", "上级文件"),
                                    ("public_voice", "网民留言"),
                                ],
                                max_length=20,
                                verbose_name="来源",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                        ("content", models.TextField(max_length=2000, verbose_name="办理要求")),
                        ("standard", models.TextField(blank=True, max_length=1000, verbose_name="办结标准")),
                        (
                            "level",
                            models.SmallIntegerField(
                                choices=[(0, "一般"), (1, "重要"), (2, "紧急")], default=0, verbose_name="级别"
                            ),
                        ),
                        (
                            "cycle",
                            models.CharField(
                                choices=[
                                    ("R/P5WD", "每周"),
                                    ("R/P10WD", "每两周"),
                                    ("R/P1M", "每月"),
                                    ("R/P3M", "每季度"),
                                ],
                                default="R/P1M",
                                max_length=10,
                                verbose_name="报送周期",
                            ),
                        ),
                        ("due_on", models.DateField(null=True, verbose_name="办理时限")),
                        ("original_due_on", models.DateField(null=True, verbose_name="原定时限")),
                        ("assigned_on", models.DateField(null=True, verbose_name="交办日期")),
                        ("drafted_at", models.DateTimeField(verbose_name="拟立项时间")),
                        (
                            "case",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervised_item",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="主办单位",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="督查机构",
                            ),
                        ),
                        (
                            "proposer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="立项人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查事项",
                        "ordering": ["-drafted_at"],
                        "indexes": [
                            models.Index(fields=["organ", "-drafted_at"], name="item_of_organ"),
                            models.Index(fields=["lead"], name="item_of_lead"),
                            models.Index(
                                condition=models.Q(("assigned_on__isnull", False)), fields=["due_on"], name="item_due"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Release",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(max_length=500, verbose_name="理由")),
                        ("asked_on", models.DateField(verbose_name="申请日期")),
                        ("granted_on", models.DateField(null=True, verbose_name="批准日期")),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="申请单位",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="releases",
                                to="supervision.superviseditem",
                                verbose_name="督查事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查退办",
                        "ordering": ["pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(max_length=500, verbose_name="理由")),
                        ("asked_on", models.DateField(verbose_name="申请日期")),
                        ("granted_on", models.DateField(null=True, verbose_name="批准日期")),
                        ("before", models.DateField(verbose_name="申请前时限")),
                        ("until", models.DateField(verbose_name="申请延至")),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="申请单位",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="supervision.superviseditem",
                                verbose_name="督查事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查延期",
                        "ordering": ["pk"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Charge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("lead", "主办"), ("joint", "协办")], max_length=5, verbose_name="承办方式"
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[("good", "优秀"), ("sound", "良好"), ("fair", "一般"), ("poor", "较差")],
                                max_length=5,
                                verbose_name="评价",
                            ),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="评价意见")),
                        ("evaluated_on", models.DateField(null=True, verbose_name="评价日期")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="承办单位",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="charges",
                                to="supervision.superviseditem",
                                verbose_name="督查事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "承办",
                        "ordering": ["item", "-role", "pk"],
                        "constraints": [models.UniqueConstraint(fields=("item", "organ"), name="organ_charged_once")],
                    },
                ),
            ],
        ),
    ]
