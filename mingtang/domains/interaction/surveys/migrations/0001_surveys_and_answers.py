import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_certificate_sign_in"),
        ("directory", "__first__"),
        ("forms", "0001_forms_and_versions"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Survey",
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
                            "form",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="forms.formdefinition",
                                verbose_name="题目",
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
                        (
                            "version",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="forms.formversion",
                                verbose_name="发布的题目",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "在线调查",
                        "ordering": ["-closes_on", "-pk"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                                name="survey_ends_after_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result_at", None), ("released_at__isnull", False), _connector="OR"
                                ),
                                name="survey_released_before_its_result",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("respondent", models.CharField(max_length=64, verbose_name="答卷人")),
                        ("answers", models.JSONField(verbose_name="答案")),
                        ("answered_at", models.DateTimeField(verbose_name="提交时间")),
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
                            "survey",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="surveys.survey",
                                verbose_name="调查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "调查答卷",
                        "ordering": ["answered_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("survey", "respondent"), name="one_answer_each")
                        ],
                    },
                ),
            ],
        ),
    ]
