"""Workers with their heartbeat, and the next slot of every schedule."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="JobWorker",
            fields=[
                ("name", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("seen_at", models.DateTimeField()),
            ],
            options={"verbose_name": "后台进程"},
        ),
        migrations.CreateModel(
            name="JobSchedule",
            fields=[
                ("name", models.CharField(max_length=160, primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=120)),
                ("next_at", models.DateTimeField()),
            ],
            options={"verbose_name": "定时任务"},
        ),
    ]
