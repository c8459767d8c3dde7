"""Versions: drafts, publishing, what never changes."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.kernel.definitions import api as definitions
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.evidence.models import Fact, Record
from mingtang.kernel.forms.api import NoForm, form_class, form_contract, install, published, readonly, rest_validate
from mingtang.kernel.forms.kinds import FORMS, Faulty
from mingtang.kernel.forms.models import FormDefinition, FormVersion
from mingtang.lib.forms.tests.documents import OPENING

pytestmark = pytest.mark.django_db

GOOD = {"kind": "new", "applicant": "甲公司", "start": "2026-03-01", "promise": True}


def changed(**head: Any) -> dict[str, Any]:
    return {**OPENING, **head}


def test_installing_twice_publishes_once_and_a_change_opens_the_next_version() -> None:
    first = install("opening", "开工申请", OPENING)
    assert install("opening", "开工申请", OPENING) == first
    second = install("opening", "开工申请", changed(title="新的开工申请"))
    assert (second.number, published("opening")) == (2, second)
    assert list(FormVersion.objects.order_by("number").values_list("state", flat=True)) == ["retired", "published"]
    assert FormDefinition.objects.get().title == "新的开工申请"
    assert Record.objects.filter(act="forms.publish").count() == 2
    assert Fact.objects.filter(name="forms.FormPublished").count() == 2


def test_a_faulty_document_is_refused_with_every_fault_and_changes_nothing() -> None:
    with pytest.raises(Faulty) as refused:
        definitions.create_definition(
            SYSTEM, FORMS, key="opening", title="x", content='{"properties": {"A": {}}, "ui": {"x": 1}}'
        )
    assert {fault.path for fault in refused.value.faults} >= {"title", "properties.A", "ui.x"}
    assert not FormDefinition.objects.exists()


def test_what_somebody_else_saved_is_not_overwritten_and_not_published_unseen() -> None:
    definition = definitions.create_definition(SYSTEM, FORMS, key="opening", title="x", content=json.dumps(OPENING))
    seen = definition.versions.get().digest
    definitions.save_draft(SYSTEM, FORMS, definition, json.dumps(changed(title="甲")), seen=seen)
    with pytest.raises(Stale):
        definitions.save_draft(SYSTEM, FORMS, definition, json.dumps(changed(title="乙")), seen=seen)
    with pytest.raises(Stale):
        definitions.publish_draft(SYSTEM, FORMS, definition, seen=seen)


def test_the_only_version_cannot_be_discarded_and_a_retired_form_is_not_found() -> None:
    version = install("opening", "开工申请", OPENING)
    with pytest.raises(Refused):
        definitions.discard_draft(SYSTEM, FORMS, version.definition)
    definitions.retire_version(SYSTEM, FORMS, version)
    with pytest.raises(NoForm):
        published("opening")
    with pytest.raises(Refused):
        definitions.retire_version(SYSTEM, FORMS, version)
    assert install("opening", "开工申请", OPENING).state == "retired"


def test_the_layout_of_a_document_does_not_change_its_digest() -> None:
    version = install("opening", "开工申请", OPENING)
    assert version.digest == FormVersion.digest_of(json.loads(json.dumps(OPENING, indent=9)))


def test_programs_and_pages_get_the_same_judgement() -> None:
    version = install("opening", "开工申请", OPENING)
    assert rest_validate(SYSTEM, version.pk, GOOD) == (GOOD, {})
    assert rest_validate(SYSTEM, version.pk, {"kind": "change"})[1].keys() == {
        "reason",
        "applicant",
        "start",
        "promise",
    }
    form = form_class(version.pk)({"kind": "change", "works-rows": "0"}, actor=SYSTEM)
    assert set(form.errors) == {"reason", "applicant", "start", "promise"}
    assert form_contract(version.pk)["required"] == ["kind", "applicant", "start", "promise"]


def test_making_a_form_costs_one_statement_and_reading_answers_no_more() -> None:
    version = install("opening", "开工申请", OPENING)
    with CaptureQueriesContext(connection) as statements:
        form_class(version.pk)(actor=SYSTEM)
    assert len(statements) == 1
    with CaptureQueriesContext(connection) as statements:
        sections = readonly(version.pk, GOOD | {"amount": 123450})
    assert len(statements) == 1
    assert sections[0].items == [("申请类型", "新办"), ("申请单位", "甲公司")]
    assert sections[1].items[0] == ("总投资", "1,234.50 元（人民币壹仟贰佰叁拾肆元伍角整）")
