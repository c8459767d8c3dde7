import django.db.models.deletion
import django.utils.timezone
import mingtang.kernel.directory.rules
from django.conf import settings
from django.db import migrations, models

from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="LegalPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="名称")),
                        ("credit_code", models.CharField(max_length=18, unique=True, verbose_name="统一社会信用代码")),
                    ],
                    options={
                        "verbose_name": "法人",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Role",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="代码")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("permissions", models.JSONField(default=list, verbose_name="权限")),
                        (
                            "office",
                            models.CharField(
                                blank=True,
                                choices=[("system", "system"), ("security", "security"), ("audit", "audit")],
                                max_length=8,
                                verbose_name="三员",
                            ),
                        ),
                        ("builtin", models.BooleanField(default=False, verbose_name="内置")),
                    ],
                    options={
                        "verbose_name": "角色",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Organ",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        ("short_name", models.CharField(blank=True, max_length=40, verbose_name="简称")),
                        (
                            "credit_code",
                            models.CharField(
                                blank=True, max_length=18, null=True, unique=True, verbose_name="统一社会信用代码"
                            ),
                        ),
                        (
                            "branch",
                            models.CharField(
                                choices=[
                                    ("party", "党委"),
                                    ("congress", "人大"),
                                    ("government", "政府"),
                                    ("consultative", "政协"),
                                    ("court", "法院"),
                                    ("procuratorate", "检察院"),
                                ],
                                max_length=16,
                                verbose_name="系统",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("organ", "机关"),
                                    ("institution", "事业单位"),
                                    ("group", "群众团体"),
                                    ("grassroots", "基层组织"),
                                ],
                                default="organ",
                                max_length=12,
                                verbose_name="类型",
                            ),
                        ),
                        ("path", models.CharField(db_index=True, editable=False, max_length=160)),
                        ("document_word", models.CharField(blank=True, max_length=20, verbose_name="机关代字")),
                        ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="排序")),
                        (
                            "state",
                            models.CharField(
                                choices=[("active", "正常"), ("merged", "已合并"), ("closed", "已撤销")],
                                default="active",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "line_superior",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="line_subordinates",
                                to="directory.organ",
                                verbose_name="业务指导上级",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="承接机构",
                            ),
                        ),
                        (
                            "superior",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subordinates",
                                to="directory.organ",
                                verbose_name="隶属上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "机构",
                        "ordering": ["path"],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("login", models.CharField(max_length=60, unique=True, verbose_name="登录名")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("official", "工作人员"), ("citizen", "个人"), ("legal", "法人")],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("created", "待启用"),
                                    ("active", "正常"),
                                    ("disabled", "停用"),
                                    ("closed", "注销"),
                                ],
                                default="created",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "assurance",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "已注册手机号"), (1, "实名信息一致"), (2, "实人核验"), (3, "数字证书")],
                                default=0,
                                verbose_name="认证等级",
                            ),
                        ),
                        ("password_changed_at", models.DateTimeField(null=True)),
                        ("must_change_password", models.BooleanField(default=False, verbose_name="下次登录修改口令")),
                        ("totp_cipher", models.TextField(blank=True)),
                        ("totp_last_step", models.BigIntegerField(default=0)),
                        ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="连续失败")),
                        ("locked_until", models.DateTimeField(null=True, verbose_name="锁定至")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="建立时间"),
                        ),
                        (
                            "legal_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="directory.legalperson",
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
                    ],
                    options={
                        "verbose_name": "账号",
                    },
                ),
                migrations.CreateModel(
                    name="OrganChange",
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
                                    ("established", "设立"),
                                    ("renamed", "更名"),
                                    ("moved", "调整隶属"),
                                    ("merged", "合并"),
                                    ("closed", "撤销"),
                                ],
                                max_length=12,
                                verbose_name="变更",
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="生效日期")),
                        ("name_before", models.CharField(blank=True, max_length=120, verbose_name="原名称")),
                        ("name_after", models.CharField(blank=True, max_length=120, verbose_name="新名称")),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据文件")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="history",
                                to="directory.organ",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "机构沿革",
                        "ordering": ["-effective_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="PastPassword",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="past_passwords",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="姓名")),
                        ("identity_cipher", models.TextField(blank=True)),
                        ("identity_index", models.CharField(blank=True, max_length=64)),
                        ("phone_cipher", models.TextField(blank=True)),
                        ("phone_index", models.CharField(blank=True, db_index=True, max_length=64)),
                    ],
                    options={
                        "verbose_name": "人员",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("identity_index", ""), _negated=True),
                                fields=("identity_index",),
                                name="one_person_per_identity",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="legalperson",
            name="representative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.person",
                verbose_name="法定代表人",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="accounts", to="directory.person"
            ),
        ),
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="PhoneCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("phone_index", models.CharField(max_length=64)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[("register", "注册"), ("password", "找回密码")],
                                max_length=12,
                                verbose_name="用途",
                            ),
                        ),
                        ("code_index", models.CharField(max_length=64)),
                        ("address", models.CharField(max_length=45, verbose_name="来源地址")),
                        ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                        ("issued_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="发出时间")),
                        ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                        ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
                    ],
                    options={
                        "verbose_name": "手机验证码",
                        "indexes": [
                            models.Index(fields=["phone_index", "-issued_at"], name="phone_code_phone"),
                            models.Index(fields=["address", "-issued_at"], name="phone_code_address"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="岗位")),
                        ("leads", models.BooleanField(default=False, verbose_name="领导岗位")),
                        ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="排序")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "岗位",
                        "ordering": ["rank", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CompiledScope",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("permission", models.CharField(max_length=80)),
                        ("everything", models.BooleanField(default=False)),
                        ("own", models.BooleanField(default=False)),
                        ("organs", models.JSONField(default=list)),
                        ("units", models.JSONField(default=list)),
                        ("until", models.DateField(null=True)),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="scopes", to="directory.post"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "permission"), name="one_scope_per_permission")
                        ],
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("regular", "任职"),
                                    ("concurrent", "兼任"),
                                    ("acting", "代理"),
                                    ("seconded", "借调"),
                                ],
                                default="regular",
                                max_length=12,
                                verbose_name="方式",
                            ),
                        ),
                        ("start", models.DateField(verbose_name="起")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("basis", models.CharField(blank=True, max_length=120, verbose_name="任免文件")),
                        (
                            "organ",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="directory.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="directory.post",
                                verbose_name="岗位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任职",
                        "ordering": ["post__rank", "start"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                                name="appointment_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        (
                            "code",
                            models.CharField(max_length=12, primary_key=True, serialize=False, verbose_name="代码"),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "省级"), (2, "市级"), (3, "县级"), (4, "乡级"), (5, "村级")],
                                verbose_name="层级",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="directory.region",
                                verbose_name="上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "行政区划",
                        "ordering": ["code"],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="organ",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organs",
                to="directory.region",
                verbose_name="行政区划",
            ),
        ),
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Session",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "session",
                        "verbose_name_plural": "sessions",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SignIn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("login", models.CharField(max_length=60, verbose_name="登录名")),
                        (
                            "at",
                            models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="时间"),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("done", "成功"),
                                    ("wrong", "口令错误"),
                                    ("wrong_code", "动态口令错误"),
                                    ("locked", "账号锁定"),
                                    ("closed", "账号未启用或已停用"),
                                ],
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        ("address", models.CharField(db_index=True, max_length=45, verbose_name="来源地址")),
                        ("agent", models.CharField(blank=True, max_length=160, verbose_name="终端")),
                        ("session_key", models.CharField(blank=True, db_index=True, max_length=40)),
                        ("seen_at", models.DateTimeField(null=True, verbose_name="最近活动")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="结束")),
                        (
                            "ending",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("out", "退出"),
                                    ("idle", "超时"),
                                    ("remote", "远程退出"),
                                    ("limit", "超出会话数"),
                                ],
                                max_length=8,
                                verbose_name="结束方式",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "登录记录",
                        "ordering": ["-at"],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="排序")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="directory.unit",
                                verbose_name="上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "内设机构",
                        "ordering": ["rank", "id"],
                        "constraints": [models.UniqueConstraint(fields=("organ", "name"), name="unit_name_in_organ")],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="post",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="directory.unit",
                verbose_name="内设机构",
            ),
        ),
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="Grant",
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
                                    (mingtang.kernel.directory.rules.ScopeKind["NODE"], "全平台"),
                                    (mingtang.kernel.directory.rules.ScopeKind["REGION"], "行政区划及以下"),
                                    (mingtang.kernel.directory.rules.ScopeKind["ORGANS"], "机构及下属"),
                                    (mingtang.kernel.directory.rules.ScopeKind["ORGAN"], "本机构"),
                                    (mingtang.kernel.directory.rules.ScopeKind["UNIT"], "本内设机构"),
                                    (mingtang.kernel.directory.rules.ScopeKind["OWN"], "本人"),
                                ],
                                max_length=8,
                                verbose_name="范围",
                            ),
                        ),
                        ("start", models.DateField(verbose_name="起")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="止")),
                        (
                            "organ",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                            ),
                        ),
                        (
                            "scope_organ",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="directory.post",
                                verbose_name="岗位",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.region",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="directory.role",
                                verbose_name="角色",
                            ),
                        ),
                        (
                            "scope_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "授权",
                        "ordering": ["role__name", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["node", "own"]),
                                    models.Q(("kind", "region"), ("region__isnull", False)),
                                    models.Q(("kind__in", ["organs", "organ"]), ("scope_organ__isnull", False)),
                                    models.Q(("kind", "unit"), ("scope_unit__isnull", False)),
                                    _connector="OR",
                                ),
                                name="grant_names_its_scope",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="末号")),
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
                        "verbose_name": "编号序列",
                        "ordering": ["organ_id", "kind", "-year"],
                        "constraints": [
                            models.UniqueConstraint(fields=("organ", "kind", "year"), name="one_series_per_year")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberFormat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        ("template", models.CharField(max_length=80, verbose_name="模板")),
                        (
                            "organ",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "编号规则",
                        "ordering": ["kind", "organ_id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("organ", "kind"), name="one_format_per_organ_and_kind"),
                            models.UniqueConstraint(
                                condition=models.Q(("organ", None)),
                                fields=("kind",),
                                name="one_default_format_per_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[("all", "全部事项"), ("apply", "申报办件"), ("receive", "领取结果")],
                                default="all",
                                max_length=8,
                                verbose_name="范围",
                            ),
                        ),
                        ("start", models.DateField(verbose_name="起")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
                        (
                            "legal_person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agencies",
                                to="directory.legalperson",
                                verbose_name="法人",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agencies",
                                to="directory.person",
                                verbose_name="经办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "经办人授权",
                        "ordering": ["-start", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                                name="agency_order",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "legal"), ("legal_person__isnull", False)),
                    models.Q(models.Q(("kind", "legal"), _negated=True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="account_has_its_holder",
            ),
        ),
        migrations.AddIndex(
            model_name="organ",
            index=models.Index(fields=["region", "state"], name="organ_region_state"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(fields=("unit", "name"), name="post_name_in_unit"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unit", None)), fields=("organ", "name"), name="post_name_under_organ"
            ),
        ),
    ]
