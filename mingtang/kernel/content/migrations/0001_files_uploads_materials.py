import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "__first__"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Allowance",
                    fields=[
                        (
                            "kind",
                            models.CharField(
                                choices=[("citizen", "个人"), ("legal", "法人"), ("official", "工作人员")],
                                max_length=8,
                                primary_key=True,
                                serialize=False,
                                verbose_name="对象",
                            ),
                        ),
                        ("file_bytes", models.BigIntegerField(verbose_name="单个文件上限")),
                        ("total_bytes", models.BigIntegerField(verbose_name="总空间")),
                        ("files", models.PositiveIntegerField(verbose_name="文件数")),
                    ],
                    options={
                        "verbose_name": "上传限额",
                    },
                ),
                migrations.CreateModel(
                    name="File",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="文件名")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间")),
                        ("document", models.UUIDField(default=uuid.uuid4)),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        ("current", models.BooleanField(default=True, verbose_name="最新版本")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传者",
                            ),
                        ),
                        (
                            "legal_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.legalperson",
                                verbose_name="所属法人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="所属机构",
                            ),
                        ),
                        (
                            "content",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="content.storedcontent",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文件",
                        "indexes": [
                            models.Index(fields=["account", "at"], name="file_of_account"),
                            models.Index(fields=["legal_person", "at"], name="file_of_legal_person"),
                            models.Index(fields=["organ", "at"], name="file_of_organ"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "version"), name="one_file_per_version")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Material",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="材料名称")),
                        ("key", models.CharField(blank=True, max_length=80, verbose_name="共享标识")),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("uploaded", "本人上传"),
                                    ("reused", "复用已有材料"),
                                    ("licence", "电子证照库"),
                                    ("scanned", "窗口扫描"),
                                ],
                                default="uploaded",
                                max_length=8,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "check_state",
                            models.CharField(
                                choices=[("unchecked", "未核对"), ("passed", "符合要求"), ("defective", "需要补正")],
                                default="unchecked",
                                max_length=9,
                                verbose_name="核对",
                            ),
                        ),
                        ("defect", models.CharField(blank=True, max_length=400, verbose_name="问题")),
                        ("checked_by", models.CharField(blank=True, max_length=160, verbose_name="核对人")),
                        ("checked_at", models.DateTimeField(null=True, verbose_name="核对时间")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="提交时间")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传者",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="materials",
                                to="content.file",
                                verbose_name="文件",
                            ),
                        ),
                        (
                            "legal_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.legalperson",
                                verbose_name="所属法人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="所属机构",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reuses",
                                to="content.material",
                                verbose_name="源材料",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "材料",
                        "indexes": [
                            models.Index(fields=["account", "key"], name="material_of_account"),
                            models.Index(fields=["legal_person", "key"], name="material_of_legal_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("check_state", "defective"), ("defect", ""), _connector="OR"),
                                name="defect_belongs_to_defective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("origin", "reused"), ("source__isnull", False)),
                                    models.Q(models.Q(("origin", "reused"), _negated=True), ("source", None)),
                                    _connector="OR",
                                ),
                                name="reused_has_its_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=80)),
                        ("object_id", models.CharField(max_length=64)),
                        ("place", models.PositiveSmallIntegerField(default=0, verbose_name="序号")),
                        (
                            "material",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="content.material",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "所附材料",
                        "ordering": ["place", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("label", "object_id", "material"), name="one_attachment_per_object"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rejection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "at",
                            models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="时间"),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="文件名")),
                        ("size", models.BigIntegerField(verbose_name="大小")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("type", "格式不符"),
                                    ("macro", "含有宏"),
                                    ("entities", "实体攻击"),
                                    ("bomb", "压缩炸弹"),
                                    ("trap", "越界路径"),
                                    ("encrypted", "加密"),
                                    ("broken", "损坏"),
                                    ("virus", "病毒"),
                                ],
                                max_length=12,
                                verbose_name="原因",
                            ),
                        ),
                        ("note", models.CharField(max_length=200, verbose_name="说明")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传者",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "被拒文件",
                    },
                ),
                migrations.CreateModel(
                    name="StoredContent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("sm3", models.CharField(max_length=64)),
                        ("size", models.BigIntegerField(verbose_name="大小")),
                        ("kind", models.CharField(max_length=8, verbose_name="格式")),
                        ("pages", models.PositiveIntegerField(default=0, verbose_name="页数")),
                        ("stored_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="存入时间")),
                        ("unused_since", models.DateTimeField(null=True)),
                        (
                            "scan",
                            models.CharField(
                                choices=[
                                    ("not_scanned", "未查毒"),
                                    ("waiting", "待查毒"),
                                    ("clean", "查毒通过"),
                                    ("infected", "发现病毒"),
                                    ("failed", "查毒失败"),
                                ],
                                max_length=12,
                                verbose_name="查毒",
                            ),
                        ),
                        ("scan_note", models.CharField(blank=True, max_length=200, verbose_name="查毒结果")),
                        ("scanned_at", models.DateTimeField(null=True, verbose_name="查毒时间")),
                        ("scan_tries", models.PositiveSmallIntegerField(default=0)),
                        ("scan_next_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "verbose_name": "内容",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("scan", "waiting")), fields=["scan_next_at"], name="content_to_scan"
                            ),
                            models.Index(
                                condition=models.Q(("unused_since__isnull", False)),
                                fields=["unused_since"],
                                name="content_unused",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=160, verbose_name="文件名")),
                        ("size", models.BigIntegerField(verbose_name="大小")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="开始时间")),
                        ("over", models.BooleanField(default=False)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="上传者",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="content.file",
                            ),
                        ),
                        (
                            "legal_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.legalperson",
                                verbose_name="所属法人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="所属机构",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="content.file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "上传",
                        "indexes": [models.Index(fields=["at"], name="upload_age")],
                    },
                ),
            ],
        ),
    ]
