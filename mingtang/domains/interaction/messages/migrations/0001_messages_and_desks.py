import django.db.models.deletion
import mingtang.domains.interaction.messages.rules
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
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=40, unique=True, verbose_name="编号")),
                        ("code_cipher", models.TextField(verbose_name="查询码")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("consult", "咨询"),
                                    ("complaint", "投诉"),
                                    ("report", "举报"),
                                    ("suggestion", "建议"),
                                    ("leader_mail", "领导信箱"),
                                    ("site_error", "网站纠错"),
                                ],
                                max_length=20,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("web", "网站"),
                                    ("mobile", "移动端"),
                                    ("hotline", "热线"),
                                    ("letter", "来信"),
                                    ("counter", "窗口"),
                                    ("machine", "接口"),
                                ],
                                default="web",
                                max_length=10,
                                verbose_name="渠道",
                            ),
                        ),
                        ("title", models.CharField(max_length=50, verbose_name="标题")),
                        ("content", models.TextField(max_length=2000, verbose_name="内容")),
                        ("concerning", models.CharField(blank=True, max_length=120, verbose_name="涉及的单位、地点")),
                        ("page", models.CharField(blank=True, max_length=300, verbose_name="网页地址")),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                        ("phone_cipher", models.TextField(blank=True, verbose_name="电话")),
                        ("wants_public", models.BooleanField(default=False, verbose_name="同意公开")),
                        ("address", models.CharField(blank=True, max_length=45, verbose_name="网络地址")),
                        ("warnings", models.JSONField(blank=True, default=list, verbose_name="提示")),
                        ("received_at", models.DateTimeField(verbose_name="收到时间")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    (mingtang.domains.interaction.messages.rules.Stage["SCREENING"], "待受理"),
                                    (mingtang.domains.interaction.messages.rules.Stage["CONFIRMING"], "待复核"),
                                    (mingtang.domains.interaction.messages.rules.Stage["SIGNING"], "待签收"),
                                    (mingtang.domains.interaction.messages.rules.Stage["REPLYING"], "办理中"),
                                    (mingtang.domains.interaction.messages.rules.Stage["REVIEWING"], "答复审核"),
                                    (mingtang.domains.interaction.messages.rules.Stage["PUBLISHING"], "待定公开"),
                                    (mingtang.domains.interaction.messages.rules.Stage["ANSWERED"], "已答复"),
                                    (mingtang.domains.interaction.messages.rules.Stage["INVALID"], "不予受理"),
                                    (mingtang.domains.interaction.messages.rules.Stage["REFERRED"], "已指引"),
                                    (mingtang.domains.interaction.messages.rules.Stage["ENDED"], "已终止"),
                                ],
                                default=mingtang.domains.interaction.messages.rules.Stage["SCREENING"],
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "validity",
                            models.CharField(
                                blank=True,
                                choices=[("valid", "有效"), ("invalid", "无效"), ("referred", "转专门渠道")],
                                max_length=10,
                                verbose_name="是否有效",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="受理说明")),
                        ("dispatched_at", models.DateTimeField(null=True, verbose_name="转办时间")),
                        ("returned", models.PositiveSmallIntegerField(default=0, verbose_name="退回次数")),
                        ("reply", models.TextField(blank=True, max_length=4000, verbose_name="答复")),
                        ("replied_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                        ("in_time", models.BooleanField(null=True, verbose_name="按期答复")),
                        ("days", models.PositiveSmallIntegerField(null=True, verbose_name="用时（工作日）")),
                        (
                            "publication",
                            models.CharField(
                                blank=True,
                                choices=[("", "未定"), ("public", "公开"), ("private", "不公开")],
                                max_length=8,
                                verbose_name="公开决定",
                            ),
                        ),
                        ("public_title", models.CharField(blank=True, max_length=50, verbose_name="公开的标题")),
                        ("public_content", models.TextField(blank=True, max_length=2000, verbose_name="公开的来信")),
                        ("public_reply", models.TextField(blank=True, max_length=4000, verbose_name="公开的答复")),
                        ("private_reason", models.CharField(blank=True, max_length=200, verbose_name="不公开的理由")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="公开时间")),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[("good", "满意"), ("fair", "基本满意"), ("bad", "不满意")],
                                max_length=5,
                                verbose_name="评价",
                            ),
                        ),
                        ("opinion", models.CharField(blank=True, max_length=300, verbose_name="评价意见")),
                        ("rated_at", models.DateTimeField(null=True, verbose_name="评价时间")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="来信人",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citizen_message",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "drafter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拟稿人",
                            ),
                        ),
                        (
                            "duplicate_of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duplicates",
                                to="interaction.message",
                                verbose_name="重复于",
                            ),
                        ),
                        (
                            "follows",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_up",
                                to="interaction.message",
                                verbose_name="追问所接的留言",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="受理机构",
                            ),
                        ),
                        (
                            "screener",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="受理人",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="承办单位",
                            ),
                        ),
                        (
                            "wished",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="希望答复的单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "网民留言",
                        "ordering": ["-received_at"],
                        "indexes": [
                            models.Index(fields=["organ", "-received_at"], name="message_of_organ"),
                            models.Index(fields=["unit", "-received_at"], name="message_of_unit"),
                            models.Index(
                                condition=models.Q(("published_at__isnull", False)),
                                fields=["-received_at"],
                                name="message_public",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at", None),
                                    models.Q(("publication", "public"), ("wants_public", True)),
                                    _connector="OR",
                                ),
                                name="published_as_wished",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("validity", "invalid"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="invalid_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessageDesk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("site_code", models.CharField(max_length=12, verbose_name="站点代码")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "organ",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="受理机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "互动受理",
                    },
                ),
                migrations.CreateModel(
                    name="ReplyExtension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField(verbose_name="延长工作日")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                        ("granted", models.BooleanField(null=True, verbose_name="是否同意")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="审批意见")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "message",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extension",
                                to="interaction.message",
                                verbose_name="留言",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="申请单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "留言延期",
                    },
                ),
            ],
        ),
    ]
