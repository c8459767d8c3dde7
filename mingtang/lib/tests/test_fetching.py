"""Who is asked, and how far."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

import pytest

from mingtang.lib.crypto.certificates import Name, Term, issue_root
from mingtang.lib.crypto.keys import KeyKind, generate_key, to_pem
from mingtang.lib.fetching import BadAnswer, Forbidden, Unreachable, Whom, fetch
from mingtang.lib.tests.web_server import server

LOOPBACK = (ip_network("127.0.0.0/8"),)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00::1",
    ],
)  # fmt: skip
def test_what_is_inside_is_asked_by_nobody(address: str) -> None:
    assert not Whom().allows(ip_address(address))


def test_public_addresses_and_networks_of_the_settings_are_asked() -> None:
    assert Whom().allows(ip_address("8.8.8.8"))
    assert Whom().allows(ip_address("2400:3200::1"))
    inside = Whom((ip_network("10.0.0.0/8"),))
    assert inside.allows(ip_address("10.1.2.3"))
    assert inside.allows(ip_address("::ffff:10.1.2.3"))
    assert not inside.allows(ip_address("127.0.0.1"))


@pytest.mark.parametrize(
    "url", ["ftp://localhost/", "http:///x", "http://localhost:99999/", "http://localhost:22/", "http://a@localhost/"]
)
def test_other_schemes_ports_and_names_are_refused_unasked(url: str) -> None:
    with pytest.raises(Forbidden):
        fetch(url, Whom(LOOPBACK))
    with pytest.raises(Forbidden):
        fetch("http://localhost/", Whom(LOOPBACK, host=lambda _: False))


def test_nobody_there_and_nonsense_are_told_apart() -> None:
    with server({}) as port:
        gone = port
    with pytest.raises(Unreachable):
        fetch(f"http://localhost:{gone}/", Whom(LOOPBACK, frozenset({gone})))

    def nonsense(out) -> None:
        out.write(b"220 smtp ready\r\n")

    with server({"/": nonsense}) as port, pytest.raises(BadAnswer):
        fetch(f"http://localhost:{port}/", Whom(LOOPBACK, frozenset({port})))


def test_a_redirect_to_https_is_followed_whatever_the_certificate(tmp_path) -> None:
    key, now = generate_key(KeyKind.ECDSA_P256), datetime.now(UTC)
    own = issue_root(key, Name.of(country="CN", common_name="x"), Term(now, now + timedelta(days=1)))
    (tmp_path / "x.pem").write_text(to_pem("CERTIFICATE", own) + to_pem("PRIVATE KEY", key.pkcs8()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "x.pem")
    with server({"/there": b"found"}, context) as there, server({"/": f"https://localhost:{there}/there"}) as here:
        whom = Whom(LOOPBACK, frozenset({here, there}))
        assert fetch(f"http://localhost:{here}/", whom) == b"found"
        with pytest.raises(Forbidden):
            fetch(f"http://localhost:{here}/", Whom(LOOPBACK, frozenset({here})))
