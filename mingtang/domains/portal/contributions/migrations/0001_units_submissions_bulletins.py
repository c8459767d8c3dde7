import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_certificate_sign_in"),
        ("directory", "__first__"),
        ("letters", "0001_templates_and_versions"),
        ("portal", "0001_sites_columns_articles"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Bulletin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", models.CharField(max_length=10, verbose_name="期间")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="编号")),
                        ("remarks", models.TextField(max_length=4000, verbose_name="主要情况和要求")),
                        ("standings", models.JSONField(verbose_name="排名")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "待签发"),
                                    ("approved", "待印发"),
                                    ("published", "已印发"),
                                    ("closed", "已办结"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                        ("approved_at", models.DateTimeField(null=True, verbose_name="签发时间")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="印发时间")),
                        ("due_on", models.DateField(null=True, verbose_name="整改反馈期限")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签发人",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="编辑单位",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="letters.letterversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "信息通报",
                        "ordering": ["-drafted_at"],
                    },
                ),
                migrations.CreateModel(
                    name="ReportingUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[("county", "县区"), ("department", "部门"), ("unit", "单位")],
                                max_length=10,
                                verbose_name="组别",
                            ),
                        ),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="编辑单位",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="报送单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报送单位",
                        "ordering": ["group", "organ__rank", "organ__path"],
                        "constraints": [
                            models.UniqueConstraint(fields=("desk", "organ"), name="unit_reports_once_to_a_desk")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reporter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("phone", models.CharField(max_length=40, verbose_name="联系电话")),
                        ("appointed_on", models.DateField(verbose_name="任职日期")),
                        ("until", models.DateField(null=True, verbose_name="离任日期")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="姓名",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reporters",
                                to="portal_contributions.reportingunit",
                                verbose_name="报送单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "信息员",
                        "ordering": ["unit", "appointed_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="标题")),
                        ("text", models.TextField(max_length=20000, verbose_name="正文")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("submitted", "待处理"),
                                    ("adopted", "采用"),
                                    ("merged", "综合采用"),
                                    ("forwarded", "向上报送"),
                                    ("declined", "未采用"),
                                ],
                                default="submitted",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(verbose_name="报送时间")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="处理时间")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="处理意见")),
                        ("manuscript_id", models.BigIntegerField(null=True, verbose_name="稿件")),
                        (
                            "column",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="portal.columnpage",
                                verbose_name="建议栏目",
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
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="编辑单位",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="portal_contributions.submission",
                                verbose_name="并入",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="报送单位",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="portal_contributions.reporter",
                                verbose_name="信息员",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.portalsite",
                                verbose_name="建议网站",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="portal_contributions.reportingunit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报送信息",
                        "ordering": ["-submitted_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["desk", "state", "-submitted_at"], name="submissions_of_a_desk")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("event", models.CharField(max_length=30, verbose_name="事由")),
                        ("level", models.CharField(blank=True, max_length=20, verbose_name="层级")),
                        ("on", models.DateField(verbose_name="日期")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="编辑单位",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organ"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merits",
                                to="portal_contributions.reportingunit",
                                verbose_name="报送单位",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merits",
                                to="portal_contributions.submission",
                                verbose_name="信息",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "加减分事项",
                        "ordering": ["-on", "-pk"],
                        "indexes": [models.Index(fields=["desk", "on"], name="merits_of_a_desk")],
                    },
                ),
                migrations.CreateModel(
                    name="Training",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("subject", models.CharField(max_length=80, verbose_name="内容")),
                        ("hours", models.PositiveSmallIntegerField(verbose_name="学时")),
                        (
                            "reporter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trainings",
                                to="portal_contributions.reporter",
                                verbose_name="信息员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "信息员培训",
                        "ordering": ["-on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BulletinCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fault", models.CharField(blank=True, max_length=300, verbose_name="需整改的问题")),
                        ("confirmed_at", models.DateTimeField(null=True, verbose_name="签阅时间")),
                        ("reply", models.TextField(blank=True, max_length=2000, verbose_name="整改情况")),
                        ("replied_at", models.DateTimeField(null=True, verbose_name="反馈时间")),
                        (
                            "bulletin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="copies",
                                to="portal_contributions.bulletin",
                                verbose_name="通报",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签阅人",
                            ),
                        ),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="编辑单位",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "通报签阅",
                        "ordering": ["organ__rank", "organ__path"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("bulletin", "organ"), name="one_copy_of_a_bulletin_for_a_unit"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
