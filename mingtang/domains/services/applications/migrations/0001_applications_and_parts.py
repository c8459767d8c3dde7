import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import mingtang.domains.services.applications.course
import mingtang.domains.services.applications.rules
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_cases_tokens_and_history"),
        ("directory", "__first__"),
        ("letters", "0001_templates_and_versions"),
        ("services_catalogue", "0001_items"),
        ("services_licences", "0001_types_licences_uses"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="办件编号")),
                        ("query_code", models.CharField(blank=True, max_length=12, verbose_name="查询码")),
                        ("query_secret", models.CharField(blank=True, max_length=128, verbose_name="查询密码")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "暂存"),
                                    ("submitted", "待收件"),
                                    ("pre_returned", "预审退回"),
                                    ("received", "已收件"),
                                    ("correcting", "待补正"),
                                    ("not_accepted", "不予受理"),
                                    ("waiting", "等待前置环节"),
                                    ("reviewing", "审查中"),
                                    ("special", "特别程序中"),
                                    ("deciding", "待决定"),
                                    ("decided", "已决定"),
                                    ("issuing", "制证送达"),
                                    ("closed", "办结"),
                                    ("correction_lapsed", "补正不来办结"),
                                    ("withdrawn", "申请人撤回"),
                                    ("terminated", "终止办理"),
                                    ("voided", "作废"),
                                ],
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("pc", "电脑端网上"),
                                    ("mobile", "移动端网上"),
                                    ("window", "窗口"),
                                    ("post", "邮寄"),
                                    ("terminal", "自助终端"),
                                    ("api", "接口"),
                                ],
                                default="pc",
                                max_length=8,
                                verbose_name="申报来源",
                            ),
                        ),
                        (
                            "applicant_kind",
                            models.CharField(
                                choices=[
                                    ("1", "自然人"),
                                    ("2", "企业法人"),
                                    ("3", "事业法人"),
                                    ("4", "社会组织法人"),
                                    ("5", "行政机关"),
                                    ("6", "其他组织"),
                                ],
                                max_length=1,
                                verbose_name="申请人类别",
                            ),
                        ),
                        ("applicant_name", models.CharField(max_length=160, verbose_name="申请人")),
                        (
                            "applicant_id_type",
                            models.CharField(
                                choices=[
                                    ("identity_card", "居民身份证"),
                                    ("credit_code", "统一社会信用代码"),
                                    ("passport", "护照"),
                                    ("home_return", "港澳居民来往内地通行证"),
                                    ("taiwan_pass", "台湾居民来往大陆通行证"),
                                    ("residence_permit", "港澳台居民居住证"),
                                    ("foreign_resident", "外国人永久居留身份证"),
                                    ("officer", "军官证"),
                                ],
                                max_length=20,
                                verbose_name="证件类型",
                            ),
                        ),
                        ("applicant_cipher", models.TextField(blank=True)),
                        ("applicant_index", models.CharField(blank=True, max_length=64)),
                        ("contact_name", models.CharField(blank=True, max_length=100, verbose_name="联系人")),
                        ("contact_cipher", models.TextField(blank=True)),
                        ("agent_name", models.CharField(blank=True, max_length=100, verbose_name="代理人")),
                        ("scenario", models.JSONField(blank=True, default=dict, verbose_name="情形")),
                        (
                            "answers",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                encoder=django.core.serializers.json.DjangoJSONEncoder,
                                verbose_name="申请内容",
                            ),
                        ),
                        ("form_version", models.BigIntegerField(null=True, verbose_name="表单版本")),
                        ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                        ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                        ("received_at", models.DateTimeField(null=True, verbose_name="收件时间")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                        ("delivered_at", models.DateTimeField(null=True, verbose_name="送达时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                        ("due_at", models.DateTimeField(null=True, verbose_name="承诺期限")),
                        ("pre_returns", models.PositiveSmallIntegerField(default=0, verbose_name="预审退回次数")),
                        ("fault_tolerant", models.BooleanField(default=False, verbose_name="容缺受理")),
                        (
                            "case",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="application",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "clerk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="窗口收件人",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_catalogue.serviceitem",
                                verbose_name="事项",
                            ),
                        ),
                        (
                            "licence",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_licences.licence",
                                verbose_name="原证照",
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
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申报账号",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_catalogue.itemversion",
                                verbose_name="事项版本",
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="受理窗口所属机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办件",
                        "ordering": ["-saved_at"],
                        "indexes": [
                            models.Index(fields=["owner", "-saved_at"], name="application_of_owner"),
                            models.Index(fields=["applicant_index"], name="application_of_applicant"),
                            models.Index(fields=["submitted_at"], name="application_by_arrival"),
                            models.Index(fields=["number"], name="application_by_number"),
                            models.Index(fields=["due_at"], name="application_due"),
                            models.Index(fields=["organ", "submitted_at"], name="application_of_organ"),
                            models.Index(fields=["organ", "state", "submitted_at"], name="application_of_state"),
                            models.Index(fields=["window", "submitted_at"], name="application_of_window"),
                            models.Index(fields=["item", "submitted_at"], name="application_of_item"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="application_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("query_code", ""), _negated=True),
                                fields=("query_code",),
                                name="application_query_code",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", mingtang.domains.services.applications.rules.State["DRAFT"]),
                                    models.Q(("number", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="submitted_has_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("told", models.JSONField(verbose_name="告知和承诺的内容")),
                        ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                        ("name", models.CharField(max_length=160, verbose_name="承诺人")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="承诺时间")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commitment",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "承诺",
                    },
                ),
                migrations.CreateModel(
                    name="CreditRecord",
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
                                choices=[("false_commitment", "承诺不实"), ("unkept_promise", "容缺材料未按承诺补齐")],
                                max_length=20,
                                verbose_name="情形",
                            ),
                        ),
                        ("subject_name", models.CharField(max_length=160, verbose_name="信用主体")),
                        ("subject_cipher", models.TextField()),
                        ("subject_index", models.CharField(db_index=True, max_length=64)),
                        ("facts", models.CharField(max_length=2000, verbose_name="认定的事实")),
                        ("basis", models.CharField(max_length=300, verbose_name="依据")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="认定时间"),
                        ),
                        ("barred_until", models.DateField(verbose_name="不适用告知承诺至")),
                        ("repaired_at", models.DateTimeField(null=True, verbose_name="修复时间")),
                        ("repair_note", models.CharField(blank=True, max_length=500, verbose_name="修复说明")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_records",
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
                                verbose_name="认定机关",
                            ),
                        ),
                        (
                            "repaired_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="修复经办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "信用记录",
                        "ordering": ["-recorded_at", "-pk"],
                        "indexes": [models.Index(fields=["organ", "-recorded_at"], name="credit_record_of_organ")],
                    },
                ),
                migrations.CreateModel(
                    name="DaySerial",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "item_id", "day", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("day", models.DateField(verbose_name="日期")),
                        ("last", models.PositiveIntegerField(verbose_name="已用到")),
                        (
                            "item",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="services_catalogue.serviceitem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办件流水号",
                    },
                ),
                migrations.CreateModel(
                    name="Part",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("branch", models.CharField(blank=True, max_length=40, verbose_name="分支")),
                        ("title", models.CharField(max_length=200, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("permit", "许可"),
                                    ("opinion", "征求意见"),
                                    ("technical", "技术审查"),
                                    ("filing", "备案"),
                                    ("utility", "公用服务报装"),
                                    ("bank", "银行业务"),
                                ],
                                default="permit",
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=80, verbose_name="办件编号")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "暂存"),
                                    ("submitted", "待收件"),
                                    ("pre_returned", "预审退回"),
                                    ("received", "已收件"),
                                    ("correcting", "待补正"),
                                    ("not_accepted", "不予受理"),
                                    ("waiting", "等待前置环节"),
                                    ("reviewing", "审查中"),
                                    ("special", "特别程序中"),
                                    ("deciding", "待决定"),
                                    ("decided", "已决定"),
                                    ("issuing", "制证送达"),
                                    ("closed", "办结"),
                                    ("correction_lapsed", "补正不来办结"),
                                    ("withdrawn", "申请人撤回"),
                                    ("terminated", "终止办理"),
                                    ("voided", "作废"),
                                ],
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("accepted_on", models.DateField(null=True, verbose_name="受理日期")),
                        ("deemed", models.BooleanField(default=False, verbose_name="视为受理")),
                        ("promise_due_at", models.DateTimeField(null=True, verbose_name="承诺期限")),
                        ("statutory_due_at", models.DateTimeField(null=True, verbose_name="法定期限")),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("granted", "准予"),
                                    ("denied", "不予"),
                                    ("agreed", "同意"),
                                    ("disagreed", "不同意"),
                                    ("upwards", "同意但需报上级"),
                                    ("partly", "部分准予"),
                                ],
                                max_length=9,
                                verbose_name="决定",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parts",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "decider",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "handler",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
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
                    ],
                    options={
                        "verbose_name": "办理部分",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["organ", "state"], name="part_of_organ"),
                            models.Index(fields=["organ", "decided_at"], name="part_decided"),
                            models.Index(fields=["organ", "branch"], name="part_of_branch"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "branch"), name="one_part_per_branch"),
                            models.CheckConstraint(
                                condition=models.Q(("decision", ""), ("decided_at__isnull", False), _connector="OR"),
                                name="decision_has_its_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IssuedLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="类别")),
                        ("title", models.CharField(max_length=60, verbose_name="名称")),
                        ("number", models.CharField(max_length=80, verbose_name="文号")),
                        ("data", models.JSONField(verbose_name="内容")),
                        ("issued_at", models.DateTimeField(verbose_name="制发时间")),
                        ("file_name", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                        ("file_digest", models.CharField(blank=True, max_length=64, verbose_name="文件摘要")),
                        ("delivered_at", models.DateTimeField(null=True, verbose_name="送达时间")),
                        ("voided_at", models.DateTimeField(null=True, verbose_name="作废时间")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="制发人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="发文机关",
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
                        (
                            "part",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="services_applications.part",
                                verbose_name="办理部分",
                            ),
                        ),
                        ("ofd_digest", models.CharField(blank=True, max_length=64, verbose_name="OFD 文件摘要")),
                        ("ofd_name", models.CharField(blank=True, max_length=120, verbose_name="OFD 文件")),
                    ],
                    options={
                        "verbose_name": "文书",
                        "ordering": ["issued_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("file_name", "")), fields=["issued_at"], name="letter_to_set"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organ", "number"), name="letter_number_of_organ")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hearing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("told", "已告知权利"),
                                    ("requested", "已要求听证"),
                                    ("notified", "已通知听证"),
                                    ("held", "已举行"),
                                    ("waived", "放弃听证"),
                                ],
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        ("reason", models.CharField(max_length=1000, verbose_name="告知理由")),
                        ("third_parties", models.CharField(blank=True, max_length=500, verbose_name="利害关系人")),
                        ("told_at", models.DateTimeField(verbose_name="告知时间")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                        ("request", models.CharField(blank=True, max_length=1000, verbose_name="要求听证的理由")),
                        ("scheduled_at", models.DateTimeField(null=True, verbose_name="听证时间")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="地点")),
                        ("chair", models.CharField(blank=True, max_length=60, verbose_name="听证主持人")),
                        ("notified_at", models.DateTimeField(null=True, verbose_name="通知时间")),
                        ("held_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        ("record", models.TextField(blank=True, verbose_name="听证笔录")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hearings",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "part",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hearing",
                                to="services_applications.part",
                                verbose_name="办理部分",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "听证",
                        "ordering": ["told_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", mingtang.domains.services.applications.course.Hearing["HELD"]),
                                        _negated=True,
                                    ),
                                    models.Q(("record", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="hearing_held_has_a_record",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", models.PositiveSmallIntegerField(verbose_name="延长天数")),
                        ("reason", models.CharField(max_length=1000, verbose_name="理由")),
                        (
                            "state",
                            models.CharField(
                                choices=[("asked", "待批准"), ("granted", "已批准"), ("declined", "未批准")],
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                        ("asked_name", models.CharField(blank=True, max_length=160, verbose_name="提出人姓名")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                        ("decided_name", models.CharField(blank=True, max_length=160, verbose_name="批准人")),
                        ("granted_by", models.CharField(blank=True, max_length=100, verbose_name="批准机关负责人")),
                        ("opinion", models.CharField(blank=True, max_length=1000, verbose_name="意见")),
                        ("until", models.DateField(null=True, verbose_name="延长后的期限")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extensions",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extensions",
                                to="services_applications.part",
                                verbose_name="办理部分",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "延期",
                        "ordering": ["asked_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state", mingtang.domains.services.applications.course.Asked["ASKED"])
                                ),
                                fields=("part",),
                                name="one_extension_asked_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 1), models.Q(("reason", ""), _negated=True)),
                                name="extension_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Defect",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("about", models.CharField(max_length=200, verbose_name="补正对象")),
                        ("material", models.CharField(blank=True, max_length=80, verbose_name="材料代号")),
                        ("requirement", models.CharField(max_length=500, verbose_name="补正要求")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                        ("notice", models.PositiveSmallIntegerField(default=0, verbose_name="补正告知次数")),
                        ("told_at", models.DateTimeField(null=True, verbose_name="告知时间")),
                        ("corrected_at", models.DateTimeField(null=True, verbose_name="补正时间")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="defects",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="defects",
                                to="services_applications.part",
                                verbose_name="提出机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "补正内容",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SharedLicence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("material", models.CharField(max_length=80, verbose_name="材料代号")),
                        ("pulled_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="调用时间")),
                        ("file_name", models.CharField(blank=True, max_length=120, verbose_name="加注件")),
                        ("file_digest", models.CharField(blank=True, max_length=64, verbose_name="文件摘要")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shared",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "licence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_licences.licence",
                                verbose_name="电子证照",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "共享的证照",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "material"), name="one_licence_per_material")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialProcedure",
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
                                    ("hearing", "听证"),
                                    ("tender", "招标"),
                                    ("auction", "拍卖"),
                                    ("inspection", "检验"),
                                    ("testing", "检测"),
                                    ("quarantine", "检疫"),
                                    ("appraisal", "鉴定"),
                                    ("expert_review", "专家评审"),
                                    ("other", "其他（不停止计算期限）"),
                                ],
                                max_length=20,
                                verbose_name="种类",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="名称")),
                        ("reason", models.CharField(max_length=1000, verbose_name="原因")),
                        ("basis", models.CharField(max_length=500, verbose_name="依据")),
                        ("planned_days", models.PositiveSmallIntegerField(verbose_name="所需工作日")),
                        ("is_counted", models.BooleanField(default=False, verbose_name="计入期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "待审核"),
                                    ("running", "进行中"),
                                    ("ended", "已结束"),
                                    ("declined", "未同意"),
                                ],
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                        ("asked_name", models.CharField(blank=True, max_length=160, verbose_name="提出人姓名")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="审核时间")),
                        ("decided_name", models.CharField(blank=True, max_length=160, verbose_name="审核人")),
                        ("opinion", models.CharField(blank=True, max_length=1000, verbose_name="审核意见")),
                        ("left_step", models.CharField(blank=True, max_length=200, verbose_name="离开的环节")),
                        ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                        ("until", models.DateField(null=True, verbose_name="预计结束")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        ("ended_name", models.CharField(blank=True, max_length=160, verbose_name="办理人")),
                        ("result", models.CharField(blank=True, max_length=1000, verbose_name="结果")),
                        ("overran_at", models.DateTimeField(null=True, verbose_name="超过告知时间")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="special_procedures",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="special_procedures",
                                to="services_applications.part",
                                verbose_name="办理部分",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "特别程序",
                        "ordering": ["asked_at", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "running")),
                                fields=["until"],
                                name="special_procedure_running",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            mingtang.domains.services.applications.course.Special["ASKED"],
                                            mingtang.domains.services.applications.course.Special["RUNNING"],
                                        ],
                                    )
                                ),
                                fields=("part",),
                                name="special_procedures_do_not_overlap",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("basis", ""), _negated=True), ("planned_days__gte", 1)),
                                name="special_with_basis_and_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WindowFiling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agent_cipher", models.CharField(blank=True, max_length=256)),
                        ("agent_scope", models.CharField(blank=True, max_length=200, verbose_name="委托事项")),
                        ("agent_since", models.DateField(null=True, verbose_name="委托起")),
                        ("agent_until", models.DateField(null=True, verbose_name="委托止")),
                        ("seen", models.JSONField(blank=True, default=list, verbose_name="已核对原件")),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="window_filing",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "窗口申报",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agent_cipher", ""),
                                    models.Q(
                                        models.Q(("agent_scope", ""), _negated=True), ("agent_until__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="agent_has_scope_and_end",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JointMeeting",
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
                                choices=[("visit", "联合踏勘"), ("review", "联审会议")],
                                max_length=6,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("convened", "已召集"), ("held", "已举行"), ("cancelled", "已取消")],
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        ("matter", models.CharField(max_length=500, verbose_name="事由")),
                        ("scheduled_at", models.DateTimeField(verbose_name="时间")),
                        ("place", models.CharField(max_length=200, verbose_name="地点")),
                        ("convened_at", models.DateTimeField(verbose_name="召集时间")),
                        ("convened_name", models.CharField(blank=True, max_length=160, verbose_name="召集人姓名")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        ("record", models.TextField(blank=True, verbose_name="记录")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "convened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="召集人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联合踏勘、联审会议",
                        "ordering": ["convened_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "convened")),
                                fields=("application",),
                                name="one_meeting_convened_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "convened"), models.Q(("record", ""), _negated=True), _connector="OR"
                                ),
                                name="meeting_ended_has_a_record",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingSeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("invited", "已通知"),
                                    ("recorded", "已记录"),
                                    ("deemed", "缺席，视为同意联合记录"),
                                    ("absent", "缺席"),
                                ],
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("task", models.IntegerField(null=True)),
                        ("people", models.JSONField(default=list, verbose_name="参加人员")),
                        ("record", models.TextField(blank=True, verbose_name="本部门记录")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="缺席视为同意的依据")),
                        ("recorded_at", models.DateTimeField(null=True, verbose_name="记录时间")),
                        ("recorded_name", models.CharField(blank=True, max_length=160, verbose_name="记录人")),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="services_applications.jointmeeting",
                                verbose_name="联合踏勘、联审会议",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="services_applications.part",
                                verbose_name="办理部分",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "部门记录",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "part"), name="one_seat_for_each_organ"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "recorded"), _negated=True),
                                    models.Q(("record", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="seat_recorded_has_a_record",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "deemed"), _negated=True),
                                    models.Q(("basis", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="seat_deemed_has_a_basis",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
