import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "__first__"),
        ("services_applications", "0001_applications_and_parts"),
        ("services_catalogue", "0001_items"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Hall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("place", models.CharField(blank=True, max_length=160, verbose_name="地址")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                        ("kiosk_key", models.CharField(max_length=32, unique=True, verbose_name="取号机代号")),
                        ("always_open", models.BooleanField(default=False, verbose_name="不限办公时间")),
                        ("quota", models.PositiveSmallIntegerField(default=4, verbose_name="每半小时每项业务可预约")),
                        ("leeway", models.PositiveSmallIntegerField(default=15, verbose_name="预约优先前后分钟")),
                        ("most_calls", models.PositiveSmallIntegerField(default=3, verbose_name="最多叫号次数")),
                        ("let_pass", models.PositiveSmallIntegerField(default=3, verbose_name="过号后让过几位")),
                        ("in_a_row", models.PositiveSmallIntegerField(default=3, verbose_name="连续优先不超过")),
                        ("most_missed", models.PositiveSmallIntegerField(default=3, verbose_name="爽约几次暂停预约")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="管理机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "政务大厅",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Business",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("prefix", models.CharField(max_length=2, verbose_name="号头")),
                        ("name", models.CharField(max_length=60, verbose_name="业务")),
                        ("is_bookable", models.BooleanField(default=True, verbose_name="可以预约")),
                        (
                            "organs",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="directory.organ", verbose_name="机构"
                            ),
                        ),
                        (
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="businesses",
                                to="services_hall.hall",
                                verbose_name="大厅",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "业务",
                        "ordering": ["prefix"],
                        "constraints": [models.UniqueConstraint(fields=("hall", "prefix"), name="one_prefix_per_hall")],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slot", models.DateTimeField(verbose_name="时段")),
                        ("code", models.CharField(max_length=6, verbose_name="预约码")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("booked", "已预约"),
                                    ("arrived", "已到厅"),
                                    ("cancelled", "已取消"),
                                    ("missed", "爽约"),
                                ],
                                default="booked",
                                max_length=9,
                                verbose_name="状态",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="预约时间")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="预约人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="管理机构",
                            ),
                        ),
                        (
                            "business",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_hall.business",
                                verbose_name="业务",
                            ),
                        ),
                        (
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_hall.hall",
                                verbose_name="大厅",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "预约",
                        "ordering": ["-slot"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "booked")),
                                fields=["business", "slot"],
                                name="booking_of_slot",
                            ),
                            models.Index(fields=["account", "-slot"], name="booking_of_account"),
                            models.Index(fields=["organ", "-slot"], name="booking_of_organ"),
                            models.Index(condition=models.Q(("state", "booked")), fields=["slot"], name="booking_open"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "booked")),
                                fields=("account", "slot"),
                                name="one_booking_per_person_and_slot",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handout",
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
                                choices=[("window", "窗口领取"), ("post", "邮寄"), ("cabinet", "自助柜领取")],
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        ("receiver", models.CharField(max_length=100, verbose_name="领取人")),
                        ("identity_seen", models.BooleanField(default=False, verbose_name="已核对证件")),
                        ("carrier", models.CharField(blank=True, max_length=40, verbose_name="快递公司")),
                        ("tracking", models.CharField(blank=True, max_length=40, verbose_name="快递单号")),
                        ("cabinet", models.CharField(blank=True, max_length=20, verbose_name="柜门")),
                        ("pickup_cipher", models.CharField(blank=True, max_length=128)),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("collected_at", models.DateTimeField(null=True, verbose_name="取走时间")),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_applications.application",
                                verbose_name="办件",
                            ),
                        ),
                        (
                            "clerk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="出件人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="出件机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "出件",
                        "ordering": ["-at"],
                        "indexes": [models.Index(fields=["organ", "-at"], name="handout_of_organ")],
                    },
                ),
                migrations.CreateModel(
                    name="TicketSerial",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "business_id", "day", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("day", models.DateField(verbose_name="日期")),
                        ("last", models.PositiveIntegerField(verbose_name="已用到")),
                        (
                            "business",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="services_hall.business",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "排队流水号",
                    },
                ),
                migrations.CreateModel(
                    name="Window",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=10, verbose_name="窗口号")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "businesses",
                            models.ManyToManyField(
                                blank=True, related_name="windows", to="services_hall.business", verbose_name="业务"
                            ),
                        ),
                        (
                            "clerk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="值守人",
                            ),
                        ),
                        (
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="windows",
                                to="services_hall.hall",
                                verbose_name="大厅",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "窗口",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("hall", "number"), name="one_number_per_window"),
                            models.UniqueConstraint(fields=("clerk",), name="one_window_per_clerk"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ticket",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="日期")),
                        ("number", models.CharField(max_length=8, verbose_name="号码")),
                        ("code", models.CharField(max_length=32, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "等候"),
                                    ("called", "已叫号"),
                                    ("serving", "办理中"),
                                    ("done", "办完"),
                                    ("passed", "过号"),
                                    ("transferred", "已转窗口"),
                                ],
                                default="waiting",
                                max_length=11,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "普通"),
                                    ("elderly", "老年人"),
                                    ("child", "抱婴儿者"),
                                    ("ill", "伤病"),
                                    ("disabled", "残疾人"),
                                    ("pregnant", "孕妇"),
                                    ("soldier", "军人"),
                                ],
                                max_length=8,
                                verbose_name="优先",
                            ),
                        ),
                        ("slot", models.DateTimeField(null=True, verbose_name="预约时段")),
                        ("behind", models.PositiveSmallIntegerField(default=0, verbose_name="让过")),
                        ("arrived_at", models.DateTimeField(verbose_name="取号时间")),
                        ("calls", models.PositiveSmallIntegerField(default=0, verbose_name="叫号次数")),
                        ("jumped", models.BooleanField(default=False)),
                        ("called_at", models.DateTimeField(null=True, verbose_name="首次叫号")),
                        ("started_at", models.DateTimeField(null=True, verbose_name="开始办理")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="结束")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办事人",
                            ),
                        ),
                        (
                            "appointment",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ticket",
                                to="services_hall.appointment",
                                verbose_name="预约",
                            ),
                        ),
                        (
                            "business",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_hall.business",
                                verbose_name="业务",
                            ),
                        ),
                        (
                            "clerk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="工作人员",
                            ),
                        ),
                        (
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="services_hall.hall",
                                verbose_name="大厅",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="管理机构",
                            ),
                        ),
                        (
                            "origin",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successor",
                                to="services_hall.ticket",
                                verbose_name="转自",
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services_hall.window",
                                verbose_name="窗口",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "排队号",
                        "ordering": ["-arrived_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["hall", "arrived_at"],
                                name="ticket_waiting",
                            ),
                            models.Index(fields=["window", "-called_at"], name="ticket_of_window"),
                            models.Index(fields=["organ", "-arrived_at"], name="ticket_of_organ"),
                            models.Index(fields=["hall", "day", "state"], name="ticket_of_day"),
                            models.Index(fields=["account", "-arrived_at"], name="ticket_of_account"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("hall", "day", "number"), name="one_ticket_per_number")
                        ],
                    },
                ),
            ],
        ),
    ]
