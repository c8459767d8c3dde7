import django.db.models.deletion
from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Chain",
                    fields=[
                        ("name", models.CharField(max_length=16, primary_key=True, serialize=False)),
                        ("seq", models.BigIntegerField(default=0)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Fact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(db_index=True, max_length=80, verbose_name="事实")),
                        ("subject", models.CharField(max_length=80, verbose_name="主题")),
                        ("data", models.JSONField(default=dict)),
                        ("at", models.DateTimeField(verbose_name="时间")),
                    ],
                ),
                migrations.CreateModel(
                    name="Head",
                    fields=[
                        ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("previous", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("digest", models.CharField(max_length=64)),
                        ("mac", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Record",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(db_index=True, verbose_name="时间")),
                        ("act", models.CharField(db_index=True, max_length=80, verbose_name="行为")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("done", "成功"), ("refused", "被拒绝")], max_length=8, verbose_name="结果"
                            ),
                        ),
                        ("actor_kind", models.CharField(max_length=8)),
                        ("actor_account", models.BigIntegerField(null=True)),
                        ("actor_name", models.CharField(max_length=160, verbose_name="行为人")),
                        ("actor_post", models.BigIntegerField(null=True)),
                        ("actor_post_name", models.CharField(blank=True, max_length=160, verbose_name="岗位")),
                        ("actor_organ", models.BigIntegerField(db_index=True, null=True)),
                        ("actor_organ_name", models.CharField(blank=True, max_length=160, verbose_name="行为人机构")),
                        ("object_type", models.CharField(blank=True, max_length=80, verbose_name="对象类型")),
                        ("object_id", models.CharField(blank=True, max_length=64)),
                        ("object_label", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                        ("organ", models.BigIntegerField(null=True, verbose_name="所属机构")),
                        ("changes", models.JSONField(default=list)),
                        ("note", models.CharField(blank=True, max_length=400, verbose_name="说明")),
                        ("basis", models.CharField(blank=True, max_length=400, verbose_name="依据")),
                        ("address", models.CharField(blank=True, max_length=45, verbose_name="来源地址")),
                        ("session", models.CharField(blank=True, max_length=64)),
                        ("request", models.CharField(blank=True, max_length=36)),
                        ("format", models.PositiveSmallIntegerField(default=1)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                    options={
                        "verbose_name": "存证记录",
                        "indexes": [
                            models.Index(fields=["object_type", "object_id"], name="record_object"),
                            models.Index(fields=["organ", "at"], name="record_organ_at"),
                            models.Index(fields=["actor_account", "at"], name="record_account_at"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="发起时间")),
                        ("asked_by", models.CharField(max_length=120, verbose_name="发起人")),
                        ("done", models.BigIntegerField(default=0, verbose_name="已核验")),
                        ("total", models.BigIntegerField(verbose_name="总数")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                        ("holds", models.BooleanField(null=True, verbose_name="结论")),
                        ("finding", models.CharField(blank=True, max_length=400, verbose_name="发现")),
                    ],
                    options={
                        "verbose_name": "存证链核验",
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("handler", models.CharField(max_length=120, verbose_name="处理者")),
                        ("subject", models.CharField(max_length=80, verbose_name="主题")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "待送达"),
                                    ("done", "已送达"),
                                    ("dead", "未送达"),
                                    ("skipped", "已跳过"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                        ("next_at", models.DateTimeField(verbose_name="下次")),
                        ("error", models.TextField(blank=True, verbose_name="错误")),
                        (
                            "fact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="evidence.fact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "事实送达",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")), fields=["next_at", "id"], name="delivery_due"
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "dead"])),
                                fields=["handler", "subject", "id"],
                                name="delivery_order",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("fact", "handler"), name="one_delivery_per_handler")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unsealed",
                    fields=[
                        (
                            "record",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="evidence.record",
                            ),
                        ),
                        ("mac", models.CharField(max_length=64)),
                    ],
                ),
            ],
        ),
        migrations.AddField(
            model_name="link",
            name="record",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="link",
                to="evidence.record",
            ),
        ),
        migrations.AddField(
            model_name="fact",
            name="record",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="evidence.record"
            ),
        ),
    ]
