"""A small site of the city: a home page, three columns, articles past, coming, run out and on top."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from mingtang.domains.portal.sites import api
from mingtang.domains.portal.sites.models import SiteMedium
from mingtang.kernel.content.api import store_file
from mingtang.kernel.evidence.api import SYSTEM
from tests.world import World


def article(organ: Any, slug: str, title: str, *, days_ago: int = 1, **more: Any) -> api.ArticlePlan:
    """An article published so many days ago; a negative number has it wait."""
    body = [{"type": "paragraph", "value": f"{title}的正文。<b>不是标记</b>"}]
    at = timezone.now() - timedelta(days=days_ago)
    return api.ArticlePlan(
        slug=slug, title=title, source="市政府办公室", editor="许青禾", publish_date=at, body=body, organ=organ, **more
    )


def city_site(world: World, key: str = "city", articles: int = 3, **more: Any) -> api.PortalSite:
    """The hub, unless `more` says otherwise."""
    organ = more.pop("organ", None) or world.organ("city-government")
    given = {
        "name": "和源市人民政府", "kind": "portal", "host": f"{key}.heyuan.example", "code": "9901000001", "hub": True,
        "operator": world.organ("service-bureau"), "icp_number": "江岭ICP备00000001号", **more,
    }  # fmt: skip
    portal = api.open_site(SYSTEM, api.SiteDetails(key=key, organ=organ, **given), on=timezone.localdate())
    news = [article(organ, f"news-{number}", f"{key}要闻{number}", days_ago=number + 1) for number in range(articles)]
    notices = [
        article(organ, "notice", "放假通告", days_ago=9, top_until=timezone.localdate() + timedelta(days=2)),
        article(organ, "later", "明天的公告", days_ago=-1),
        article(organ, "newer", "抽检公告", days_ago=3),
    ]
    inside = (
        api.ColumnPlan(slug="headlines", title="要闻", column_type="news", articles=news, organ=organ),
        api.ColumnPlan(slug="notices", title="通知公告", column_type="notices", articles=notices, organ=organ),
        api.ColumnPlan(slug="blank", title="空白栏目", column_type="other", organ=organ),
    )
    api.load_pages(SYSTEM, portal, [api.ColumnPlan(slug="news", title="要闻动态", column_type="news", columns=inside)])
    lists = [{"path": path, "count": 6} for path in ("news/headlines", "news/notices", "news/gone")]
    blocks = [
        {"type": "ask", "value": {"title": "今天想办什么事？", "lead": "", "chips": ["居住证"]}},
        {"type": "lists", "value": lists},
        {"type": "services", "value": {"title": "政务服务"}},
    ]
    links = [{"title": "打 12345", "url": "tel:12345", "icon": "phone"}]
    elder = [{"type": "group", "value": {"title": "找人帮忙", "links": links}}]
    api.compose_home(SYSTEM, portal, blocks, elder)
    return portal


def kept_site(world: World) -> api.PortalSite:
    """The site of the housing bureau, whose official arranges it."""
    return city_site(world, "housing", hub=False, kind="department", organ=world.organ("housing-bureau"))


def sample_topic(portal: api.PortalSite, *, draft: bool = True) -> api.TopicPage:
    """A topic, not published yet when it is a draft."""
    blocks = [{"type": "lists", "value": [{"path": "news/headlines", "count": 3}]}]
    details = api.TopicDetails(
        slug="renewal", title="城市更新", organ=portal.organ, opens_on=timezone.localdate(), blocks=blocks
    )
    return api.open_topic(SYSTEM, portal, details, draft=draft)


def sample_medium(world: World) -> SiteMedium:
    """A picture of the site of the housing bureau that nothing shows."""
    official, portal = world.actor("official"), api.PortalSite.objects.get(key="housing")
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    file = store_file(official, SimpleUploadedFile("hall.png", content.getvalue()))
    return api.add_medium(official, portal, file, title="办事大厅")
