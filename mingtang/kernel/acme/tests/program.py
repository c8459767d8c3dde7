"""A program that speaks ACME, as small as it can be."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from mingtang.kernel.acme.views.wire import address


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def ec_key() -> JWK:
    return JWK.generate(kty="EC", crv="P-256")


def public(key: JWK) -> dict[str, str]:
    return key.export_public(as_dict=True)


def sign(key: JWK, header: dict[str, Any], payload: bytes) -> dict[str, str]:
    """A flattened JWS; the algorithm stands in the header."""
    token = JWS(payload)
    token.allowed_algs = [header["alg"]]
    token.add_signature(key, None, json.dumps(header))
    told = json.loads(token.serialize())
    return {name: told[name] for name in ("protected", "payload", "signature")}


@dataclass
class Program:
    """Signs and sends; `kid` once it has an account. `last` is the last answer."""

    key: JWK = field(default_factory=ec_key)
    algorithm: str = "ES256"
    kid: str = ""
    client: Client = field(default_factory=Client)

    def nonce(self) -> str:
        return self.client.head("/acme/new-nonce")["Replay-Nonce"]

    def header(self, url: str, /, **other: Any) -> dict[str, Any]:
        who = {"kid": self.kid} if self.kid else {"jwk": public(self.key)}
        return {"alg": self.algorithm, "nonce": self.nonce(), "url": url} | who | other

    def ask(self, url: str, wishes: Any = None, /, **header: Any) -> Any:
        """POST what is wished for, or ask to be shown; the answer of the test client."""
        payload = b"" if wishes is None else json.dumps(wishes).encode()
        return self.send(url, json.dumps(sign(self.key, self.header(url, **header), payload)))

    def send(self, url: str, body: str | bytes) -> Any:
        path = url.removeprefix(settings.ACME_ADDRESS)
        return self.client.post(path, body, content_type="application/jose+json")

    def register(self, code: str = "", secret: str = "", **wishes: Any) -> Any:
        """Open an account, bound by a key of an administrator if one is given."""
        url = address("acme_new_account")
        if code:
            inner = sign(
                JWK(kty="oct", k=secret),
                {"alg": "HS256", "kid": code, "url": url},
                json.dumps(public(self.key)).encode(),
            )
            wishes["externalAccountBinding"] = inner
        answer = self.ask(url, wishes)
        self.kid = answer.get("Location", "")
        return answer

    def order(self, *names: str, kind: str = "dns") -> Any:
        identifiers = [{"type": kind, "value": name} for name in names]
        return self.ask(address("acme_new_order"), {"identifiers": identifiers})

    def challenge(self, order: dict[str, Any], at: int = 0) -> dict[str, Any]:
        return self.ask(order["authorizations"][at]).json()["challenges"][0]

    def answer_to(self, challenge: dict[str, Any]) -> bytes:
        return f"{challenge['token']}.{self.key.thumbprint()}".encode()
