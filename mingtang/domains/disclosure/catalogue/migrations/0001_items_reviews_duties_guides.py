import django.db.models.deletion
import mingtang.domains.disclosure.catalogue.rules
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_cases_tokens_and_history"),
        ("directory", "0003_certificate_sign_in"),
        ("directory", "__first__"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Guide",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("classification", models.TextField(verbose_name="信息分类")),
                        ("arrangement", models.TextField(verbose_name="编排体系")),
                        ("ways", models.TextField(verbose_name="获取方式")),
                        ("office", models.CharField(max_length=100, verbose_name="工作机构名称")),
                        ("address", models.CharField(max_length=200, verbose_name="办公地址")),
                        ("hours", models.CharField(max_length=200, verbose_name="办公时间")),
                        ("phone", models.CharField(max_length=60, verbose_name="联系电话")),
                        ("fax", models.CharField(blank=True, max_length=60, verbose_name="传真号码")),
                        ("site", models.CharField(max_length=200, verbose_name="互联网联系方式")),
                        ("postcode", models.CharField(blank=True, max_length=6, verbose_name="邮政编码")),
                        ("updated_on", models.DateField(verbose_name="更新日期")),
                        (
                            "organ",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公开指南",
                    },
                ),
                migrations.CreateModel(
                    name="InformationItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("node", models.CharField(max_length=12, verbose_name="公开目录")),
                        ("index_no", models.CharField(max_length=60, null=True, unique=True, verbose_name="索引号")),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("subtitle", models.CharField(blank=True, max_length=200, verbose_name="副标题")),
                        ("publishers", models.JSONField(default=list, verbose_name="发文机关")),
                        ("issuer", models.CharField(blank=True, max_length=100, verbose_name="制发机关")),
                        ("doc_no", models.CharField(blank=True, max_length=120, verbose_name="发文字号")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "一般信息"),
                                    ("rule", "规章"),
                                    ("normative", "行政规范性文件"),
                                    ("policy", "其他政策文件"),
                                ],
                                max_length=12,
                                verbose_name="文件类别",
                            ),
                        ),
                        ("written_on", models.DateField(verbose_name="成文日期")),
                        ("formed_on", models.DateField(verbose_name="形成或变更日期")),
                        ("due_on", models.DateField(null=True, verbose_name="公开期限")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="公布日期")),
                        ("scheduled_at", models.DateTimeField(null=True, verbose_name="定时发布")),
                        ("effective_on", models.DateField(null=True, verbose_name="施行日期")),
                        ("valid_to", models.DateField(null=True, verbose_name="有效期至")),
                        ("repealed_on", models.DateField(null=True, verbose_name="废止日期")),
                        (
                            "validity",
                            models.CharField(
                                choices=[
                                    ("valid", "有效"),
                                    ("amended", "已修改"),
                                    ("partly", "部分失效"),
                                    ("lapsed", "失效"),
                                    ("repealed", "废止"),
                                ],
                                default=mingtang.domains.disclosure.catalogue.rules.Validity["VALID"],
                                max_length=8,
                                verbose_name="有效性",
                            ),
                        ),
                        ("topic", models.CharField(max_length=4, verbose_name="主题分类")),
                        ("topics", models.JSONField(default=list, verbose_name="其他主题")),
                        (
                            "genre",
                            models.CharField(
                                choices=[
                                    ("order", "命令（令）"),
                                    ("decision", "决定"),
                                    ("resolution", "决议"),
                                    ("announcement", "公告"),
                                    ("notice_public", "通告"),
                                    ("bulletin", "公报"),
                                    ("opinion", "意见"),
                                    ("notice", "通知"),
                                    ("circular", "通报"),
                                    ("report", "报告"),
                                    ("request", "请示"),
                                    ("approval", "批复"),
                                    ("bill", "议案"),
                                    ("letter", "函"),
                                    ("minutes", "纪要"),
                                    ("other", "其他"),
                                ],
                                default="other",
                                max_length=16,
                                verbose_name="体裁分类",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                blank=True,
                                choices=[("citizens", "公民"), ("enterprises", "企业"), ("organs", "机关")],
                                max_length=12,
                                verbose_name="服务对象",
                            ),
                        ),
                        ("keywords", models.JSONField(default=list, verbose_name="关键词")),
                        (
                            "openness",
                            models.CharField(
                                choices=[("open", "主动公开"), ("on_request", "依申请公开"), ("closed", "不予公开")],
                                default="open",
                                max_length=12,
                                verbose_name="公开属性",
                            ),
                        ),
                        ("exempt_reason", models.TextField(blank=True, verbose_name="不公开的理由")),
                        (
                            "scope",
                            models.CharField(
                                choices=[("society", "社会"), ("group", "特定群体")],
                                default="society",
                                max_length=8,
                                verbose_name="公开范围",
                            ),
                        ),
                        ("term_until", models.DateField(null=True, verbose_name="公开至")),
                        ("carriers", models.JSONField(default=list, verbose_name="公开载体")),
                        ("summary", models.TextField(blank=True, verbose_name="内容概述")),
                        ("body", models.TextField(verbose_name="正文")),
                        ("consultation", models.CharField(blank=True, max_length=200, verbose_name="意见征集")),
                        (
                            "secrecy",
                            models.CharField(
                                choices=[
                                    ("none", "非密"),
                                    ("secret", "秘密"),
                                    ("confidential", "机密"),
                                    ("top", "绝密"),
                                ],
                                default="none",
                                max_length=12,
                                verbose_name="密级",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("zh-hans", "简体中文"), ("en", "English"), ("ug", "ئۇيغۇرچە")],
                                default="zh-hans",
                                max_length=8,
                                verbose_name="语言",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafting", "拟稿"),
                                    ("unit_review", "科室初审"),
                                    ("secrecy_review", "保密审查"),
                                    ("referred", "报请确定"),
                                    ("third_party", "征求意见"),
                                    ("legal_review", "合法性审查"),
                                    ("sign", "签发"),
                                    ("scheduled", "待发布"),
                                    ("published", "已公开"),
                                    ("not_published", "不予公开"),
                                    ("withdrawn", "已撤下"),
                                ],
                                default=mingtang.domains.disclosure.catalogue.rules.State["DRAFTING"],
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("reviewed_digest", models.CharField(blank=True, max_length=64)),
                        ("asks_opinion", models.BooleanField(default=False, verbose_name="征求第三方或者其他机关意见")),
                        ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤下时间")),
                        ("withdraw_reason", models.CharField(blank=True, max_length=400, verbose_name="撤下原因")),
                        (
                            "case",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拟稿人",
                            ),
                        ),
                        (
                            "interprets",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interpretations",
                                to="disclosure_catalogue.informationitem",
                                verbose_name="被解读文件",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="公开机关",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="disclosure_catalogue.informationitem",
                                verbose_name="替代文件",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签发人",
                            ),
                        ),
                        (
                            "translates",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="translations",
                                to="disclosure_catalogue.informationitem",
                                verbose_name="译自",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "主动公开信息",
                        "ordering": ["-published_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["state", "node", "-published_at"], name="catalogue_of_node"),
                            models.Index(fields=["state", "-published_at"], name="catalogue_published"),
                            models.Index(fields=["organ", "state"], name="catalogue_of_organ"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("secrecy", "none")), name="catalogue_keeps_no_secrets"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            [
                                                mingtang.domains.disclosure.catalogue.rules.State["PUBLISHED"],
                                                mingtang.domains.disclosure.catalogue.rules.State["SCHEDULED"],
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("reviewed_digest", models.F("digest")), models.Q(("digest", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="catalogue_published_as_reviewed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("index_no__isnull", False),
                                        ("published_at__isnull", False),
                                        (
                                            "state__in",
                                            [
                                                mingtang.domains.disclosure.catalogue.rules.State["PUBLISHED"],
                                                mingtang.domains.disclosure.catalogue.rules.State["WITHDRAWN"],
                                            ],
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "state__in",
                                                [
                                                    mingtang.domains.disclosure.catalogue.rules.State["PUBLISHED"],
                                                    mingtang.domains.disclosure.catalogue.rules.State["WITHDRAWN"],
                                                ],
                                            ),
                                            _negated=True,
                                        ),
                                        ("index_no", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="catalogue_numbered_when_public",
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
                        ("name", models.CharField(max_length=100, verbose_name="征求意见对象")),
                        ("asked_on", models.DateField(verbose_name="征求日期")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("agrees", "同意公开"),
                                    ("refuses", "不同意公开"),
                                    ("overridden", "不同意，但不公开会对公共利益造成重大影响，予以公开"),
                                    ("silent", "逾期未答复，由本机关依照条例决定"),
                                ],
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="说明")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="disclosure_catalogue.informationitem",
                                verbose_name="信息",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公开征求意见",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SecrecyReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("found", models.JSONField(default=list, verbose_name="审查发现")),
                        ("deletions", models.TextField(blank=True, verbose_name="删减内容")),
                        (
                            "conclusion",
                            models.CharField(
                                choices=[
                                    ("open", "可以公开"),
                                    ("delete", "删减后公开"),
                                    ("closed", "不予公开"),
                                    ("uncertain", "不能确定，报请确定"),
                                ],
                                max_length=12,
                                verbose_name="结论",
                            ),
                        ),
                        ("opinion", models.TextField(blank=True, verbose_name="审查意见")),
                        ("reviewer_name", models.CharField(max_length=60, verbose_name="审查人")),
                        ("at", models.DateTimeField(verbose_name="审查时间")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="disclosure_catalogue.informationitem",
                                verbose_name="信息",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审查人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "保密审查",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ValidityChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "before",
                            models.CharField(
                                choices=[
                                    ("valid", "有效"),
                                    ("amended", "已修改"),
                                    ("partly", "部分失效"),
                                    ("lapsed", "失效"),
                                    ("repealed", "废止"),
                                ],
                                max_length=8,
                                verbose_name="变更前",
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("valid", "有效"),
                                    ("amended", "已修改"),
                                    ("partly", "部分失效"),
                                    ("lapsed", "失效"),
                                    ("repealed", "废止"),
                                ],
                                max_length=8,
                                verbose_name="变更后",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="变更日期")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                        ("at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="disclosure_catalogue.informationitem",
                                verbose_name="信息",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "有效性变更",
                        "ordering": ["on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("node", models.CharField(max_length=12, verbose_name="公开目录")),
                        ("unit_name", models.CharField(max_length=60, verbose_name="公开责任单位")),
                        ("carriers", models.JSONField(default=list, verbose_name="公开载体")),
                        ("cycle", models.PositiveSmallIntegerField(default=0, verbose_name="更新周期（天）")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="公开机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公开责任",
                        "constraints": [
                            models.UniqueConstraint(fields=("organ", "node"), name="catalogue_one_duty_per_node")
                        ],
                    },
                ),
            ],
        ),
    ]
