import django.core.validators
import django.db.models.deletion
import re
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
                    name="FormDefinition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        re.compile("[a-z][a-z0-9-]{1,59}\\Z"),
                                        "代号用小写字母、数字和连字符，以字母开头，至少两个字符。",
                                    )
                                ],
                                verbose_name="代号",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "organ",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="所属机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "表单",
                        "ordering": ["key"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("key", "organ"), name="formdefinition_key_of_organ"),
                            models.UniqueConstraint(
                                condition=models.Q(("organ", None)), fields=("key",), name="formdefinition_key_of_node"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="版本号")),
                        ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                                default="draft",
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="修改说明")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                        ("text", models.TextField(verbose_name="文档")),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="设计人",
                            ),
                        ),
                        (
                            "definition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="forms.formdefinition",
                                verbose_name="表单",
                            ),
                        ),
                        (
                            "publisher",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发布人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "表单版本",
                        "ordering": ["-number"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(fields=("definition", "number"), name="formversion_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("definition",),
                                name="formversion_is_the_draft",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("definition",),
                                name="formversion_is_published",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
