import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_cases_tokens_and_history"),
        ("directory", "0002_credentials_of_sessions"),
        ("directory", "__first__"),
        ("trust", "0001_authorities_certificates_escrow"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="CertificateApplication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=80, verbose_name="申请编号")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "新申"),
                                    ("renew", "更新"),
                                    ("replace", "补办"),
                                    ("modify", "变更"),
                                    ("revoke", "注销"),
                                    ("thaw", "解冻"),
                                ],
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "holder_kind",
                            models.CharField(
                                choices=[
                                    ("officer", "工作人员"),
                                    ("organ", "机构"),
                                    ("person", "个人"),
                                    ("legal", "法人"),
                                    ("server", "服务器"),
                                    ("device", "设备"),
                                ],
                                max_length=8,
                                verbose_name="证书用途",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("supply", "待交申请文件"),
                                    ("check", "身份核验"),
                                    ("review", "审核"),
                                    ("issue", "待签发"),
                                    ("recover", "密钥恢复"),
                                    ("collect", "待下载"),
                                    ("done", "已完成"),
                                    ("refused", "不予办理"),
                                    ("withdrawn", "已撤回"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("name", models.CharField(max_length=64, verbose_name="名称")),
                        ("subject", models.JSONField(default=dict, verbose_name="主体")),
                        ("names", models.JSONField(default=list, verbose_name="域名、地址")),
                        ("years", models.PositiveSmallIntegerField(default=1, verbose_name="年限")),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="用途说明")),
                        ("carrier", models.CharField(blank=True, max_length=60, verbose_name="介质编号")),
                        (
                            "reason",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "密钥泄露或介质丢失"),
                                    (3, "调离或隶属变更"),
                                    (5, "停止使用"),
                                    (9, "资格被取消"),
                                ],
                                null=True,
                                verbose_name="注销原因",
                            ),
                        ),
                        ("request", models.BinaryField(default=bytes, verbose_name="证书申请文件")),
                        (
                            "key_digest",
                            models.CharField(blank=True, db_index=True, max_length=64, verbose_name="公钥摘要（SM3）"),
                        ),
                        ("key_kind", models.CharField(blank=True, max_length=12, verbose_name="算法")),
                        ("signed_by_old_key", models.BooleanField(default=False, verbose_name="原密钥签名")),
                        ("submitted_at", models.DateTimeField(verbose_name="申请时间")),
                        ("reviewed_at", models.DateTimeField(null=True, verbose_name="审核时间")),
                        ("issued_at", models.DateTimeField(null=True, verbose_name="签发时间")),
                        ("recoveries", models.JSONField(default=list, verbose_name="密钥恢复")),
                        ("envelope", models.BinaryField(default=bytes, verbose_name="加密密钥信封")),
                        ("reference", models.CharField(blank=True, max_length=12, verbose_name="参考号")),
                        ("code_digest", models.CharField(blank=True, max_length=64, verbose_name="授权码摘要")),
                        ("codes_until", models.DateTimeField(null=True, verbose_name="下载码有效期至")),
                        ("code_tries", models.PositiveSmallIntegerField(default=0, verbose_name="输错次数")),
                        ("collected_at", models.DateTimeField(null=True, verbose_name="下载时间")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
                            ),
                        ),
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
                            "certificate",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="application",
                                to="trust.certificate",
                                verbose_name="签发的证书",
                            ),
                        ),
                        (
                            "concerning",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="trust.certificate",
                                verbose_name="原证书",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="持有人",
                            ),
                        ),
                        (
                            "of_organ",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="注册机构所属机构",
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
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审核人",
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registration.registrationauthority",
                                verbose_name="注册机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证书申请",
                        "ordering": ["-submitted_at"],
                        "indexes": [
                            models.Index(fields=["organ", "-submitted_at"], name="certificate_asked_authority"),
                            models.Index(fields=["applicant", "-submitted_at"], name="certificate_asked_applicant"),
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["holder"],
                                name="certificate_asked_holder",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("certificate", None), ("reviewed_by__isnull", False), _connector="OR"
                                ),
                                name="certificate_was_reviewed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by", None),
                                    models.Q(
                                        models.Q(("reviewed_by", models.F("applicant")), _negated=True),
                                        models.Q(("reviewed_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reviewed_by_another_officer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentityCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.IntegerField(verbose_name="事项号")),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("face", "当面核验，人证一致"),
                                    ("document", "核验证件和授权文书"),
                                    ("video", "视频核验"),
                                    ("directory", "与组织目录比对"),
                                ],
                                max_length=10,
                                verbose_name="核验方式",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="查验的证件、文书")),
                        ("outcome", models.CharField(max_length=10, verbose_name="核验结果")),
                        ("note", models.CharField(blank=True, max_length=400, verbose_name="说明")),
                        ("differences", models.JSONField(default=list, verbose_name="与目录不一致之处")),
                        ("at", models.DateTimeField(verbose_name="核验时间")),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="registration.certificateapplication",
                                verbose_name="申请",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核验人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "身份核验",
                        "ordering": ["at"],
                    },
                ),
                migrations.CreateModel(
                    name="RegistrationAuthority",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=12, unique=True, verbose_name="编码")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("is_open", models.BooleanField(default=True, verbose_name="受理中")),
                        (
                            "organ",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="所属机构",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.region",
                                verbose_name="服务区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "注册机构",
                        "ordering": ["code"],
                    },
                ),
            ],
        ),
    ]
