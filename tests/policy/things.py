"""The things that rows of the policy table speak of, by name; those of one organ belong to the city's housing bureau."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from mingtang.domains.disclosure.catalogue.tests.press import Press
from mingtang.domains.disclosure.reports.tests.samples import sample_report
from mingtang.domains.disclosure.requests.models import DisclosureLetter
from mingtang.domains.disclosure.requests.tests.office import Office as DisclosureOffice
from mingtang.domains.inspection.tests.monitor import sample_appeal, sample_finding, sample_sheet, sample_statement
from mingtang.domains.interaction.interviews.models import Interview
from mingtang.domains.interaction.interviews.tests.studio import Studio
from mingtang.domains.interaction.messages.models import AttachedFile, Message
from mingtang.domains.interaction.messages.tests.mailroom import HOUSING, Mailroom
from mingtang.domains.interaction.moderation.api import add_word
from mingtang.domains.interaction.opinions.models import Call
from mingtang.domains.interaction.opinions.tests.test_course import Caller
from mingtang.domains.interaction.surveys.tests.surveyor import Surveyor
from mingtang.domains.portal.contributions.tests.newsroom import Newsroom, published_bulletin
from mingtang.domains.portal.databases.tests.samples import sample_record
from mingtang.domains.portal.editing.api import Manuscript
from mingtang.domains.portal.editing.tests.newsroom import Newsroom as EditorsRoom
from mingtang.domains.portal.editing.tests.newsroom import sample_article, sample_file, sample_release, sample_step
from mingtang.domains.portal.sharing.tests.cluster import sample_mirror, sample_offer, sample_subscription
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.tests.city_site import city_site, sample_medium, sample_topic
from mingtang.domains.registration.tests.counter import Counter as RegistrationCounter
from mingtang.domains.services.applications.models import Application, CreditRecord, IssuedLetter
from mingtang.domains.services.applications.tests.desk import CODE
from mingtang.domains.services.applications.tests.desk import Desk as Counter
from mingtang.domains.services.applications.tests.joint_desk import JointDesk
from mingtang.domains.services.catalogue.api import create_item
from mingtang.domains.services.catalogue.models import TableImport
from mingtang.domains.services.catalogue.tests.offers import RICH, offer
from mingtang.domains.services.efficiency import api as efficiency
from mingtang.domains.services.efficiency.models import EfficiencyReport
from mingtang.domains.services.hall.models import Appointment as HallAppointment
from mingtang.domains.services.hall.models import Hall, Handout, Ticket
from mingtang.domains.services.hall.tests.house import House
from mingtang.domains.services.licences.models import Licence, LicenceType
from mingtang.domains.services.licences.tests.office import Office
from mingtang.domains.services.payments.tests.till import Till
from mingtang.domains.services.ratings import api as ratings
from mingtang.domains.services.reporting.models import ReportedRow
from mingtang.domains.supervision.models import SupervisedItem
from mingtang.domains.supervision.tests.desk import Desk
from mingtang.kernel.acme.actions.keys import issue_key
from mingtang.kernel.acme.models import AcmeAccount, BindingKey
from mingtang.kernel.cases.api import Case, CaseType, open_case, register_case_type
from mingtang.kernel.cases.models import (
    ArchivePackage,
    CaseMigration,
    Destruction,
    Phrase,
    SavedView,
    Substitution,
)
from mingtang.kernel.clocks.models import CalendarNotice
from mingtang.kernel.content.actions.intake import store_file
from mingtang.kernel.content.actions.materials import Target, attach_material
from mingtang.kernel.content.actions.uploads import begin_upload
from mingtang.kernel.content.models import File, Material, Upload
from mingtang.kernel.content.tests import samples
from mingtang.kernel.directory.api import Nobody
from mingtang.kernel.directory.models import Agency, Appointment, Grant, LegalPerson, Role, SignIn
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.evidence.models import Delivery, Fact, Record
from mingtang.kernel.forms.models import FormDefinition
from mingtang.kernel.letters.models import LetterTemplate
from mingtang.kernel.messaging.models import InboxItem, Notice
from mingtang.kernel.processes import api
from mingtang.kernel.processes.models import Decision, Process
from mingtang.kernel.processes.starts import STARTS
from mingtang.kernel.trust.api import Holder, Pair, Warrant, ask_recovery, issue_pair
from mingtang.kernel.trust.models import Authority, Certificate, EscrowedKey, KeyRecovery, Seal, SealMandate
from mingtang.kernel.trust.tests.conftest import officer_of
from mingtang.kernel.trust.tests.seal_office import asked_use, made_seal
from mingtang.lib.crypto.keys import KeyKind, generate_key, to_pem
from mingtang.lib.flow.drawing import with_diagram
from mingtang.lib.flow.tests.drawing import Drawing, sequence
from tests.world import World


def _appointment(world: World) -> Appointment:
    return Appointment.objects.get(person=world.account("official").person, end=None)


def _record(world: World) -> Record:
    organ = world.organ("housing-bureau")
    return Record.objects.filter(organ=organ.pk, object_type="directory.organ").earliest("pk")


def _sign_in(world: World) -> SignIn:
    account = world.account("official")
    return SignIn.objects.create(account=account, login=account.login, result="done", session_key="x", address="::1")


def _delivery(world: World) -> Delivery:
    now = timezone.now()
    fact = Fact.objects.create(name="directory.OrganClosed", subject="organ:1", data={}, at=now)
    return Delivery.objects.create(fact=fact, handler="nowhere", subject="organ:1", state="dead", next_at=now)


def _notice(world: World) -> InboxItem:
    now = timezone.now()
    notice = Notice.objects.create(at=now, subject="通知", topic="account", key="policy")
    return InboxItem.objects.create(notice=notice, account=world.account("official"), at=now)


def _calendar_notice(world: World) -> CalendarNotice:
    notice = CalendarNotice.objects.create(
        kind="supplement", year=2027, number="x", title="通知", issued_on=date(2026, 11, 20), entered_at=timezone.now()
    )
    notice.days.create(day=date(2027, 1, 4), kind="off")
    return notice


def _role(world: World) -> Role:
    return Role.objects.create(code="policy", name="登记员", permissions=[])


def _grant(world: World) -> Grant:
    return Grant.objects.filter(organ=world.organ("housing-bureau")).earliest("pk")


def _file(world: World) -> File:
    """A picture that the official has brought."""
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return store_file(world.actor("official"), SimpleUploadedFile("章.png", drawn.getvalue()))


def _material(world: World) -> Material:
    file = File.objects.latest("pk")
    return attach_material(world.actor("official"), file, Target("policy.thing", "1"), name="印模")


def _upload(world: World) -> Upload:
    return begin_upload(world.actor("official"), name="合同.pdf", size=9)


def _supervised_item(world: World) -> SupervisedItem:
    """Assigned to the housing bureau by the government office."""
    desk = Desk(world)
    return desk.assigned()


def _published_message(world: World) -> Message:
    """Answered by the housing bureau, and read by everybody."""
    room = Mailroom(world)
    message = room.answered(
        who="citizen", files=[store_file(world.actor("citizen"), SimpleUploadedFile("说明.pdf", samples.pdf()))]
    )
    room.publish(message, *message.files.all())
    return message


def _case(world: World) -> Case:
    """A case of the bureau, opened by the official; anybody of the bureau may take its only item."""
    api.install("policy-case", "事项", sequence("one").xml(key="policy-case"))
    register_case_type(CaseType("policy", "事项", "policy-case", retention="D10"))
    return open_case(world.actor("official"), "policy", title="事项", organ=world.organ("housing-bureau"))


def _own_matter(world: World) -> Process:
    """What everybody of the bureau may start."""
    drawn = Drawing()
    drawn.node("startEvent", "start", mt_candidates="official")
    drawn.node("userTask", "one")
    drawn.node("endEvent", "end")
    drawn.path("start", "one", "end")
    bureau = world.organ("housing-bureau")
    return api.install("own-matter", "事项", with_diagram(drawn.xml(key="own-matter")), owner=bureau).definition


def _case_migration(world: World) -> CaseMigration:
    """Ordered by the system officer of the node."""
    return CaseMigration.objects.create(
        source_id=_case(world).version_id,
        target_id=api.install("policy-case", "事项", sequence("one", "two").xml(key="policy-case")).pk,
        account=world.account("system_officer"),
        asked_at=timezone.now(),
    )


def _substitution(world: World) -> Substitution:
    day = timezone.localdate()
    return Substitution.objects.create(
        account=world.account("official"), substitute=world.account("leader"), start=day, end=day
    )


def _licence(world: World) -> Licence:
    """Issued by the housing bureau to the citizen."""
    office = Office(world)
    return office.issued(office.citizen())


def _draft(world: World) -> Application:
    """Begun by the citizen, for an item of the housing bureau."""
    return Counter(world, organ="housing-bureau").drafted()


def _reported_row(world: World) -> ReportedRow:
    application = _application(world)
    return ReportedRow.objects.create(
        set="pro_result", guid=uuid4(), operation="I", at=timezone.now(), batch="20261122", application=application,
        organ=application.organ, data={"project_no": application.number}, digest="",
    )  # fmt: skip


def _application(world: World) -> Application:
    """Submitted by the citizen; the housing bureau receives and handles it."""
    return Counter(world, organ="housing-bureau").filed()


def _light(world: World) -> efficiency.Light:
    """Of the housing bureau; the official is responsible."""
    now = timezone.now()
    return efficiency.Light.objects.create(
        key="policy", number="1", rule="R08", title="未说明理由", level="red", about="某事项", description="没有说明理由",
        organ=world.organ("housing-bureau"), person=world.account("official"), at=now, raised_at=now,
    )  # fmt: skip


def _supervision_order(world: World) -> efficiency.SupervisionOrder:
    now = timezone.now()
    return efficiency.SupervisionOrder.objects.create(
        number="1",
        organ=world.organ("housing-bureau"),
        content="请说明",
        sender=world.account("leader"),
        sent_at=now,
        due_at=now,
    )


def _efficiency_report(world: World) -> EfficiencyReport:
    """Of the housing bureau; never set, because nobody of the cast gets that far."""
    return EfficiencyReport.objects.create(
        organ=world.organ("housing-bureau"), month=timezone.localdate(), data={}, made_at=timezone.now(),
        template=LetterTemplate.objects.get(key="acceptance-notice", organ=None).versions.latest("pk"),
    )  # fmt: skip


def _hall(world: World) -> Hall:
    """The hall of the service bureau, in which none of the cast serves."""
    hall = House(world).hall
    Hall.objects.filter(pk=hall.pk).update(kiosk_key="policy-kiosk")
    return hall


def _hall_business(world: World) -> Any:
    return Hall.objects.latest("pk").businesses.earliest("pk")


def _hall_ticket(world: World) -> Ticket:
    """Nobody's: taken at the machine."""
    hall = Hall.objects.latest("pk")
    return Ticket.objects.create(
        hall=hall, organ=hall.organ, business=_hall_business(world), day=timezone.localdate(), number="A999",
        code="policy-ticket", arrived_at=timezone.now(),
    )  # fmt: skip


