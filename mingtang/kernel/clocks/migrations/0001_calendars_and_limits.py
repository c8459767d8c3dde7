import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_organs_people_accounts"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token", models.CharField(max_length=32)),
                    ],
                    options={
                        "verbose_name": "日历版本",
                    },
                ),
                migrations.CreateModel(
                    name="CalendarNotice",
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
                                choices=[("annual", "年度安排"), ("supplement", "临时调整")],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(2004),
                                    django.core.validators.MaxValueValidator(2050),
                                ],
                                verbose_name="年份",
                            ),
                        ),
                        ("number", models.CharField(max_length=80, verbose_name="文号")),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("issued_on", models.DateField(verbose_name="发布日期")),
                        ("entered_at", models.DateTimeField(verbose_name="录入时间")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
                        ("withdrawn_why", models.CharField(blank=True, max_length=200, verbose_name="撤下原因")),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.region",
                                verbose_name="适用地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "放假调休通知",
                        "ordering": ["-issued_on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "annual"), ("region", None), ("withdrawn_at", None)),
                                fields=("year",),
                                name="one_annual_notice_of_the_nation",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("number",),
                                name="notice_entered_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="日期")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("off", "放假"), ("work", "上班"), ("half", "上午上班")],
                                max_length=4,
                                verbose_name="安排",
                            ),
                        ),
                        ("occasion", models.CharField(blank=True, max_length=40, verbose_name="节日")),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="clocks.calendarnotice",
                                verbose_name="通知",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "日历日",
                        "ordering": ["day"],
                        "constraints": [
                            models.UniqueConstraint(fields=("notice", "day"), name="one_line_per_day_of_a_notice")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LocalLimit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="时限")),
                        ("channel", models.CharField(blank=True, max_length=30, verbose_name="情形")),
                        ("amount", models.PositiveIntegerField(verbose_name="数量")),
                        ("effective", models.DateField(verbose_name="施行日期")),
                        ("source", models.CharField(max_length=200, verbose_name="依据")),
                    ],
                    options={
                        "verbose_name": "本地时限",
                        "ordering": ["code", "channel", "effective"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "channel", "effective"), name="one_amount_of_a_limit_per_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("windows", models.CharField(max_length=80, verbose_name="办公时间")),
                        ("source", models.CharField(max_length=200, verbose_name="依据")),
                        (
                            "region",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.region",
                                verbose_name="适用地区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办公时间",
                        "ordering": ["region_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.Value(1), condition=models.Q(("region", None)), name="one_default_of_hours"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
