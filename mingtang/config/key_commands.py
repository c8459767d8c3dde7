"""Commands about keys: encrypted columns, sealed private keys, files for key carriers."""

import json
from pathlib import Path

import click

from mingtang.kernel.directory.commands import renew

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def keys() -> None:
    """Keys that encrypt (字段密钥、密钥加密密钥), and key files."""


keys.add_command(renew)


@keys.command("seal-again")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def seal_again(as_json: bool) -> None:
    """Seal private keys of authorities and of the key management centre under the current key-encryption key.

    Put the new key first in MINGTANG_KEY_ENCRYPTION_KEY and the older ones behind it, separated by commas; restart the
    node; run this; then the older keys can be taken away. Exit codes: 0 done, 1 a key is missing, 2 usage.
    """
    from mingtang.kernel.evidence.api import SYSTEM
    from mingtang.kernel.trust.actions.rekeying import seal_again as all_again
    from mingtang.lib.confidential import ConfidentialError
    from mingtang.lib.crypto.faults import CryptoFault

    try:
        count = all_again(SYSTEM)
    except (ConfidentialError, CryptoFault) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(json.dumps({"sealed": count}) if as_json else f"Sealed {count} keys again.")


@keys.command("p12")
@click.option("--key", "key_file", type=_FILE, required=True, help="Encrypted PKCS#8, as the browser saved it (PEM).")
@click.option("--certificate", "certificate_file", type=_FILE, required=True, help="Its certificate (PEM or DER).")
@click.option("--chain", "chain_files", type=_FILE, multiple=True, help="Certificates above it (PEM or DER).")
@click.option("--passphrase", prompt=True, hide_input=True, help="Of the key file; the new file has the same.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def write_p12(
    key_file: Path, certificate_file: Path, chain_files: tuple[Path, ...], passphrase: str, file: Path
) -> None:
    """Write FILE, a PKCS#12 for browsers and other software, from a key file and its certificates; nothing is sent anywhere.

    Exit codes: 0 written, 1 the key does not open or is not that of the certificate, 2 usage.
    """
    from mingtang.lib.crypto.faults import CryptoFault
    from mingtang.lib.crypto.keys import decrypt_pkcs8, export_pkcs12, from_pem

    try:
        key = decrypt_pkcs8(from_pem("ENCRYPTED PRIVATE KEY", key_file.read_text(encoding="ascii")), passphrase)
        chain = [_certificate(each) for each in chain_files]
        made = export_pkcs12(key, _certificate(certificate_file), chain, passphrase)
    except (CryptoFault, UnicodeDecodeError) as fault:
        raise click.ClickException(str(fault)) from fault
    file.touch(mode=0o600)
    file.write_bytes(made)
    click.echo(f"Wrote {file}.")


def _certificate(file: Path) -> bytes:
    from mingtang.lib.crypto.keys import from_pem

    content = file.read_bytes()
    return from_pem("CERTIFICATE", content.decode("ascii")) if content.startswith(b"-----BEGIN") else content