def _hall_appointment(world: World) -> HallAppointment:
    hall = Hall.objects.latest("pk")
    return HallAppointment.objects.create(
        hall=hall, organ=hall.organ, business=_hall_business(world), account=world.account("citizen"), code="000000",
        slot=timezone.now(), made_at=timezone.now(),
    )  # fmt: skip


def _handout(world: World) -> Handout:
    return Handout.objects.create(
        application=Application.objects.latest("pk"), organ=world.organ("service-bureau"), way="cabinet",
        receiver="某人", at=timezone.now(),
    )  # fmt: skip


def _rating(world: World) -> ratings.Rating:
    """Bad, of the housing bureau; its link is known."""
    organ = world.organ("housing-bureau")
    invitation = ratings.invite_visit(ratings.Visit("policy:1", "咨询", organ, organ, None))
    ratings.Invitation.objects.filter(pk=invitation.pk).update(code="policy-rating")
    return ratings.rate(Nobody(), invitation, ratings.Opinion(5))


def _credit_record(world: World) -> CreditRecord:
    """An untrue commitment of the citizen, found by the housing bureau."""
    application = _application(world)
    return CreditRecord.objects.create(
        application=application,
        organ=world.organ("housing-bureau"),
        kind="false_commitment",
        subject_name=application.applicant_name,
        barred_until=timezone.localdate(),
        **CreditRecord.confidential_values(application.applicant_number),
    )


