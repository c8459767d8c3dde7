import django.db.models.deletion
import mingtang.domains.inspection.rules
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from mingtang.kernel.statements.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0003_certificate_sign_in"),
        ("directory", "__first__"),
        ("letters", "0001_templates_and_versions"),
    ]

    operations = [
        CreateModels(
            operations=[
                migrations.CreateModel(
                    name="InspectedSite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="网站名称")),
                        ("address", models.CharField(max_length=300, unique=True, verbose_name="首页网址")),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("portal", "政府门户网站"),
                                    ("department", "部门网站"),
                                    ("special", "专项网站"),
                                ],
                                max_length=10,
                                verbose_name="网站类型",
                            ),
                        ),
                        ("scored", models.BooleanField(default=True, verbose_name="计分")),
                        ("has_services", models.BooleanField(default=True, verbose_name="有对外服务")),
                        ("networks", models.CharField(blank=True, max_length=200, verbose_name="可访问的内部网络")),
                        ("in_service_since", models.DateField(verbose_name="开通日期")),
                        ("retired_on", models.DateField(null=True, verbose_name="停用日期")),
                        ("surveyed_at", models.DateTimeField(null=True, verbose_name="最近监测")),
                        ("is_complete", models.BooleanField(default=True, verbose_name="监测完整")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="主办单位",
                            ),
                        ),
                        ("columns", models.JSONField(default=list, verbose_name="栏目时效")),
                        (
                            "editor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="责任编辑",
                            ),
                        ),
                        ("newest_on", models.DateField(null=True, verbose_name="首页最新内容")),
                        ("paused_until", models.DateField(null=True, verbose_name="暂停监测至")),
                    ],
                    options={
                        "verbose_name": "监测网站",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("scheme", models.CharField(max_length=10, verbose_name="指标")),
                        ("opened_on", models.DateField(verbose_name="开始日期")),
                        ("scored_at", models.DateTimeField(null=True, verbose_name="计分时间")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="考核单位",
                            ),
                        ),
                        ("announced_on", models.DateField(null=True, verbose_name="印发日期")),
                        ("appeal_until", models.DateField(null=True, verbose_name="申诉截止")),
                        ("bulletin", models.JSONField(default=dict, verbose_name="通报内容")),
                        ("number", models.CharField(blank=True, max_length=40, verbose_name="通报文号")),
                        ("percent", models.PositiveSmallIntegerField(default=100, verbose_name="抽查比例（%）")),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    (mingtang.domains.inspection.rules.Phase["OPEN"], "已抽样"),
                                    (mingtang.domains.inspection.rules.Phase["REVIEWING"], "评分中"),
                                    (mingtang.domains.inspection.rules.Phase["TOLD"], "初评公示"),
                                    (mingtang.domains.inspection.rules.Phase["FINAL"], "已定分"),
                                    (mingtang.domains.inspection.rules.Phase["ANNOUNCED"], "已通报"),
                                ],
                                default=mingtang.domains.inspection.rules.Phase["OPEN"],
                                max_length=12,
                                verbose_name="阶段",
                            ),
                        ),
                        ("rectify_by", models.DateField(null=True, verbose_name="整改期限")),
                        (
                            "template",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="letters.letterversion",
                                verbose_name="通报模板",
                            ),
                        ),
                        ("told_on", models.DateField(null=True, verbose_name="告知初评日期")),
                    ],
                    options={
                        "verbose_name": "网站考核",
                        "ordering": ["-opened_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                                    ("home_failing", "首页无法访问"),
                                    ("stale_home", "首页不更新"),
                                    ("stale_news", "动态要闻栏目不更新"),
                                    ("stale_notices", "通知政策栏目不更新"),
                                    ("stale_column", "栏目长期不更新"),
                                    ("empty_column", "空白栏目"),
                                    ("under_construction", "栏目建设中"),
                                    ("dead_link", "链接打不开"),
                                    ("server_error", "页面报错"),
                                    ("late_page", "页面超时"),
                                    ("redirect_loop", "循环跳转"),
                                    ("dead_external", "外部链接打不开"),
                                    ("internal_address", "链接指向内部地址"),
                                    ("empty_link", "空链接"),
                                    ("broken_image", "图片打不开"),
                                    ("broken_attachment", "附件打不开"),
                                    ("damaged_attachment", "附件内容损坏"),
                                    ("broken_resource", "样式或脚本打不开"),
                                    ("mixed_content", "加密页面引用明文内容"),
                                    ("no_site_tags", "缺网站标签"),
                                    ("no_column_tags", "缺栏目标签"),
                                    ("no_article_tags", "缺内容标签"),
                                    ("no_title", "缺页面标题"),
                                    ("no_site_code", "缺网站标识码"),
                                    ("no_record_number", "缺 ICP 备案号"),
                                    ("no_police_record", "缺公安备案号"),
                                    ("no_party_mark", "缺党政机关标识"),
                                    ("no_error_entry", "缺“找错”入口"),
                                    ("no_organiser", "缺主办单位"),
                                    ("no_contact", "缺联系方式"),
                                    ("no_site_map", "缺网站地图"),
                                    ("no_breadcrumb", "缺当前位置"),
                                    ("no_source", "内容未标来源"),
                                    ("no_publish_date", "内容未标发布时间"),
                                    ("dates_disagree", "发布时间前后不一"),
                                    ("future_date", "发布时间在将来"),
                                    ("no_alt", "图片没有替代文字"),
                                    ("autoplay", "自动播放声音"),
                                    ("not_for_phones", "未适配手机"),
                                    ("garbled", "乱码"),
                                    ("personal_data", "公开了身份证号码"),
                                    ("incomplete_guide", "办事指南缺要素"),
                                    ("no_search", "没有站内搜索"),
                                    ("search_misses", "搜不到已发布的内容"),
                                    ("unfriendly_error", "错误页面不友好"),
                                    ("waiting", "留言久未答复"),
                                    ("unanswered", "留言长期未答复"),
                                    ("late_reply", "留言超过答复期限"),
                                    ("evasive_reply", "答复推诿"),
                                    ("no_channel", "没有咨询渠道"),
                                    ("no_interpretation", "政策文件没有解读"),
                                    ("no_service", "没有办事服务"),
                                    ("useless_guides", "办事指南全部缺要素"),
                                    ("reported", "人工发现"),
                                ],
                                max_length=20,
                                verbose_name="问题",
                            ),
                        ),
                        ("url", models.CharField(max_length=1000, verbose_name="问题地址")),
                        ("page", models.CharField(max_length=1000, verbose_name="所在页面")),
                        ("excerpt", models.CharField(blank=True, max_length=400, verbose_name="摘录")),
                        ("status", models.PositiveSmallIntegerField(default=0, verbose_name="应答")),
                        ("on_home", models.BooleanField(default=False, verbose_name="在首页")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("suspected", "待复查"),
                                    ("open", "待交办"),
                                    ("assigned", "整改中"),
                                    ("fixed", "已报整改"),
                                    ("verified", "复查通过"),
                                    ("closed", "已销号"),
                                    ("exempt", "已豁免"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("looks", models.PositiveIntegerField(default=1, verbose_name="看到次数")),
                        ("first_seen", models.DateTimeField(verbose_name="首次发现")),
                        ("last_seen", models.DateTimeField(verbose_name="最近发现")),
                        ("due_on", models.DateField(null=True, verbose_name="整改期限")),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "approver",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="批准人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="主办单位",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="inspection.inspectedsite",
                                verbose_name="网站",
                            ),
                        ),
                        ("assigned_on", models.DateField(null=True, verbose_name="交办日期")),
                        (
                            "assignee",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="整改人",
                            ),
                        ),
                        ("claimed_at", models.DateTimeField(null=True, verbose_name="报告整改时间")),
                        (
                            "origin",
                            models.CharField(
                                choices=[("survey", "外部监测"), ("probe", "可用性监测"), ("inside", "业务数据")],
                                default="survey",
                                max_length=6,
                                verbose_name="来源",
                            ),
                        ),
                        ("verified_at", models.DateTimeField(null=True, verbose_name="复查通过时间")),
                    ],
                    options={
                        "verbose_name": "网站问题",
                        "ordering": ["-last_seen"],
                        "indexes": [models.Index(fields=["site", "state"], name="finding_of_site")],
                    },
                ),
                migrations.CreateModel(
                    name="Sheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("total", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="得分")),
                        ("qualified", models.BooleanField(default=False, verbose_name="合格")),
                        ("grade", models.CharField(blank=True, max_length=10, verbose_name="等次")),
                        ("vetoes", models.CharField(blank=True, max_length=200, verbose_name="单项否决")),
                        ("lines", models.JSONField(default=list, verbose_name="扣分")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="主办单位",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheets",
                                to="inspection.round",
                                verbose_name="考核",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspection.inspectedsite",
                                verbose_name="网站",
                            ),
                        ),
                        ("found", models.JSONField(default=list, verbose_name="计入的问题")),
                    ],
                    options={
                        "verbose_name": "网站评分表",
                        "ordering": ["round", "-total"],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "site"), name="one_sheet_of_a_site_in_a_round")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlyWarning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("home_failing", "首页打不开"),
                                    ("home_idle", "首页久未更新"),
                                    ("near_limit", "栏目将到期"),
                                    ("blank_columns", "空白栏目"),
                                    ("stale_columns", "栏目不更新"),
                                    ("waiting_messages", "留言久未答复"),
                                ],
                                max_length=20,
                                verbose_name="类别",
                            ),
                        ),
                        ("words", models.CharField(max_length=200, verbose_name="预警")),
                        ("since", models.DateTimeField(verbose_name="开始时间")),
                        ("until", models.DateTimeField(null=True, verbose_name="解除时间")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="主办单位",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="warnings",
                                to="inspection.inspectedsite",
                                verbose_name="网站",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "网站预警",
                        "ordering": ["-since"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)),
                                fields=("site", "code"),
                                name="one_standing_warning_of_a_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProbeDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(verbose_name="日期")),
                        ("tries", models.PositiveIntegerField(default=0, verbose_name="打开次数")),
                        ("failures", models.PositiveIntegerField(default=0, verbose_name="失败次数")),
                        ("slowest", models.FloatField(default=0, verbose_name="最慢（秒）")),
                        ("last_failure", models.CharField(blank=True, max_length=200, verbose_name="最近失败原因")),
                        ("last_at", models.DateTimeField(verbose_name="最近打开")),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="probes",
                                to="inspection.inspectedsite",
                                verbose_name="网站",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "首页可用性",
                        "ordering": ["-day"],
                        "constraints": [
                            models.UniqueConstraint(fields=("site", "day"), name="one_row_of_probes_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("indicator", models.CharField(max_length=4, verbose_name="指标")),
                        ("claim", models.TextField(max_length=1000, verbose_name="申诉理由")),
                        ("filed_at", models.DateTimeField(verbose_name="申诉时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[("filed", "待复核"), ("upheld", "采纳"), ("dismissed", "维持")],
                                default="filed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=2, default=Decimal("0"), max_digits=4, verbose_name="退回分值"
                            ),
                        ),
                        ("decision", models.CharField(blank=True, max_length=500, verbose_name="复核意见")),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="复核时间")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="复核人",
                            ),
                        ),
                        (
                            "filed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申诉人",
                            ),
                        ),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="申诉单位",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="appeals",
                                to="inspection.sheet",
                                verbose_name="评分表",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "网站考核申诉",
                        "ordering": ["-filed_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "filed")),
                                fields=("sheet", "indicator"),
                                name="one_open_appeal_of_an_indicator",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("taken", models.JSONField(default=dict, verbose_name="扣分")),
                        ("given", models.JSONField(default=dict, verbose_name="加分")),
                        ("vetoes", models.JSONField(default=list, verbose_name="单项否决")),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        ("filed_at", models.DateTimeField(verbose_name="评分时间")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="考核单位",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="评审人",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="inspection.sheet",
                                verbose_name="评分表",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "网站人工评分",
                        "ordering": ["filed_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("sheet", "reviewer"), name="one_review_of_a_reviewer")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteStatement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("about", models.JSONField(default=list, verbose_name="基本情况")),
                        ("figures", models.JSONField(default=dict, verbose_name="数据")),
                        ("by_hand", models.JSONField(default=list, verbose_name="人工填报")),
                        ("counted_at", models.DateTimeField(verbose_name="统计时间")),
                        ("due_on", models.DateField(verbose_name="公布期限")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="公布时间")),
                        (
                            "organ",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.organ",
                                verbose_name="主办单位",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="公布人",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="inspection.inspectedsite",
                                verbose_name="网站",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="letters.letterversion",
                                verbose_name="报表模板",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "网站工作年度报表",
                        "ordering": ["-year", "site__name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("site", "year"), name="one_statement_of_a_site_a_year")
                        ],
                    },
                ),
            ],
        ),
    ]
