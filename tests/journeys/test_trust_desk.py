"""The guide docs/guides/certificates-and-keys.md, walked: an authority is founded under an off-line root, a certificate is
revoked and openssl sees it, a key is recovered by two officers.
"""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mingtang.lib.ceremony import Ceremony, Plan, Session, certify, hold
from mingtang.lib.crypto.certificates import read_certificate
from mingtang.lib.crypto.keys import KeyKind, Sm2Key, from_pem, generate_key, load_pkcs8, open_envelope, to_pem
from mingtang.lib.crypto.shares import Share
from tests.browser import serious
from tests.journeys.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

GUIDE = Path(__file__).parents[2] / "docs/guides/certificates-and-keys.md"
AUTHORITIES = "/workbench/trust/authorities/"
NAME = "和源市演练认证中心"
MEETING = Session("和源市政务数据中心屏蔽机房", "张主持", "李审计", lambda: datetime.now(UTC))


def test_a_certificate_of_a_new_authority_is_revoked_and_openssl_sees_it(
    sign_in: SignIn, address: str, tmp_path: Path
) -> None:
    keeper, officer = sign_in("hy0116"), sign_in("hy0117")
    ceremony, shares = hold(Plan("和源市演练根证书", ("甲", "乙", "丙", "丁", "戊")), MEETING)
    trust_root(keeper, ceremony)
    authority = found_authority(keeper, ceremony, shares)
    certificate = replaced_office(keeper, authority)

    (tmp_path / "chain.pem").write_bytes(keeper.request.get(f"{authority}chain.pem").body())
    (tmp_path / "certificate.pem").write_bytes(keeper.request.get(f"{certificate}certificate.pem").body())
    responder = f"{address}/trust/{authority.rstrip('/').rsplit('/', 1)[1]}/ocsp"
    assert "certificate.pem: good" in asked_of_openssl(tmp_path, responder)
    revoke(officer, certificate)
    told = asked_of_openssl(tmp_path, responder)
    assert "certificate.pem: revoked" in told
    assert "Reason: superseded" in told


