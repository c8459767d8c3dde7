from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="JobSchedule",
                    fields=[
                        ("name", models.CharField(max_length=160, primary_key=True, serialize=False)),
                        ("rule", models.CharField(max_length=120)),
                        ("next_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "定时任务",
                    },
                ),
                migrations.CreateModel(
                    name="JobWorker",
                    fields=[
                        ("name", models.CharField(max_length=120, primary_key=True, serialize=False)),
                        ("seen_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "后台进程",
                    },
                ),
            ],
        ),
    ]
