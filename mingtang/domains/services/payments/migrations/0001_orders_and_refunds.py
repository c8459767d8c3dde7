import django.db.models.deletion
import mingtang.domains.services.payments.rules
from django.conf import settings
from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_organs_people_accounts"),
        ("directory", "__first__"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="PaymentOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=60, verbose_name="缴款单号")),
                        ("subject", models.CharField(max_length=60, verbose_name="缴费事由")),
                        ("title", models.CharField(max_length=200, verbose_name="事项")),
                        ("reference", models.CharField(blank=True, max_length=80, verbose_name="办件编号")),
                        ("payer_name", models.CharField(max_length=160, verbose_name="缴款人")),
                        ("amount", models.BigIntegerField(verbose_name="金额（分）")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待缴费"),
                                    ("paid", "已缴费"),
                                    ("refunding", "退费中"),
                                    ("refunded", "已退费"),
                                    ("cancelled", "已取消"),
                                ],
                                default=mingtang.domains.services.payments.rules.State["OPEN"],
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        ("told_at", models.DateTimeField(verbose_name="告知时间")),
                        ("paid_at", models.DateTimeField(null=True, verbose_name="缴费时间")),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[("online", "网上支付"), ("window", "窗口缴费")],
                                max_length=6,
                                verbose_name="缴费方式",
                            ),
                        ),
                        ("receipt", models.CharField(blank=True, max_length=60, verbose_name="票据号")),
                        ("provider", models.CharField(blank=True, max_length=20, verbose_name="收款渠道")),
                        ("transaction", models.CharField(blank=True, max_length=80, verbose_name="交易流水号")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="收费单位",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="缴费账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "缴费单",
                        "ordering": ["-told_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["owner", "-told_at"], name="payment_of_owner"),
                            models.Index(fields=["organ", "-told_at"], name="payment_of_organ"),
                            models.Index(fields=["subject"], name="payment_of_subject"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organ", "number"), name="payment_number_of_organ"),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            mingtang.domains.services.payments.rules.State["OPEN"],
                                            mingtang.domains.services.payments.rules.State["PAID"],
                                        ],
                                    )
                                ),
                                fields=("subject",),
                                name="fees_are_told_once",
                            ),
                            models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="payment_of_something"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", mingtang.domains.services.payments.rules.State["PAID"]), _negated=True
                                    ),
                                    models.Q(("paid_at__isnull", False), models.Q(("receipt", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="paid_has_a_receipt",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="收费项目")),
                        ("standard", models.CharField(blank=True, max_length=500, verbose_name="收费标准")),
                        ("basis", models.CharField(max_length=1000, verbose_name="收费依据")),
                        ("price", models.BigIntegerField(verbose_name="单价（分）")),
                        ("quantity", models.PositiveIntegerField(verbose_name="数量")),
                        ("amount", models.BigIntegerField(verbose_name="金额（分）")),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="services_payments.paymentorder",
                                verbose_name="缴费单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "缴费明细",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Refund",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", models.BigIntegerField(verbose_name="金额（分）")),
                        ("reason", models.CharField(max_length=300, verbose_name="原因")),
                        ("ordered_at", models.DateTimeField(verbose_name="退费申请时间")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="退费时间")),
                        ("transaction", models.CharField(blank=True, max_length=80, verbose_name="交易流水号")),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refunds",
                                to="services_payments.paymentorder",
                                verbose_name="缴费单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "退费",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TillNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("provider", models.CharField(max_length=20, verbose_name="收款渠道")),
                        ("transaction", models.CharField(max_length=80, verbose_name="交易流水号")),
                        ("body", models.TextField(verbose_name="原文")),
                        ("at", models.DateTimeField(verbose_name="收到时间")),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="services_payments.paymentorder",
                                verbose_name="缴费单",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "支付通知",
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("provider", "transaction"), name="one_notice_per_transaction"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
