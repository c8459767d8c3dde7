import django.db.models.deletion
import mingtang.lib.clocks.clock
import mingtang.lib.flow.state
from django.conf import settings
from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_organs_people_accounts"),
        ("directory", "__first__"),
        ("processes", "0001_definitions_and_versions"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("type", models.CharField(max_length=40, verbose_name="类别")),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="编号")),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("running", "办理中"),
                                    ("suspended", "挂起"),
                                    ("completed", "办结"),
                                    ("failed", "异常终止"),
                                    ("terminated", "终止"),
                                    ("voided", "作废"),
                                ],
                                default="running",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("parent_no", models.IntegerField(default=0)),
                        ("vars", models.JSONField(default=dict)),
                        ("last", models.IntegerField(default=0)),
                        (
                            "urgency",
                            models.SmallIntegerField(
                                choices=[(0, "普通"), (1, "加急"), (2, "特急")], default=0, verbose_name="紧急程度"
                            ),
                        ),
                        ("due_at", models.DateTimeField(null=True, verbose_name="期限")),
                        ("amber_at", models.DateTimeField(null=True, verbose_name="临期")),
                        ("opened_at", models.DateTimeField(verbose_name="立案时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        ("key", models.CharField(blank=True, max_length=80)),
                        (
                            "initiator",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="承办机构",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="cases.case",
                                verbose_name="上级案件",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.unit",
                                verbose_name="承办内设机构",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="processes.processversion",
                                verbose_name="流程版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案件",
                        "indexes": [
                            models.Index(fields=["organ", "opened_at"], name="case_of_organ"),
                            models.Index(fields=["unit", "opened_at"], name="case_of_unit"),
                            models.Index(fields=["initiator", "opened_at"], name="case_of_initiator"),
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["type", "organ", "opened_at"],
                                name="case_running",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="case_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                fields=("type", "key"),
                                name="case_opened_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Candidate",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "case_id", "no", "key", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("no", models.IntegerField()),
                        ("key", models.CharField(max_length=60)),
                        ("offered_at", models.DateTimeField()),
                        ("taken", models.BooleanField(default=False)),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "可签收者",
                        "indexes": [models.Index(fields=["key", "offered_at"], name="candidate_pool")],
                    },
                ),
                migrations.CreateModel(
                    name="CaseMigration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("mapping", models.JSONField(default=dict, verbose_name="环节对应")),
                        ("reason", models.CharField(max_length=200, verbose_name="理由")),
                        ("by", models.JSONField(default=dict)),
                        ("asked_at", models.DateTimeField(verbose_name="发起时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="processes.processversion",
                                verbose_name="原版本",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="processes.processversion",
                                verbose_name="新版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "流程版本变更",
                    },
                ),
                migrations.CreateModel(
                    name="Clock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.IntegerField(default=0)),
                        ("code", models.CharField(max_length=80, verbose_name="时限")),
                        ("rule", models.JSONField()),
                        ("started_at", models.DateTimeField(verbose_name="起算")),
                        ("due_at", models.DateTimeField(null=True, verbose_name="届满")),
                        ("amber_at", models.DateTimeField(null=True, verbose_name="临期")),
                        ("provisional", models.BooleanField(default=False, verbose_name="暂定")),
                        (
                            "standing",
                            models.CharField(
                                choices=[("running", "RUNNING"), ("paused", "PAUSED"), ("stopped", "STOPPED")],
                                default=mingtang.lib.clocks.clock.Standing["RUNNING"],
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("stopped_at", models.DateTimeField(null=True, verbose_name="停止")),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clocks",
                                to="cases.case",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "时限",
                        "indexes": [
                            models.Index(fields=["case", "no"], name="clock_of_row"),
                            models.Index(
                                condition=models.Q(("standing", "running")), fields=["due_at"], name="clock_running"
                            ),
                            models.Index(
                                condition=models.Q(("provisional", True), ("stopped_at", None)),
                                fields=["id"],
                                name="clock_provisional",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stopped_at", None)),
                                fields=("case", "no", "code"),
                                name="one_running_clock_per_limit",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockEvent",
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
                                choices=[("pause", "暂停"), ("extend", "延长"), ("restart", "重新计算")],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("what", models.CharField(blank=True, max_length=80, verbose_name="事由")),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("until", models.DateTimeField(null=True, verbose_name="恢复时间")),
                        ("amount", models.IntegerField(null=True, verbose_name="延长")),
                        ("reason", models.CharField(blank=True, max_length=400, verbose_name="说明")),
                        ("by_name", models.CharField(blank=True, max_length=160, verbose_name="决定人")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="events", to="cases.clock"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "时限变动",
                        "ordering": ["at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Copy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.IntegerField(default=0)),
                        ("giver_name", models.CharField(blank=True, max_length=160, verbose_name="传阅人")),
                        ("given_at", models.DateTimeField(verbose_name="传阅时间")),
                        ("read_at", models.DateTimeField(null=True, verbose_name="阅读时间")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="copies",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="阅读人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "传阅件",
                        "indexes": [
                            models.Index(fields=["reader", "-given_at"], name="copy_of_reader"),
                            models.Index(condition=models.Q(("read_at", None)), fields=["reader"], name="copy_unread"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Destruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=400, verbose_name="鉴定意见")),
                        ("proposed_name", models.CharField(max_length=160, verbose_name="提出人")),
                        ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                        ("approved_name", models.CharField(blank=True, max_length=160, verbose_name="批准人")),
                        ("approved_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "销毁清册",
                    },
                ),
                migrations.CreateModel(
                    name="ArchivePackage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("retention", models.CharField(max_length=20, verbose_name="保管期限")),
                        ("keep_until", models.DateField(null=True, verbose_name="保管至")),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("size", models.BigIntegerField(default=0, verbose_name="大小")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="摘要")),
                        ("content", models.JSONField(default=dict)),
                        ("made_at", models.DateTimeField(verbose_name="归档时间")),
                        ("destroyed_at", models.DateTimeField(null=True, verbose_name="销毁时间")),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="archive_package",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "destruction",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packages",
                                to="cases.destruction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "归档包",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("destroyed_at", None)),
                                fields=["keep_until"],
                                name="archive_kept_until",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Errand",
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
                                choices=[
                                    ("timer", "到时"),
                                    ("send_message", "发出消息"),
                                    ("message", "送达消息"),
                                    ("send_signal", "发出信号"),
                                    ("signal", "送达信号"),
                                    ("start_child", "启动下级案件"),
                                    ("child_ended", "下级办结"),
                                    ("cancel_child", "取消下级案件"),
                                    ("terminate", "终止"),
                                    ("service", "调用服务"),
                                    ("remind", "催办提醒"),
                                    ("redate", "重算期限"),
                                ],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("no", models.IntegerField(default=0)),
                        ("body", models.JSONField(default=dict)),
                        ("due_at", models.DateTimeField(verbose_name="执行时间")),
                        ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                        ("error", models.TextField(blank=True, verbose_name="错误")),
                        ("dead", models.BooleanField(default=False, verbose_name="已停止")),
                        ("paused_at", models.DateTimeField(null=True, verbose_name="暂停")),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="errands",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "后台事项",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dead", False), ("paused_at", None)),
                                fields=["due_at", "id"],
                                name="errand_due",
                            ),
                            models.Index(condition=models.Q(("dead", True)), fields=["id"], name="errand_dead"),
                            models.Index(fields=["case", "no"], name="errand_of_row"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Filing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.IntegerField(default=0)),
                        ("form", models.CharField(max_length=80, verbose_name="表单")),
                        ("form_version", models.BigIntegerField(null=True, verbose_name="表单版本")),
                        ("data", models.JSONField(default=dict, verbose_name="内容")),
                        ("by_name", models.CharField(blank=True, max_length=160)),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="填报人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="filings", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "表单填报",
                        "indexes": [models.Index(fields=["case", "form", "-id"], name="filing_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="MigratedCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("waiting", "待变更"),
                                    ("moved", "已变更"),
                                    ("blocked", "不能变更"),
                                    ("gone", "已不在原版本"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="结果",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=400, verbose_name="说明")),
                        ("at", models.DateTimeField(null=True, verbose_name="时间")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "migration",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cases",
                                to="cases.casemigration",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "变更的案件",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome", "waiting")),
                                fields=["migration", "id"],
                                name="case_to_be_moved",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("migration", "case"), name="case_moved_once_per_order")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpinionDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.IntegerField()),
                        ("text", models.TextField(blank=True, verbose_name="意见")),
                        ("body", models.JSONField(default=dict)),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "意见草稿",
                        "constraints": [
                            models.UniqueConstraint(fields=("account", "case", "no"), name="one_draft_per_item")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participant",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "case_id", "account_id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="参与时间")),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="cases.case",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "参与者",
                        "indexes": [
                            models.Index(fields=["account", "since"], name="participant_account"),
                            models.Index(fields=["organ", "case"], name="participant_organ"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(max_length=40, verbose_name="身份")),
                        ("kind", models.CharField(max_length=12, verbose_name="类别")),
                        ("name", models.CharField(max_length=160, verbose_name="姓名或名称")),
                        ("identifier_cipher", models.TextField(blank=True)),
                        ("identifier_index", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("contact_cipher", models.TextField(blank=True)),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人",
                    },
                ),
                migrations.CreateModel(
                    name="Phrase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="常用语")),
                        ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="排序")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "常用语",
                        "ordering": ["rank", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.CharField(max_length=40, verbose_name="列表")),
                        ("name", models.CharField(max_length=40, verbose_name="名称")),
                        ("query", models.CharField(max_length=600, verbose_name="条件")),
                        ("rank", models.PositiveSmallIntegerField(default=100)),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "我的视图",
                        "ordering": ["rank", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("account", "place", "name"), name="saved_view_name")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("command", models.CharField(max_length=20, verbose_name="动作")),
                        ("no", models.IntegerField(default=0)),
                        ("node", models.CharField(blank=True, max_length=255, verbose_name="环节")),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="事项")),
                        ("name", models.CharField(max_length=160, verbose_name="姓名")),
                        ("post_name", models.CharField(blank=True, max_length=160, verbose_name="岗位")),
                        ("organ", models.BigIntegerField(null=True, verbose_name="机构")),
                        ("organ_name", models.CharField(blank=True, max_length=160, verbose_name="机构名称")),
                        ("outcome", models.CharField(blank=True, max_length=60, verbose_name="结果")),
                        ("opinion", models.TextField(blank=True, verbose_name="意见")),
                        ("body", models.JSONField(default=dict)),
                        ("key", models.CharField(blank=True, max_length=80)),
                        (
                            "account",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理记录",
                        "indexes": [
                            models.Index(fields=["case", "id"], name="step_of_case"),
                            models.Index(
                                condition=models.Q(("command__in", ["Complete", "Return"])),
                                fields=["account", "-at"],
                                name="step_done_by",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("key", ""), _negated=True), fields=("case", "key"), name="step_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Substitution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.DateField(verbose_name="自")),
                        ("end", models.DateField(verbose_name="至")),
                        ("types", models.JSONField(blank=True, default=list, verbose_name="类别")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="收回时间")),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="委托人",
                            ),
                        ),
                        (
                            "substitute",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="受托人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "代办授权",
                        "indexes": [
                            models.Index(fields=["substitute", "end"], name="substitution_substitute"),
                            models.Index(fields=["account", "end"], name="substitution_account"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("account", models.F("substitute")), _negated=True),
                                name="substitute_is_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Token",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "case_id", "no", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("no", models.IntegerField()),
                        ("node", models.CharField(blank=True, max_length=255, verbose_name="环节")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("T", "WORK"),
                                    ("J", "JOIN"),
                                    ("S", "SCOPE"),
                                    ("M", "BODY"),
                                    ("E", "WAIT"),
                                    ("W", "WATCH"),
                                    ("G", "GATE"),
                                    ("C", "CALL"),
                                    ("V", "SERVICE"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("born", models.DateTimeField(verbose_name="到达时间")),
                        ("scope", models.IntegerField(default=0)),
                        ("src", models.IntegerField(default=0)),
                        ("flow", models.CharField(blank=True, max_length=255)),
                        ("host", models.IntegerField(default=0)),
                        (
                            "life",
                            models.CharField(
                                choices=[("A", "LIVE"), ("D", "DONE"), ("X", "CANCELLED"), ("U", "UNDONE")],
                                default=mingtang.lib.flow.state.Life["LIVE"],
                                max_length=1,
                            ),
                        ),
                        ("by", models.IntegerField(default=0)),
                        ("when", models.IntegerField(default=0)),
                        ("holder", models.CharField(blank=True, max_length=60, verbose_name="办理人")),
                        ("name", models.CharField(blank=True, max_length=255)),
                        ("key", models.CharField(blank=True, max_length=255)),
                        ("details", models.JSONField(default=dict)),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="事项")),
                        ("due_at", models.DateTimeField(null=True, verbose_name="期限")),
                        ("amber_at", models.DateTimeField(null=True, verbose_name="临期")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tokens",
                                to="cases.case",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="办理机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理事项",
                        "indexes": [
                            models.Index(condition=models.Q(("life", "A")), fields=["case"], name="token_live"),
                            models.Index(
                                condition=models.Q(("kind", "T"), ("life", "A")),
                                fields=["holder", "born"],
                                name="token_held",
                            ),
                            models.Index(
                                condition=models.Q(("kind", "T"), ("life", "A")),
                                fields=["organ", "born"],
                                name="token_of_organ",
                            ),
                            models.Index(
                                condition=models.Q(("kind", "T"), ("life", "A")),
                                fields=["born", "case", "no"],
                                name="token_arrived",
                            ),
                            models.Index(
                                condition=models.Q(("life", "A"), models.Q(("name", ""), _negated=True)),
                                fields=["name", "key"],
                                name="token_awaiting",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="watches", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "关注",
                        "constraints": [models.UniqueConstraint(fields=("account", "case"), name="one_watch_per_case")],
                    },
                ),
            ],
        ),
    ]
