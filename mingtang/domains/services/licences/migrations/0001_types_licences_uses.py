import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import mingtang.domains.services.licences.rules
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_cases_tokens_and_history"),
        ("directory", "__first__"),
        ("forms", "0001_forms_and_versions"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Licence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("identifier", models.CharField(max_length=120, unique=True, verbose_name="电子证照标识")),
                        ("number", models.CharField(max_length=80, verbose_name="证照编号")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        ("issued_on", models.DateField(verbose_name="颁发日期")),
                        ("valid_from", models.DateField(verbose_name="有效期起")),
                        ("valid_until", models.DateField(null=True, verbose_name="有效期止")),
                        ("renew_by", models.DateField(null=True, verbose_name="最迟申请延续")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    (mingtang.domains.services.licences.rules.State["EFFECTIVE"], "有效"),
                                    (mingtang.domains.services.licences.rules.State["SUSPENDED"], "暂停"),
                                    (mingtang.domains.services.licences.rules.State["SUPERSEDED"], "已换发"),
                                    (mingtang.domains.services.licences.rules.State["EXPIRED"], "过期"),
                                    (mingtang.domains.services.licences.rules.State["REVOKED"], "撤销"),
                                    (mingtang.domains.services.licences.rules.State["CANCELLED"], "注销"),
                                ],
                                default="effective",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "state_since",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="状态时间"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=400, verbose_name="原因")),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        ("face", models.JSONField(default=dict, verbose_name="照面信息")),
                        ("code", models.CharField(max_length=16, unique=True, verbose_name="核验码")),
                        ("file_name", models.CharField(blank=True, max_length=120, verbose_name="证照文件")),
                        ("file_digest", models.CharField(blank=True, max_length=64, verbose_name="文件摘要")),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "face_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="forms.formversion",
                                verbose_name="照面表单",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="颁发机构",
                            ),
                        ),
                        (
                            "predecessor",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successor",
                                to="services_licences.licence",
                                verbose_name="前一版本",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.region",
                                verbose_name="管辖区划",
                            ),
                        ),
                        (
                            "renewal_case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                                verbose_name="延续办件",
                            ),
                        ),
                        (
                            "type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="licences",
                                to="services_licences.licencetype",
                                verbose_name="证照类型",
                            ),
                        ),
                        ("ofd_digest", models.CharField(blank=True, max_length=64, verbose_name="OFD 文件摘要")),
                        ("ofd_name", models.CharField(blank=True, max_length=120, verbose_name="OFD 证照文件")),
                    ],
                    options={
                        "verbose_name": "电子证照",
                        "ordering": ["-issued_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["issuer", "-issued_on"], name="licence_of_issuer"),
                            models.Index(
                                condition=models.Q(("state", "effective")),
                                fields=["valid_until"],
                                name="licence_running_out",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("type", "number", "version"), name="one_licence_per_number_and_version"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until", None), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                                ),
                                name="licence_term_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LicenceHolder",
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
                                    (
                                        mingtang.domains.services.licences.rules.HolderKind["CREDIT_CODE"],
                                        "统一社会信用代码",
                                    ),
                                    (mingtang.domains.services.licences.rules.HolderKind["IDENTITY"], "居民身份证"),
                                    (mingtang.domains.services.licences.rules.HolderKind["PASSPORT"], "护照"),
                                    (mingtang.domains.services.licences.rules.HolderKind["OTHER"], "其他证件"),
                                ],
                                max_length=12,
                                verbose_name="证件类型",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="名称")),
                        ("number_cipher", models.TextField()),
                        ("number_index", models.CharField(db_index=True, max_length=64)),
                        (
                            "licence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="holders",
                                to="services_licences.licence",
                                verbose_name="电子证照",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "持证主体",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="LicenceType",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=21, unique=True, verbose_name="证照类型代码")),
                        ("name", models.CharField(max_length=120, verbose_name="证照名称")),
                        ("letter", models.CharField(max_length=60, verbose_name="证照模板")),
                        (
                            "term",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(600),
                                ],
                                verbose_name="有效期（月）",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="设定依据")),
                        ("renewal_from", models.CharField(blank=True, max_length=60, verbose_name="最早申请延续")),
                        ("renewal_until", models.CharField(blank=True, max_length=60, verbose_name="最迟申请延续")),
                        ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="forms.formdefinition",
                                verbose_name="照面信息",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证照类型",
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("term", None), ("term__gt", 0), _connector="OR"),
                                name="licence_term_is_positive",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Issuer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="颁发机构",
                            ),
                        ),
                        (
                            "type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="issuers",
                                to="services_licences.licencetype",
                                verbose_name="证照类型",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "颁发机构",
                        "ordering": ["type", "organ"],
                        "constraints": [
                            models.UniqueConstraint(fields=("type", "organ"), name="one_issuer_per_type_and_organ")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LicenceUse",
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
                                    ("pulled", "办件调用"),
                                    ("copied", "加注件"),
                                    ("shown", "亮证"),
                                    ("verified", "核验"),
                                ],
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="使用者")),
                        ("organ_name", models.CharField(blank=True, max_length=160, verbose_name="单位")),
                        ("address", models.CharField(blank=True, max_length=45, verbose_name="来源地址")),
                        ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="文件摘要")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="使用者",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "licence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="services_licences.licence",
                                verbose_name="电子证照",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "用证记录",
                        "ordering": ["-at", "-pk"],
                        "indexes": [models.Index(fields=["licence", "-at"], name="use_of_licence")],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("limit", models.CharField(max_length=60, verbose_name="提醒时限")),
                        ("due_on", models.DateField(verbose_name="提醒日期")),
                        ("sent_on", models.DateField(null=True, verbose_name="已提醒")),
                        (
                            "licence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to="services_licences.licence",
                                verbose_name="电子证照",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "到期提醒",
                        "ordering": ["due_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("sent_on", None)), fields=["due_on"], name="reminder_to_send"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("licence", "limit"), name="one_reminder_per_limit")
                        ],
                    },
                ),
            ],
        ),
    ]
