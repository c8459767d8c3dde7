"""Who reacts to whose facts, and what appears in whose navigation. The one page that shows how apps meet.

A line here is `subscribe(SomeFact, other_app.handlers.react)`; both sides stay ignorant of one another.
"""


def connect() -> None:
    """Called once, when every app is ready."""
    connect_facts()
    connect_navigation()
    connect_doors()
    connect_inspection()


def connect_doors() -> None:
    """Ways to sign in beside the passwords of the directory."""
    from mingtang.kernel.directory.api import register_door
    from mingtang.kernel.trust.views.sign_in import DOOR

    register_door(DOOR)


def connect_inspection() -> None:
    """What inspection learns from the records of others, and which sites there are."""
    from mingtang.config import inside_checks, site_checks, site_figures, site_register
    from mingtang.domains.inspection.api import register_figures, register_inside_check, register_marks
    from mingtang.domains.portal.sites.api import HomeComposed, SiteStateChanged
    from mingtang.kernel.evidence.api import subscribe

    register_inside_check("messages", inside_checks.messages)
    register_inside_check("guides", inside_checks.guides)
    register_inside_check("columns", site_checks.columns)
    register_inside_check("documents", site_checks.documents)
    for figures in (site_figures.pages, site_figures.services, site_figures.letters, site_figures.occasions):
        register_figures(figures)
    register_marks(site_figures.marks)
    for fact in (HomeComposed, SiteStateChanged):
        subscribe(fact, site_register.site_changed)


def connect_facts() -> None:
    """Facts on the left, handlers on the right."""
    from mingtang.kernel.cases import handlers as cases
    from mingtang.kernel.cases.api import ErrandDied
    from mingtang.kernel.clocks.api import CalendarChanged
    from mingtang.kernel.directory.events import PhoneCodeIssued
    from mingtang.kernel.evidence.api import DeliveryDied, subscribe
    from mingtang.kernel.messaging import handlers as messaging

    subscribe(DeliveryDied, messaging.tell_of_dead_delivery)
    subscribe(PhoneCodeIssued, messaging.send_phone_code)
    subscribe(CalendarChanged, cases.calendar_changed)
    subscribe(ErrandDied, cases.errand_died)
    connect_trust()
    connect_search()
    connect_portal()
    connect_supervision()
    connect_disclosure()
    connect_licences()
    connect_payments()
    connect_applications()
    connect_ratings()
    connect_catalogue()
    connect_reporting()
    connect_efficiency()
    connect_portal_editing()
    connect_portal_sharing()
    connect_portal_serving()
    connect_disclosure_requests()


def connect_trust() -> None:
    """Certificates follow their holders; a list follows a lost key at once."""
    from mingtang.kernel.directory.api import AccountStateChanged, AppointmentEnded
    from mingtang.kernel.evidence.api import subscribe
    from mingtang.kernel.trust import handlers
    from mingtang.kernel.trust.api import CertificateRevoked

    subscribe(AppointmentEnded, handlers.holder_left_post)
    subscribe(AccountStateChanged, handlers.account_changed)
    subscribe(CertificateRevoked, handlers.certificate_revoked)


def connect_search() -> None:
    """What can be found, and the facts that change it."""
    from mingtang.config import searchable
    from mingtang.kernel.directory import api as directory
    from mingtang.kernel.evidence.api import subscribe
    from mingtang.kernel.search.api import register_source

    register_source(searchable.ORGANS)
    register_source(searchable.OFFICIALS)
    subscribe(directory.OrganEstablished, searchable.organ_changed)
    subscribe(directory.OrganChanged, searchable.organ_changed)
    subscribe(directory.OrganClosed, searchable.organ_changed)
    subscribe(directory.OrganMerged, searchable.organ_merged)
    subscribe(directory.PersonAppointed, searchable.person_moved)
    subscribe(directory.AppointmentEnded, searchable.person_moved)
    subscribe(directory.AccountStateChanged, searchable.account_changed)


