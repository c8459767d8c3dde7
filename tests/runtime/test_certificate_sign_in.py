"""An officer signs in with a signature that openssl made; when the certificate is revoked, everything it opened is gone
within two seconds. And the same behind a real nginx that asks browsers for certificates.
"""

import base64
import re
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

import pytest

from tests.runtime.node import Node, eventually, free_port
from tests.runtime.test_deploy import DEPLOY, self_signed

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.xdist_group("processes")]

LIMIT = 2.0  # seconds from the commit of the revocation
FOUND = """
from mingtang.config.demo.trust import load_authorities
from mingtang.kernel.directory.actions.founding import create_officer
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Approved, Holder, issue_certificate
from mingtang.lib.crypto.certificates import Name
from mingtang.lib.crypto.keys import to_pem

load_authorities()
account, _ = create_officer(office="system", login="first", name="系统", organ_name="和源市大数据局", password="Heyuan@2026")
subject = Name.of(country="CN", organization="和源市大数据局", common_name="系统")
holder = Holder(account_id=account.pk, organ_id=account.organ_id)
row = issue_certificate(SYSTEM, Approved(subject, "officer-signing"), bytes.fromhex("{spki}"), holder)
print(to_pem("CERTIFICATE", bytes(row.encoded)))
"""
REVOKE = """
import time
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Certificate, revoke_certificate
from mingtang.lib.crypto.revocation import Reason

revoke_certificate(SYSTEM, Certificate.objects.get(common_name="系统", profile="officer-signing"), Reason.KEY_COMPROMISE)
print("at", time.time())
"""


