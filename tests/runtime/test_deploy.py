"""The files of deploy/ are accepted by the programs they are for."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from mingtang.config.environment import DECLARED, Environment

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def self_signed(folder: Path) -> None:
    """A certificate for the server of the example, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.heyuan.example")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(private)


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    self_signed(tmp_path)
    moved = {"/etc/mingtang/tls": tmp_path, "/etc/nginx": tmp_path, ":80;": ":18080;", ":443 ": ":18443 "}
    moved |= {"listen 80;": "listen 18080;", "listen 443 ": "listen 18443 "}  # ports and paths anybody may use
    for name in ("mingtang.conf", "mingtang-proxy.conf"):
        text = (DEPLOY / "nginx" / name).read_text()
        for old, new in moved.items():
            text = text.replace(old, str(new))
        (tmp_path / name).write_text(text)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind}; " for kind in kinds)
    main = tmp_path / "nginx.conf"
    http = f"http {{ {folders} access_log off; include {tmp_path}/mingtang.conf; }}"
    main.write_text(f"pid {tmp_path}/pid; error_log stderr; events {{}} {http}")
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(main)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    units = []
    for unit in sorted((DEPLOY / "systemd").iterdir()):
        name = unit.name.replace("@.", "@1.")
        text = unit.read_text().replace("/opt/mingtang/bin/mingtang", sys.executable)
        (tmp_path / name).write_text(text)
        units.append(str(tmp_path / name))
    command = ["systemd-analyze", "verify", "--man=no", *units]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "mingtang" in line]
    assert done.returncode == 0, done.stderr
    assert complaints == []


def test_the_example_settings_are_declared_and_can_be_read() -> None:
    lines = [line for line in (DEPLOY / "mingtang.env").read_text().splitlines() if line and not line.startswith("#")]
    values = dict(line.split("=", 1) for line in lines)
    kinds = {setting.name: setting.kind for setting in DECLARED}
    environment = Environment(values)
    for name in values:
        assert getattr(environment, kinds[name])(name)


def test_nightly_backups_go_to_a_folder_of_their_own_named_by_the_time() -> None:
    command = next(
        line.removeprefix("ExecStart=/bin/sh -c ").strip("'")
        for line in (DEPLOY / "systemd" / "mingtang-backup.service").read_text().splitlines()
        if line.startswith("ExecStart=")
    )
    as_systemd_reads_it = command.replace("$$", "$").replace("%%", "%").replace("/opt/mingtang/bin/mingtang", "echo")
    said = subprocess.check_output(["/bin/sh", "-c", as_systemd_reads_it], text=True)
    verb, _, folder = said.strip().partition(" ")
    assert verb == "backup"
    assert datetime.strptime(folder, "/var/backups/mingtang/%Y%m%d-%H%M%S").year >= 2026
