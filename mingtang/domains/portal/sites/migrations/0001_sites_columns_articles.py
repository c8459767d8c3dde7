import django.core.validators
import django.db.models.deletion
import re
import wagtail.fields
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("content", "0001_files_uploads_materials"),
        ("directory", "0003_certificate_sign_in"),
        ("wagtailcore", "0001_tables"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="HomePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "blocks",
                            wagtail.fields.StreamField(
                                [
                                    ("notice", 4),
                                    ("ask", 9),
                                    ("life", 10),
                                    ("headlines", 15),
                                    ("lists", 17),
                                    ("services", 18),
                                    ("links", 19),
                                    ("policies", 21),
                                    ("talk", 24),
                                    ("figures", 28),
                                    ("topics", 31),
                                    ("picture", 32),
                                    ("articles", 34),
                                    ("paragraph", 35),
                                ],
                                blank=True,
                                block_lookup={
                                    0: ("wagtail.blocks.CharBlock", (), {"max_length": 40}),
                                    1: ("wagtail.blocks.CharBlock", (), {"max_length": 300}),
                                    2: ("wagtail.blocks.CharBlock", (), {"max_length": 80, "required": False}),
                                    3: ("wagtail.blocks.CharBlock", (), {"max_length": 40, "required": False}),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("url", 1), ("text", 2), ("icon", 3)]],
                                        {},
                                    ),
                                    5: ("wagtail.blocks.CharBlock", (), {"max_length": 120, "required": False}),
                                    6: ("wagtail.blocks.CharBlock", (), {"max_length": 20}),
                                    7: ("wagtail.blocks.ListBlock", (6,), {"required": False}),
                                    8: ("wagtail.blocks.BooleanBlock", (), {"required": False}),
                                    9: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("lead", 5), ("chips", 7), ("card", 8)]],
                                        {},
                                    ),
                                    10: ("wagtail.blocks.ListBlock", (4,), {}),
                                    11: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                                    12: (
                                        "wagtail.blocks.IntegerBlock",
                                        (),
                                        {"default": 6, "max_value": 20, "min_value": 1},
                                    ),
                                    13: ("wagtail.blocks.CharBlock", (), {"max_length": 200, "required": False}),
                                    14: ("wagtail.blocks.CharBlock", (), {"max_length": 300, "required": False}),
                                    15: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("path", 11),
                                                ("title", 3),
                                                ("count", 12),
                                                ("beside", 13),
                                                ("beside_title", 3),
                                                ("picture", 14),
                                            ]
                                        ],
                                        {},
                                    ),
                                    16: (
                                        "wagtail.blocks.StructBlock",
                                        [[("path", 11), ("title", 3), ("count", 12)]],
                                        {},
                                    ),
                                    17: ("wagtail.blocks.ListBlock", (16,), {}),
                                    18: ("wagtail.blocks.StructBlock", [[("title", 0)]], {}),
                                    19: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("more_url", 14), ("soft", 8), ("links", 10)]],
                                        {},
                                    ),
                                    20: ("wagtail.blocks.ListBlock", (4,), {"required": False}),
                                    21: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("path", 11),
                                                ("title", 3),
                                                ("count", 12),
                                                ("links_title", 3),
                                                ("links", 20),
                                            ]
                                        ],
                                        {},
                                    ),
                                    22: (
                                        "wagtail.blocks.IntegerBlock",
                                        (),
                                        {"default": 3, "max_value": 10, "min_value": 1},
                                    ),
                                    23: ("wagtail.blocks.CharBlock", (), {"max_length": 60, "required": False}),
                                    24: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("title", 0),
                                                ("count", 22),
                                                ("more_url", 14),
                                                ("ways_title", 3),
                                                ("ways_sub", 23),
                                                ("links", 20),
                                            ]
                                        ],
                                        {},
                                    ),
                                    25: ("wagtail.blocks.CharBlock", (), {"max_length": 10, "required": False}),
                                    26: (
                                        "wagtail.blocks.StructBlock",
                                        [[("label", 0), ("value", 6), ("unit", 25), ("note", 23)]],
                                        {},
                                    ),
                                    27: ("wagtail.blocks.ListBlock", (26,), {}),
                                    28: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("source", 2), ("figures", 27)]],
                                        {},
                                    ),
                                    29: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("text", 23), ("url", 1), ("state", 8)]],
                                        {},
                                    ),
                                    30: ("wagtail.blocks.ListBlock", (29,), {}),
                                    31: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("more_url", 14), ("topics", 30)]],
                                        {},
                                    ),
                                    32: (
                                        "wagtail.blocks.StructBlock",
                                        [[("url", 1), ("alt", 11), ("caption", 13)]],
                                        {},
                                    ),
                                    33: ("wagtail.blocks.ListBlock", (1,), {}),
                                    34: ("wagtail.blocks.StructBlock", [[("title", 0), ("articles", 33)]], {}),
                                    35: ("wagtail.blocks.TextBlock", (), {}),
                                },
                                verbose_name="版面",
                            ),
                        ),
                        (
                            "elder",
                            wagtail.fields.StreamField(
                                [("group", 6)],
                                blank=True,
                                block_lookup={
                                    0: ("wagtail.blocks.CharBlock", (), {"max_length": 40}),
                                    1: ("wagtail.blocks.CharBlock", (), {"max_length": 300}),
                                    2: ("wagtail.blocks.CharBlock", (), {"max_length": 80, "required": False}),
                                    3: ("wagtail.blocks.CharBlock", (), {"max_length": 40, "required": False}),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("url", 1), ("text", 2), ("icon", 3)]],
                                        {},
                                    ),
                                    5: ("wagtail.blocks.ListBlock", (4,), {}),
                                    6: ("wagtail.blocks.StructBlock", [[("title", 0), ("links", 5)]], {}),
                                },
                                verbose_name="长者版",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "首页",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ArticlePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        ("subtitle", models.CharField(blank=True, max_length=120, verbose_name="副标题")),
                        ("source", models.CharField(max_length=80, verbose_name="来源")),
                        ("author", models.CharField(blank=True, max_length=40, verbose_name="作者")),
                        ("editor", models.CharField(max_length=40, verbose_name="责任编辑")),
                        ("summary", models.CharField(blank=True, max_length=300, verbose_name="摘要")),
                        (
                            "body",
                            wagtail.fields.StreamField(
                                [
                                    ("paragraph", 0),
                                    ("heading", 1),
                                    ("salutation", 2),
                                    ("points", 4),
                                    ("signature", 0),
                                    ("annotation", 1),
                                    ("picture", 7),
                                    ("gallery", 8),
                                    ("video", 12),
                                ],
                                block_lookup={
                                    0: ("wagtail.blocks.TextBlock", (), {}),
                                    1: ("wagtail.blocks.CharBlock", (), {"max_length": 100}),
                                    2: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                                    3: ("wagtail.blocks.CharBlock", (), {}),
                                    4: ("wagtail.blocks.ListBlock", (3,), {}),
                                    5: ("wagtail.blocks.CharBlock", (), {"max_length": 300}),
                                    6: ("wagtail.blocks.CharBlock", (), {"max_length": 200, "required": False}),
                                    7: ("wagtail.blocks.StructBlock", [[("url", 5), ("alt", 2), ("caption", 6)]], {}),
                                    8: ("wagtail.blocks.ListBlock", (7,), {}),
                                    9: ("wagtail.blocks.CharBlock", (), {"max_length": 300, "required": False}),
                                    10: ("wagtail.blocks.CharBlock", (), {"max_length": 20, "required": False}),
                                    11: ("wagtail.blocks.TextBlock", (), {"required": False}),
                                    12: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("title", 1),
                                                ("url", 5),
                                                ("poster", 9),
                                                ("captions", 5),
                                                ("length", 10),
                                                ("summary", 11),
                                            ]
                                        ],
                                        {},
                                    ),
                                },
                                verbose_name="正文",
                            ),
                        ),
                        ("keywords", models.CharField(blank=True, max_length=100, verbose_name="关键词")),
                        ("publish_date", models.DateTimeField(db_index=True, verbose_name="发布时间")),
                        ("top_until", models.DateField(blank=True, null=True, verbose_name="置顶至")),
                        ("corrected_at", models.DateTimeField(blank=True, null=True, verbose_name="更正时间")),
                        ("correction", models.CharField(blank=True, max_length=200, verbose_name="更正说明")),
                        ("original_url", models.URLField(blank=True, max_length=300, verbose_name="原文地址")),
                        ("disclosure_number", models.CharField(blank=True, max_length=60, verbose_name="索引号")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="发布单位",
                            ),
                        ),
                        ("document_number", models.CharField(blank=True, max_length=60, verbose_name="发文字号")),
                        ("effective_on", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                        (
                            "interpretation_form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("text", "文字"),
                                    ("graphic", "图解"),
                                    ("video", "视频"),
                                    ("expert", "专家"),
                                    ("media", "媒体"),
                                ],
                                max_length=10,
                                verbose_name="解读形式",
                            ),
                        ),
                        (
                            "interprets",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="interpretations",
                                to="portal.articlepage",
                                verbose_name="解读的文件",
                            ),
                        ),
                        ("picture", models.CharField(blank=True, max_length=300, verbose_name="题图地址")),
                        ("picture_alt", models.CharField(blank=True, max_length=120, verbose_name="题图说明")),
                        ("subject", models.CharField(blank=True, max_length=60, verbose_name="主题分类")),
                        (
                            "translated_of",
                            models.DateTimeField(blank=True, null=True, verbose_name="译自哪一时刻的原文"),
                        ),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("written_on", models.DateField(blank=True, null=True, verbose_name="成文日期")),
                        ("withdrawal_reason", models.CharField(blank=True, max_length=200, verbose_name="撤稿原因")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤稿时间")),
                    ],
                    options={
                        "verbose_name": "文章",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ColumnPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "column_type",
                            models.CharField(
                                choices=[
                                    ("profile", "概况信息"),
                                    ("functions", "机构职能"),
                                    ("leaders", "领导信息"),
                                    ("news", "政务动态"),
                                    ("department_news", "部门（县区）动态"),
                                    ("notices", "通知公告"),
                                    ("policies", "政策文件"),
                                    ("interpretation", "政策解读"),
                                    ("responses", "回应关切"),
                                    ("data", "数据发布"),
                                    ("personnel", "人事信息"),
                                    ("plans", "规划计划"),
                                    ("topic", "专题专栏"),
                                    ("guides", "办事指南"),
                                    ("community", "社区生活"),
                                    ("techniques", "实用技术"),
                                    ("prices", "市场行情"),
                                    ("training", "培训动态"),
                                    ("answers", "专家答疑"),
                                    ("videos", "视频点播"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="栏目类型",
                            ),
                        ),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="栏目说明")),
                        ("keywords", models.CharField(blank=True, max_length=100, verbose_name="关键词")),
                        (
                            "update_cycle_days",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="更新周期（天）"),
                        ),
                        ("must_update", models.BooleanField(default=True, verbose_name="应更新")),
                        ("last_content_at", models.DateTimeField(blank=True, null=True, verbose_name="最新内容时间")),
                        (
                            "organ",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.unit",
                                verbose_name="责任处室",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "栏目",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="PortalSite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=40, unique=True, verbose_name="代号")),
                        ("name", models.CharField(max_length=80, verbose_name="网站名称")),
                        ("latin_name", models.CharField(blank=True, max_length=120, verbose_name="英文名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("portal", "门户网站"), ("department", "部门网站"), ("topic", "专项网站")],
                                max_length=10,
                                verbose_name="网站类型",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "黛"),
                                    ("indigo", "靛"),
                                    ("pine", "松"),
                                    ("plum", "绛紫"),
                                    ("clay", "赭"),
                                    ("slate", "青灰"),
                                    ("lake", "湖蓝"),
                                ],
                                max_length=10,
                                verbose_name="配色",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=10,
                                validators=[django.core.validators.RegexValidator(re.compile("\\d{10}"))],
                                verbose_name="网站标识码",
                            ),
                        ),
                        ("icp_number", models.CharField(blank=True, max_length=40, verbose_name="ICP 备案号")),
                        ("police_number", models.CharField(blank=True, max_length=40, verbose_name="公安机关备案号")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="联系电话")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("preparing", "筹建"),
                                    ("open", "开通"),
                                    ("suspended", "临时下线"),
                                    ("closed", "关停"),
                                ],
                                default="preparing",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_on", models.DateField(null=True, verbose_name="开通日期")),
                        ("closed_on", models.DateField(null=True, verbose_name="关停日期")),
                        (
                            "operator",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="承办单位",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portal",
                                to="wagtailcore.site",
                                verbose_name="页面树",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("zh-hans", "简体中文"),
                                    ("en", "English"),
                                    ("ug", "ئۇيغۇرچە"),
                                    ("bo", "བོད་ཡིག"),
                                    ("kk-arab", "قازاقشا"),
                                ],
                                default="zh-hans",
                                max_length=10,
                                verbose_name="语言",
                            ),
                        ),
                        ("notice", models.CharField(blank=True, max_length=300, verbose_name="下线或者关停公告")),
                        (
                            "original",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="portal.portalsite",
                                verbose_name="是哪个网站的语言版本",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="absorbed",
                                to="portal.portalsite",
                                verbose_name="内容迁移到的网站",
                            ),
                        ),
                        ("suspended_on", models.DateField(null=True, verbose_name="下线日期")),
                        ("suspended_until", models.DateField(null=True, verbose_name="恢复日期")),
                    ],
                    options={
                        "verbose_name": "网站",
                        "ordering": ["kind", "key"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "open"), _negated=True),
                                    ("opened_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="open_site_has_its_day",
                            ),
                            models.UniqueConstraint(fields=("original", "language"), name="one_version_per_language"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleFile",
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
                                default="attachment",
                                max_length=10,
                                verbose_name="用途",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("place", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="portal.articlepage",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="content.file",
                                verbose_name="文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文章的文件",
                        "ordering": ["place", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("article", "file"), name="file_once_in_an_article")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        ("lead", models.CharField(blank=True, max_length=200, verbose_name="导语")),
                        (
                            "blocks",
                            wagtail.fields.StreamField(
                                [
                                    ("notice", 4),
                                    ("ask", 9),
                                    ("life", 10),
                                    ("headlines", 15),
                                    ("lists", 17),
                                    ("services", 18),
                                    ("links", 19),
                                    ("policies", 21),
                                    ("talk", 24),
                                    ("figures", 28),
                                    ("topics", 31),
                                    ("picture", 32),
                                    ("articles", 34),
                                    ("paragraph", 35),
                                ],
                                blank=True,
                                block_lookup={
                                    0: ("wagtail.blocks.CharBlock", (), {"max_length": 40}),
                                    1: ("wagtail.blocks.CharBlock", (), {"max_length": 300}),
                                    2: ("wagtail.blocks.CharBlock", (), {"max_length": 80, "required": False}),
                                    3: ("wagtail.blocks.CharBlock", (), {"max_length": 40, "required": False}),
                                    4: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("url", 1), ("text", 2), ("icon", 3)]],
                                        {},
                                    ),
                                    5: ("wagtail.blocks.CharBlock", (), {"max_length": 120, "required": False}),
                                    6: ("wagtail.blocks.CharBlock", (), {"max_length": 20}),
                                    7: ("wagtail.blocks.ListBlock", (6,), {"required": False}),
                                    8: ("wagtail.blocks.BooleanBlock", (), {"required": False}),
                                    9: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("lead", 5), ("chips", 7), ("card", 8)]],
                                        {},
                                    ),
                                    10: ("wagtail.blocks.ListBlock", (4,), {}),
                                    11: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                                    12: (
                                        "wagtail.blocks.IntegerBlock",
                                        (),
                                        {"default": 6, "max_value": 20, "min_value": 1},
                                    ),
                                    13: ("wagtail.blocks.CharBlock", (), {"max_length": 200, "required": False}),
                                    14: ("wagtail.blocks.CharBlock", (), {"max_length": 300, "required": False}),
                                    15: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("path", 11),
                                                ("title", 3),
                                                ("count", 12),
                                                ("beside", 13),
                                                ("beside_title", 3),
                                                ("picture", 14),
                                            ]
                                        ],
                                        {},
                                    ),
                                    16: (
                                        "wagtail.blocks.StructBlock",
                                        [[("path", 11), ("title", 3), ("count", 12)]],
                                        {},
                                    ),
                                    17: ("wagtail.blocks.ListBlock", (16,), {}),
                                    18: ("wagtail.blocks.StructBlock", [[("title", 0)]], {}),
                                    19: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("more_url", 14), ("soft", 8), ("links", 10)]],
                                        {},
                                    ),
                                    20: ("wagtail.blocks.ListBlock", (4,), {"required": False}),
                                    21: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("path", 11),
                                                ("title", 3),
                                                ("count", 12),
                                                ("links_title", 3),
                                                ("links", 20),
                                            ]
                                        ],
                                        {},
                                    ),
                                    22: (
                                        "wagtail.blocks.IntegerBlock",
                                        (),
                                        {"default": 3, "max_value": 10, "min_value": 1},
                                    ),
                                    23: ("wagtail.blocks.CharBlock", (), {"max_length": 60, "required": False}),
                                    24: (
                                        "wagtail.blocks.StructBlock",
                                        [
                                            [
                                                ("title", 0),
                                                ("count", 22),
                                                ("more_url", 14),
                                                ("ways_title", 3),
                                                ("ways_sub", 23),
                                                ("links", 20),
                                            ]
                                        ],
                                        {},
                                    ),
                                    25: ("wagtail.blocks.CharBlock", (), {"max_length": 10, "required": False}),
                                    26: (
                                        "wagtail.blocks.StructBlock",
                                        [[("label", 0), ("value", 6), ("unit", 25), ("note", 23)]],
                                        {},
                                    ),
                                    27: ("wagtail.blocks.ListBlock", (26,), {}),
                                    28: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("source", 2), ("figures", 27)]],
                                        {},
                                    ),
                                    29: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("text", 23), ("url", 1), ("state", 8)]],
                                        {},
                                    ),
                                    30: ("wagtail.blocks.ListBlock", (29,), {}),
                                    31: (
                                        "wagtail.blocks.StructBlock",
                                        [[("title", 0), ("more_url", 14), ("topics", 30)]],
                                        {},
                                    ),
                                    32: (
                                        "wagtail.blocks.StructBlock",
                                        [[("url", 1), ("alt", 11), ("caption", 13)]],
                                        {},
                                    ),
                                    33: ("wagtail.blocks.ListBlock", (1,), {}),
                                    34: ("wagtail.blocks.StructBlock", [[("title", 0), ("articles", 33)]], {}),
                                    35: ("wagtail.blocks.TextBlock", (), {}),
                                },
                                verbose_name="版面",
                            ),
                        ),
                        ("opens_on", models.DateField(verbose_name="上线日期")),
                        ("closes_on", models.DateField(blank=True, null=True, verbose_name="归档日期")),
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
                        "verbose_name": "专题",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="SiteMedium",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="说明")),
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
                            "portal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="media",
                                to="portal.portalsite",
                                verbose_name="网站",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "网站素材",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("portal", "file"), name="medium_once_on_a_site")
                        ],
                    },
                ),
            ],
        ),
    ]
