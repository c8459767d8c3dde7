import django.db.models.deletion
import mingtang.lib.crypto.keys.kinds
import mingtang.lib.crypto.revocation.reasons
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0002_credentials_of_sessions"),
        ("directory", "__first__"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="SealedKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=63, unique=True)),
                        ("sealed", models.TextField()),
                    ],
                    options={
                        "verbose_name": "加密保存的私钥",
                    },
                ),
                migrations.CreateModel(
                    name="Authority",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=64, verbose_name="名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[("root", "根"), ("issuing", "签发机构")], max_length=8, verbose_name="层级"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    (mingtang.lib.crypto.keys.kinds.KeyKind["SM2"], "SM2"),
                                    (mingtang.lib.crypto.keys.kinds.KeyKind["ECDSA_P256"], "ECDSA P-256"),
                                    (mingtang.lib.crypto.keys.kinds.KeyKind["RSA"], "RSA"),
                                ],
                                max_length=12,
                                verbose_name="算法",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("prepared", "待上级签发"), ("in_service", "在用"), ("retired", "停止签发")],
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("is_test", models.BooleanField(default=True, verbose_name="测试")),
                        ("key_label", models.CharField(blank=True, max_length=63)),
                        ("request", models.BinaryField(default=bytes, verbose_name="证书申请")),
                        ("encoded", models.BinaryField(default=bytes, verbose_name="证书")),
                        (
                            "fingerprint",
                            models.CharField(blank=True, db_index=True, max_length=64, verbose_name="指纹（SM3）"),
                        ),
                        ("not_after", models.DateTimeField(null=True, verbose_name="有效期至")),
                        ("list_number", models.BigIntegerField(default=0, verbose_name="撤销列表序号")),
                        (
                            "superior",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inferiors",
                                to="trust.authority",
                                verbose_name="上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "签发机构",
                        "ordering": ["-level", "kind", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("level", "issuing"), ("state", "in_service")),
                                fields=("kind",),
                                name="one_authority_in_service_per_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("serial", models.CharField(max_length=40, verbose_name="序列号")),
                        (
                            "profile",
                            models.CharField(
                                choices=[
                                    ("root", "根证书"),
                                    ("authority", "签发机构"),
                                    ("organ-signing", "机构签名"),
                                    ("organ-encryption", "机构加密"),
                                    ("officer-signing", "工作人员签名"),
                                    ("officer-encryption", "工作人员加密"),
                                    ("person-signing", "个人签名"),
                                    ("person-encryption", "个人加密"),
                                    ("seal-signer", "电子印章签章者"),
                                    ("seal-maker", "电子印章制章者"),
                                    ("server-signing", "服务器签名"),
                                    ("server-encryption", "服务器加密"),
                                    ("device", "设备"),
                                    ("ocsp-signer", "状态查询应答者"),
                                    ("timestamper", "时间戳"),
                                ],
                                max_length=20,
                                verbose_name="类型",
                            ),
                        ),
                        ("subject", models.CharField(max_length=400, verbose_name="主体")),
                        ("common_name", models.CharField(db_index=True, max_length=64, verbose_name="名称")),
                        ("not_before", models.DateTimeField(verbose_name="有效期起")),
                        ("not_after", models.DateTimeField(db_index=True, verbose_name="有效期至")),
                        (
                            "state",
                            models.CharField(
                                choices=[("active", "有效"), ("suspended", "冻结"), ("revoked", "已注销")],
                                default="active",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("state_at", models.DateTimeField(null=True, verbose_name="状态变更时间")),
                        (
                            "reason",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (mingtang.lib.crypto.revocation.reasons.Reason["UNSPECIFIED"], "未说明"),
                                    (mingtang.lib.crypto.revocation.reasons.Reason["KEY_COMPROMISE"], "密钥泄露或丢失"),
                                    (
                                        mingtang.lib.crypto.revocation.reasons.Reason["AUTHORITY_COMPROMISE"],
                                        "签发机构密钥泄露",
                                    ),
                                    (
                                        mingtang.lib.crypto.revocation.reasons.Reason["AFFILIATION_CHANGED"],
                                        "调离或隶属变更",
                                    ),
                                    (mingtang.lib.crypto.revocation.reasons.Reason["SUPERSEDED"], "已被新证书取代"),
                                    (
                                        mingtang.lib.crypto.revocation.reasons.Reason["CESSATION_OF_OPERATION"],
                                        "停止使用",
                                    ),
                                    (mingtang.lib.crypto.revocation.reasons.Reason["HOLD"], "冻结"),
                                    (
                                        mingtang.lib.crypto.revocation.reasons.Reason["PRIVILEGE_WITHDRAWN"],
                                        "资格被取消",
                                    ),
                                ],
                                null=True,
                                verbose_name="原因",
                            ),
                        ),
                        ("key_digest", models.CharField(db_index=True, max_length=64, verbose_name="公钥摘要（SM3）")),
                        ("fingerprint", models.CharField(max_length=64, unique=True, verbose_name="指纹（SM3）")),
                        ("encoded", models.BinaryField(verbose_name="证书")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="持有人账号",
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="trust.authority",
                                verbose_name="签发机构",
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
                            "pair",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="encryption",
                                to="trust.certificate",
                                verbose_name="签名证书",
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
                            "renews",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewed_by",
                                to="trust.certificate",
                                verbose_name="取代",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证书",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["organ", "not_after"], name="certificate_organ_expiry"),
                            models.Index(
                                condition=models.Q(("state", "active"), _negated=True),
                                fields=["authority", "state_at"],
                                name="certificate_not_active",
                            ),
                            models.Index(
                                condition=models.Q(("state", "active")), fields=["post"], name="certificate_of_post"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("authority", "serial"), name="one_serial_per_authority")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EscrowedKey",
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
                                choices=[("spare", "备用"), ("in_use", "在用"), ("history", "历史")],
                                db_index=True,
                                default="spare",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("spki", models.BinaryField(verbose_name="公钥")),
                        ("sealed", models.TextField(verbose_name="加密的私钥")),
                        ("made_at", models.DateTimeField(verbose_name="生成时间")),
                        ("bound_at", models.DateTimeField(null=True, verbose_name="启用时间")),
                        ("retired_at", models.DateTimeField(null=True, verbose_name="转入历史时间")),
                        (
                            "certificate",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escrow",
                                to="trust.certificate",
                                verbose_name="加密证书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "托管密钥",
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="KeyRecovery",
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
                                choices=[("holder", "用户密钥恢复"), ("judicial", "司法密钥恢复")],
                                max_length=8,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("asked", "待确认"), ("done", "已恢复"), ("refused", "不予恢复")],
                                default="asked",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("reason", models.CharField(max_length=400, verbose_name="事由")),
                        ("document", models.CharField(blank=True, max_length=120, verbose_name="法律文书编号")),
                        ("authority_name", models.CharField(blank=True, max_length=120, verbose_name="提出机关")),
                        ("present", models.CharField(blank=True, max_length=200, verbose_name="在场人员")),
                        ("witness", models.CharField(blank=True, max_length=60, verbose_name="见证审计员")),
                        ("recipient", models.BinaryField(verbose_name="接收公钥")),
                        ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                        ("decision_note", models.CharField(blank=True, max_length=400, verbose_name="确认意见")),
                        ("envelope", models.BinaryField(default=bytes, verbose_name="数字信封")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提出人",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="确认人",
                            ),
                        ),
                        (
                            "key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recoveries",
                                to="trust.escrowedkey",
                                verbose_name="密钥",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "密钥恢复",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="recovery_takes_two_officers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "holder"),
                                    models.Q(
                                        models.Q(("document", ""), _negated=True),
                                        models.Q(("authority_name", ""), _negated=True),
                                        models.Q(("witness", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="judicial_recovery_names_its_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by", None), ("state", "asked")),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True), ("decided_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="recovery_is_decided_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state", "done"), ("envelope", b""), _connector="OR"),
                                name="recovered_key_leaves_when_confirmed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Office",
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
                                choices=[
                                    ("ocsp-signer", "状态查询应答"),
                                    ("timestamper", "时间戳"),
                                    ("seal-maker", "制章"),
                                    ("seal-signer", "文书签章"),
                                ],
                                max_length=16,
                                verbose_name="职能",
                            ),
                        ),
                        ("key_label", models.CharField(max_length=63, unique=True)),
                        ("since", models.DateTimeField(verbose_name="启用时间")),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offices",
                                to="trust.authority",
                                verbose_name="签发机构",
                            ),
                        ),
                        (
                            "certificate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="office",
                                to="trust.certificate",
                                verbose_name="证书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "服务证书",
                        "ordering": ["authority", "role", "-since"],
                    },
                ),
                migrations.CreateModel(
                    name="RevocationList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.BigIntegerField(verbose_name="序号")),
                        ("base", models.BigIntegerField(null=True, verbose_name="基础列表")),
                        ("this_update", models.DateTimeField(verbose_name="发布时间")),
                        ("next_update", models.DateTimeField(verbose_name="下次更新")),
                        ("entries", models.PositiveIntegerField(verbose_name="条数")),
                        ("encoded", models.BinaryField(verbose_name="列表")),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lists",
                                to="trust.authority",
                                verbose_name="签发机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证书撤销列表",
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("authority", "number"), name="one_list_per_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TimestampToken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(db_index=True, verbose_name="时间")),
                        ("digest", models.CharField(max_length=40, verbose_name="摘要算法")),
                        ("imprint", models.CharField(max_length=128, verbose_name="摘要")),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trust.office",
                                verbose_name="时间戳证书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "时间戳",
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceStamp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seq", models.BigIntegerField(unique=True, verbose_name="环节")),
                        ("head", models.CharField(max_length=64, verbose_name="链头")),
                        ("sealed_at", models.DateTimeField(verbose_name="成链时间")),
                        ("stamped_at", models.DateTimeField(verbose_name="时间戳时间")),
                        ("token", models.BinaryField(verbose_name="时间戳")),
                        ("oldest_at", models.DateTimeField(verbose_name="所覆盖的最早链头的成链时间")),
                    ],
                    options={
                        "verbose_name": "存证时间戳",
                        "ordering": ["-seq"],
                    },
                ),
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=40, unique=True, verbose_name="印章编号")),
                        ("name", models.CharField(max_length=120, verbose_name="印章名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("official", "法定名称章"),
                                    ("business", "业务专用章"),
                                    ("licence", "电子证照专用章"),
                                    ("finance", "财务专用章"),
                                    ("contract", "合同专用章"),
                                ],
                                max_length=10,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "待审批"),
                                    ("refused", "不予批准"),
                                    ("in_use", "在用"),
                                    ("suspended", "停用"),
                                    ("cancelled", "已注销"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("state_at", models.DateTimeField(verbose_name="状态时间")),
                        ("approval", models.CharField(max_length=120, verbose_name="批准文件")),
                        ("police_filing", models.CharField(blank=True, max_length=60, verbose_name="公安备案号")),
                        ("reason", models.CharField(blank=True, max_length=400, verbose_name="事由")),
                        ("picture", models.BinaryField(verbose_name="印模")),
                        ("appearance", models.BinaryField(verbose_name="印模（矢量）")),
                        ("width", models.PositiveSmallIntegerField(verbose_name="宽（毫米）")),
                        ("height", models.PositiveSmallIntegerField(verbose_name="高（毫米）")),
                        ("valid_from", models.DateTimeField(null=True, verbose_name="有效期起")),
                        ("valid_until", models.DateTimeField(null=True, verbose_name="有效期至")),
                        ("encoded", models.BinaryField(default=bytes, verbose_name="印章数据")),
                        ("national_key", models.CharField(blank=True, max_length=63)),
                        ("international_key", models.CharField(blank=True, max_length=63)),
                        (
                            "applied_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申请人",
                            ),
                        ),
                        (
                            "custodian",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.post",
                                verbose_name="保管岗位",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审批人",
                            ),
                        ),
                        (
                            "international",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trust.certificate",
                                verbose_name="签章证书（ECDSA）",
                            ),
                        ),
                        (
                            "national",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trust.certificate",
                                verbose_name="签章证书（SM2）",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seals",
                                to="directory.organ",
                                verbose_name="用章单位",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trust.seal",
                                verbose_name="更换",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "电子印章",
                        "ordering": ["organ", "kind", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("applied_by", None),
                                    ("decided_by", None),
                                    models.Q(("applied_by", models.F("decided_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="seal_is_approved_by_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_use")),
                                fields=("organ", "kind", "name"),
                                name="one_seal_of_a_name_in_use",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealMandate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("scope", models.CharField(max_length=40, verbose_name="范围")),
                        ("begin", models.DateTimeField(verbose_name="起")),
                        ("end", models.DateTimeField(null=True, verbose_name="止")),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                        (
                            "granted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "seal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandates",
                                to="trust.seal",
                                verbose_name="印章",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "批量用印授权",
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("end", None)),
                                fields=("seal", "scope"),
                                name="one_mandate_of_a_scope",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealUse",
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
                                    ("asked", "待审批"),
                                    ("approved", "待用印"),
                                    ("refused", "不予用印"),
                                    ("done", "已用印"),
                                    ("failed", "未能用印"),
                                ],
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="文件名称")),
                        ("purpose", models.CharField(blank=True, max_length=200, verbose_name="用途")),
                        ("copies", models.PositiveIntegerField(default=1, verbose_name="份数")),
                        (
                            "form",
                            models.CharField(
                                choices=[("pdf", "PDF"), ("ofd", "OFD")], max_length=3, verbose_name="格式"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="用印前摘要（SM3）")),
                        (
                            "sealed_digest",
                            models.CharField(
                                blank=True, db_index=True, max_length=64, verbose_name="用印后摘要（SM3）"
                            ),
                        ),
                        ("object_type", models.CharField(blank=True, max_length=80)),
                        ("object_id", models.CharField(blank=True, max_length=64)),
                        ("file_name", models.CharField(blank=True, max_length=160)),
                        ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                        ("decision_note", models.CharField(blank=True, max_length=200, verbose_name="审批意见")),
                        ("used_at", models.DateTimeField(null=True, verbose_name="用印时间")),
                        ("lacks_timestamp", models.BooleanField(default=False, verbose_name="缺时间戳")),
                        ("late_stamp", models.BinaryField(default=bytes, verbose_name="补加的时间戳")),
                        ("stamped_at", models.DateTimeField(null=True, verbose_name="补加时间")),
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
                            "certificate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trust.certificate",
                                verbose_name="签章证书",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审批人",
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="trust.sealmandate",
                                verbose_name="批量用印授权",
                            ),
                        ),
                        (
                            "seal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="trust.seal",
                                verbose_name="印章",
                            ),
                        ),
                        ("fault", models.CharField(blank=True, max_length=200, verbose_name="未能用印的原因")),
                        ("page", models.PositiveSmallIntegerField(default=0, verbose_name="页码")),
                        ("sealed_name", models.CharField(blank=True, max_length=160)),
                        ("x", models.FloatField(default=0, verbose_name="距左边（毫米）")),
                        ("y", models.FloatField(default=0, verbose_name="距上边（毫米）")),
                    ],
                    options={
                        "verbose_name": "用印记录",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["object_type", "object_id"], name="seal_use_object"),
                            models.Index(
                                condition=models.Q(("lacks_timestamp", True)),
                                fields=["id"],
                                name="seal_use_to_complete",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_by", None),
                                    ("decided_by", None),
                                    models.Q(("asked_by", models.F("decided_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="seal_use_is_approved_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    ("mandate__isnull", False),
                                    ("decided_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="seal_is_used_as_approved",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(db_index=True, verbose_name="时间")),
                        ("offset", models.FloatField(null=True, verbose_name="偏差（秒）")),
                        ("answered", models.CharField(blank=True, max_length=400, verbose_name="应答的时间源")),
                        ("silent", models.CharField(blank=True, max_length=400, verbose_name="未应答的时间源")),
                    ],
                    options={
                        "verbose_name": "时钟核对",
                        "ordering": ["-at"],
                    },
                ),
                migrations.CreateModel(
                    name="Challenge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True, verbose_name="摘要（SM3）")),
                        ("origin", models.CharField(max_length=200, verbose_name="网站")),
                        ("made_at", models.DateTimeField(db_index=True, verbose_name="时间")),
                        ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
                    ],
                    options={
                        "verbose_name": "证书登录随机数",
                    },
                ),
                migrations.CreateModel(
                    name="SignatureRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("object_type", models.CharField(max_length=60, verbose_name="对象类型")),
                        ("object_id", models.CharField(max_length=40, verbose_name="对象")),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("text", models.TextField(verbose_name="签名内容")),
                        ("digest", models.CharField(max_length=64, verbose_name="内容摘要（SM3）")),
                        ("signature", models.BinaryField(verbose_name="签名值")),
                        ("name", models.CharField(max_length=160, verbose_name="姓名")),
                        ("signed_at", models.DateTimeField(verbose_name="签名时间")),
                        ("token", models.BinaryField(default=bytes, verbose_name="时间戳")),
                        ("stamped_at", models.DateTimeField(null=True, verbose_name="时间戳时间")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="签名人",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="trust.certificate",
                                verbose_name="证书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "签名记录",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("stamped_at", None)), fields=["id"], name="signature_not_stamped"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("object_type", "object_id", "account"), name="one_signature_of_each"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
