"""An officer signs in with a key file, decides with a signature, and reads what the signature proves."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mingtang.lib.crypto.keys import KeyKind, PrivateKey, encrypt_pkcs8, generate_key, to_pem
from tests.browser import serious
from tests.journeys.conftest import SignIn
from tests.runtime.node import Node

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

STARTER, HEAD = "hy0028", "hy0027"  # 窗口受理岗 and 首席代表 of 市政务服务局
PASSPHRASE = "正确 horse battery 9"
TITLE = "调整窗口工作时间"
CERTIFY = """
from mingtang.kernel.directory.api import Account
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Approved, Holder, issue_certificate
from mingtang.lib.crypto.certificates import Name

account = Account.objects.select_related("person", "organ").get(login="{login}")
subject = Name.of(country="CN", organization=account.organ.name, common_name=account.person.name)
holder = Holder(account_id=account.pk, organ_id=account.organ_id)
issue_certificate(SYSTEM, Approved(subject, "officer-signing"), bytes.fromhex("{spki}"), holder)
"""


@pytest.fixture
def key_file(city: Node, tmp_path: Path) -> Path:
    """The key file of the head, whose certificate has been issued."""
    key: PrivateKey = generate_key(KeyKind.SM2)
    issued = city.run("manage", "shell", "-c", CERTIFY.format(login=HEAD, spki=key.spki.hex()))
    assert issued.returncode == 0, issued.stderr
    file = tmp_path / "signing-key.pem"
    file.write_text(to_pem("ENCRYPTED PRIVATE KEY", encrypt_pkcs8(key, PASSPHRASE)))
    return file


def test_a_head_signs_in_by_certificate_and_decides_with_a_signature(sign_in: SignIn, key_file: Path) -> None:
    start(sign_in(STARTER))
    head = sign_in("")
    head.goto("/sign-in/official/?next=/workbench/tasks/pool/")
    head.get_by_role("link", name="证书登录").click()
    expect(head.get_by_role("group", name="待签名的内容")).to_contain_text("目的：登录")
    assert serious(head) == []
    sign(head, key_file, "签名并登录")
    head.wait_for_url("**/workbench/tasks/pool/")
    head.get_by_role("link", name=TITLE).first.click()
    decide(head, key_file)
    head.wait_for_url("**/workbench/tasks/")
    verdict(head)


def start(clerk: Page) -> None:
    """A matter that the head decides."""
    clerk.goto("/workbench/matters/")
    clerk.get_by_role("link", name="重要事项签批").click()
    clerk.get_by_label("标题").fill(TITLE)
    clerk.get_by_role("button", name="发起").click()
    clerk.wait_for_url("**/workbench/cases/*/**")


def sign(page: Page, key_file: Path, button: str) -> None:
    page.locator("[data-key-file]").set_input_files(str(key_file))
    page.locator("[data-passphrase]").fill(PASSPHRASE)
    page.get_by_role("button", name=button).click()


def decide(head: Page, key_file: Path) -> None:
    """Write the opinion, see it in the text, go back once to mend it, and sign."""
    head.get_by_role("radio", name="同意").first.check()
    head.locator("[name='act-opinion']").fill("同意调整。")
    head.get_by_role("button", name="核对并签名").click()
    text = head.get_by_role("group", name="待签名的内容")
    expect(text).to_contain_text("意见：同意调整。")
    assert serious(head) == []
    head.get_by_role("button", name="返回修改").click()
    opinion = head.locator("[name='act-opinion']")
    expect(opinion).to_have_value("同意调整。")
    opinion.fill("同意调整，下周一起执行。")
    head.get_by_role("button", name="核对并签名").click()
    expect(text).to_contain_text("意见：同意调整，下周一起执行。")
    sign(head, key_file, "签名并提交")


def verdict(head: Page) -> None:
    """The opinion says that it is signed, and leads to what that proves."""
    head.goto("/workbench/tasks/done/")
    head.get_by_role("link", name=TITLE).first.click()
    said = head.get_by_role("region", name="意见")
    expect(said).to_contain_text("同意调整，下周一起执行。")
    said.get_by_role("link", name="已签名").click()
    expect(head.get_by_text("签名有效")).to_be_visible()
    expect(head.get_by_role("region", name="逐项结论")).not_to_contain_text("不通过")
    assert serious(head) == []
