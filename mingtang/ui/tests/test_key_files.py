"""Keys in the browser: what it makes is judged by our library and by openssl, and what it sends by the network."""

import base64
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Download, Page, Request, expect

from mingtang.lib.crypto import der
from mingtang.lib.crypto.certificates import Name, check_csr, make_csr
from mingtang.lib.crypto.engine import DEFAULT_ID, known_answers
from mingtang.lib.crypto.keys import (
    KeyKind,
    RsaKey,
    SigningKey,
    decrypt_pkcs8,
    encrypt_pkcs8,
    export_pkcs12,
    from_pem,
    generate_key,
    to_pem,
    verify,
)
from mingtang.ui.tests.urls import SIGNED_TEXT
from tests.browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSPHRASE = "正确 horse battery 9"
KINDS = [KeyKind.SM2, KeyKind.ECDSA_P256]
VENDORED = "import('/static/ui/vendor/sm-crypto-v2/sm2.js')"


class Made(NamedTuple):
    """What came of making a key: the file saved, the request posted, everything that went over the network."""

    file: Path
    request: bytes
    sent: list[str]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    yield context.new_page()
    context.close()


def openssl(*arguments: str, data: bytes = b"") -> str:
    done = subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode() + done.stderr.decode()


def named(kind: KeyKind, option: str) -> list[str]:
    return [option, f"distid:{DEFAULT_ID.decode()}"] if kind is KeyKind.SM2 else []


def content_of(request: bytes) -> bytes:
    """What is signed of a request."""
    return der.sequence_of(request, 3)[0].whole