def upload(page: Page, label: str, content: bytes, button: str) -> None:
    page.get_by_label(label).set_input_files({"name": "a.pem", "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name=button).click()


def trust_root(page: Page, ceremony: Ceremony) -> None:
    """The certificate of the root and its list."""
    page.goto(f"{AUTHORITIES}root/")
    upload(page, "证书文件", ceremony.files["root-ecdsa.pem"], "登记")
    expect(page.get_by_role("main")).to_contain_text(ceremony.roots["ecdsa"].fingerprint)
    page.get_by_role("link", name="登记根的撤销列表").click()
    upload(page, "撤销列表文件", ceremony.files["lists/root-ecdsa-0001.crl"], "登记")
    expect(page.get_by_role("region", name="撤销列表").last).to_contain_text("全量")


def found_authority(page: Page, ceremony: Ceremony, shares: tuple[Share, ...]) -> str:
    """The address of its page, once it serves."""
    page.goto(f"{AUTHORITIES}new/")
    page.get_by_label("名称", exact=True).fill(NAME)
    page.get_by_label("所属机构全称").fill("和源市人民政府")
    page.get_by_role("radio", name=re.compile("ECDSA")).check()
    assert serious(page) == []
    page.get_by_role("button", name="生成密钥和证书申请").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    authority = page.url
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="下载证书申请").click()
    request = Path(downloaded.value.path()).read_bytes()
    after = certify(ceremony, shares[:3], from_pem("CERTIFICATE REQUEST", request.decode()), MEETING)
    page.get_by_role("link", name="上传证书并启用").click()
    upload(page, "证书文件", request, "启用")
    expect(page.get_by_role("alert").first).to_contain_text("这是证书申请")
    assert serious(page) == []
    upload(page, "证书文件", after.files[after.entries[-1].told["certificate"]], "启用")
    expect(page.get_by_role("region", name="服务证书").first).to_contain_text("时间戳")
    return authority


def replaced_office(page: Page, authority: str) -> str:
    """Letters get a new certificate; the address of the page of the one before."""
    page.goto(authority)
    assert serious(page) == []
    page.get_by_role("link", name=re.compile("换发.*文书签章")).click()
    page.get_by_role("button", name="换发").click()
    page.get_by_role("row").filter(has_text="已换发").get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text("抗抵赖")
    return page.url


def revoke(page: Page, certificate: str) -> None:
    page.goto(certificate)
    page.get_by_role("link", name="注销").click()
    page.get_by_role("button", name="注销").click()
    expect(page.get_by_role("alert").first).to_contain_text("注销原因")
    page.get_by_role("radio", name=re.compile("superseded")).check()
    page.get_by_role("textbox", name="说明").fill("已换发新证书")
    page.get_by_role("button", name="注销").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("确认注销？")
    assert serious(page) == []
    page.get_by_role("button", name="注销").click()
    expect(page.get_by_role("main")).to_contain_text("已被新证书取代")
    assert serious(page) == []


def asked_of_openssl(folder: Path, responder: str) -> str:
    """What the command of the guide prints."""
    (command,) = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    answer = subprocess.run(
        ["sh", "-c", command], cwd=folder, env={"PATH": "/usr/bin:/bin", "address": responder},
        capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    assert "Response verify OK" in answer.stderr
    return answer.stdout


def test_a_key_is_recovered_by_two_officers_and_never_by_one(sign_in: SignIn) -> None:
    asker, reviewer, auditor = sign_in("hy0118"), sign_in("hy0119"), sign_in("hy0033")
    recipient = load_pkcs8(generate_key(KeyKind.SM2).pkcs8())
    assert isinstance(recipient, Sm2Key)
    recovery = ask_for_key(asker, "许青禾", to_pem("PUBLIC KEY", recipient.spki))
    assert asker.goto(f"{recovery}confirmation/").status == 403  # type: ignore[union-attr]
    confirm(reviewer, recovery)
    asker.goto(recovery)
    with asker.expect_download() as downloaded:
        asker.get_by_role("button", name="下载数字信封").click()
    opened = open_envelope(Path(downloaded.value.path()).read_bytes(), recipient)
    assert opened.spki == certified_key(auditor, recovery)
    for act in ("提出密钥恢复", "确认密钥恢复", "领取恢复的密钥"):
        expect(auditor.get_by_role("region", name="经过")).to_contain_text(act)
    assert serious(auditor) == []


def ask_for_key(page: Page, holder: str, recipient: str) -> str:
    """The address of the recovery; without a public key the page says so and keeps what was typed."""
    page.goto(f"/workbench/trust/keys/?words={holder}")
    page.get_by_role("row").filter(has_text=holder).get_by_role("link").first.click()
    page.get_by_role("link", name="申请密钥恢复").click()
    page.get_by_label("恢复事由").fill("介质损坏，已当面核对身份证。")
    page.get_by_role("button", name="提出申请").click()
    expect(page.get_by_role("alert").first).to_contain_text("请选择接收公钥文件")
    assert serious(page) == []
    page.get_by_label("或者粘贴 PEM 文本").fill(recipient)
    page.get_by_role("button", name="提出申请").click()
    expect(page.get_by_role("main")).to_contain_text("密钥恢复须由提出人以外的另一名工作人员确认")
    assert serious(page) == []
    return page.url


def confirm(page: Page, recovery: str) -> None:
    page.goto("/workbench/trust/recoveries/?state=asked")
    assert serious(page) == []
    page.goto(recovery)
    page.get_by_role("link", name="确认恢复").click()
    page.get_by_label("确认意见").fill("持有人身份和接收公钥已核对。")
    page.get_by_role("button", name="确认密钥恢复").click()
    page.get_by_role("button", name="确认密钥恢复").click()
    expect(page.get_by_role("main")).to_contain_text("数字信封由提出人领取")


def certified_key(page: Page, recovery: str) -> bytes:
    """The public key of the certificate that the recovery is about, as the auditor finds it."""
    page.goto(recovery)
    page.get_by_role("link", name=re.compile("^托管密钥")).click()
    certificate = page.get_by_role("link", name=re.compile("^[0-9a-f]{20,}$")).get_attribute("href")
    encoded = page.request.get(f"{certificate}certificate.cer").body()
    page.goto(recovery)
    return read_certificate(encoded).spki
