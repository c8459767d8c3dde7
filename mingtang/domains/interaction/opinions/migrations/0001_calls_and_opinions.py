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
                    name="Call",
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
                        ("opens_on", models.DateField(verbose_name="开始日期")),
                        ("closes_on", models.DateField(verbose_name="截止日期")),
                        ("result", models.TextField(blank=True, max_length=8000, verbose_name="结果")),
                        ("result_at", models.DateTimeField(null=True, verbose_name="结果公布时间")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("decision", "重大行政决策"),
                                    ("normative", "行政规范性文件"),
                                    ("ordinary", "其他事项"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("draft", models.TextField(max_length=50000, verbose_name="征求意见稿")),
                        ("contact", models.CharField(max_length=300, verbose_name="其他提出意见的方式")),
                        (
                            "shortened_because",
                            models.CharField(blank=True, max_length=300, verbose_name="缩短期限的理由"),
                        ),
                        ("due_on", models.DateField(null=True, verbose_name="公布采纳情况的期限")),
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
                            "result_drafter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="结果拟稿人",
                            ),
                        ),
                        (
                            "result_releaser",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="结果发布人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "意见征集",
                        "ordering": ["-closes_on", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                                name="call_ends_after_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result_at", None), ("released_at__isnull", False), _connector="OR"
                                ),
                                name="call_released_before_its_result",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
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
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="针对的条款")),
                        (
                            "age",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("under18", "18 岁以下"),
                                    ("18to35", "18 至 35 岁"),
                                    ("36to59", "36 至 59 岁"),
                                    ("over60", "60 岁以上"),
                                ],
                                max_length=8,
                                verbose_name="年龄段",
                            ),
                        ),
                        ("region", models.CharField(blank=True, max_length=60, verbose_name="所在地区")),
                        (
                            "treatment",
                            models.CharField(
                                blank=True,
                                choices=[("adopted", "采纳"), ("partly", "部分采纳"), ("declined", "未采纳")],
                                max_length=8,
                                verbose_name="处理结果",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=600, verbose_name="处理说明")),
                        ("treated_at", models.DateTimeField(null=True, verbose_name="处理时间")),
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
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="opinions.call",
                                verbose_name="征集",
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
                        (
                            "treated_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "征集意见",
                        "ordering": ["posted_at", "pk"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["call", "verdict"], name="opinion_of_call")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("treatment__in", ["partly", "declined"]), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="declined_with_a_reason",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