def _letter(world: World) -> IssuedLetter:
    """The receipt of an application of the citizen."""
    received = Counter(world, organ="housing-bureau").received()
    return received.letters.earliest("pk")


def _binding_key(world: World) -> BindingKey:
    return issue_key(SYSTEM, world.organ("housing-bureau"), keeper="门户").row


def _acme_account(world: World) -> AcmeAccount:
    key = BindingKey.objects.latest("pk")
    return AcmeAccount.objects.create(binding=key, organ=key.organ, jwk={}, thumbprint="x", opened_at=timezone.now())


def _certificate(world: World) -> Certificate:
    """The signing certificate of the official; the key of the encryption certificate beside it is in escrow."""
    actor = world.actor("official")
    holder = Holder(account_id=actor.account_id, post_id=actor.post_id, organ_id=actor.organ_id)
    approved, spki = officer_of(actor.name, actor.organ_name), generate_key(KeyKind.SM2).spki
    pair: Pair = issue_pair(SYSTEM, approved, "officer-encryption", spki, holder)
    return pair.signing


def _key_recovery(world: World) -> KeyRecovery:
    """Asked for by an officer of the key management centre."""
    key = EscrowedKey.objects.exclude(certificate=None).latest("pk")
    return ask_recovery(world.actor("key-officer"), key, Warrant("介质损坏"), generate_key(KeyKind.SM2).spki)


