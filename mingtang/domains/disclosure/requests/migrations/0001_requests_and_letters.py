import django.db.models.deletion
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
        ("letters", "0001_templates_and_versions"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="DisclosureRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=80, verbose_name="登记编号")),
                        ("query_code", models.CharField(max_length=12, unique=True, verbose_name="查询码")),
                        ("query_secret", models.TextField(verbose_name="查询密码")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("in_person", "当面提交"),
                                    ("registered_mail", "挂号或特快专递"),
                                    ("letter", "平常信函"),
                                    ("online", "互联网或传真"),
                                ],
                                max_length=16,
                                verbose_name="申请渠道",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("submitted", "待登记"),
                                    ("registered", "已登记"),
                                    ("in_process", "办理中"),
                                    ("correcting", "补正中"),
                                    ("third_party", "征求第三方意见"),
                                    ("consulting_organ", "征求其他机关意见"),
                                    ("fee_notice", "待缴费"),
                                    ("drafting_reply", "答复审签"),
                                    ("signed", "待送达"),
                                    ("replied", "已答复"),
                                    ("wrong_channel", "已告知其他渠道"),
                                    ("lapsed", "逾期不补正"),
                                    ("lapsed_fee", "逾期未缴费"),
                                    ("withdrawn", "已撤回"),
                                ],
                                max_length=20,
                                verbose_name="状态",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(verbose_name="提交时间")),
                        ("acknowledged_at", models.DateTimeField(null=True, verbose_name="申请人确认时间")),
                        ("received_on", models.DateField(null=True, verbose_name="收到日期")),
                        (
                            "applicant_kind",
                            models.CharField(
                                choices=[
                                    ("person", "公民"),
                                    ("company", "商业企业"),
                                    ("research", "科研机构"),
                                    ("charity", "社会公益组织"),
                                    ("legal_service", "法律服务机构"),
                                    ("other", "其他组织"),
                                ],
                                max_length=16,
                                verbose_name="申请人类型",
                            ),
                        ),
                        ("applicant_name", models.CharField(max_length=100, verbose_name="姓名或名称")),
                        ("identity_kind", models.CharField(blank=True, max_length=20, verbose_name="证件名称")),
                        ("identity_cipher", models.TextField(blank=True)),
                        ("identity_index", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("work_place", models.CharField(blank=True, max_length=100, verbose_name="工作单位")),
                        ("representative", models.CharField(blank=True, max_length=60, verbose_name="法定代表人")),
                        ("contact_name", models.CharField(blank=True, max_length=60, verbose_name="联系人")),
                        ("contact_cipher", models.TextField(blank=True)),
                        ("content", models.TextField(verbose_name="所需信息")),
                        ("purpose", models.TextField(blank=True, verbose_name="用途")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("mail", "邮寄"),
                                    ("email", "电子邮件"),
                                    ("pickup", "当面领取"),
                                    ("fax", "传真"),
                                    ("online", "网站"),
                                ],
                                max_length=12,
                                verbose_name="获取方式",
                            ),
                        ),
                        (
                            "carrier",
                            models.CharField(
                                choices=[("paper", "纸质"), ("electronic", "电子"), ("disc", "光盘"), ("copy", "抄录")],
                                max_length=12,
                                verbose_name="信息形式",
                            ),
                        ),
                        ("correction_asked_on", models.DateField(null=True, verbose_name="告知补正")),
                        ("correction_until", models.DateField(null=True, verbose_name="补正期限")),
                        ("corrected_on", models.DateField(null=True, verbose_name="收到补正")),
                        ("extended_on", models.DateField(null=True, verbose_name="延期")),
                        (
                            "fee_measure",
                            models.CharField(
                                blank=True,
                                choices=[("pieces", "按件"), ("pages", "按量")],
                                max_length=8,
                                verbose_name="收费方式",
                            ),
                        ),
                        ("fee_count", models.PositiveIntegerField(default=0, verbose_name="计费数量")),
                        ("fee", models.PositiveIntegerField(default=0, verbose_name="信息处理费")),
                        ("fee_noticed_on", models.DateField(null=True, verbose_name="收费通知")),
                        ("fee_until", models.DateField(null=True, verbose_name="缴费期限")),
                        ("fee_paid_on", models.DateField(null=True, verbose_name="缴费日期")),
                        ("reply_kind", models.CharField(blank=True, max_length=32, verbose_name="答复类型")),
                        ("reply_detail", models.TextField(blank=True, verbose_name="答复内容")),
                        ("earlier_number", models.CharField(blank=True, max_length=80, verbose_name="此前答复")),
                        ("replied_on", models.DateField(null=True, verbose_name="答复日期")),
                        ("delivered_on", models.DateField(null=True, verbose_name="送达日期")),
                        ("delivery", models.CharField(blank=True, max_length=200, verbose_name="送达方式和凭证")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                        ("note", models.CharField(blank=True, max_length=400, verbose_name="备注")),
                        (
                            "case",
                            models.OneToOneField(
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
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="受理机关",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        ("reasonable_until", models.DateField(null=True, verbose_name="延迟答复的合理期限")),
                        ("reasons", models.TextField(blank=True, verbose_name="申请人说明的理由")),
                        ("reasons_asked_on", models.DateField(null=True, verbose_name="要求说明理由")),
                        ("reasons_told_on", models.DateField(null=True, verbose_name="收到理由")),
                        ("reasons_until", models.DateField(null=True, verbose_name="说明理由的期限")),
                    ],
                    options={
                        "verbose_name": "公开申请",
                        "ordering": ["-submitted_at"],
                        "indexes": [
                            models.Index(fields=["organ", "-submitted_at"], name="disclosure_of_organ"),
                            models.Index(fields=["organ", "received_on"], name="disclosure_received"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fee", 0), models.Q(("fee_measure", ""), _negated=True), _connector="OR"
                                ),
                                name="disclosure_fee_has_one_measure",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisclosureLetter",
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
                        ("issued_on", models.DateField(verbose_name="制发日期")),
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
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="letters.letterversion",
                                verbose_name="模板版本",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="disclosure_requests.disclosurerequest",
                                verbose_name="申请",
                            ),
                        ),
                        ("file_digest", models.CharField(blank=True, max_length=64, verbose_name="文件摘要")),
                        ("file_name", models.CharField(blank=True, max_length=120, verbose_name="文件")),
                        ("is_sealed", models.BooleanField(default=False, verbose_name="已用印")),
                        ("ofd_digest", models.CharField(blank=True, max_length=64, verbose_name="OFD 文件摘要")),
                        ("ofd_name", models.CharField(blank=True, max_length=120, verbose_name="OFD 文件")),
                    ],
                    options={
                        "verbose_name": "公开申请文书",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "asked",
                            models.CharField(
                                choices=[
                                    ("third_party", "第三方（商业秘密、个人隐私）"),
                                    ("co_maker", "共同制作机关"),
                                    ("organ", "其他有关机关"),
                                ],
                                max_length=12,
                                verbose_name="对象类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="征求意见对象")),
                        ("question", models.TextField(verbose_name="征求意见的内容")),
                        ("sent_on", models.DateField(verbose_name="对方收到征求意见函日期")),
                        ("due_on", models.DateField(verbose_name="答复期限")),
                        ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                        (
                            "opinion",
                            models.CharField(
                                blank=True,
                                choices=[("agrees", "同意公开"), ("refuses", "不同意公开"), ("silent", "逾期未答复")],
                                max_length=8,
                                verbose_name="意见",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="理由")),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="disclosure_requests.disclosurerequest",
                                verbose_name="申请",
                            ),
                        ),
                        ("decision_reason", models.TextField(blank=True, verbose_name="决定的理由")),
                        ("discloses", models.BooleanField(null=True, verbose_name="决定公开")),
                        ("told_on", models.DateField(null=True, verbose_name="告知决定")),
                    ],
                    options={
                        "verbose_name": "征求意见",
                        "ordering": ["sent_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Search",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.CharField(max_length=100, verbose_name="检索范围")),
                        ("words", models.CharField(max_length=200, verbose_name="检索词")),
                        ("result", models.TextField(verbose_name="检索结果")),
                        ("at", models.DateTimeField(verbose_name="检索时间")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="检索人",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="searches",
                                to="disclosure_requests.disclosurerequest",
                                verbose_name="申请",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检索记录",
                        "ordering": ["at"],
                    },
                ),
                migrations.CreateModel(
                    name="Proceeding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "course",
                            models.CharField(
                                choices=[
                                    ("review", "行政复议"),
                                    ("suit", "行政诉讼（未经复议直接起诉）"),
                                    ("suit_after_review", "行政诉讼（复议后起诉）"),
                                ],
                                max_length=20,
                                verbose_name="类别",
                            ),
                        ),
                        ("body", models.CharField(max_length=100, verbose_name="复议机关或法院")),
                        ("number", models.CharField(max_length=80, verbose_name="案号")),
                        ("filed_on", models.DateField(verbose_name="受理日期")),
                        ("ended_on", models.DateField(null=True, verbose_name="审结日期")),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("upheld", "结果维持"),
                                    ("corrected", "结果纠正"),
                                    ("other", "其他结果"),
                                    ("pending", "尚未审结"),
                                ],
                                default="pending",
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        ("lessons", models.TextField(blank=True, verbose_name="整改和启示")),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proceedings",
                                to="disclosure_requests.disclosurerequest",
                                verbose_name="申请",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "复议诉讼",
                        "ordering": ["filed_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on", None), ("result", "pending")),
                                    models.Q(
                                        ("ended_on__isnull", False), models.Q(("result", "pending"), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_result_has_its_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=32, verbose_name="答复类型")),
                        ("detail", models.TextField(blank=True, verbose_name="答复内容")),
                        ("replied_on", models.DateField(verbose_name="答复日期")),
                        ("delivered_on", models.DateField(null=True, verbose_name="送达日期")),
                        ("delivery", models.CharField(blank=True, max_length=200, verbose_name="送达方式和凭证")),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="past_replies",
                                to="disclosure_requests.disclosurerequest",
                                verbose_name="申请",
                            ),
                        ),
                        (
                            "proceeding",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="past_reply",
                                to="disclosure_requests.proceeding",
                                verbose_name="复议诉讼",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "原答复",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryProof",
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
                                    ("in_person", "当面送达"),
                                    ("mail", "邮寄送达"),
                                    ("email", "电子邮件"),
                                    ("fax", "传真"),
                                    ("online", "网站下载"),
                                    ("other", "其他方式"),
                                ],
                                max_length=12,
                                verbose_name="送达方式",
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="送达日期")),
                        ("receiver", models.CharField(max_length=60, verbose_name="收件人")),
                        ("evidence", models.CharField(max_length=200, verbose_name="凭证")),
                        (
                            "letter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delivery_proof",
                                to="disclosure_requests.disclosureletter",
                                verbose_name="文书",
                            ),
                        ),
                        (
                            "proof",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="disclosure_requests.disclosureletter",
                                verbose_name="送达回证",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "送达回证",
                    },
                ),
                migrations.CreateModel(
                    name="GivenFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="材料名称")),
                        ("strings", models.JSONField(default=list, verbose_name="隐去的文字")),
                        ("regions", models.JSONField(default=list, verbose_name="隐去的区域")),
                        ("prepared_at", models.DateTimeField(verbose_name="处理时间")),
                        ("released_at", models.DateTimeField(null=True, verbose_name="放行时间")),
                        (
                            "original",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="content.file",
                                verbose_name="原件",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                        (
                            "redacted",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="content.file",
                                verbose_name="处理后的文件",
                            ),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核对放行人",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="given_files",
                                to="disclosure_requests.disclosurerequest",
                                verbose_name="申请",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "随答复提供的材料",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("released_at", None), ("released_by", None)),
                                    models.Q(
                                        ("released_at__isnull", False),
                                        models.Q(("released_by", models.F("prepared_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_released_by_another",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
