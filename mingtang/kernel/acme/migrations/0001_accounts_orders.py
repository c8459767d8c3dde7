import django.db.models.deletion
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0002_credentials_of_sessions"),
        ("trust", "0001_authorities_certificates_escrow"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="UsedNonce",
                    fields=[
                        ("value", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("until", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "verbose_name": "已用随机数",
                    },
                ),
                migrations.CreateModel(
                    name="BindingKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=24, unique=True, verbose_name="密钥标识")),
                        ("keeper", models.CharField(max_length=60, verbose_name="保管人")),
                        ("names", models.TextField(blank=True, verbose_name="可申请的名称")),
                        ("sealed", models.TextField(verbose_name="加密的密钥")),
                        (
                            "state",
                            models.CharField(
                                choices=[("usable", "可用"), ("withdrawn", "已收回")],
                                default="usable",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("issued_at", models.DateTimeField(verbose_name="发放时间")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "账户绑定密钥",
                        "ordering": ["-id"],
                        "indexes": [models.Index(fields=["organ", "-id"], name="acme_key_organ")],
                    },
                ),
                migrations.CreateModel(
                    name="AcmeAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("jwk", models.JSONField(verbose_name="公钥")),
                        ("thumbprint", models.CharField(max_length=43, unique=True, verbose_name="公钥指纹")),
                        ("contacts", models.JSONField(default=list, verbose_name="联系方式")),
                        (
                            "state",
                            models.CharField(
                                choices=[("valid", "可用"), ("deactivated", "已自行注销"), ("revoked", "已停用")],
                                default="valid",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="登记时间")),
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
                            "binding",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="acme.bindingkey",
                                verbose_name="账户绑定密钥",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ACME 账户",
                        "ordering": ["-id"],
                        "indexes": [models.Index(fields=["organ", "-id"], name="acme_account_organ")],
                    },
                ),
                migrations.CreateModel(
                    name="Order",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("names", models.JSONField(verbose_name="名称")),
                        ("title", models.CharField(max_length=300, verbose_name="域名")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "待验证"),
                                    ("ready", "待签发"),
                                    ("valid", "已签发"),
                                    ("invalid", "未通过"),
                                ],
                                default="pending",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("error", models.JSONField(null=True, verbose_name="原因")),
                        ("placed_at", models.DateTimeField(verbose_name="申请时间")),
                        ("expires_at", models.DateTimeField(verbose_name="办理期限")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="acme.acmeaccount",
                                verbose_name="账户",
                            ),
                        ),
                        (
                            "certificate",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acme_order",
                                to="trust.certificate",
                                verbose_name="证书",
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
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="trust.certificate",
                                verbose_name="取代",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证书订单",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["organ", "-id"], name="acme_order_organ"),
                            models.Index(fields=["account", "placed_at"], name="acme_order_account"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Authorization",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=3, verbose_name="名称类型")),
                        ("value", models.CharField(max_length=253, verbose_name="名称")),
                        ("token", models.CharField(max_length=43)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "待验证"),
                                    ("valid", "已验证"),
                                    ("invalid", "未通过"),
                                    ("deactivated", "已放弃"),
                                ],
                                default="pending",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                        ("due_at", models.DateTimeField(null=True, verbose_name="下次验证时间")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="验证时间")),
                        ("error", models.JSONField(null=True, verbose_name="原因")),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="authorizations",
                                to="acme.order",
                                verbose_name="订单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "域名验证",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="acme_checks_due"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
