"""Signing in with a certificate: whoever can sign comes in, once for each challenge, and nobody else."""

import base64
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.api import Account, SignIn
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.api import Certificate, revoke_certificate, suspend_certificate
from mingtang.kernel.trust.models import Challenge
from mingtang.kernel.trust.signatures.challenges import forget_challenges
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, generate_key, to_pem
from mingtang.lib.crypto.revocation import Reason
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE = "/sign-in/certificate/"


def asked(client: Client) -> str:
    """The text that the page asks to be signed."""
    client.get(PAGE)
    return client.get(f"{PAGE}text/").content.decode()


def answered(client: Client, key: PrivateKey, text: str, **more: str) -> Any:
    """The answer to a challenge signed with `key`."""
    given = {"signature": encoded(key.sign(text.encode())), "public_key": encoded(key.spki), **more}
    return client.post(PAGE, given)


def encoded(value: bytes) -> str:
    return base64.b64encode(value).decode()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_signs_the_challenge_comes_in_and_goes_where_he_wanted(
    officer_key: PrivateKey, officers_certificate: Certificate
) -> None:
    client = Client()
    page = client.get(PAGE, {"next": "/workbench/tasks/"})
    assert "证书登录" in page.content.decode()
    done = answered(client, officer_key, asked(client), next="/workbench/tasks/")
    assert (done.status_code, done.headers["Location"]) == (302, "/workbench/tasks/")
    row = SignIn.objects.get(account=officers_certificate.account)
    assert (row.result, row.credential) == (SignIn.Result.DONE, officers_certificate.fingerprint)


def test_the_text_says_what_it_is_for_where_when_and_a_number() -> None:
    purpose, origin, moment, nonce = asked(Client()).splitlines()
    assert purpose == "目的：登录"
    assert origin == "网站：http://testserver"
    assert moment.endswith("+08:00")
    assert len(nonce.removeprefix("随机数：")) == 64


def test_a_challenge_serves_once_in_its_own_browser_and_for_two_minutes(
    officer_key: PrivateKey, officers_certificate: Certificate
) -> None:
    first, other = Client(), Client()
    text = asked(first)
    asked(other)
    assert answered(other, officer_key, text).status_code == 422  # of another browser
    assert answered(first, officer_key, text).status_code == 302
    again = Client()
    text = asked(again)
    Challenge.objects.update(made_at=timezone.now() - timedelta(seconds=121))
    late = answered(again, officer_key, text)
    assert (late.status_code, is_in(again)) == (422, False)
    assert "两分钟内有效" in late.content.decode()


def test_wrong_signatures_get_the_same_words_whosever_they_are(
    world: World, officer_key: PrivateKey, officers_certificate: Certificate
) -> None:
    stranger, words = generate_key(KeyKind.SM2), set()
    for key, text in ((stranger, None), (officer_key, "目的：签署意见\n")):
        client = Client()
        shown = asked(client)
        page = answered(client, key, text or shown)
        assert (page.status_code, is_in(client)) == (422, False)
        words.add("签名不正确，或者证书不能用于登录" in page.content.decode())
    assert words == {True}
    assert Account.objects.get(pk=officers_certificate.account_id).failures == 0  # nobody else can lock an account


@pytest.mark.parametrize("end", ["revoked", "suspended", "disabled"])
def test_a_certificate_or_account_that_is_good_no_more_opens_nothing(
    end: str, officer_key: PrivateKey, officers_certificate: Certificate
) -> None:
    if end == "revoked":
        revoke_certificate(SYSTEM, officers_certificate, Reason.SUPERSEDED)
    elif end == "suspended":
        suspend_certificate(SYSTEM, officers_certificate)
    else:
        Account.objects.filter(pk=officers_certificate.account_id).update(state=Account.State.DISABLED)
    client = Client()
    assert answered(client, officer_key, asked(client)).status_code == 422
    assert not is_in(client)


def test_revoking_ends_the_session_that_it_opened(officer_key: PrivateKey, officers_certificate: Certificate) -> None:
    client = Client()
    answered(client, officer_key, asked(client))
    assert client.get(reverse("workbench")).status_code == 200
    revoke_certificate(SYSTEM, officers_certificate, Reason.KEY_COMPROMISE)
    assert client.get(reverse("workbench")).status_code == 302


def test_a_signature_made_elsewhere_is_found_by_the_login_name(
    officer_key: PrivateKey, officers_certificate: Certificate
) -> None:
    client = Client()
    text, login = asked(client), officers_certificate.account.login  # type: ignore[union-attr]
    assert answered(client, officer_key, text, public_key="", login=login).status_code == 302


def test_no_password_and_no_second_factor_is_owed_in_a_session_of_a_certificate(
    officer_key: PrivateKey, officers_certificate: Certificate
) -> None:
    Account.objects.filter(pk=officers_certificate.account_id).update(must_change_password=True)
    client = Client()
    answered(client, officer_key, asked(client))
    assert client.get(reverse("workbench")).status_code == 200


def test_the_certificate_of_a_connection_counts_only_behind_a_proxy_that_asks_for_it(
    officers_certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = quote(to_pem("CERTIFICATE", bytes(officers_certificate.encoded)))
    forger = Client(headers={"X-SSL-Client-Cert": header})
    assert forger.post(PAGE, {"tls": "1"}).status_code == 422
    monkeypatch.setattr(settings, "CLIENT_CERTIFICATES", True)
    client = Client(headers={"X-SSL-Client-Cert": header})
    assert officers_certificate.common_name in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"tls": "1"}).status_code == 302
    assert is_in(client)
    for hostile in ("", "%ZZ", "A" * 40_000, header[:-300]):
        assert Client(headers={"X-SSL-Client-Cert": hostile}).post(PAGE, {"tls": "1"}).status_code == 422


def test_challenges_of_yesterday_are_forgotten() -> None:
    asked(Client())
    assert forget_challenges() == 0
    Challenge.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert forget_challenges() == 1