THINGS: dict[str, Callable[[World], Any]] = {
    "certificate_application": lambda world: RegistrationCounter(
        world
    ).apply(),  # before the official has a certificate
    "organ": lambda world: world.organ("housing-bureau"),
    "city": lambda world: world.organ("city-government"),
    "county_organ": lambda world: world.organ("county-market-bureau"),
    "unit": lambda world: world.organ("housing-bureau").units.earliest("pk"),
    "post": lambda world: world.organ("housing-bureau").posts.filter(unit=None).earliest("pk"),
    "account": lambda world: world.account("official"),
    "county_account": lambda world: world.account("wrong_county_official"),
    "citizen_account": lambda world: world.account("citizen"),
    "appointment": _appointment,
    "record": _record,
    "sign_in": _sign_in,
    "delivery": _delivery,
    "notice": _notice,
    "file": _file,
    "material": _material,
    "upload": _upload,
    "calendar_notice": _calendar_notice,
    "binding_key": _binding_key,
    "acme_account": _acme_account,
    "authority": lambda world: Authority.objects.get(level="issuing", kind="sm2"),
    "certificate": _certificate,
    "escrowed_key": lambda world: EscrowedKey.objects.exclude(certificate=None).latest("pk"),
    "key_recovery": _key_recovery,
    "role": _role,
    "grant": _grant,
    "case": _case,
    "case_migration": _case_migration,
    "source_version": lambda world: api.install("policy-case", "事项", sequence("one").xml(key="policy-case")),
    "archive": lambda world: ArchivePackage.objects.create(case=_case(world), retention="D10", made_at=timezone.now()),
    "destruction": lambda world: Destruction.objects.create(
        organ=world.organ("housing-bureau"), reason="期满", proposed_name="某人", proposed_at=timezone.now()
    ),
    "phrase": lambda world: Phrase.objects.create(account=world.account("official"), text="同意。"),
    "substitution": _substitution,
    "saved_view": lambda world: SavedView.objects.create(account=world.account("official"), place="tasks", name="我的"),
    "process": lambda world: Process.objects.get(key="countersigning", organ=None),
    "own_matter": _own_matter,
    "node_matter": lambda world: Process.objects.get(key="seal-use", organ=None),
    "organ_process": lambda world: (
        api.install("own", "自有流程", STARTS[0].xml, owner=world.organ("housing-bureau")).definition
    ),
    "decision": lambda world: Decision.objects.get(key="commitment-days", organ=None),
    "form": lambda world: FormDefinition.objects.get(key="construction-permit", organ=None),
    "letter": lambda world: LetterTemplate.objects.get(key="acceptance-notice", organ=None),
    "restaurant": lambda world: LegalPerson.objects.get(representative=world.account("citizen").person),
    "enterprise": lambda world: world.account("enterprise").legal_person,
    "agency": lambda world: Agency.objects.filter(
        legal_person=world.account("enterprise").legal_person, revoked_at=None
    ).latest("pk"),
    "disclosure_request": lambda world: DisclosureOffice(world).registered(),
    "annual_report": lambda world: sample_report(world, years_ago=1),
    "published_report": lambda world: sample_report(world, years_ago=2, is_published=True),
    "information": lambda world: Press(world).drafted(),
    "published_information": lambda world: Press(world).published(),
    "disclosure_given": lambda world: DisclosureOffice(world).given(),
    "disclosure_letter": lambda world: DisclosureLetter.objects.latest("pk"),
    "supervised_item": _supervised_item,
    "citizen_message": lambda world: Mailroom(world).sent(),
    "published_message": _published_message,
    "shown_file": lambda world: AttachedFile.objects.latest("pk"),
    "mailbox": lambda world: Mailroom(world).box(),
    "opinion_call": lambda world: Caller(world).opened(),
    "opinion": lambda world: Caller(world).opinion(Call.objects.latest("pk")),
    "survey": lambda world: Surveyor(world, HOUSING, SYSTEM).opened(),
    "interview": lambda world: Studio(world).announced(),
    "interview_question": lambda world: Studio(world).asked(Interview.objects.latest("pk")),
    "added_word": lambda world: add_word(
        SYSTEM, world.organ("service-bureau"), word="打字员日结", label="广告", level="warn"
    ),
    "draft": _draft,
    "application": _application,
    "reported_row": _reported_row,
    "application_case": lambda world: _application(world).case,
    "application_part": lambda world: _application(world).parts.get(),
    "joint_application": lambda world: JointDesk(world).applied(),
    "joint_case": lambda world: JointDesk(world).applied().case,
    "issued_letter": _letter,
    "credit_record": _credit_record,
    "light": _light,
    "supervision_order": _supervision_order,
    "inspected_site": lambda world: sample_finding(world).site,
    "site_finding": sample_finding,
    "inspection_round": lambda world: sample_sheet(world).round,
    "inspection_sheet": sample_sheet,
    "site_appeal": sample_appeal,
    "site_statement": sample_statement,
    "efficiency_report": _efficiency_report,
    "hall": _hall,
    "hall_business": _hall_business,
    "hall_window": lambda world: Hall.objects.latest("pk").windows.earliest("pk"),
    "hall_ticket": _hall_ticket,
    "hall_appointment": _hall_appointment,
    "handout": _handout,
    "rating": _rating,
    "payment": lambda world: Till(world, organ="housing-bureau", officer="official").charged(),
    "licence": _licence,
    "licence_type": lambda world: LicenceType.objects.latest("pk"),
    "seal": made_seal,
    "seal_mandate": lambda world: SealMandate.objects.create(
        seal=Seal.objects.latest("pk"), scope="services.letters", begin=timezone.now(), basis="依据"
    ),
    "seal_use": lambda world: asked_use(world, Seal.objects.latest("pk")),
    "site": city_site,
    "database_record": sample_record,
    "contribution": lambda world: Newsroom(world).submit(),
    "reporting_unit": lambda world: Newsroom(world).housing,
    "reporter": lambda world: Newsroom(world).housing.reporters.get(),
    "contribution_bulletin": published_bulletin,
    "manuscript": lambda world: EditorsRoom(world).write(),
    "manuscript_file": sample_file,
    "illustrated_manuscript": lambda _world: Manuscript.objects.get(title="受理大厅迁址"),
    "manuscript_column": lambda world: EditorsRoom(world).column(),
    "manuscript_release": sample_release,
    "published_article": sample_article,
    "review_step": sample_step,
    "shared_article": sample_offer,
    "mirror": sample_mirror,
    "column_subscription": sample_subscription,
    "kept_site": lambda world: PortalSite.objects.get(key="housing"),
    "public_article": lambda world: ArticlePage.objects.get(url_path="/housing/news/notices/newer/"),
    "kept_topic": lambda world: sample_topic(PortalSite.objects.get(key="housing")),
    "site_medium": sample_medium,
    "other_column": lambda world: ColumnPage.objects.get(url_path="/housing/news/headlines/"),
    "kept_column": lambda world: ColumnPage.objects.get(url_path="/housing/news/notices/"),
    "offer": lambda world: offer(world.organ("housing-bureau"), "食品经营许可", code="POLICY-1", **RICH),
    "service_item": lambda world: create_item(SYSTEM, world.organ("housing-bureau"), {"task_name": "事项"}),
    "item_import": lambda world: TableImport.objects.create(
        below=world.organ("housing-bureau"),
        account=world.account("official"),
        name="items.csv",
        state="checked",
        asked_at=timezone.now(),
    ),
}

