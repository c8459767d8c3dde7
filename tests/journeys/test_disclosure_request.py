"""A request for disclosure from the web form to a sealed reply that the applicant downloads and verifies, every date explained,
and to a file in which a name was struck out.
"""

import re
import subprocess
from pathlib import Path

import pytest
import typst
from playwright.sync_api import Locator, Page, expect

from mingtang.lib.pdf.redaction import leaks_apart
from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.runtime.node import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
CLERK, LAWYER, HEAD = "hy0012", "hy0038", "hy0035"
ORGAN, CONTENT = "和源市住房和城乡建设局", "城东垃圾转运站选址论证报告"
NAMED = "ZHANG SAN"
REPORT = f"""#set document(title: "{NAMED}")
#set page(width: 15cm, height: 10cm)
SITE REPORT. Expert: {NAMED}, tel. 19900000088."""


def accessible(page: Page) -> None:
    """Nobody is kept out, on a desk and on a telephone."""
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert serious(page) == [], page.url


def test_a_request_is_made_consulted_on_extended_answered_and_verified(sign_in: SignIn, tmp_path: Path) -> None:
    applicant, clerk, head = sign_in(""), sign_in(CLERK), sign_in(HEAD)
    code, secret = asked(applicant)
    case = found(clerk)
    consulted(clerk, case)
    extended(head, case)
    given(clerk, head, case, tmp_path / "report.pdf")
    replied(clerk, sign_in(LAWYER), head, case)
    letter, report = looked_up(applicant, code, secret, tmp_path)
    verified(applicant, letter)
    assert leaks_apart(report.read_bytes(), [NAMED]) == []


def asked(page: Page) -> tuple[str, str]:
    """Fill in the form without an account and acknowledge the receipt; query code and password."""
    page.goto("/disclosure/requests/")
    accessible(page)
    page.get_by_label("受理机关").select_option(label=ORGAN)
    for label, text in (("姓名或单位名称", "温以南"), ("证件号码", "990102199001010011"), ("联系电话", "19900000077")):
        page.get_by_label(label, exact=True).fill(text)
    page.locator("textarea[name=content]").fill(CONTENT)
    page.locator("select[name=way]").select_option(label="网站")
    page.locator("select[name=carrier]").select_option(label="电子")
    page.get_by_role("button", name="提交申请").click()
    page.get_by_role("button", name="我已收到回执，确认").click()
    expect(page.get_by_role("main")).to_contain_text("双方确认之日")
    receipt = page.locator("section", has=page.locator("#receipt"))
    code, secret = (each.inner_text() for each in receipt.locator("b").all())
    return code, secret


def found(page: Page) -> str:
    """The address of the case, which the clerk finds in the ledger."""
    page.goto(f"/workbench/disclosure/requests/?words={CONTENT}")
    accessible(page)
    page.get_by_role("link", name=CONTENT).click()
    accessible(page)
    return page.url


def step(page: Page, case: str, link: str, button: str, **typed: str) -> None:
    """Do one thing on its page: what is typed stands under the names of fields; of choices, their values."""
    page.goto(case)
    page.get_by_role("link", name=link, exact=True).first.click()
    for name, text in typed.items():
        field = page.locator(f"[name={name}]").first
        kind = field.get_attribute("type")
        if kind == "radio":
            page.locator(f"[name={name}][value='{text}']").check()
        elif kind == "file":
            field.set_input_files(text)
        elif field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    assert serious(page) == [], page.url
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("：已办理。")).to_be_visible()


def consulted(page: Page, case: str) -> None:
    step(
        page, case, "征求意见", "发出征求意见函",
        asked="third_party", name="和源环卫有限公司", question="报告是否涉及商业秘密，是否同意公开？",
    )  # fmt: skip
    expect(page.get_by_role("main")).to_contain_text("暂停计算")
    step(page, case, "登记反馈意见", "登记", opinion="agrees")


def extended(page: Page, case: str) -> None:
    step(page, case, "批准延期", "批准并告知", days="10", reason="需要核对附图。")


