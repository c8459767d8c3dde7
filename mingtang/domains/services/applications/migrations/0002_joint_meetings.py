import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services_applications", "0001_applications_and_parts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JointMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("visit", "联合踏勘"), ("review", "联审会议")], max_length=6, verbose_name="种类"
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
            },
        ),
        migrations.CreateModel(
            name="MeetingSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            },
        ),
        migrations.AddConstraint(
            model_name="jointmeeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "convened")),
                fields=("application",),
                name="one_meeting_convened_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="jointmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "convened"), models.Q(("record", ""), _negated=True), _connector="OR"),
                name="meeting_ended_has_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingseat",
            constraint=models.UniqueConstraint(fields=("meeting", "part"), name="one_seat_for_each_organ"),
        ),
        migrations.AddConstraint(
            model_name="meetingseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "recorded"), _negated=True),
                    models.Q(("record", ""), _negated=True),
                    _connector="OR",
                ),
                name="seat_recorded_has_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "deemed"), _negated=True),
                    models.Q(("basis", ""), _negated=True),
                    _connector="OR",
                ),
                name="seat_deemed_has_a_basis",
            ),
        ),
    ]
