import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_certificate_sign_in"),
        ("directory", "__first__"),
        ("portal", "0001_sites_columns_articles"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("mandatory", "必转"),
                                    ("recommended", "推荐"),
                                    ("copyable", "可转载"),
                                    ("subscribed", "订阅"),
                                ],
                                max_length=12,
                                verbose_name="方式",
                            ),
                        ),
                        ("message", models.CharField(blank=True, max_length=200, verbose_name="转载要求")),
                        ("offered_at", models.DateTimeField(verbose_name="共享时间")),
                        ("recalled_at", models.DateTimeField(null=True, verbose_name="收回时间")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="收回原因")),
                        (
                            "offered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="共享人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="主办单位",
                            ),
                        ),
                        (
                            "original",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offer",
                                to="portal.articlepage",
                                verbose_name="原文",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.portalsite",
                                verbose_name="网站",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "共享文章",
                        "ordering": ["-offered_at"],
                    },
                ),
                migrations.CreateModel(
                    name="ColumnMapping",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "column",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.columnpage",
                                verbose_name="上级栏目",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="主办单位",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.portalsite",
                                verbose_name="网站",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.columnpage",
                                verbose_name="对应栏目",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "栏目对应",
                        "ordering": ["site", "column__title"],
                        "constraints": [
                            models.UniqueConstraint(fields=("site", "column"), name="one_column_stands_for_another")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mirror",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("mandatory", "必转"),
                                    ("recommended", "推荐"),
                                    ("copyable", "可转载"),
                                    ("subscribed", "订阅"),
                                ],
                                max_length=12,
                                verbose_name="方式",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待采用"),
                                    ("due", "正在转载"),
                                    ("shown", "已转载"),
                                    ("failed", "转载失败"),
                                    ("leaving", "正在撤下"),
                                    ("declined", "未采用"),
                                    ("ended", "已撤下"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="摘要值")),
                        ("proposed_at", models.DateTimeField(verbose_name="共享时间")),
                        ("since", models.DateTimeField(null=True, verbose_name="转载时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="撤下时间")),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "column",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="portal.columnpage",
                                verbose_name="栏目",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="转载单位",
                            ),
                        ),
                        (
                            "original",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mirrors",
                                to="portal.articlepage",
                                verbose_name="原文",
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mirror",
                                to="portal.articlepage",
                                verbose_name="转载文章",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.portalsite",
                                verbose_name="转载网站",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.portalsite",
                                verbose_name="来源网站",
                            ),
                        ),
                        (
                            "upper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="来源单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "转载",
                        "ordering": ["-proposed_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["organ", "state", "-proposed_at"], name="mirrors_of_an_organ")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("original", "site"), name="one_mirror_of_an_article_on_a_site"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Subscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("automatic", models.BooleanField(default=False, verbose_name="自动转载")),
                        ("begun_at", models.DateTimeField(verbose_name="订阅时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="退订时间")),
                        (
                            "column",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.columnpage",
                                verbose_name="订阅栏目",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="订阅单位",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.portalsite",
                                verbose_name="订阅网站",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.portalsite",
                                verbose_name="来源网站",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.columnpage",
                                verbose_name="转载到栏目",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "栏目订阅",
                        "ordering": ["site", "-begun_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("site", "column"),
                                name="one_subscription_of_a_site_to_a_column",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
