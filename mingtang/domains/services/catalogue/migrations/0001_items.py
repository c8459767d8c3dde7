import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "__first__"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="CatalogItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("catalog_code", models.CharField(max_length=64, unique=True, verbose_name="基本编码")),
                        ("name", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "task_type",
                            models.CharField(
                                choices=[
                                    ("00", "行政权力事项"),
                                    ("01", "行政许可"),
                                    ("02", "行政处罚"),
                                    ("03", "行政强制"),
                                    ("04", "行政征收"),
                                    ("05", "行政给付"),
                                    ("06", "行政检查"),
                                    ("07", "行政确认"),
                                    ("08", "行政奖励"),
                                    ("09", "行政裁决"),
                                    ("10", "其他行政权力"),
                                    ("20", "公共服务"),
                                ],
                                max_length=2,
                                verbose_name="事项类型",
                            ),
                        ),
                        ("use_levels", models.CharField(blank=True, max_length=7, verbose_name="行使层级")),
                        ("legal_basis", models.TextField(blank=True, verbose_name="设定依据")),
                        (
                            "state",
                            models.CharField(
                                choices=[("in_force", "有效"), ("cancelled", "已取消")],
                                default="in_force",
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "基本目录",
                        "ordering": ["catalog_code"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="版本号")),
                        (
                            "document",
                            models.JSONField(
                                encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="内容"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("agency_review", "部门审核中"),
                                    ("audit", "审定中"),
                                    ("scheduled", "待生效"),
                                    ("published", "已发布"),
                                    ("suspended", "暂停办理"),
                                    ("superseded", "已被替代"),
                                    ("cancelled", "已取消"),
                                ],
                                default="draft",
                                max_length=13,
                                verbose_name="状态",
                            ),
                        ),
                        ("editors", models.JSONField(default=list, verbose_name="编制过的账号")),
                        ("companions", models.JSONField(default=dict, verbose_name="随附草稿")),
                        ("defects", models.PositiveSmallIntegerField(default=0, verbose_name="问题数")),
                        ("note", models.CharField(blank=True, max_length=1000, verbose_name="退回意见")),
                        ("plan_effective_date", models.DateField(null=True, verbose_name="计划生效日期")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                        ("reviewed_at", models.DateTimeField(null=True, verbose_name="部门审核时间")),
                        ("audited_at", models.DateTimeField(null=True, verbose_name="审定时间")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="生效时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="失效时间")),
                        (
                            "auditor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审定人",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="编制人",
                            ),
                        ),
                        (
                            "base_version",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_catalogue.itemversion",
                                verbose_name="上级版本",
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="services_catalogue.serviceitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事项版本",
                        "ordering": ["-number"],
                        "indexes": [models.Index(fields=["state", "saved_at"], name="item_version_waiting")],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "number"), name="item_version_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "agency_review", "audit", "scheduled"])),
                                fields=("item",),
                                name="one_open_item_version",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["published", "suspended"])),
                                fields=("item",),
                                name="one_item_version_in_force",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("main", "主项"), ("sub", "子项"), ("handling", "办理项")],
                                default="handling",
                                max_length=8,
                                verbose_name="层次",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "未发布"),
                                    ("published", "已发布"),
                                    ("suspended", "暂停办理"),
                                    ("cancelled", "已取消"),
                                ],
                                default="draft",
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        ("state_reason", models.CharField(blank=True, max_length=500, verbose_name="暂停或取消的原因")),
                        ("popularity", models.PositiveIntegerField(default=0, verbose_name="办件量")),
                        ("code", models.CharField(max_length=80, unique=True, verbose_name="编码")),
                        ("catalog_code", models.CharField(blank=True, max_length=64, verbose_name="基本编码")),
                        ("task_code", models.CharField(blank=True, max_length=64, verbose_name="实施编码")),
                        ("handle_code", models.CharField(blank=True, max_length=64, verbose_name="业务办理项编码")),
                        (
                            "local_catalog_code",
                            models.CharField(blank=True, max_length=64, verbose_name="地方基本编码"),
                        ),
                        ("local_task_code", models.CharField(blank=True, max_length=64, verbose_name="地方实施编码")),
                        ("name", models.CharField(max_length=200, verbose_name="事项名称")),
                        (
                            "task_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("00", "行政权力事项"),
                                    ("01", "行政许可"),
                                    ("02", "行政处罚"),
                                    ("03", "行政强制"),
                                    ("04", "行政征收"),
                                    ("05", "行政给付"),
                                    ("06", "行政检查"),
                                    ("07", "行政确认"),
                                    ("08", "行政奖励"),
                                    ("09", "行政裁决"),
                                    ("10", "其他行政权力"),
                                    ("20", "公共服务"),
                                ],
                                max_length=2,
                                verbose_name="事项类型",
                            ),
                        ),
                        (
                            "project_type",
                            models.CharField(
                                blank=True,
                                choices=[("1", "即办件"), ("2", "承诺件"), ("9", "其他")],
                                max_length=1,
                                verbose_name="办件类型",
                            ),
                        ),
                        (
                            "use_level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "国家级"),
                                    ("2", "省级"),
                                    ("3", "市级"),
                                    ("4", "县级"),
                                    ("5", "乡镇（街道）级"),
                                    ("6", "村（社区）级"),
                                    ("7", "分级管理"),
                                ],
                                max_length=1,
                                verbose_name="行使层级",
                            ),
                        ),
                        ("handle_types", models.CharField(blank=True, max_length=20, verbose_name="办理形式")),
                        ("for_person", models.BooleanField(default=False, verbose_name="面向自然人")),
                        ("for_enterprise", models.BooleanField(default=False, verbose_name="面向法人")),
                        ("is_online", models.BooleanField(default=False, verbose_name="可网办")),
                        ("visits", models.PositiveSmallIntegerField(null=True, verbose_name="到现场次数")),
                        ("promise_amount", models.PositiveSmallIntegerField(null=True, verbose_name="承诺时限")),
                        ("promise_unit", models.CharField(blank=True, max_length=12, verbose_name="承诺时限单位")),
                        ("statutory_amount", models.PositiveSmallIntegerField(null=True, verbose_name="法定时限")),
                        ("statutory_unit", models.CharField(blank=True, max_length=12, verbose_name="法定时限单位")),
                        ("keywords", models.CharField(blank=True, max_length=200, verbose_name="检索词")),
                        ("is_complete", models.BooleanField(default=True, verbose_name="指南完整")),
                        ("is_hot", models.BooleanField(default=False, verbose_name="热门")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="发布时间")),
                        (
                            "base",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="services_catalogue.serviceitem",
                                verbose_name="认领自",
                            ),
                        ),
                        (
                            "catalog",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="services_catalogue.catalogitem",
                                verbose_name="基本目录",
                            ),
                        ),
                        (
                            "in_force",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_catalogue.itemversion",
                                verbose_name="在用版本",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="实施机关",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="services_catalogue.serviceitem",
                                verbose_name="上级事项",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_catalogue.serviceitem",
                                verbose_name="承接事项",
                            ),
                        ),
                        (
                            "first_material_count",
                            models.PositiveSmallIntegerField(null=True, verbose_name="首次发布的材料数"),
                        ),
                        ("material_count", models.PositiveSmallIntegerField(null=True, verbose_name="材料数")),
                    ],
                    options={
                        "verbose_name": "政务服务事项",
                        "ordering": ["code"],
                        "indexes": [
                            models.Index(fields=["organ", "state", "name"], name="service_item_of_organ"),
                            models.Index(fields=["state", "-popularity"], name="service_item_popular"),
                            models.Index(fields=["state", "name"], name="service_item_by_name"),
                            models.Index(fields=["state", "task_type"], name="service_item_of_type"),
                            models.Index(fields=["local_task_code"], name="service_item_local_code"),
                            models.Index(fields=["base"], name="service_item_claims"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(models.Q(("task_code", ""), _negated=True), ("handle_code", "")),
                                fields=("task_code",),
                                name="task_code_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("handle_code", ""), _negated=True),
                                fields=("handle_code",),
                                name="handle_code_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "draft"), ("in_force__isnull", False), _connector="OR"),
                                name="item_in_force_has_a_version",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemTheme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[("person", "自然人"), ("enterprise", "法人"), ("event", "一件事")],
                                max_length=10,
                                verbose_name="对象",
                            ),
                        ),
                        ("theme", models.CharField(max_length=40, verbose_name="主题")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="themes",
                                to="services_catalogue.serviceitem",
                                verbose_name="事项",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事项主题",
                        "ordering": ["audience", "theme"],
                        "indexes": [models.Index(fields=["audience", "theme"], name="item_theme")],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "audience", "theme"), name="item_theme_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TableImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="文件")),
                        ("content", models.BinaryField(default=bytes, verbose_name="表格")),
                        ("mapping", models.JSONField(default=dict, verbose_name="列名对照")),
                        ("publish", models.BooleanField(default=False, verbose_name="同时发布")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("checking", "检查中"),
                                    ("checked", "待确认"),
                                    ("rejected", "有错误"),
                                    ("carrying", "导入中"),
                                    ("done", "已导入"),
                                    ("failed", "没有完成"),
                                ],
                                default="checking",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0, verbose_name="已完成")),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="总数")),
                        ("counts", models.JSONField(default=dict, verbose_name="计数")),
                        ("findings", models.JSONField(default=list, verbose_name="问题")),
                        ("failure", models.CharField(blank=True, max_length=300, verbose_name="没有完成的原因")),
                        ("asked_at", models.DateTimeField(verbose_name="发起时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="导入人",
                            ),
                        ),
                        (
                            "below",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="上级机构",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.post",
                                verbose_name="岗位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事项导入",
                        "ordering": ["-asked_at"],
                        "indexes": [models.Index(fields=["below", "-asked_at"], name="item_import_of_organ")],
                    },
                ),
            ],
        ),
    ]