def connect_portal() -> None:
    """Home pages show what was answered in public; what the public may read of sites, databases and messages can be found."""
    from mingtang.config.neighbours import letter_boxes, newest_answers, yearly_statement
    from mingtang.domains.interaction.messages import handlers as messages
    from mingtang.domains.interaction.messages.api import MessagePublished
    from mingtang.domains.interaction.messages.searchable import MESSAGES
    from mingtang.domains.portal.databases import handlers as databases
    from mingtang.domains.portal.databases.api import RecordsChanged
    from mingtang.domains.portal.databases.searchable import RECORDS
    from mingtang.domains.portal.sites import api as sites
    from mingtang.domains.portal.sites import handlers
    from mingtang.domains.portal.sites.searchable import ARTICLES, TOPICS, synonyms
    from mingtang.kernel.evidence.api import subscribe
    from mingtang.kernel.search.api import register_source, register_synonyms

    sites.register_answers(newest_answers)
    sites.register_letter_boxes(letter_boxes)
    sites.register_statement(yearly_statement)
    for source in (ARTICLES, TOPICS, RECORDS, MESSAGES):
        register_source(source)
    register_synonyms(synonyms())
    for fact in (sites.ArticlePublished, sites.ArticleCorrected, sites.ArticleWithdrawn):
        subscribe(fact, handlers.article_changed)
    subscribe(sites.ArticlesMoved, handlers.articles_moved)
    subscribe(sites.TopicOpened, handlers.topic_opened)
    for change in (sites.PagesLoaded, sites.SiteStateChanged):
        subscribe(change, handlers.site_changed)
    subscribe(RecordsChanged, databases.records_changed)
    subscribe(MessagePublished, messages.message_published)


def connect_portal_editing() -> None:
    """What units report and an editor adopts becomes a manuscript; manuscripts of a merged column go where it went.

    Translators hear of what becomes of originals.
    """
    from mingtang.domains.portal.contributions.api import hand_over_to
    from mingtang.domains.portal.editing import handlers
    from mingtang.domains.portal.editing.api import take_over
    from mingtang.domains.portal.sites.api import ArticleCorrected, ArticleWithdrawn, ColumnMerged
    from mingtang.kernel.evidence.api import subscribe

    hand_over_to(take_over)
    subscribe(ColumnMerged, handlers.column_merged)
    for fact in (ArticleCorrected, ArticleWithdrawn):
        subscribe(fact, handlers.original_changed)


def connect_supervision() -> None:
    """Supervised items can be found as they stand."""
    from mingtang.domains.supervision import api as supervision
    from mingtang.domains.supervision import handlers
    from mingtang.domains.supervision.searchable import ITEMS
    from mingtang.kernel.evidence.api import subscribe
    from mingtang.kernel.search.api import register_source

    register_source(ITEMS)
    for fact in (supervision.ItemSubmitted, supervision.ItemDispatched, supervision.ItemExtended):
        subscribe(fact, handlers.item_changed)


def connect_disclosure() -> None:
    """Published information can be found, with its validity; the annual report counts what others decide."""
    from mingtang.config.report_figures import licence_decisions
    from mingtang.domains.disclosure.catalogue import api as disclosure
    from mingtang.domains.disclosure.catalogue import handlers
    from mingtang.domains.disclosure.catalogue.searchable import ITEMS
    from mingtang.domains.disclosure.reports.api import register_figure
    from mingtang.kernel.evidence.api import subscribe
    from mingtang.kernel.search.api import register_source

    register_source(ITEMS)
    for fact in (disclosure.InformationPublished, disclosure.InformationChanged):
        subscribe(fact, handlers.item_changed)
    register_figure("licences", licence_decisions)


def connect_catalogue() -> None:
    """Items on offer can be found as they stand, also by the words that people use for them."""
    from mingtang.domains.services.catalogue import events, handlers
    from mingtang.domains.services.catalogue.searchable import ITEMS, synonyms
    from mingtang.kernel.evidence.api import subscribe
    from mingtang.kernel.search.api import register_source, register_synonyms

    register_source(ITEMS)
    register_synonyms(synonyms())
    for fact in (events.ItemPublished, events.ItemSuspended, events.ItemResumed, events.ItemCancelled):
        subscribe(fact, handlers.item_changed)


def connect_applications() -> None:
    """Documents are set, and people are told, behind the act that brought it about."""
    from mingtang.domains.services.applications import handlers
    from mingtang.domains.services.applications.events import ApplicationSubmitted, LetterIssued
    from mingtang.kernel.evidence.api import subscribe

    subscribe(LetterIssued, handlers.letter_issued)
    subscribe(ApplicationSubmitted, handlers.application_submitted)
    for fact in handlers.told_facts():
        subscribe(fact, handlers.tell_people)


def connect_payments() -> None:
    """Tills are asked to pay back behind the act that ordered it."""
    from mingtang.domains.services.payments import handlers
    from mingtang.domains.services.payments.api import RefundOrdered
    from mingtang.kernel.evidence.api import subscribe

    subscribe(RefundOrdered, handlers.refund_ordered)


def connect_licences() -> None:
    """Certificates are made of new versions; a changed calendar moves the last days to ask for a renewal."""
    from mingtang.domains.services.licences import api as licences
    from mingtang.domains.services.licences import handlers
    from mingtang.kernel.clocks.api import CalendarChanged
    from mingtang.kernel.evidence.api import subscribe

    for fact in (licences.LicenceIssued, licences.LicenceChanged, licences.LicenceRenewed):
        subscribe(fact, handlers.has_new_version)
    subscribe(CalendarChanged, handlers.calendar_changed)


