"""From an item to its form, its process, its letters, a trial, and all of it published together."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.domains.services.catalogue import api as catalogue
from mingtang.domains.services.catalogue.tests.desk import CONTACT
from mingtang.kernel.definitions.api import newest_of, published_version, save_draft
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.api import FORMS, FormDefinition, NoForm, published
from mingtang.kernel.letters.api import LetterTemplate
from mingtang.kernel.processes.api import PROCESSES, Process
from tests.world import World

CLERK, REVIEWER, AUDITOR = "medical-officer", "health-director", "hall-head"
DOCUMENT: dict[str, Any] = {
    "task_name": "托育机构备案", "task_type": "20", "use_level": "3", "power_source": "1", "dept_type": "1",
    "dept_name": "和源市卫生健康委员会", "local_task_code": "HY-TY-01", "by_law": [{"law_name": "托育机构登记和备案办法", "article": "第六条"}],
    "promise_day": 5, "promise_type": "working_days", "anticipate_day": 10, "anticipate_type": "working_days",
    "project_type": "2", "examine_type": "2", "server_type": ["2"], "accept_condition": "有固定场所", "handle_type": ["1", "2"],
    "limit_scene_num": 0, "is_online": True, "is_fee": False, "result_type": "99", "result_name": "备案回执",
    "materials": [{"material_name": "场地证明", "material_type": "2", "material_format": "2", "is_need": "1", "source_type": "1"}],
    **CONTACT,
}  # fmt: skip


class Studio:
    """A clerk of the health commission with a new item."""

    def __init__(self, world: World) -> None:
        self.world, organ = world, world.organ("health-commission")
        document = DOCUMENT | {"dept_code": organ.credit_code}
        self.item = catalogue.create_item(world.actor(CLERK), organ, document)
        self.client: Client = world.client(CLERK)

    @property
    def newest(self) -> Any:
        return self.item.versions.latest("number")

    def choose(self, slug: str, start: str) -> Any:
        address = reverse("designing_definition", args=[self.item.pk, slug])
        return self.client.post(address, {"start": start, "seen": self.newest.digest})

    def submit(self) -> None:
        catalogue.submit_for_review(self.world.actor(CLERK), self.item, seen=self.newest.digest)

    def publish(self) -> None:
        seen = self.newest.digest
        catalogue.pass_review(self.world.actor(REVIEWER), self.item, seen=seen)
        catalogue.publish(self.world.actor(AUDITOR), self.item, seen=seen)


@pytest.fixture
def studio(world: World) -> Iterator[Studio]:
    return Studio(world)


def test_what_is_designed_for_an_item_is_published_with_it_by_its_auditor(studio: Studio) -> None:
    form = studio.choose("form", "start:enterprise")
    process = studio.choose("process", "start:service-promised")
    key = f"item-{studio.item.pk}"
    assert form.headers["Location"] == reverse("form_design", args=[FormDefinition.objects.get(key=key).pk])
    assert process.headers["Location"] == reverse("process_design", args=[Process.objects.get(key=key).pk])
    assert (studio.newest.document["form_key"], studio.newest.document["process_key"]) == (key, key)
    assert catalogue.defects_of(studio.newest) == []
    studio.submit()
    with pytest.raises(NoForm):
        published(key, studio.item.organ_id)
    studio.publish()
    assert published(key, studio.item.organ_id).number == 1
    version = published_version(PROCESSES, key, studio.item.organ_id)
    assert version is not None
    assert version.definition.category == "政务服务"


def test_what_has_changed_since_it_was_submitted_is_not_published(studio: Studio) -> None:
    studio.choose("form", "start:person")
    studio.submit()
    form = FormDefinition.objects.get(key=f"item-{studio.item.pk}")
    newest = newest_of(form)
    save_draft(SYSTEM, FORMS, form, newest.text.replace("个人", "自然人").replace("住址", "地址"), seen=newest.digest)
    with pytest.raises(Refused, match="提交以后又改过"):
        studio.publish()


def test_a_form_of_others_is_used_as_it_is_or_copied(studio: Studio) -> None:
    assert studio.choose("form", "use:hygiene-permit").headers["Location"] == studio.item.get_absolute_url()
    assert studio.newest.document["form_key"] == "hygiene-permit"
    studio.choose("form", "copy:hygiene-permit")
    own = FormDefinition.objects.get(key=f"item-{studio.item.pk}")
    assert own.organ_id == studio.item.organ_id
    assert "公共场所" not in newest_of(own).text.split('"title"')[1]
    assert studio.choose("form", "copy:nothing").status_code == 422


def test_a_process_that_is_no_lawful_course_keeps_the_item_from_publication(studio: Studio) -> None:
    studio.choose("process", "start:service-immediate")
    told = [defect.sentence for defect in catalogue.defects_of(studio.newest)]
    assert "流程里没有“受理”这一环节（编号要是 accept）" in told
    page = studio.client.get(studio.item.get_absolute_url()).content.decode()
    assert "编制步骤" in page
    assert reverse("designing_definition", args=[studio.item.pk, "process"]) in page
    process = Process.objects.get(key=f"item-{studio.item.pk}")
    newest = newest_of(process)
    save_draft(SYSTEM, PROCESSES, process, newest.xml.replace("sequenceFlow", "sequenceflow", 1), seen=newest.digest)
    assert any("流程" in defect.sentence for defect in catalogue.defects_of(studio.newest))


def test_a_trial_walks_the_draft_to_its_end_and_leaves_nothing(studio: Studio) -> None:
    from mingtang.domains.services.applications.api import Application
    from mingtang.kernel.cases.api import Case

    studio.choose("form", "start:person")
    studio.choose("process", "start:service-promised")
    fill = reverse("designing_trial", args=[studio.item.pk])
    assert studio.client.post(fill, {"applicant": "某人"}).status_code == 422
    place = reverse("designing_course", args=[studio.item.pk])
    page = studio.client.get(place)
    seen = []
    for outcome in ("收件", "受理", "提交", "同意", "准予", "制作完成", "已送达"):
        step = next(each for each in page.context["open"] if each.is_person)
        seen.append((step.title, step.who, [choice.outcome for choice in step.choices]))
        page = studio.client.post(place, {"do": f"{step.token}:{outcome}", "choices": page.context["choices"]})
        assert page.status_code == 200
    assert page.context["ended"]
    assert seen[1] == ("受理", "承办人", ["受理", "补正", "不予受理"])
    assert "还没有人担任" in studio.client.get(place).content.decode()
    assert not Case.objects.exists()
    assert not Application.objects.exists()
    back = studio.client.post(place, {"do": "back", "choices": page.context["choices"]})
    assert len(back.context["played"].choices) == len(page.context["played"].choices) - 1
    for choices in ("[[", '[[1,"x",{}]]', "{}"):
        assert studio.client.post(place, {"do": "99:x", "choices": choices}).status_code == 422


def test_letters_are_looked_at_and_made_ones_own(studio: Studio) -> None:
    listed = reverse("designing_letters", args=[studio.item.pk])
    assert "受理通知书" in studio.client.get(listed).content.decode()
    sample = studio.client.get(reverse("designing_letter_sample", args=[studio.item.pk, "acceptance"]))
    assert sample.headers["Content-Type"] == "application/pdf"
    assert sample.content.startswith(b"%PDF")
    begun = studio.client.post(reverse("designing_letter_own", args=[studio.item.pk, "acceptance"]))
    template = LetterTemplate.objects.get(organ=studio.item.organ_id)
    assert begun.headers["Location"] == reverse("letter_design", args=[template.pk])
    assert studio.client.get(reverse("designing_letter_sample", args=[studio.item.pk, "nothing"])).status_code == 404


def test_editors_who_may_not_design_choose_among_what_there_is(world: World) -> None:
    item = catalogue.create_item(world.actor("official"), world.organ("housing-bureau"), DOCUMENT)
    page = world.client("official").get(reverse("designing_definition", args=[item.pk, "form"])).content.decode()
    assert "start:person" not in page
    assert "use:hygiene-permit" in page
    assert "没有设计表单的权限" in page


def test_the_page_of_an_item_and_the_trial_cost_few_statements(studio: Studio) -> None:
    studio.choose("form", "start:person")
    studio.choose("process", "start:service-promised")
    for place, most in ((studio.item.get_absolute_url(), 60), (reverse("designing_course", args=[studio.item.pk]), 30)):
        studio.client.get(place)
        with CaptureQueriesContext(connection) as statements:
            studio.client.get(place)
        assert len(statements) <= most