def everything_sent(page: Page) -> list[str]:
    """Addresses and bodies of all requests from now on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(f"{request.url}\n{request.post_data or ''}")

    page.on("request", note)
    return sent


def make(page: Page, address: str, kind: KeyKind, folder: Path) -> Made:
    sent = everything_sent(page)
    page.goto(f"{address}/keys/{kind}/")
    page.get_by_label("设置密钥口令").fill(PASSPHRASE)
    page.get_by_label("再输入一次").fill(PASSPHRASE)
    with page.expect_download() as begun:
        page.keyboard.press("Enter")
    file = saved(begun.value, folder)
    expect(page.get_by_role("status")).to_contain_text("密钥文件已经保存")
    page.get_by_role("button", name="提交").click()
    posted = parse_qs(page.locator("pre").inner_text())
    assert set(posted) == {"request"}
    return Made(file, from_pem("CERTIFICATE REQUEST", posted["request"][0]), sent)


def saved(download: Download, folder: Path) -> Path:
    file = folder / download.suggested_filename
    download.save_as(file)
    return file


def sign(page: Page, address: str, file: Path, passphrase: str = PASSPHRASE) -> dict[str, bytes]:
    """What is posted after `file` was used."""
    page.goto(f"{address}/signing/")
    page.get_by_label("密钥文件").set_input_files(file)
    page.get_by_label("密钥口令").fill(passphrase)
    page.keyboard.press("Enter")
    page.locator("[data-posted]").wait_for()
    posted = parse_qs(page.locator("pre").inner_text())
    return {name: base64.b64decode(texts[0], validate=True) for name, texts in posted.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_file_is_made_and_signs_and_nothing_of_it_is_ever_sent(
    page: Page, live_server: Any, tmp_path: Path, kind: KeyKind
) -> None:
    made = make(page, live_server.url, kind, tmp_path)
    text = made.file.read_text()
    key = decrypt_pkcs8(from_pem("ENCRYPTED PRIVATE KEY", text), PASSPHRASE)

    request = check_csr(made.request)
    assert (request.kind, request.spki) == (kind, key.spki)
    assert request.subject == Name.of(country="CN", organization="赫原市", common_name="周以宁")
    assert content_of(made.request) == content_of(make_csr(key, request.subject))
    (tmp_path / "request.der").write_bytes(made.request)
    options = ["-inform", "DER", "-in", str(tmp_path / "request.der"), *named(kind, "-vfyopt")]
    assert "verify OK" in openssl("req", "-verify", "-noout", *options)

    listed = openssl("asn1parse", "-in", str(made.file))
    assert int(re.search(r"INTEGER +:([0-9A-F]+)", listed)[1], 16) >= 600_000  # type: ignore[index]
    clear = openssl("pkcs8", "-in", str(made.file), "-passin", f"pass:{PASSPHRASE}")
    assert from_pem("PRIVATE KEY", clear)

    sent = everything_sent(page)
    posted = sign(page, live_server.url, made.file)
    assert verify(key.spki, posted["signature"], SIGNED_TEXT.encode())
    assert posted["public_key"] == key.spki
    (tmp_path / "public.der").write_bytes(key.spki)
    (tmp_path / "signature").write_bytes(posted["signature"])
    judged = ["-verify", str(tmp_path / "public.der"), "-keyform", "DER", "-signature", str(tmp_path / "signature")]
    digest = "-sm3" if kind is KeyKind.SM2 else "-sha256"
    assert "Verified OK" in openssl("dgst", digest, *judged, *named(kind, "-sigopt"), data=SIGNED_TEXT.encode())

    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])")
    everything = "".join([*made.sent, *sent, kept])
    inner = [line for line in text.splitlines() if len(line) == 64]
    assert not [secret for secret in (*inner, PASSPHRASE, "battery", "PRIVATE KEY") if secret in everything]


@pytest.mark.parametrize("kind", KINDS)
def test_key_files_of_other_programs_sign_too(page: Page, live_server: Any, tmp_path: Path, kind: KeyKind) -> None:
    key = generate_key(kind)
    (tmp_path / "clear.pem").write_text(to_pem("PRIVATE KEY", key.pkcs8()))
    hidden = ["-topk8", "-in", str(tmp_path / "clear.pem"), "-passout", f"pass:{PASSPHRASE}", "-outform"]
    for form in ("PEM", "DER"):
        openssl("pkcs8", *hidden, form, "-out", str(tmp_path / f"openssl.{form.lower()}"))
    certificate = self_signed(key, tmp_path)
    (tmp_path / "exported.p12").write_bytes(export_pkcs12(key, certificate, [], PASSPHRASE, name="周以宁"))
    for name in ("openssl.pem", "openssl.der", "exported.p12"):
        posted = sign(page, live_server.url, tmp_path / name)
        assert verify(key.spki, posted["signature"], SIGNED_TEXT.encode()), name
        assert posted["public_key"] == key.spki


def self_signed(key: SigningKey, folder: Path) -> bytes:
    digest = ["-sm3"] if key.algorithm is KeyKind.SM2 else ["-sha256"]
    options = ["-key", str(folder / "clear.pem"), "-subj", "/CN=x", "-outform", "DER", "-out", str(folder / "x.cer")]
    openssl("req", "-x509", "-new", *digest, *options, *named(key.algorithm, "-sigopt"))
    return (folder / "x.cer").read_bytes()


def test_a_wrong_passphrase_is_said_and_nothing_entered_is_lost(page: Page, live_server: Any, tmp_path: Path) -> None:
    file = tmp_path / "key.der"
    file.write_bytes(encrypt_pkcs8(generate_key(KeyKind.ECDSA_P256), PASSPHRASE, iterations=1000))
    page.goto(f"{live_server.url}/signing/")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("请选择密钥文件。")).to_be_visible()
    page.get_by_label("密钥文件").set_input_files(file)
    page.get_by_label("密钥口令").fill("wrong")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("口令不对，或者文件已经损坏。")).to_be_visible()
    assert page.get_by_label("密钥文件").evaluate("it => it.files[0].name") == "key.der"
    assert page.get_by_label("密钥口令").input_value() == "wrong"
    assert page.evaluate("document.activeElement.type") == "password"
    assert page.locator("textarea[name=signature]").input_value() == ""
    assert serious(page) == []
    page.keyboard.type(PASSPHRASE)  # what was wrong is selected
    page.keyboard.press("Enter")
    page.locator("[data-posted]").wait_for()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"just some words", "这不是密钥文件", id="words"),
        pytest.param(bytes(70_000), "文件太大", id="large"),
        pytest.param(b"\x30\x80\x02\x01\x00\x00\x00", "这不是密钥文件", id="indefinite length"),
        pytest.param(b"\x30\x00", "这不是密钥文件", id="empty"),
        pytest.param(generate_key(KeyKind.ECDSA_P256).pkcs8(), "没有用口令加密", id="in clear"),
        pytest.param(encrypt_pkcs8(RsaKey.generate(2048), PASSPHRASE, iterations=9), "不是 SM2 或 ECDSA", id="rsa"),
        pytest.param(
            encrypt_pkcs8(generate_key(KeyKind.SM2), PASSPHRASE, iterations=9).replace(
                der.oid("2.16.840.1.101.3.4.1.42"), der.oid("2.16.840.1.101.3.4.1.43")
            ),
            "加密方式浏览器打不开",
            id="another cipher",
        ),
    ],
)
def test_what_is_no_key_file_is_refused_with_its_reason(
    page: Page, live_server: Any, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "key.pem"
    file.write_bytes(content)
    page.goto(f"{live_server.url}/signing/")
    page.get_by_label("密钥文件").set_input_files(file)
    page.get_by_label("密钥口令").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.get_by_text(words)).to_be_visible()


def test_passphrases_that_are_short_or_differ_make_no_key(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/keys/sm2/")
    page.get_by_label("设置密钥口令").fill("short")
    page.get_by_role("button", name="生成密钥").click()
    expect(page.get_by_text("口令太短")).to_be_visible()
    page.get_by_label("设置密钥口令").fill(PASSPHRASE)
    page.get_by_label("再输入一次").fill(PASSPHRASE.upper())
    page.get_by_role("button", name="生成密钥").click()
    expect(page.get_by_text("两次输入的口令不一样")).to_be_visible()
    expect(page.get_by_text("口令太短")).to_be_hidden()
    assert page.locator("textarea[name=request]").input_value() == ""
    assert serious(page) == []


@pytest.mark.parametrize("address", ["/keys/sm2/", "/signing/"])
def test_without_a_secure_connection_the_page_says_what_to_do_instead(
    page: Page, live_server: Any, address: str
) -> None:
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.goto(live_server.url + address)
    expect(page.get_by_text("连接不安全")).to_be_visible()
    expect(page.locator("textarea")).to_be_visible()
    assert page.locator("input[type=password]:visible").count() == 0
    page.locator("textarea").fill("made elsewhere")
    page.get_by_role("button", name="提交").click()
    assert "made+elsewhere" in page.locator("pre[data-posted]").inner_text()


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_the_commands_on_the_pages_do_the_same(
    chromium: Browser, live_server: Any, tmp_path: Path, kind: KeyKind
) -> None:
    page = chromium.new_context(java_script_enabled=False, locale="zh-CN").new_page()
    page.goto(f"{live_server.url}/keys/{kind}/")
    expect(page.locator("noscript .notice")).to_be_visible()
    make_key, ask = page.locator("details pre").inner_text().splitlines()
    shell(f"{make_key} -pass pass:{'x' * 12}", tmp_path)
    shell(f"{ask} -passin pass:{'x' * 12}", tmp_path)
    request = check_csr(from_pem("CERTIFICATE REQUEST", (tmp_path / "request.pem").read_text()))
    assert (request.kind, request.subject.texts["common_name"]) == (kind, "周以宁")

    page.goto(f"{live_server.url}/signing/")
    (tmp_path / "text.txt").write_text(SIGNED_TEXT)
    command = page.locator("details pre").inner_text().splitlines()[KINDS.index(kind) * 2 + 1]
    page.locator("textarea").fill(shell(command.replace("-sign ", f"-passin pass:{'x' * 12} -sign "), tmp_path))
    page.get_by_role("button", name="提交").click()
    posted = parse_qs(page.locator("pre").inner_text())
    assert verify(request.spki, base64.b64decode(posted["signature"][0]), SIGNED_TEXT.encode())
    page.context.close()


def shell(command: str, folder: Path) -> str:
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_vendored_sm2_and_sm3_give_the_published_answers(page: Page, live_server: Any) -> None:
    """GM/T 0003.5 with its nonce: so a nonce comes from crypto.getRandomValues, whole, and from nowhere else."""
    page.goto(live_server.url)
    entropy = (known_answers.NONCE - 1).to_bytes(48, "big")  # a nonce is such a number modulo n - 1, plus one
    raw = page.evaluate(
        f"""async ([number, message, entropy]) => {{
          const {{ sm2 }} = await {VENDORED};
          crypto.getRandomValues = (array) => {{ array.set(entropy); return array; }};
          return sm2.doSignature(new TextEncoder().encode(message), number, {{ hash: true }});
        }}""",
        [known_answers.NUMBER.hex(), known_answers.MESSAGE.decode(), list(entropy)],
    )
    parts = [int(raw[:64], 16), int(raw[64:], 16)]
    assert der.sequence(*map(der.integer, parts)) == known_answers.SIGNATURE
    ask = f"async ([message, made, point]) => (await {VENDORED}).sm2.doVerifySignature(message, made, point, {{ hash: true }})"
    asked = [known_answers.MESSAGE.decode(), raw, known_answers.POINT.hex()]
    assert page.evaluate(ask, asked) is True
    assert page.evaluate(ask, ["message digesu", *asked[1:]]) is False
    digest = page.evaluate(f"async () => (await {VENDORED}).sm3('abc')")
    assert bytes.fromhex(digest) == known_answers.SM3_DIGEST


def test_no_two_signatures_of_one_text_share_a_nonce(page: Page, live_server: Any) -> None:
    page.goto(live_server.url)
    raw = page.evaluate(
        f"""async (number) => {{
          const {{ sm2 }} = await {VENDORED};
          return Array.from({{ length: 40 }}, () => sm2.doSignature(new Uint8Array(3), number, {{ hash: true }}));
        }}""",
        known_answers.NUMBER.hex(),
    )
    assert len({each[:64] for each in raw}) == 40


def test_what_the_browser_writes_is_what_our_writer_writes(page: Page, live_server: Any) -> None:
    page.goto(live_server.url)
    written = page.evaluate(
        """async () => {
          const der = await import('/static/ui/keys/der.js');
          const numbers = [0, 1, 127, 128, 255, 256, 600000].map((number) => der.small(number));
          const sizes = [0, 127, 128, 255, 256, 65536].map((size) => der.octets(new Uint8Array(size)));
          const named = ['1.2.156.10197.1.501', '2.16.840.1.101.3.4.1.42', '2.5.4.3'].map(der.oid);
          const others = [der.utf8('周'), der.printable('CN'), der.bits([1, 2]), der.explicit(0), der.unsigned([0, 0, 200]), der.setOfOne(der.small(1))];
          return [...numbers, ...sizes, ...named, ...others].map((each) => Array.from(each));
        }"""
    )
    ours = [
        *map(der.integer, (0, 1, 127, 128, 255, 256, 600_000)),
        *(der.octet_string(bytes(size)) for size in (0, 127, 128, 255, 256, 65536)),
        *map(der.oid, ("1.2.156.10197.1.501", "2.16.840.1.101.3.4.1.42", "2.5.4.3")),
        *(der.utf8("周"), der.printable("CN"), der.bit_string(b"\1\2"), der.context(0, constructed=True)),
        *(der.integer(200), der.set_of(der.integer(1))),
    ]
    assert [bytes(each) for each in written] == ours
