import django.db.models.deletion
import mingtang.domains.portal.editing.rules
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_cases_tokens_and_history"),
        ("content", "0001_files_uploads_materials"),
        ("directory", "0003_certificate_sign_in"),
        ("directory", "__first__"),
        ("portal", "0001_sites_columns_articles"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Manuscript",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    (mingtang.domains.portal.editing.rules.Stage["DRAFT"], "草稿"),
                                    (mingtang.domains.portal.editing.rules.Stage["REVIEW1"], "初审"),
                                    (mingtang.domains.portal.editing.rules.Stage["REVIEW2"], "复审"),
                                    (mingtang.domains.portal.editing.rules.Stage["REVIEW3"], "终审"),
                                    (mingtang.domains.portal.editing.rules.Stage["PARALLEL"], "并行审核"),
                                    (mingtang.domains.portal.editing.rules.Stage["APPROVED"], "待发"),
                                    (mingtang.domains.portal.editing.rules.Stage["SCHEDULED"], "已排期"),
                                    (mingtang.domains.portal.editing.rules.Stage["PUBLISHED"], "已发"),
                                    (mingtang.domains.portal.editing.rules.Stage["WITHDRAWN"], "已撤稿"),
                                    (mingtang.domains.portal.editing.rules.Stage["ABANDONED"], "已作废"),
                                ],
                                default=mingtang.domains.portal.editing.rules.Stage["DRAFT"],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "lane",
                            models.CharField(
                                choices=[("usual", "逐级审核"), ("fast", "快速通道（三审并行）")],
                                default="usual",
                                max_length=5,
                                verbose_name="审核方式",
                            ),
                        ),
                        ("urgency", models.CharField(blank=True, max_length=200, verbose_name="使用快速通道的理由")),
                        ("was_returned", models.BooleanField(default=False, verbose_name="被退回")),
                        ("written_at", models.DateTimeField(verbose_name="撰写时间")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("version", models.PositiveSmallIntegerField(default=0, verbose_name="版本")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("subtitle", models.CharField(blank=True, max_length=120, verbose_name="副标题")),
                        ("source", models.CharField(max_length=80, verbose_name="来源")),
                        ("author", models.CharField(blank=True, max_length=40, verbose_name="作者")),
                        ("editor", models.CharField(max_length=40, verbose_name="责任编辑")),
                        ("summary", models.CharField(blank=True, max_length=300, verbose_name="摘要")),
                        ("keywords", models.CharField(blank=True, max_length=100, verbose_name="关键词")),
                        ("body", models.TextField(max_length=60000, verbose_name="正文")),
                        ("original_url", models.URLField(blank=True, max_length=300, verbose_name="原文地址")),
                        ("top_until", models.DateField(blank=True, null=True, verbose_name="置顶至")),
                        ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="有效期至")),
                        ("correction", models.CharField(blank=True, max_length=200, verbose_name="更正说明")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                        (
                            "article",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.articlepage",
                                verbose_name="发布的文章",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="manuscript",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "column",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.columnpage",
                                verbose_name="栏目",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portal.articlepage",
                                verbose_name="更正的文章",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="责任单位",
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
                        (
                            "writer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="撰稿人",
                            ),
                        ),
                        (
                            "release",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="manuscripts",
                                to="portal_editing.release",
                                verbose_name="排期",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "稿件",
                        "ordering": ["-saved_at"],
                        "indexes": [
                            models.Index(fields=["organ", "-saved_at"], name="manuscript_of_organ"),
                            models.Index(fields=["site", "-saved_at"], name="manuscript_of_site"),
                            models.Index(fields=["column", "stage"], name="manuscript_of_column"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lane", "usual"), models.Q(("urgency", ""), _negated=True), _connector="OR"
                                ),
                                name="fast_lane_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrects", None), models.Q(("correction", ""), _negated=True), _connector="OR"
                                ),
                                name="correction_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ManuscriptFile",
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
                                choices=[("attachment", "附件"), ("inside", "正文中的图片、音视频")],
                                max_length=10,
                                verbose_name="用途",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="说明")),
                        ("caption", models.CharField(blank=True, max_length=200, verbose_name="图注")),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="content.file",
                                verbose_name="文件",
                            ),
                        ),
                        (
                            "manuscript",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="portal_editing.manuscript",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "稿件的图片和附件",
                        "ordering": ["pk"],
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
                        ("due_at", models.DateTimeField(verbose_name="发布时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "待发布"),
                                    ("done", "已发布"),
                                    ("failed", "发布失败"),
                                    ("cancelled", "已取消"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="失败原因")),
                        ("ordered_at", models.DateTimeField(verbose_name="安排时间")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="安排人",
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
                        "verbose_name": "排期",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")), fields=["due_at"], name="release_to_do"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "初审一校"), (2, "复审二校"), (3, "终审三校")], verbose_name="审次"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("step", models.PositiveIntegerField(verbose_name="步骤")),
                        ("passed", models.BooleanField(verbose_name="通过")),
                        ("opinion", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                        ("acknowledged", models.JSONField(blank=True, default=list, verbose_name="已核对的提示")),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        (
                            "manuscript",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="portal_editing.manuscript",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审核人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审核意见",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("passed", True), models.Q(("opinion", ""), _negated=True), _connector="OR"
                                ),
                                name="return_with_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "初审一校"), (2, "复审二校"), (3, "终审三校"), (4, "发布")],
                                verbose_name="步骤",
                            ),
                        ),
                        ("holder", models.CharField(max_length=60, verbose_name="岗位名称或者角色代码")),
                        (
                            "column",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.columnpage",
                                verbose_name="栏目",
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
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="portal.portalsite",
                                verbose_name="网站",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审核流程",
                        "constraints": [
                            models.UniqueConstraint(fields=("site", "column", "number"), name="one_holder_of_a_step"),
                            models.UniqueConstraint(
                                condition=models.Q(("column", None)),
                                fields=("site", "number"),
                                name="one_holder_on_a_site",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ManuscriptVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("text", models.JSONField(verbose_name="内容")),
                        (
                            "manuscript",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="portal_editing.manuscript",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="保存人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "稿件版本",
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("manuscript", "number"), name="one_manuscript_version")
                        ],
                    },
                ),
            ],
        ),
    ]
