"""The named world: the demo city with everything that comes with the program, and its cast, which every policy test asks.

Building the city takes seconds. Its rows are built once a run, by the first process that needs them, and stand, committed,
in the database of the tests that need it; each of those begins with them and is rolled back to them. Tests that begin with
an empty database run before, so that the city is seldom cleared away.
"""

import fcntl
import os
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.test import Client
from django.utils import timezone

from mingtang.config.demo.accounts import PASSWORD
from mingtang.config.demo.city import City, load_city
from mingtang.domains.disclosure.catalogue import api as disclosure_catalogue
from mingtang.domains.disclosure.requests import api as disclosure_requests
from mingtang.domains.inspection import api as inspection
from mingtang.domains.interaction.messages import api as interaction
from mingtang.domains.portal.contributions import api as contributions
from mingtang.domains.portal.editing import api as editing
from mingtang.domains.registration import api as registration
from mingtang.domains.services.applications import api as applications
from mingtang.domains.services.efficiency import api as efficiency
from mingtang.domains.services.licences import api as licences
from mingtang.domains.services.ratings import api as ratings
from mingtang.domains.supervision import api as supervision
from mingtang.kernel.directory.actor import AccountActor, Nobody
from mingtang.kernel.directory.models import Account, Organ, Post
from mingtang.kernel.directory.queries import agencies_of, appointments_of
from mingtang.kernel.directory.sign_in import BACKEND
from mingtang.kernel.evidence.api import deliver_due
from mingtang.kernel.evidence.guards import remove_guards

CAST = {
    "official": ("officials", "permit-officer"),  # 许青禾, 市住建局行政审批科
    "leader": ("officials", "housing-deputy-director"),  # 周以宁, 市住建局副局长
    "wrong_county_official": ("officials", "county-permit-officer"),  # 罗小溪, 石桥县市场监管局
    "system_officer": ("officials", "system-officer"),
    "security_officer": ("officials", "security-officer"),
    "audit_officer": ("officials", "audit-officer"),
    "county_system_officer": ("officials", "county-system-officer"),
    "county_security_officer": ("officials", "county-security-officer"),
    "county_audit_officer": ("officials", "county-audit-officer"),
    "citizen": ("citizens", "shop-owner"),  # 林叙
    "agent": ("citizens", "developer-agent"),  # 秦若川, 经办人
    "enterprise": ("enterprises", "developer"),  # 和源城市建设发展有限公司
}
"""Everybody the policy table asks, besides the visitor who has not signed in."""

INSTALLED = (
    supervision.install, registration.install, licences.install, applications.install, ratings.install,
    efficiency.install, interaction.install, disclosure_requests.install, contributions.install,
    disclosure_catalogue.install, inspection.install, editing.install,
)  # fmt: skip
"""What comes with the program and is published for the whole node."""

_snapshot: dict[type[models.Model], list[models.Model]] = {}
_keys: dict[str, dict[str, int]] = {}


@dataclass
class World:
    """The city in the database of this test: `world.organ("housing-bureau")`, `world.actor("official")`."""

    keys: dict[str, dict[str, int]] = field(default_factory=lambda: _keys)

    def organ(self, key: str) -> Organ:
        return Organ.objects.get(pk=self.keys["organs"][key])

    def post(self, path: str) -> Post:
        return Post.objects.get(pk=self.keys["posts"][path])

    def account(self, name: str) -> Account:
        """The account of one of the cast, or of an official by the key of the data files."""
        kind, key = CAST.get(name, ("officials", name))
        return Account.objects.select_related("person", "legal_person", "organ").get(pk=self.keys[kind][key])

    def actor(self, name: str) -> AccountActor | Nobody:
        """One of the cast as an actor, in the regular post; `visitor` has not signed in."""
        if name == "visitor":
            return Nobody()
        account, today = self.account(name), timezone.localdate()
        if account.kind == Account.Kind.OFFICIAL:
            return AccountActor(account, appointment=appointments_of(account.person, today).first())
        if name == "agent":
            return AccountActor(account, agency=agencies_of(account.person, today).first())
        return AccountActor(account)

    def client(self, name: str) -> Client:
        """A browser in which one of the cast has signed in."""
        client = Client()
        if name != "visitor":
            account = self.account(name)
            client.force_login(account, backend=BACKEND)
            if name == "agent":
                session = client.session
                session["agency"] = agencies_of(account.person, timezone.localdate()).first().pk
                session.save()
        return client

    @property
    def password(self) -> str:
        return PASSWORD


def build_world() -> World:
    """The city: as it stands in the database, or copied into the test's transaction when it does not."""
    if not _stands():
        _copy()
    return World()


def lay() -> None:
    """Let the city stand in the database; belongs outside of transactions."""
    if not _stands():
        with transaction.atomic():
            _copy()


def clear() -> None:
    """Empty the database, when the city stands in it; belongs outside of transactions."""
    if _stands():
        remove_guards(connection)
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)


def _stands() -> bool:
    return Organ.objects.exists()


def _copy() -> None:
    if not _snapshot:
        _develop()
    for model, rows in _snapshot.items():
        model._default_manager.bulk_create(rows, batch_size=500)
    _reset_sequences()


def _develop() -> None:
    """Take the photograph that another process of this run has taken already, or take it for the others."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if not run:
        _photograph()
        return
    shared = Path(os.environ["MINGTANG_VAR"]) / f"city-{run}-{connection.vendor}.pickle"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if shared.exists():
            rows, keys = pickle.loads(shared.read_bytes())
            _snapshot.update(rows)
            _keys.update(keys)
        else:
            _photograph()
            shared.write_bytes(pickle.dumps((_snapshot, _keys)))


def _photograph() -> None:
    """Build the city, keep all of its rows, and take it away again."""
    with transaction.atomic():
        _remember(load_city())
        for install in INSTALLED:
            install()
        while deliver_due():
            pass
        for model in _in_order():
            if rows := list(model._default_manager.all()):
                _snapshot[model] = rows
        transaction.set_rollback(True)


def _remember(city: City) -> None:
    for kind in ("organs", "posts", "officials", "citizens", "enterprises"):
        _keys[kind] = {key: row.pk for key, row in getattr(city, kind).items()}


def _in_order() -> list[type[models.Model]]:
    """Models of the kernel and the domains, those referred to before those that refer; the search index is derived."""
    ours = [app for app in apps.get_app_configs() if app.name.startswith("mingtang.") and app.label != "search"]
    wanted = [model for app in ours for model in app.get_models()]
    ordered: list[type[models.Model]] = []
    while wanted:
        free = [model for model in wanted if not (_needs(model) & set(wanted) - {model})]
        ordered += free or wanted
        wanted = [model for model in wanted if model not in ordered]
    return ordered


def _needs(model: type[models.Model]) -> set[Any]:
    return {each.related_model for each in model._meta.concrete_fields if each.is_relation}


def _reset_sequences() -> None:
    """Let PostgreSQL go on counting after the copied rows."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_snapshot)):
            cursor.execute(statement)