DAY = date(2026, 3, 2).isoformat()
PUBLIC_KEY = to_pem("PUBLIC KEY", generate_key(KeyKind.SM2).spki)
TEXTS = {
    "site_key": "city",
    "database_key": "projects",
    "column_path": "news/notices",
    "feed_kind": "atom",
    "offer_code": "POLICY-1",
    "certificate_holder_kind": "officer",
    "certificate_application_kind": "new",
    "message_kind": "consult",
    "disclosure_step": "search",
    "information_step": "submission",
    "inspection_step": "telling",
    "item_to_apply_for": CODE,
    "table_kind": "csv",
    "measure": "ask_special",
    "region": "9901",
    "digest": "0",
    "dimension": "organs",
    "light_step": "explanation",
    "bundle": "mingtang.css",
    "layout": "public",
    "component": "button",
    "number": "1",
    "year": "2027",
    "limit": "hotline.dispatch",
    "form_key": "construction-permit",
    "first": 1,
    "work_list": "tasks",
    "verb": "complete",
    "holder": "citizen",
    "step": "suspension",
    "site_step": "suspension",
    "column_step": "up",
    "composed_part": "blocks",
    "block_key": "00000000-0000-4000-8000-000000000000",
    "certificate_step": "revocation",
    "office_role": "timestamper",
    "designed": "form",
    "letter_kind": "acceptance",
    "rating_code": "policy-rating",
    "ticket_code": "policy-ticket",
    "kiosk_key": "policy-kiosk",
    "nothing_yet": "0",
}
"""Parameters that are no rows."""
