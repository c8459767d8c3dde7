"""Requests for disclosure of the demonstration city: told by the real actions over the last weeks, left at every stage."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import typst
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City
from mingtang.config.demo.disclosure_officers import BUREAU
from mingtang.config.demo.virtual_time import at
from mingtang.domains.disclosure.requests.actions.stepping import complete
from mingtang.domains.disclosure.requests.api import (
    Course,
    Details,
    DisclosureRequest,
    Result,
    Way,
    add_file,
    ask_correction,
    ask_opinion,
    charge_fee,
    deliver_reply,
    draft_reply,
    end_proceeding,
    extend_reply,
    install,
    log_search,
    record_proceeding,
    redact_file,
    register_request,
    release_file,
    reopen_request,
    sign_reply,
    submit_request,
    take_opinion,
)
from mingtang.domains.disclosure.requests.fees import Measure
from mingtang.domains.disclosure.requests.rules import AGREED, Applicant, Asked, Channel, Opinion
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import Nobody
from mingtang.kernel.directory.queries import appointments_of
from mingtang.lib.pdf.redaction import Marks

STRUCK_OUT = ("罗一帆", "990102197003120017", "温念", "990102198511230024")
"""Invented people, with numbers of an invented region."""
CLERK, REVIEWER, HEAD = "permit-officer", "housing-lawyer", "housing-deputy-director"


@transaction.atomic
def load_disclosure(city: City) -> None:
    """Install disclosure on request and tell its stories, unless that was done before; one transaction."""
    install()
    if not DisclosureRequest.objects.exists():
        office = Office(city)
        for days_ago, tell in office.stories:
            office.on(days_ago, tell)


class Office:
    """The disclosure office of the housing bureau and those who ask it."""

    def __init__(self, city: City) -> None:
        self.city, self.organ, self.now = city, city.organs[BUREAU], timezone.now()
        self.today = timezone.localdate(self.now)
        self.stories: list[tuple[int, Callable[[], object]]] = [
            (48, self.taken_to_court), (34, self.granted), (30, self.refused), (26, self.partial), (20, self.consulted),
            (9, self.unclear), (8, self.charged), (5, self.repeated), (1, self.asked_on_line),
        ]  # fmt: skip

    def actor(self, key: str) -> AccountActor:
        account = self.city.officials[key]
        return AccountActor(account, appointment=appointments_of(account.person, timezone.localdate()).first())

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def on(self, days_ago: int, do: Callable[[], object]) -> None:
        """Let it be a morning of those days."""
        moment = timezone.make_aware(datetime.combine(self.day(days_ago), time(9, 20)))
        with at(min(moment, self.now)):
            do()

    def details(self, name: str, content: str, **more: Any) -> Details:
        given = {
            "applicant_kind": Applicant.PERSON, "identity_kind": "居民身份证", "identity": f"演示{name}", "way": "email",
            "carrier": "electronic", "contacts": {"phone": "19900000088", "email": "reader@heyuan.example"},
        }  # fmt: skip
        return Details(applicant_name=name, content=content, **given | more)

    def registered(self, days_ago: int, channel: Channel, details: Details) -> DisclosureRequest:
        return register_request(self.actor(CLERK), self.organ, details, channel=channel, received_on=self.day(days_ago))

    def reply(self, row: DisclosureRequest, days_ago: int, kind: str, detail: str) -> None:
        """Draft, review, sign and serve."""

        def do() -> None:
            draft_reply(self.actor(CLERK), row, kind=kind, detail=detail)
            complete(self.actor(REVIEWER), row, AGREED, "同意。")
            sign_reply(self.actor(HEAD), row, reviewed_by="和源市人民政府")
            deliver_reply(
                self.actor(CLERK),
                row,
                delivered_on=timezone.localdate(),
                way=Way.EMAIL,
                evidence="发往申请人邮箱，已收到回执",
            )

        self.on(days_ago, do)

    def granted(self) -> None:
        content = "南门片区老旧小区改造项目2025年资金安排和竣工验收情况"
        row = self.registered(34, Channel.IN_PERSON, self.details("沈知言", content))
        log_search(
            self.actor(CLERK),
            row,
            place="城市更新科项目档案",
            words="南门片区 改造",
            result="查得资金下达文件和验收表。",
        )
        self.reply(row, 25, "granted", "信息见附件《南门片区改造项目资金安排表》《竣工验收情况表》，以电子文本提供。")

    def refused(self) -> None:
        content = "关于修订房屋租赁管理办法的历次会议讨论记录"
        more = {"applicant_kind": Applicant.RESEARCH, "representative": "梁见山", "contact_name": "何清", "way": "mail"}
        row = self.registered(30, Channel.REGISTERED_MAIL, self.details("和源城市研究所", content, **more))
        self.reply(row, 19, "denied.process", "属于修订过程中的讨论记录。")
        self.on(14, lambda: self.contested(row, Course.REVIEW, "和府复〔2026〕12号"))
        self.on(6, lambda: self.corrected(row))
        self.reply(
            DisclosureRequest.objects.get(pk=row.pk), 3, "partial", "公开历次会议的议题和结论，发言记录不予公开。"
        )

    def contested(self, row: DisclosureRequest, course: Course, number: str, body: str = "和源市人民政府") -> None:
        filed_on = timezone.localdate()
        record_proceeding(self.actor(CLERK), row, course=course, body=body, number=number, filed_on=filed_on)

    def corrected(self, row: DisclosureRequest) -> None:
        """The reconsideration corrects the reply; it stays, and the request is replied to anew."""
        self.ended(row, Result.CORRECTED, "区分会议结论和讨论过程，不能一概不予公开。")
        reopen_request(self.actor(CLERK), row.proceedings.get(), ordered_on=timezone.localdate())

    def ended(self, row: DisclosureRequest, result: Result, lessons: str = "") -> None:
        ended_on, last = timezone.localdate(), row.proceedings.latest("pk")
        end_proceeding(self.actor(CLERK), last, result=result, ended_on=ended_on, lessons=lessons)

    def taken_to_court(self) -> None:
        """Reconsidered and upheld, then before a court, which has not judged."""
        row = self.registered(48, Channel.IN_PERSON, self.details("韩书屿", "本机关2025年职工考勤和食堂采购记录"))
        self.reply(row, 40, "denied.internal", "属于后勤管理等内部事务信息。")
        self.on(35, lambda: self.contested(row, Course.REVIEW, "和府复〔2026〕9号"))
        self.on(22, lambda: self.ended(row, Result.UPHELD))
        court = "和源市中级人民法院"
        self.on(12, lambda: self.contested(row, Course.SUIT_AFTER_REVIEW, "（2026）和01行初31号", court))

    def charged(self) -> None:
        content = "滨江新区2019年以来商品房预售许可档案全部复印件"
        row = self.registered(8, Channel.IN_PERSON, self.details("祝南星", content, carrier="paper"))
        charge_fee(self.actor(CLERK), row, measure=Measure.PAGES, count=120)

    def partial(self) -> None:
        """Part of a list is given: names and numbers of people are struck out, another has looked and released it."""
        content = "老旧小区加装电梯财政补贴发放台账"
        row = self.registered(26, Channel.IN_PERSON, self.details("苏言", content))
        sent = SimpleUploadedFile("加装电梯补贴台账.pdf", _ledger_paper(), "application/pdf")
        given = add_file(self.actor(CLERK), row, sent, name="加装电梯补贴发放台账")
        redact_file(self.actor(CLERK), given, Marks(STRUCK_OUT))
        release_file(self.actor(HEAD), given)
        self.reply(
            row, 22, "partial", "公开补贴的项目、金额和时间；受补贴人的姓名和证件号码属于个人信息，已作区分处理。"
        )
        self.on(8, lambda: self.contested(row, Course.REVIEW, "和府复〔2026〕17号"))

    def consulted(self) -> None:
        content = "澄江大道综合体项目建设单位提交的成本测算报告"
        more = {"applicant_kind": Applicant.COMPANY, "representative": "陆远", "contact_name": "许安"}
        row = self.registered(20, Channel.REGISTERED_MAIL, self.details("和源远图咨询有限公司", content, **more))
        asked = ask_opinion(
            self.actor(CLERK), row, asked=Asked.THIRD_PARTY, name="和源城市建设发展有限公司",
            question="成本测算报告是否涉及商业秘密，是否同意公开？", sent_on=self.day(20),
        )  # fmt: skip
        self.on(12, lambda: self._refused_by_third_party(row, asked))

    def _refused_by_third_party(self, row: DisclosureRequest, asked: Any) -> None:
        take_opinion(
            self.actor(CLERK),
            asked,
            opinion=Opinion.REFUSES,
            answered_on=self.day(12),
            reason="报告含有未公开的采购价格。",
        )
        extend_reply(self.actor(HEAD), row, days=10, reason="需要对报告内容作区分处理")

    def unclear(self) -> None:
        row = self.registered(9, Channel.LETTER, self.details("顾小满", "房子的材料", way="mail"))
        ask_correction(
            self.actor(CLERK),
            row,
            reason="请写明所指房屋的坐落和所需材料的名称。",
            until=self.today + timedelta(days=10),
        )

    def repeated(self) -> None:
        content = "南门片区老旧小区改造项目2025年资金安排、竣工验收情况"
        self.registered(5, Channel.IN_PERSON, self.details("邵明", content))

    def asked_on_line(self) -> None:
        content = "2025年度保障性住房分配公示名单及分配办法"
        submit_request(Nobody(), self.organ, self.details("唐一鸣", content))


def _ledger_paper() -> bytes:
    """A page of the office with names and numbers of people in it, in the fonts of the node."""
    rows = (("文澜街道 8 号院", *STRUCK_OUT[:2], "20 万元"), ("临江路 3 号院", *STRUCK_OUT[2:], "18 万元"))
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    source = f"""#set page(paper: "a4", margin: 25mm)
#set text(font: ("FandolSong", "Noto Serif CJK SC"), size: 12pt, lang: "zh")
= 老旧小区加装电梯财政补贴发放台账
#table(columns: (2fr, 1fr, 2fr, 1fr), inset: 8pt, [项目], [申请人], [证件号码], [金额], {cells})
"""
    made: Any = typst.compile(source.encode(), font_paths=[str(settings.FONTS)], timestamp=0)  # type: ignore[misc]
    return bytes(made)
