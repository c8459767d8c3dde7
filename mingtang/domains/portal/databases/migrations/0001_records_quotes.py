import django.db.models.deletion
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_certificate_sign_in"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Quote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("product", models.CharField(max_length=40, verbose_name="产品")),
                        ("market", models.CharField(max_length=60, verbose_name="市场")),
                        ("day", models.DateField(verbose_name="日期")),
                        ("price", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="均价")),
                        ("unit", models.CharField(max_length=20, verbose_name="单位")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="采集单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "市场行情",
                        "constraints": [
                            models.UniqueConstraint(fields=("product", "market", "day"), name="one_quote_a_day"),
                            models.CheckConstraint(condition=models.Q(("price__gt", 0)), name="quote_is_positive"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Record",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("database", models.CharField(max_length=20, verbose_name="数据库")),
                        ("number", models.CharField(max_length=60, verbose_name="编号")),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        ("values", models.JSONField(verbose_name="内容")),
                        ("is_public", models.BooleanField(default=True, verbose_name="公开")),
                        ("updated_at", models.DateTimeField(verbose_name="更新时间")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="责任单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "专题数据",
                        "indexes": [models.Index(fields=["database", "title"], name="record_by_title")],
                        "constraints": [
                            models.UniqueConstraint(fields=("database", "number"), name="one_record_per_number")
                        ],
                    },
                ),
            ],
        ),
    ]
