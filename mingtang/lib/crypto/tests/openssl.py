"""The program `openssl`, the judge that is not ours. Its signatures name the signer by `-sigopt distid:`."""

import subprocess
from pathlib import Path

from mingtang.lib.crypto.engine import DEFAULT_ID
from mingtang.lib.crypto.keys import from_pem

PASSPHRASE = "correct horse 电池"


def run(*arguments: str, data: bytes = b"") -> bytes:
    """What it prints. Fails if it does."""
    done = subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def verifies(public: Path, signature: bytes, message: bytes, user_id: bytes = DEFAULT_ID) -> bool:
    """Whether it accepts an SM2 signature; `public` is a file with SubjectPublicKeyInfo in DER."""
    file = public.with_suffix(".signature")
    file.write_bytes(signature)
    options = ["-verify", str(public), "-keyform", "DER", "-signature", str(file), *named("-sigopt", user_id)]
    return (
        subprocess.run(
            ["openssl", "dgst", "-sm3", *options], input=message, capture_output=True, check=False
        ).returncode
        == 0
    )


def signed(private: Path, message: bytes, user_id: bytes = DEFAULT_ID) -> bytes:
    """Its SM2 signature; `private` is a file with PrivateKeyInfo in DER."""
    return run("dgst", "-sm3", "-sign", str(private), "-keyform", "DER", *named("-sigopt", user_id), data=message)


def new_key(*options: str) -> bytes:
    """PrivateKeyInfo, DER, of a key it makes; said to write DER, it would use older forms."""
    return from_pem("PRIVATE KEY", run("genpkey", "-algorithm", *options).decode())


def named(option: str, user_id: bytes) -> list[str]:
    return [option, f"hexdistid:{user_id.hex()}"] if user_id else []
