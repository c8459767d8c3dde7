"""certbot gets, renews and revokes a certificate from a running node, as the guide says, word for word.

Meanwhile others send requests that never end: they hold up nobody.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.runtime.node import Node, eventually, free_port

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.xdist_group("processes")]

GUIDE = Path(__file__).parents[2] / "docs/guides/acme.md"
FOUND = """
from mingtang.config.demo.trust import load_authorities
from mingtang.kernel.acme.actions.keys import issue_key
from mingtang.kernel.directory.actions.founding import create_officer
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Authority
from mingtang.lib.crypto.keys import to_pem

load_authorities()
account, _ = create_officer(office="system", login="first", name="系统", organ_name="和源市大数据局", password="Heyuan@2026")
issued = issue_key(SYSTEM, account.organ, keeper="门户网站", names="localhost")
root = Authority.objects.get(level="root", kind="ecdsa-p256")
print("issued", issued.row.code, issued.secret)
print(to_pem("CERTIFICATE", bytes(root.encoded)))
"""


@pytest.fixture
def certbot_port() -> int:
    return free_port()


@pytest.fixture
def authority(prepared: Node, certbot_port: int) -> Node:
    """A running node that certifies names of this machine, whose servers it asks at `certbot_port`."""
    prepared.environment |= {
        "MINGTANG_TRUST_ADDRESS": f"http://127.0.0.1:{prepared.port}",
        "MINGTANG_ACME_NETWORKS": "127.0.0.1/32",
        "MINGTANG_ACME_PORT": str(certbot_port),
    }
    prepared.start()
    assert eventually(prepared.is_ready), prepared.output()
    return prepared


@pytest.fixture
def place(authority: Node, certbot_port: int, tmp_path: Path) -> Path:
    """The folder of a keeper of servers: the root, and what certbot is told everywhere."""
    made = authority.run("manage", "shell", "-c", FOUND)
    assert made.returncode == 0, made.stderr
    place = tmp_path / "keeper"
    (place / "letsencrypt").mkdir(parents=True)
    (place / "root.pem").write_text(made.stdout[made.stdout.index("-----BEGIN") :])
    (place / "issued").write_text(next(line for line in made.stdout.splitlines() if line.startswith("issued ")))
    folders = "".join(f"{name}-dir = {place}\n" for name in ("config", "work", "logs"))
    told = f"{folders}http-01-port = {certbot_port}\nhttp-01-address = 127.0.0.1\n"
    (place / "letsencrypt" / "cli.ini").write_text(told)
    return place


@contextmanager
def unfinished_requests(port: int, number: int = 40) -> Iterator[None]:
    """So many requests whose bodies never come."""
    head = b"POST /acme/new-account HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\nContent-Type: application/jose+json\r\n\r\n{"
    with ExitStack() as stack:
        for _ in range(number):
            stack.enter_context(socket.create_connection(("127.0.0.1", port))).sendall(head)
        yield


def test_certbot_gets_renews_and_revokes_a_certificate_as_the_guide_says(authority: Node, place: Path) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 4
    _, code, secret = (place / "issued").read_text().split()
    around = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(place), "XDG_CONFIG_HOME": str(place),
        "DIRECTORY": f"http://127.0.0.1:{authority.port}/acme/directory", "NAME": "localhost",
        "EAB_KID": code, "EAB_KEY": secret, "LANG": "C.UTF-8",
    }  # fmt: skip
    script = "set -eux\n" + "\n".join(blocks)
    with unfinished_requests(authority.port):
        done = subprocess.run(
            ["bash", "-c", script], cwd=place, env=around, capture_output=True, text=True, timeout=240, check=False
        )
    assert done.returncode == 0, done.stdout + done.stderr + authority.output()[-3000:]
    assert "live/localhost/cert.pem: OK" in done.stdout
    assert "live/localhost/cert.pem: revoked" in done.stdout
    assert "keyCompromise" in done.stdout
    assert "Response verify OK" in done.stderr
    issued = authority.rows(
        "SELECT c.state, o.name FROM trust_certificate c JOIN directory_organ o ON o.id = c.organ_id"
        " WHERE c.profile = 'server-signing' ORDER BY c.id"
    )
    assert issued == [("active", "和源市大数据局"), ("revoked", "和源市大数据局")]
    assert authority.rows("SELECT count(*) FROM evidence_record WHERE act = 'acme.finalize'") == [(2,)]
