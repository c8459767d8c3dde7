import django.db.models.deletion
import mingtang.domains.services.efficiency.rules.course
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "__first__"),
        ("letters", "0001_templates_and_versions"),
        ("services_applications", "0001_applications_and_parts"),
        ("services_catalogue", "0001_items"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Light",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=80, verbose_name="监察编号")),
                        ("key", models.CharField(editable=False, max_length=120, unique=True)),
                        ("rule", models.CharField(max_length=10, verbose_name="监察规则编号")),
                        ("title", models.CharField(max_length=60, verbose_name="规则")),
                        (
                            "level",
                            models.CharField(
                                choices=[("yellow", "黄灯"), ("red", "红灯")], max_length=6, verbose_name="预警类型"
                            ),
                        ),
                        ("serious", models.BooleanField(default=False, verbose_name="严重")),
                        ("about", models.CharField(max_length=200, verbose_name="监察对象")),
                        ("person_name", models.CharField(blank=True, max_length=100, verbose_name="责任人姓名")),
                        ("description", models.CharField(max_length=400, verbose_name="监察结果描述")),
                        ("basis", models.CharField(max_length=120, verbose_name="依据")),
                        ("at", models.DateTimeField(verbose_name="状态产生时间")),
                        ("raised_at", models.DateTimeField(verbose_name="亮灯时间")),
                        ("answer_due_at", models.DateTimeField(null=True, verbose_name="说明期限")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("notified", "已通知"),
                                    ("explained", "已说明"),
                                    ("appealed", "申诉中"),
                                    ("confirmed", "已确认"),
                                    ("rectified", "已整改"),
                                    ("closed", "已销号"),
                                    ("revoked", "已撤销"),
                                    ("passed", "已解除"),
                                ],
                                default=mingtang.domains.services.efficiency.rules.course.Stage["NOTIFIED"],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lights",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="责任部门",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_applications.part",
                                verbose_name="办理部分",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="责任人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "红黄灯",
                        "ordering": ["-raised_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["organ", "-raised_at"], name="light_of_organ"),
                            models.Index(
                                condition=models.Q(
                                    ("stage__in", ["appealed", "confirmed", "explained", "notified", "rectified"])
                                ),
                                fields=["organ", "level"],
                                name="light_open",
                            ),
                            models.Index(
                                condition=models.Q(("stage", "notified")),
                                fields=["answer_due_at"],
                                name="light_to_answer",
                            ),
                            models.Index(fields=["person"], name="light_of_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organ", "number"), name="light_number_of_organ")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LightStep",
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
                                    ("notified", "已通知"),
                                    ("explained", "已说明"),
                                    ("appealed", "申诉中"),
                                    ("confirmed", "已确认"),
                                    ("rectified", "已整改"),
                                    ("closed", "已销号"),
                                    ("revoked", "已撤销"),
                                    ("passed", "已解除"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("by_name", models.CharField(blank=True, max_length=100, verbose_name="经办人姓名")),
                        ("text", models.CharField(blank=True, max_length=600, verbose_name="内容")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "light",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="services_efficiency.light",
                                verbose_name="红黄灯",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "红黄灯处理",
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="OrganDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.DateField(verbose_name="起始日期")),
                        ("submitted", models.IntegerField(default=0, verbose_name="提交")),
                        ("online", models.IntegerField(default=0, verbose_name="网上提交")),
                        ("accepted", models.IntegerField(default=0, verbose_name="受理")),
                        ("corrected", models.IntegerField(default=0, verbose_name="受理件中补正过的")),
                        ("denied", models.IntegerField(default=0, verbose_name="受理件中不予许可的")),
                        ("refused", models.IntegerField(default=0, verbose_name="不予受理")),
                        ("decided", models.IntegerField(default=0, verbose_name="办结")),
                        ("on_time", models.IntegerField(default=0, verbose_name="按期办结")),
                        ("early", models.IntegerField(default=0, verbose_name="提前办结")),
                        ("immediate", models.IntegerField(default=0, verbose_name="即办件办结")),
                        ("working_days", models.IntegerField(default=0, verbose_name="办理工作日合计")),
                        ("natural_days", models.IntegerField(default=0, verbose_name="办理自然日合计")),
                        ("abandoned", models.IntegerField(default=0, verbose_name="撤回、终止、补正不来")),
                        (
                            "organ",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                        ("materials", models.IntegerField(default=0, verbose_name="必要材料")),
                        ("pullable", models.IntegerField(default=0, verbose_name="可以调用电子证照的")),
                        ("pulled", models.IntegerField(default=0, verbose_name="调用了电子证照的")),
                        ("shared", models.IntegerField(default=0, verbose_name="其中共享的")),
                    ],
                    options={
                        "verbose_name": "机构日计数",
                        "indexes": [models.Index(fields=["start"], name="organ_day_of")],
                        "constraints": [models.UniqueConstraint(fields=("organ", "start"), name="organ_day")],
                    },
                ),
                migrations.CreateModel(
                    name="OrganMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.DateField(verbose_name="起始日期")),
                        ("submitted", models.IntegerField(default=0, verbose_name="提交")),
                        ("online", models.IntegerField(default=0, verbose_name="网上提交")),
                        ("accepted", models.IntegerField(default=0, verbose_name="受理")),
                        ("corrected", models.IntegerField(default=0, verbose_name="受理件中补正过的")),
                        ("denied", models.IntegerField(default=0, verbose_name="受理件中不予许可的")),
                        ("refused", models.IntegerField(default=0, verbose_name="不予受理")),
                        ("decided", models.IntegerField(default=0, verbose_name="办结")),
                        ("on_time", models.IntegerField(default=0, verbose_name="按期办结")),
                        ("early", models.IntegerField(default=0, verbose_name="提前办结")),
                        ("immediate", models.IntegerField(default=0, verbose_name="即办件办结")),
                        ("working_days", models.IntegerField(default=0, verbose_name="办理工作日合计")),
                        ("natural_days", models.IntegerField(default=0, verbose_name="办理自然日合计")),
                        ("abandoned", models.IntegerField(default=0, verbose_name="撤回、终止、补正不来")),
                        (
                            "organ",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="efficiency_months",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                        ("materials", models.IntegerField(default=0, verbose_name="必要材料")),
                        ("pullable", models.IntegerField(default=0, verbose_name="可以调用电子证照的")),
                        ("pulled", models.IntegerField(default=0, verbose_name="调用了电子证照的")),
                        ("shared", models.IntegerField(default=0, verbose_name="其中共享的")),
                    ],
                    options={
                        "verbose_name": "机构月计数",
                        "indexes": [models.Index(fields=["start"], name="organ_month_of")],
                        "constraints": [models.UniqueConstraint(fields=("organ", "start"), name="organ_month")],
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        (
                            "part",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="outcome",
                                serialize=False,
                                to="services_applications.part",
                                verbose_name="办理部分",
                            ),
                        ),
                        ("submitted_on", models.DateField(verbose_name="提交日期")),
                        ("accepted_on", models.DateField(null=True, verbose_name="受理日期")),
                        ("refused_on", models.DateField(null=True, verbose_name="不予受理日期")),
                        ("decided_on", models.DateField(null=True, verbose_name="决定日期")),
                        ("abandoned_on", models.DateField(null=True, verbose_name="未作决定而办结的日期")),
                        ("online", models.BooleanField(default=False, verbose_name="网上提交")),
                        ("immediate", models.BooleanField(default=False, verbose_name="即办件")),
                        ("corrected", models.BooleanField(default=False, verbose_name="补正过")),
                        ("denied", models.BooleanField(default=False, verbose_name="不予许可")),
                        ("on_time", models.BooleanField(default=False, verbose_name="按期")),
                        ("early", models.BooleanField(default=False, verbose_name="提前")),
                        ("working_days", models.PositiveIntegerField(null=True, verbose_name="工作日")),
                        ("natural_days", models.PositiveIntegerField(null=True, verbose_name="自然日")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcomes",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_catalogue.serviceitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="承办机构",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        ("materials", models.PositiveIntegerField(default=0, verbose_name="必要材料")),
                        ("pullable", models.BooleanField(default=False, verbose_name="可以调用电子证照")),
                        ("pulled", models.BooleanField(default=False, verbose_name="调用了电子证照")),
                        ("shared", models.PositiveIntegerField(default=0, verbose_name="其中共享的")),
                    ],
                    options={
                        "verbose_name": "办理情况",
                        "ordering": ["-submitted_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["organ", "-submitted_on"], name="outcome_of_organ"),
                            models.Index(fields=["organ", "-decided_on"], name="outcome_decided"),
                            models.Index(fields=["item", "-submitted_on"], name="outcome_of_item"),
                            models.Index(fields=["person", "-decided_on"], name="outcome_of_person"),
                            models.Index(
                                condition=models.Q(("abandoned_on", None), ("decided_on", None), ("refused_on", None)),
                                fields=["organ"],
                                name="outcome_open",
                            ),
                            models.Index(fields=["decided_on"], name="outcome_by_decision"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.DateField(verbose_name="起始日期")),
                        ("submitted", models.IntegerField(default=0, verbose_name="提交")),
                        ("online", models.IntegerField(default=0, verbose_name="网上提交")),
                        ("accepted", models.IntegerField(default=0, verbose_name="受理")),
                        ("corrected", models.IntegerField(default=0, verbose_name="受理件中补正过的")),
                        ("denied", models.IntegerField(default=0, verbose_name="受理件中不予许可的")),
                        ("refused", models.IntegerField(default=0, verbose_name="不予受理")),
                        ("decided", models.IntegerField(default=0, verbose_name="办结")),
                        ("on_time", models.IntegerField(default=0, verbose_name="按期办结")),
                        ("early", models.IntegerField(default=0, verbose_name="提前办结")),
                        ("immediate", models.IntegerField(default=0, verbose_name="即办件办结")),
                        ("working_days", models.IntegerField(default=0, verbose_name="办理工作日合计")),
                        ("natural_days", models.IntegerField(default=0, verbose_name="办理自然日合计")),
                        ("abandoned", models.IntegerField(default=0, verbose_name="撤回、终止、补正不来")),
                        (
                            "organ",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="efficiency_months",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                        ("materials", models.IntegerField(default=0, verbose_name="必要材料")),
                        ("pullable", models.IntegerField(default=0, verbose_name="可以调用电子证照的")),
                        ("pulled", models.IntegerField(default=0, verbose_name="调用了电子证照的")),
                        ("shared", models.IntegerField(default=0, verbose_name="其中共享的")),
                    ],
                    options={
                        "verbose_name": "人员月计数",
                        "indexes": [models.Index(fields=["organ", "start"], name="person_month_of_organ")],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "organ", "start"), name="person_month")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=80, verbose_name="督办编号")),
                        ("content", models.CharField(max_length=600, verbose_name="督办内容")),
                        ("sent_at", models.DateTimeField(verbose_name="督办发出时间")),
                        ("due_at", models.DateTimeField(verbose_name="答复期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[("sent", "待答复"), ("answered", "已答复"), ("closed", "已办结")],
                                default="sent",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=1000, verbose_name="答复")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="答复人",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "light",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="services_efficiency.light",
                                verbose_name="红黄灯",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="督办对象",
                            ),
                        ),
                        (
                            "sender",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="督办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督办单",
                        "ordering": ["-sent_at", "-pk"],
                        "indexes": [models.Index(fields=["organ", "-sent_at"], name="order_of_organ")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organ", "number"), name="order_number_of_organ")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EfficiencyReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("overall", models.BooleanField(default=False, verbose_name="总报告")),
                        ("month", models.DateField(verbose_name="月份")),
                        ("data", models.JSONField(verbose_name="数据")),
                        ("made_at", models.DateTimeField(verbose_name="编制时间")),
                        ("file_name", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                        ("file_digest", models.CharField(blank=True, max_length=64, verbose_name="文件摘要")),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="编制人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="letters.letterversion",
                                verbose_name="模板版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "效能月报",
                        "ordering": ["-month", "-made_at"],
                        "indexes": [models.Index(fields=["organ", "-month"], name="efficiency_report_of_organ")],
                    },
                ),
                migrations.CreateModel(
                    name="ItemMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.DateField(verbose_name="起始日期")),
                        ("submitted", models.IntegerField(default=0, verbose_name="提交")),
                        ("online", models.IntegerField(default=0, verbose_name="网上提交")),
                        ("accepted", models.IntegerField(default=0, verbose_name="受理")),
                        ("corrected", models.IntegerField(default=0, verbose_name="受理件中补正过的")),
                        ("denied", models.IntegerField(default=0, verbose_name="受理件中不予许可的")),
                        ("refused", models.IntegerField(default=0, verbose_name="不予受理")),
                        ("decided", models.IntegerField(default=0, verbose_name="办结")),
                        ("on_time", models.IntegerField(default=0, verbose_name="按期办结")),
                        ("early", models.IntegerField(default=0, verbose_name="提前办结")),
                        ("immediate", models.IntegerField(default=0, verbose_name="即办件办结")),
                        ("working_days", models.IntegerField(default=0, verbose_name="办理工作日合计")),
                        ("natural_days", models.IntegerField(default=0, verbose_name="办理自然日合计")),
                        ("abandoned", models.IntegerField(default=0, verbose_name="撤回、终止、补正不来")),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="efficiency_months",
                                to="services_catalogue.serviceitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                        ("materials", models.IntegerField(default=0, verbose_name="必要材料")),
                        ("pullable", models.IntegerField(default=0, verbose_name="可以调用电子证照的")),
                        ("pulled", models.IntegerField(default=0, verbose_name="调用了电子证照的")),
                        ("shared", models.IntegerField(default=0, verbose_name="其中共享的")),
                    ],
                    options={
                        "verbose_name": "事项月计数",
                        "indexes": [models.Index(fields=["organ", "start"], name="item_month_of_organ")],
                        "constraints": [models.UniqueConstraint(fields=("item", "organ", "start"), name="item_month")],
                    },
                ),
            ],
        ),
    ]
