"""Builds 和源市 from the data files through the same actions that officers use; running it again adds what is missing."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction

from mingtang.config.demo import (
    database_keepers,
    disclosure_officers,
    message_keepers,
    publication_officers,
    registrars,
    seal_keepers,
    site_editors,
    site_keepers,
    site_sharers,
    supervisors,
    trust_keepers,
)
from mingtang.config.demo.accounts import PASSWORD
from mingtang.config.demo.granting import grant_roles
from mingtang.config.demo.services import case_workers, efficiency_keepers, hall_keepers, item_keepers, licence_keepers
from mingtang.config.demo.trust import load_authorities
from mingtang.kernel.directory.actions.accounts import EncodedPassword, activate_account
from mingtang.kernel.directory.actions.citizens import authorise_agent, register_citizen, register_legal_person
from mingtang.kernel.directory.actions.founding import OFFICIAL_ROLE, ensure_builtin_roles
from mingtang.kernel.directory.actions.grants import Scope, grant_role
from mingtang.kernel.directory.actions.imports import import_regions
from mingtang.kernel.directory.actions.numbers import set_number_format
from mingtang.kernel.directory.actions.organs import OrganDetails, create_post, create_unit, establish_organ
from mingtang.kernel.directory.actions.people import PersonDetails, appoint, register_official
from mingtang.kernel.directory.models import Account, Grant, Organ, Person, Post, Region, Role
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.api import install as install_form
from mingtang.kernel.letters.api import Content
from mingtang.kernel.letters.api import install as install_letter
from mingtang.kernel.processes.api import install, install_decision
from mingtang.kernel.processes.starts import STARTS
from mingtang.lib.flow.drawing import with_diagram

DATA = Path(__file__).parent / "data"
FOUNDED = date(2019, 3, 1)
"""When the organs of the fictional city were established, and its first rights granted."""


def load_city(progress: Callable[[str], None] | None = None) -> "City":
    """Build the city, or complete it; one transaction, so that no half of it is ever seen."""
    say = progress or (lambda part: None)
    city = City()
    with transaction.atomic():
        for part, build in (
            ("行政区划", city.build_regions),
            ("机构与岗位", city.build_organs),
            ("工作人员", city.build_people),
            ("授权", city.build_grants),
            ("业务岗位", city.build_business_roles),
            ("个人", city.build_citizens),
            ("企业", city.build_enterprises),
            ("编号规则", city.build_number_formats),
            ("表单与文书", city.build_forms_and_letters),
            ("流程", city.build_processes),
            ("签发机构", load_authorities),
            ("证书注册机构", lambda: registrars.open_counter(city.organs[registrars.BUREAU])),
        ):
            say(part)
            build()
    return city


@cache
def read(name: str) -> list[dict[str, Any]]:
    """The entries of a data file."""
    entries: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return entries


class City:
    """What has been built, by the keys of the data files."""

    def __init__(self) -> None:
        self.password = EncodedPassword(make_password(PASSWORD))  # hashed once: everybody has the same
        self.organs: dict[str, Organ] = {}
        self.posts: dict[str, Post] = {}
        self.officials: dict[str, Account] = {}
        self.citizens: dict[str, Account] = {}
        self.enterprises: dict[str, Account] = {}

    def build_regions(self) -> None:
        if not Region.objects.filter(pk="9901").exists():
            import_regions(SYSTEM, BytesIO((DATA / "regions.csv").read_bytes()), "regions.csv")

    def build_organs(self) -> None:
        known = {organ.credit_code: organ for organ in Organ.objects.all()}
        for entry in read("organs"):
            self.organs[entry["key"]] = known.get(entry["credit_code"]) or self._establish(entry)
        posts = {(post.organ_id, post.unit.name if post.unit else None, post.name): post for post in _posts()}
        for entry in read("organs"):
            self._build_posts(entry, posts)

    def _establish(self, entry: dict[str, Any]) -> Organ:
        details = OrganDetails(
            name=entry["name"],
            short_name=entry["short_name"],
            branch=entry["branch"],
            kind=entry["kind"],
            region=Region.objects.get(pk=entry["region"]),
            credit_code=entry["credit_code"],
            document_word=entry["document_word"],
            line_superior=self.organs.get(entry["line_superior"]),
            rank=entry.get("rank", 100),
        )
        return establish_organ(SYSTEM, details, self.organs.get(entry["superior"]), on=FOUNDED)

    def _build_posts(self, entry: dict[str, Any], known: dict[tuple[int, str | None, str], Post]) -> None:
        organ = self.organs[entry["key"]]
        units = {unit.name: unit for unit in organ.units.all()}
        for post in entry["posts"]:
            self.posts[f"{entry['key']}/{post['key']}"] = known.get((organ.pk, None, post["name"])) or create_post(
                SYSTEM, organ, name=post["name"], leads=post["leads"], rank=post["rank"]
            )
        for item in entry["units"]:
            unit = units.get(item["name"]) or create_unit(SYSTEM, organ, name=item["name"], rank=item["rank"])
            for post in item["posts"]:
                path = f"{entry['key']}/{item['key']}/{post['key']}"
                self.posts[path] = known.get((organ.pk, unit.name, post["name"])) or create_post(
                    SYSTEM, organ, name=post["name"], unit=unit, leads=post["leads"], rank=post["rank"]
                )

    def build_people(self) -> None:
        known = {account.login: account for account in Account.objects.select_related("person")}
        for entry in read("people"):
            self.officials[entry["key"]] = known.get(entry["login"]) or self._register(entry)

    def _register(self, entry: dict[str, Any]) -> Account:
        first = self.posts[entry["appointments"][0]["post"]]
        account = register_official(SYSTEM, first.organ, _details(entry), login=entry["login"])
        activate_account(SYSTEM, account, brought=self.password)
        for held in entry["appointments"]:
            appoint(
                SYSTEM,
                account.person,
                self.posts[held["post"]],
                kind=held["kind"],
                start=held["start"],
                end=held.get("end"),
                basis=held.get("basis", ""),
            )
        return account

    def build_grants(self) -> None:
        ensure_builtin_roles()
        roles = {role.code: role for role in Role.objects.all()}
        known = set(Grant.objects.values_list("post_id", "role__code"))
        for entry in read("grants"):
            self._grant(self.posts[entry["post"]], roles[entry["role"]], self._scope(entry), known)
        for post in self.posts.values():
            self._grant(post, roles[OFFICIAL_ROLE], Scope(kind="region", region=post.organ.region), known)

    def _scope(self, entry: dict[str, Any]) -> Scope:
        region = Region.objects.get(pk=entry["region"]) if "region" in entry else None
        return Scope(kind=entry["scope"], region=region, organ=self.organs.get(entry.get("organ", "")))

    def _grant(self, post: Post, role: Role, scope: Scope, known: set[tuple[int, str]]) -> None:
        if (post.pk, role.code) not in known:
            grant_role(SYSTEM, post, role, scope, start=FOUNDED)

    def build_business_roles(self) -> None:
        for room in (
            item_keepers, supervisors, licence_keepers, case_workers, efficiency_keepers, hall_keepers, trust_keepers,
            database_keepers, registrars, seal_keepers, message_keepers, disclosure_officers, publication_officers,
            site_editors, site_sharers, site_keepers,
        ):  # fmt: skip
            grant_roles(room.ROLES, self.posts, FOUNDED)

    def build_citizens(self) -> None:
        known = {
            account.person.phone: account for account in Account.objects.filter(kind="citizen").select_related("person")
        }
        for entry in read("citizens"):
            self.citizens[entry["key"]] = known.get(entry["phone"]) or register_citizen(
                SYSTEM, _details(entry), password=self.password, assurance=entry["assurance"]
            )

    def build_enterprises(self) -> None:
        known = {
            account.login: account for account in Account.objects.filter(kind="legal").select_related("legal_person")
        }
        for entry in read("enterprises"):
            self.enterprises[entry["key"]] = known.get(entry["credit_code"]) or self._found(entry)

    def _found(self, entry: dict[str, Any]) -> Account:
        account = register_legal_person(
            SYSTEM,
            self._person(entry["representative"]),
            name=entry["name"],
            credit_code=entry["credit_code"],
            password=self.password,
            on=FOUNDED,
        )
        for agent in entry["agents"]:
            authorise_agent(
                SYSTEM,
                account.legal_person,
                self._person(agent["person"]),
                scope=agent["scope"],
                start=agent["start"],
                end=agent.get("end"),
            )
        return account

    def _person(self, key: str) -> Person:
        return self.citizens[key].person

    def build_number_formats(self) -> None:
        set_number_format(SYSTEM, "document", "{word}〔{year}〕{n}号")
        set_number_format(SYSTEM, "case", "{year}-{n:06}")

    def build_processes(self) -> None:
        install_decision(
            "commitment-days", "承诺时限", (DATA / "commitment-days.dmn").read_bytes(), category="行政许可"
        )
        for start in STARTS:
            install(start.key, start.title, start.xml, category="模板")
        install("seal-use", "用印审批", with_diagram((DATA / "seal-use.bpmn").read_bytes()), category="内部事务")
        diagram = with_diagram((DATA / "signed-approval.bpmn").read_bytes())
        install("signed-approval", "重要事项签批", diagram, category="内部事务")

    def build_forms_and_letters(self) -> None:
        for path in sorted((DATA / "forms").glob("*.json")):
            document = json.loads(path.read_text(encoding="utf-8"))
            install_form(path.stem, document["title"], document)
        for entry in read("letters/letters"):
            source = (DATA / "letters" / f"{entry['key']}.typ").read_text(encoding="utf-8")
            sample = json.dumps(entry["sample"], ensure_ascii=False, indent=2)
            install_letter(entry["key"], entry["title"], Content(source, entry["variables"], sample))


def _posts() -> list[Post]:
    return list(Post.objects.select_related("unit"))


def _details(entry: dict[str, Any]) -> PersonDetails:
    return PersonDetails(name=entry["name"], identity_number=entry["identity_number"], phone=entry["phone"])
