"""A certificate from the key made in the browser to the chain that openssl verifies: applied for, checked, reviewed, issued,
collected with two codes by two ways, and its encryption key opened with the key file.
"""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from mingtang.lib.crypto.certificates import read_certificate
from mingtang.lib.crypto.engine import DEFAULT_ID
from mingtang.lib.crypto.keys import Sm2Key, decrypt_pkcs8, from_pem, open_envelope
from mingtang.lib.crypto.tests.openssl import named, run
from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.runtime.node import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

PASSPHRASE = "和源的钥匙串2026号"
HOLDER, CLERK, REVIEWER, ISSUER, ADMINISTRATOR = "hy0069", "hy0028", "hy0027", "hy0117", "hy0031"


def test_an_officer_gets_a_certificate_for_a_key_that_only_he_has(sign_in: SignIn, tmp_path: Path) -> None:
    holder = sign_in(HOLDER)
    key_file = apply(holder, tmp_path)
    application = holder.url
    case = find(sign_in(CLERK), "罗小溪")
    check(case)
    review(sign_in(REVIEWER), case.url)
    issue(sign_in(ISSUER), case.url)
    archive = collect(holder, application, code_sent(sign_in(ADMINISTRATOR)), tmp_path)
    expect(holder.get_by_role("main")).to_contain_text("已完成")
    require_good(archive, key_file, tmp_path)


def apply(page: Page, folder: Path) -> Path:
    """Make a key in the browser and apply; the key file."""
    page.goto("/account/certificates/")
    page.get_by_role("link", name="申请、更新、补办、注销").click()
    page.get_by_role("link", name="申请新证书 工作人员").click()
    page.get_by_label("用途说明").fill("公文签名")
    page.get_by_label("设置密钥口令").fill(PASSPHRASE)
    page.get_by_label("再输入一次").fill(PASSPHRASE)
    with page.expect_download() as saved:
        page.get_by_role("button", name="生成密钥并保存文件").click()
    key_file = folder / "signing-key.pem"
    saved.value.save_as(key_file)
    expect(page.locator("[data-request]")).to_have_value(re.compile("BEGIN CERTIFICATE REQUEST"))
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("alert").first).to_be_visible()  # consent is missing; what was made is kept
    page.get_by_label("我已阅读并同意").check()
    assert serious(page) == []
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("main")).to_contain_text("身份核验")
    assert serious(page) == []
    return key_file


def find(page: Page, name: str) -> Page:
    """The case of an application, from the list."""
    page.goto(f"/workbench/registration/?words={name}")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("main")).to_contain_text("与目录比对")
    return page


def check(page: Page) -> None:
    page.get_by_role("link", name="登记身份核验").click()
    page.get_by_label("当面核验，人证一致").check()
    page.get_by_label("查验的证件").fill("居民身份证、工作证")
    page.get_by_label("通过", exact=True).check()
    page.get_by_role("button", name="登记核验结果").click()
    expect(page.get_by_role("main")).to_contain_text("身份核验已登记")


def review(page: Page, case: str) -> None:
    page.goto(case)
    task = page.locator("section[aria-labelledby=act]")
    task.get_by_role("radio", name=re.compile("^同意")).check()
    task.locator("textarea").fill("与目录一致。")
    task.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("main")).to_contain_text("已办结“")


def issue(page: Page, case: str) -> None:
    page.goto(case)
    page.get_by_role("link", name="签发", exact=True).first.click()
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("已签发，等待申请人下载")


def code_sent(page: Page) -> str:
    """The authorisation code as the telephone would show it: an administrator reads the log of the local provider."""

    def sent() -> str:
        page.goto("/messages/log/")
        found = re.search(r"验证码 (\d{8})，用于下载证书", page.get_by_role("main").inner_text())
        return found[1] if found else ""

    assert eventually(sent)
    return sent()


def collect(page: Page, application: str, code: str, folder: Path) -> Path:
    """The archive, downloaded with both codes; then the applicant says that it has arrived."""
    page.goto("/inbox/")
    page.get_by_role("link", name="证书可以下载了").first.click()
    reference = re.search(r"参考号：([A-Z0-9]{8})", page.get_by_role("main").inner_text())
    assert reference
    page.goto(application)
    page.get_by_label("参考号").fill(reference[1])
    page.get_by_label("授权码").fill(code)
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载证书包").click()
    archive = folder / "certificates.zip"
    saved.value.save_as(archive)
    page.get_by_role("button", name="已经导入").click()
    return archive


def require_good(archive: Path, key_file: Path, folder: Path) -> None:
    """The chain verifies link by link, and the key file opens the envelope of the key that decrypts."""
    with ZipFile(archive) as packed:
        packed.extractall(folder)
    links = re.findall(r"-----BEGIN.+?END CERTIFICATE-----\n", (folder / "chain.pem").read_text(), re.DOTALL)
    root, authority = folder / "root.pem", folder / "authority.pem"
    authorities = [read_certificate(from_pem("CERTIFICATE", each)) for each in links]
    root.write_text(next(pem for pem, each in zip(links, authorities, strict=True) if each.is_issued_by(each)))
    authority.write_text(next(pem for pem, each in zip(links, authorities, strict=True) if not each.is_issued_by(each)))
    judge = (
        "verify",
        *named("-vfyopt", DEFAULT_ID),
        "-partial_chain",
        "-trusted",
    )  # it names the signer of one link only
    run(*judge, str(root), str(authority))
    for name in ("signing-certificate.pem", "encryption-certificate.pem"):
        run(*judge, str(authority), str(folder / name))
    key = decrypt_pkcs8(from_pem("ENCRYPTED PRIVATE KEY", key_file.read_text()), PASSPHRASE)
    assert isinstance(key, Sm2Key)
    opened = open_envelope((folder / "encryption-key.der").read_bytes(), key)
    certified = (folder / "encryption-certificate.pem").read_text()
    assert opened.spki == read_certificate(from_pem("CERTIFICATE", certified)).spki
