"""What editing shows on the page of a case: the manuscript as it will stand, its reviews, versions, pictures."""

from django.urls import reverse

from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.permissions import WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.rules import Stage
from mingtang.domains.portal.editing.texts import article_of, files_of
from mingtang.domains.portal.sites.api import PUBLISH_ARTICLES
from mingtang.kernel.cases.api import Case, CasePage, Link, Rows, Section
from mingtang.kernel.evidence.api import Actor

_HERE = "editing/case/"


def manuscript_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The part of a manuscript; six statements."""
    manuscript = Manuscript.objects.listed().select_related("article", "corrects").get(case=case)
    reviews = list(manuscript.reviews.select_related("reviewer__person"))
    versions = list(manuscript.versions.select_related("saved_by__person")[:12])
    files = files_of(manuscript)
    facts = {
        "manuscript": manuscript, "address": _address(manuscript), "article": article_of(manuscript, files), "files": files,
    }  # fmt: skip
    sections = [Section("manuscript", "稿件", f"{_HERE}manuscript.html", facts)]
    if reviews:
        sections.append(Section("reviews", "审核意见", f"{_HERE}reviews.html", {"reviews": reviews}, len(reviews)))
    sections.append(
        Section("versions", "版本", f"{_HERE}versions.html", {**facts, "versions": versions}, len(versions))
    )
    return CasePage(
        sections=sections,
        links=_links(actor, manuscript),
        up=Link("网站稿件", reverse("manuscripts")),
        tags=[manuscript.get_stage_display(), manuscript.site.name, manuscript.column.title],
    )


def _address(manuscript: Manuscript) -> str:
    """Where everybody reads it, while it stands there."""
    article = manuscript.article
    return manuscript.site.address_of(article.url_path) if article and article.live else ""


def _links(actor: Actor, manuscript: Manuscript) -> list[Link]:
    links = [Link("预览", reverse("preview_manuscript", args=[manuscript.pk]), "eye")]
    may_write = actor.may(WRITE_MANUSCRIPTS, manuscript) or actor.may(WRITE_MANUSCRIPTS, manuscript.site)
    if manuscript.stage == Stage.DRAFT and may_write:
        links.append(Link("修改", reverse("edit_manuscript", args=[manuscript.pk]), "pencil"))
    if manuscript.version > 1:
        links.append(Link("比较版本", reverse("compare_manuscript", args=[manuscript.pk]), "versions"))
    return [*links, *_links_of_article(actor, manuscript, may_write=may_write)]


def _links_of_article(actor: Actor, manuscript: Manuscript, *, may_write: bool) -> list[Link]:
    """What may be done with the article that came of it."""
    if manuscript.stage != Stage.PUBLISHED:
        return []
    may_publish = actor.may(PUBLISH_ARTICLES, manuscript.site) or actor.may(PUBLISH_ARTICLES, manuscript)
    correct = Link("更正", reverse("correct_article", args=[manuscript.article_id]), "edit")
    withdraw = Link("撤稿", reverse("withdraw_article", args=[manuscript.article_id]), "x")
    return [*([correct] if may_write else []), *([withdraw] if may_publish else [])]