def connect_ratings() -> None:
    """Whoever was served is asked to rate it."""
    from mingtang.domains.services.applications.events import ApplicationClosed
    from mingtang.domains.services.ratings import handlers
    from mingtang.kernel.evidence.api import subscribe

    subscribe(ApplicationClosed, handlers.application_closed)


def connect_reporting() -> None:
    """Whatever happens to an application is told to the superior platform, once."""
    from mingtang.domains.services.applications import api as applications
    from mingtang.domains.services.ratings.api import ServiceRated
    from mingtang.domains.services.reporting import handlers
    from mingtang.kernel.cases.api import CaseEnded
    from mingtang.kernel.evidence.api import subscribe

    for fact in (
        applications.ApplicationReceived, applications.CorrectionAsked, applications.ApplicationCorrected,
        applications.MaterialsSupplied, applications.ApplicationAccepted, applications.ApplicationNotAccepted,
        applications.SpecialProcedureStarted, applications.SpecialProcedureUnlisted, applications.SpecialProcedureEnded,
        applications.LimitExtended, applications.ApplicationDecided, applications.ResultIssued,
        applications.ApplicationClosed,
    ):  # fmt: skip
        subscribe(fact, handlers.application_changed)
    subscribe(CaseEnded, handlers.case_ended)
    subscribe(ServiceRated, handlers.service_rated)


def connect_efficiency() -> None:
    """Every step of an application is counted and held against the rules; so is a licence that came without one."""
    from mingtang.domains.services.applications import api as applications
    from mingtang.domains.services.efficiency import handlers
    from mingtang.domains.services.efficiency.api import ReportMade
    from mingtang.domains.services.licences.api import LicenceIssued
    from mingtang.kernel.cases.api import CaseEnded
    from mingtang.kernel.evidence.api import subscribe

    for fact in (
        applications.ApplicationSubmitted, applications.ApplicationReceived, applications.CorrectionAsked,
        applications.ApplicationAccepted, applications.ApplicationNotAccepted, applications.ApplicationDecided,
        applications.ApplicationClosed, applications.FeesTold,
    ):  # fmt: skip
        subscribe(fact, handlers.application_changed)
    subscribe(CaseEnded, handlers.case_ended)
    subscribe(LicenceIssued, handlers.licence_issued)
    subscribe(ReportMade, handlers.report_made)


def connect_portal_sharing() -> None:
    """What is published in a column goes to its subscribers; mirrors follow their originals."""
    from mingtang.domains.portal.sharing import handlers
    from mingtang.domains.portal.sharing.api import MirrorOutdated
    from mingtang.domains.portal.sites import api as sites
    from mingtang.kernel.evidence.api import subscribe

    subscribe(sites.ArticlePublished, handlers.article_published)
    subscribe(sites.ArticleCorrected, handlers.article_changed)
    subscribe(sites.ArticleWithdrawn, handlers.article_changed)
    subscribe(MirrorOutdated, handlers.mirror_outdated)


def connect_portal_serving() -> None:
    """Kept pages of a site are made anew when it shows something else, and those that people will want next made ahead."""
    from mingtang.config.stored_pages import warm_pages
    from mingtang.domains.portal.serving import handlers
    from mingtang.domains.portal.sites import api as sites
    from mingtang.kernel.evidence.api import subscribe
    from mingtang.kernel.jobs.api import register_round

    for fact in (
        sites.PagesLoaded,
        sites.HomeComposed,
        sites.TopicOpened,
        sites.TopicComposed,
        sites.SiteRegisterChanged,
        sites.ColumnsArranged,
        sites.ArticlesMoved,
        sites.ColumnMerged,
        sites.ArticlePublished,
        sites.ArticleCorrected,
    ):
        subscribe(fact, handlers.site_changed)
    subscribe(sites.ArticleWithdrawn, handlers.something_was_taken_away)
    subscribe(sites.SiteStateChanged, handlers.something_was_taken_away)
    register_round("pages linked from home pages", warm_pages)


def connect_disclosure_requests() -> None:
    """Letters of requests are set behind the act that issued them."""
    from mingtang.domains.disclosure.requests import handlers
    from mingtang.domains.disclosure.requests.api import DisclosureLetterIssued
    from mingtang.kernel.evidence.api import subscribe

    subscribe(DisclosureLetterIssued, handlers.letter_issued)


def connect_navigation() -> None:
    """Entries of the workbench and of the public site that belong to no single app."""
