"""The one place where settings are declared: name, type, default, meaning.

`docs/settings.md` is generated from `DECLARED`; nothing else reads the process environment.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path


class SettingError(Exception):
    """A variable of the environment cannot be read; the message names it and says what is expected."""


@dataclass(frozen=True)
class Setting:
    """One environment variable. `kind` is one of text, flag, number, list, secret."""

    name: str
    kind: str
    default: str
    meaning: str


DECLARED: tuple[Setting, ...] = (
    Setting("MINGTANG_VAR", "text", "var", "Folder that holds all state: embedded database, keys, files, logs."),
    Setting("DATABASE_URL", "text", "", "postgresql://user:password@host/name; empty means SQLite in MINGTANG_VAR."),
    Setting("MINGTANG_SECRET_KEY", "secret", "", "Signs sessions and forms; made in MINGTANG_VAR/keys when empty."),
    Setting(
        "MINGTANG_FIELD_KEY",
        "secret",
        "",
        "Encrypts identity numbers at rest (32 hex digits or more); made when empty.",
    ),
    Setting("MINGTANG_EVIDENCE_KEY", "secret", "", "Authenticates heads of the evidence chain; made when empty."),
    Setting(
        "MINGTANG_KEY_ENCRYPTION_KEY",
        "secret",
        "",
        "Seals private keys of authorities and of the key management centre; made when empty. Older ones follow, by commas.",
    ),
    Setting(
        "MINGTANG_TRUST_ADDRESS",
        "text",
        "",
        "Address written into certificates, where their standing is looked up; empty: the first of MINGTANG_ORIGINS.",
    ),
    Setting(
        "MINGTANG_TIMESTAMP_POLICY",
        "text",
        "2.25.245835196658416845542262350665199488693",
        "Object identifier of the policy under which time is stamped; an operator sets its own.",
    ),
    Setting(
        "MINGTANG_PKCS11_LIBRARY", "text", "", "Library of a PKCS#11 device for ECDSA authorities; empty: sealed rows."
    ),
    Setting("MINGTANG_PKCS11_TOKEN", "text", "", "Label of the token in that device."),
    Setting("MINGTANG_PKCS11_PIN", "secret", "", "PIN of that token."),
    Setting(
        "MINGTANG_ACME_ADDRESS",
        "text",
        "",
        "Address at which servers reach ACME, https:// where it counts; empty: that written into certificates.",
    ),
    Setting(
        "MINGTANG_INSPECT_LOOPBACK",
        "flag",
        "no",
        "Sites on this machine may be inspected; for demonstrations and tests only.",
    ),
    Setting(
        "MINGTANG_ACME_OPEN",
        "flag",
        "no",
        "Anybody may open an ACME account, without a key that an administrator gave.",
    ),
    Setting(
        "MINGTANG_ACME_DOMAINS", "list", "", "Domains that ACME certificates are issued in; empty: those of the keys."
    ),
    Setting(
        "MINGTANG_ACME_NETWORKS",
        "list",
        "",
        "Networks such as 10.0.0.0/8 whose servers may be asked for proof of a name, besides public addresses.",
    ),
    Setting("MINGTANG_ACME_PORT", "number", "80", "Port at which they are asked; another than 80 is for tests only."),
    Setting("MINGTANG_ACME_DAYS", "number", "90", "Days that a certificate from ACME is valid."),
    Setting("MINGTANG_DEBUG", "flag", "no", "Developer pages instead of error pages. Never in production."),
    Setting("MINGTANG_HOSTS", "list", "*", "Host names the site answers to, separated by commas."),
    Setting(
        "MINGTANG_ORIGINS", "list", "", "Origins trusted for forms behind a proxy, such as https://www.example.gov.cn."
    ),
    Setting("MINGTANG_HTTPS", "flag", "no", "The site is reached by HTTPS: secure cookies and HSTS."),
    Setting("MINGTANG_PROXY", "flag", "no", "A trusted proxy sets X-Forwarded-For and X-Forwarded-Proto."),
    Setting(
        "MINGTANG_CLIENT_CERTIFICATES",
        "flag",
        "no",
        "That proxy asks browsers for certificates and sets, or clears, X-SSL-Client-Cert on every request.",
    ),
    Setting("MINGTANG_TIME_ZONE", "text", "Asia/Shanghai", "Time zone of legal time and of screens."),
    Setting("MINGTANG_NODE_NAME", "text", "和源市", "Name of the place this node governs, shown in headers."),
    Setting("MINGTANG_SITE_CODE", "text", "9901000001", "Identification code of the government site (网站标识码)."),
    Setting(
        "MINGTANG_IDLE_MINUTES",
        "number",
        "30",
        "A session ends after so many minutes without a request (GB/T 22239 8.1.4.1).",
    ),
    Setting("MINGTANG_SESSION_LIMIT", "number", "5", "Sessions one account may hold at a time; the oldest ends first."),
    Setting(
        "MINGTANG_LOCK_AFTER", "number", "5", "Failed sign-ins in a row that lock an account (GB/T 22239 8.1.4.1)."
    ),
    Setting("MINGTANG_LOCK_MINUTES", "number", "15", "Minutes a locked account stays locked."),
    Setting(
        "MINGTANG_ITEM_SEPARATION", "flag", "yes", "A service item is written, reviewed and published by three people."
    ),
    Setting(
        "MINGTANG_EFFICIENCY_RULES",
        "text",
        "",
        "File with the node's own rules of supervision of time limits; empty for those that come with the program.",
    ),
    Setting(
        "MINGTANG_EFFICIENCY_GRADES",
        "text",
        "",
        "File with the node's own points and grades of the quarterly score; empty for those that come with the program.",
    ),
    Setting(
        "MINGTANG_CONTRIBUTION_SCORING",
        "text",
        "",
        "File with the node's own points of contributions to its sites; empty for those that come with the program.",
    ),
    Setting(
        "MINGTANG_PASSWORD_DAYS", "number", "90", "Days after which an official must change the password; 0 for never."
    ),
    Setting(
        "MINGTANG_TOTP_REQUIRED", "flag", "no", "Officials must sign in with a second factor (GB/T 22239 level 3)."
    ),
    Setting(
        "MINGTANG_API_PER_MINUTE",
        "number",
        "600",
        "Requests to /api/ one account, or one visitor's address, may make a minute.",
    ),
    Setting(
        "MINGTANG_PUBLISH_BY_ANOTHER",
        "flag",
        "no",
        "A process, form or letter is published by somebody else than who wrote it last.",
    ),
    Setting(
        "MINGTANG_PAYMENTS",
        "text",
        "",
        "The till for fees: test for the page that takes no money; empty for windows only.",
    ),
    Setting("MINGTANG_S3_BUCKET", "text", "", "Bucket for uploaded files; empty keeps them in MINGTANG_VAR/files."),
    Setting("MINGTANG_S3_ENDPOINT", "text", "", "Address of the object store; empty means Amazon's own."),
    Setting("MINGTANG_S3_REGION", "text", "", "Region of the bucket, where the object store has regions."),
    Setting("MINGTANG_S3_KEY_ID", "secret", "", "Access key of the object store."),
    Setting("MINGTANG_S3_SECRET", "secret", "", "Secret key of the object store."),
    Setting(
        "MINGTANG_CLAMAV",
        "text",
        "",
        "Socket of the virus scanner clamd, /run/clamav/clamd.ctl or host:port; empty: files are not scanned.",
    ),
    Setting(
        "MINGTANG_OFD", "flag", "yes", "Sealed documents are kept as OFD as well (GB/T 33190), some half a second each."
    ),
    Setting("MINGTANG_FONTS", "text", "", "Folder of fonts for letters; empty means fonts in MINGTANG_VAR."),
    Setting("MINGTANG_LOG_LEVEL", "text", "INFO", "Least level of the structured log on standard error."),
    Setting("MINGTANG_METRICS_TOKEN", "secret", "", "Bearer token asked for at /metrics; empty allows loopback only."),
    Setting(
        "MINGTANG_CLOCK_SOURCE",
        "list",
        "",
        "Time servers, two or more, that the clock is compared with every ten minutes; timestamps stop when it is wrong.",
    ),
)

_BY_NAME = {setting.name: setting for setting in DECLARED}
_YES, _NO = {"1", "yes", "true", "on"}, {"0", "no", "false", "off", ""}


class Environment:
    """Typed readers over the declared settings. A secret may also be given as a file through `<NAME>_FILE`."""

    def __init__(self, values: Mapping[str, str] = os.environ) -> None:
        self._values = values

    def text(self, name: str) -> str:
        """The value as it stands, or the declared default."""
        return self._values.get(name, _BY_NAME[name].default)

    def flag(self, name: str) -> bool:
        """yes/no, true/false, on/off, 1/0. Raises SettingError for anything else."""
        value = self.text(name).strip().lower()
        if value not in _YES | _NO:
            raise SettingError(f"{name} must be yes or no, not {value!r}")
        return value in _YES

    def number(self, name: str) -> int:
        """A whole number that is not negative. Raises SettingError otherwise."""
        value = self.text(name).strip()
        if not value.isdecimal():
            raise SettingError(f"{name} must be a whole number, not {value!r}")
        return int(value)

    def list(self, name: str) -> list[str]:
        """Parts between commas, without blanks."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        """Networks between commas, such as 10.0.0.0/8. Raises SettingError."""
        try:
            return tuple(ip_network(part, strict=False) for part in self.list(name))
        except ValueError as fault:
            raise SettingError(f"{name} must be networks such as 10.0.0.0/8: {fault}") from None

    def secret(self, name: str, made_in: Path | None = None) -> str:
        """The variable, the content of the file named by `<NAME>_FILE`, or a value made once in `made_in`."""
        if path := self._values.get(f"{name}_FILE"):
            return Path(path).read_text(encoding="utf-8").strip()
        value = self.text(name)
        if value or made_in is None:
            return value
        return _made_once(made_in / name.lower().removeprefix("mingtang_"))


def _made_once(path: Path) -> str:
    """Read the secret at `path`, making it first when it is absent; safe when several processes start at once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32), encoding="ascii")
        with suppress(FileExistsError):
            os.link(draft, path)  # the first process to link wins; the others read its secret
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def documented() -> str:
    """The text of `docs/settings.md`."""
    rows = "\n".join(
        f"| `{setting.name}` | {setting.kind} | {f'`{setting.default}`' if setting.default else ''} | {setting.meaning} |"
        for setting in DECLARED
    )
    return (
        "# Settings\n\nGenerated from `mingtang/config/environment.py` by `make docs`; change it there.\n"
        "A secret may be given as a file through `<NAME>_FILE`.\n\n"
        f"| variable | type | default | meaning |\n|---|---|---|---|\n{rows}\n"
    )


if __name__ == "__main__":
    print(documented(), end="")