class Stay(HTTPRedirectHandler):
    """Redirections are answers here."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Browser:
    """Somebody at `base` with cookies, and perhaps a certificate (`tls`)."""

    base: str
    tls: ssl.SSLContext | None = None
    token: str = ""

    def __post_init__(self) -> None:
        secure = [HTTPSHandler(context=self.tls)] if self.tls else []
        self.opener = build_opener(HTTPCookieProcessor(), Stay(), *secure)

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
        data = urlencode({**form, "csrfmiddlewaretoken": self.token}).encode() if form is not None else None
        told = {**headers, "Referer": f"{self.base}{path}"}
        try:
            with self.opener.open(Request(f"{self.base}{path}", data, told), timeout=20) as answer:
                page = answer.read().decode()
                self.token = next(iter(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)), self.token)
                return answer.status, page
        except HTTPError as answer:
            return answer.code, answer.read().decode(errors="replace")


@dataclass
class Officer:
    """The key and the certificate of an officer, in files."""

    key: Path
    certificate: Path

    def sign(self, text: str) -> str:
        command = ["openssl", "dgst", "-sha256", "-sign", str(self.key)]
        return base64.b64encode(
            subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
        ).decode()


@pytest.fixture
def officer(prepared: Node, tmp_path: Path) -> Officer:
    """An officer of the node, who has made the key with openssl; the node does not run yet."""
    key, certificate = tmp_path / "officer-key.pem", tmp_path / "officer.pem"
    subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", str(key)], check=True)
    spki = subprocess.run(
        ["openssl", "pkey", "-in", str(key), "-pubout", "-outform", "DER"], capture_output=True, check=True
    )
    made = prepared.run("manage", "shell", "-c", FOUND.format(spki=spki.stdout.hex()))
    assert made.returncode == 0, made.stderr
    certificate.write_text(made.stdout[made.stdout.index("-----BEGIN") :])
    return Officer(key, certificate)


def test_a_revoked_certificate_loses_its_session_and_its_open_stream_within_two_seconds(
    prepared: Node, officer: Officer
) -> None:
    prepared.start()
    assert eventually(prepared.is_ready), prepared.output()
    browser = Browser(f"http://127.0.0.1:{prepared.port}")
    browser.ask("/sign-in/certificate/")
    signature = officer.sign(browser.ask("/sign-in/certificate/text/")[1])
    assert browser.ask("/sign-in/certificate/", {"signature": signature, "login": "first"})[0] == 302
    assert browser.ask("/workbench/")[0] == 200
    begun, ended = threading.Event(), list[float]()
    watching = threading.Thread(target=watch, args=(browser, begun, ended), daemon=True)
    watching.start()
    assert begun.wait(20)

    revoked = prepared.run("manage", "shell", "-c", REVOKE)
    assert revoked.returncode == 0, revoked.stderr
    assert browser.ask("/workbench/")[0] == 302
    watching.join(10)
    assert ended, "the stream is still open"
    assert ended[0] - float(revoked.stdout.split("at ")[1].split()[0]) < LIMIT


def watch(browser: Browser, begun: threading.Event, ended: list[float]) -> None:
    """Read the live stream to its end, and note when that came."""
    with browser.opener.open(f"{browser.base}/live/", timeout=60) as stream:
        for _ in stream:
            begun.set()
    ended.append(time.time())


@pytest.fixture
def behind_nginx(prepared: Node, officer: Officer, tmp_path: Path) -> Iterator[str]:
    """The address of the node behind nginx, configured by the files of deploy/, where it asks for certificates."""
    port = free_port()
    base = f"https://127.0.0.1:{port}"
    prepared.environment |= {
        "MINGTANG_PROXY": "yes", "MINGTANG_CLIENT_CERTIFICATES": "yes", "MINGTANG_ORIGINS": base, "MINGTANG_HTTPS": "yes",
    }  # fmt: skip
    prepared.start()
    assert eventually(prepared.is_ready), prepared.output()
    self_signed(tmp_path)
    with ExitStack() as stack:
        nginx = subprocess.Popen(["nginx", "-p", str(tmp_path), "-c", str(configured(tmp_path, prepared.port, port))])
        stack.callback(nginx.wait, 10)
        stack.callback(nginx.terminate)
        nobody = Browser(base, tls=trusting())
        assert eventually(lambda: is_there(nobody), 20)
        yield base


def configured(folder: Path, upstream: int, port: int) -> Path:
    """The files of deploy/ with ports and paths that anybody may use."""
    moved = {"/etc/mingtang/tls": folder, "/etc/nginx": folder, "127.0.0.1:8000": f"127.0.0.1:{upstream}",
             "listen 8443 ": f"listen {port} ", "listen [::]:8443 ssl http2;": "", "listen [::]:80;": "",
             "listen [::]:443 ssl http2;": "", "listen 80;": f"listen {free_port()};",
             "listen 443 ": f"listen {free_port()} "}  # fmt: skip
    for name in ("mingtang.conf", "mingtang-proxy.conf"):
        text = (DEPLOY / "nginx" / name).read_text()
        for old, new in moved.items():
            text = text.replace(old, str(new))
        (folder / name).write_text(text)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {folder}/{kind}; " for kind in kinds)
    main = folder / "nginx.conf"
    http = f"http {{ {folders} access_log off; include {folder}/mingtang.conf; }}"
    main.write_text(f"daemon off; pid {folder}/pid; error_log stderr; events {{}} {http}")
    return main


def trusting(officer: Officer | None = None) -> ssl.SSLContext:
    """A client that takes the self-signed certificate of the test, and shows the one of the officer."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if officer:
        context.load_cert_chain(officer.certificate, officer.key)
    return context


def is_there(browser: Browser) -> bool:
    try:
        return browser.ask("/sign-in/certificate/")[0] == 200
    except OSError:
        return False


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_behind_nginx_the_certificate_of_the_connection_opens_the_session_and_a_forged_header_does_not(
    behind_nginx: str, officer: Officer
) -> None:
    holder, forger = Browser(behind_nginx, trusting(officer)), Browser(behind_nginx, trusting())
    told = officer.certificate.read_text().replace("\n", "%0A")
    assert "使用这张证书登录" not in forger.ask("/sign-in/certificate/", **{"X-SSL-Client-Cert": told})[1]
    assert forger.ask("/sign-in/certificate/", {"tls": "1"}, **{"X-SSL-Client-Cert": told})[0] == 422
    assert "使用这张证书登录" in holder.ask("/sign-in/certificate/")[1]
    assert holder.ask("/sign-in/certificate/", {"tls": "1"})[0] == 302
    assert holder.ask("/workbench/")[0] == 200