def given(clerk: Page, head: Page, case: str, report: Path) -> None:
    """A name is struck out of the report; the head looks at it and releases it."""
    report.write_bytes(bytes(typst.compile(REPORT.encode())))  # type: ignore[arg-type]
    step(clerk, case, "添加随答复提供的材料", "添加", name="报告正文", sent=str(report))
    for page in (clerk, head):
        page.goto(case)
        page.get_by_role("link", name="报告正文").click()
        accessible(page)
        if page is clerk:
            page.locator("[name=strings]").fill(NAMED)
            page.get_by_role("button", name="生成处理后的文件").click()
            expect(page.get_by_text("请逐页核对")).to_be_visible()
    head.get_by_role("button", name="核对无误，放行").click()
    expect(head.get_by_text("已核对放行")).to_be_visible()


def replied(clerk: Page, lawyer: Page, head: Page, case: str) -> None:
    step(clerk, case, "拟定答复", "报送审查", kind="partial", detail="报告以电子文本提供，专家姓名属于个人信息。")
    lawyer.goto(case)
    lawyer.get_by_role("radio", name=re.compile("^同意")).check()
    lawyer.get_by_role("button", name="提交", exact=True).last.click()
    lawyer.wait_for_load_state()
    step(head, case, "签发", "确定", outcome="签发")
    step(clerk, case, "登记送达", "登记并归档", way="online", evidence="申请人凭查询码下载")
    accessible(clerk)
    for said in ("送达回证", "批准延期", "意见：和源环卫有限公司", "已用印"):
        assert eventually(lambda said=said: said in _reloaded(clerk)), said


def _reloaded(page: Page) -> str:
    page.reload()
    return str(page.get_by_role("main").inner_text())


def looked_up(page: Page, code: str, secret: str, folder: Path) -> tuple[Path, Path]:
    """The applicant comes back with code and password, reads why each date is what it is, and takes reply and report."""
    page.context.clear_cookies()
    page.goto("/disclosure/requests/query/")
    page.get_by_label("查询码", exact=True).fill(code)
    page.get_by_label("查询密码").fill(secret)
    accessible(page)
    page.get_by_role("button", name="查询", exact=True).last.click()
    expect(page.get_by_role("heading", name=CONTENT)).to_be_visible()
    dates = page.locator("section", has=page.locator("#dates"))
    for label in ("提交", "收到申请", "征求意见：第三方", "意见：第三方", "批准延期", "答复期限", "答复", "送达"):
        expect(dates.locator("dt").get_by_text(label, exact=True)).to_be_visible()
    for reason in dates.locator("summary").all():
        reason.click()
    for clause in ("第三十一条", "第三十三条第三款", "第三十三条第二款", "延长10个工作日", "第四十条"):
        expect(dates).to_contain_text(clause)
    assert "和源环卫" not in dates.inner_text()  # who the third party is stays untold
    accessible(page)
    letter = page.locator("article", has=page.get_by_role("heading", name="政府信息部分公开告知书"))
    expect(letter).to_contain_text("已加盖电子印章")
    kept = downloaded(page, letter.get_by_role("link", name=re.compile("下载 PDF")), folder / "reply.pdf")
    return kept, downloaded(page, page.get_by_role("link", name="报告正文"), folder / "given.pdf")


def downloaded(page: Page, link: Locator, kept: Path) -> Path:
    with page.expect_download() as taken:
        link.click()
    taken.value.save_as(kept)
    return kept


def verified(page: Page, letter: Path) -> None:
    """Anybody is told that the seal is that of the organ and nothing was changed, by us and by other programs."""
    said = subprocess.run(["pdfsig", "-nocert", str(letter)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said, said
    page.goto("/verify/")
    page.locator("input[type=file]").first.set_input_files(letter)
    page.get_by_role("button", name="核验", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(ORGAN)
    expect(page.get_by_role("main")).to_contain_text("有效")
    expect(page.get_by_role("main")).not_to_contain_text("无效")
