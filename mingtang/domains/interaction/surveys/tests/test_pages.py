"""Pages of surveys: what everybody reads and answers, what organs do, and what lists cost."""

from django.test import Client
from django.urls import reverse

from mingtang.domains.interaction.opinions.tests.test_pages import statements
from mingtang.domains.interaction.surveys.api import Survey, SurveyAnswer
from mingtang.domains.interaction.surveys.tests.surveyor import GIVEN, HOLDER, RELEASER, Surveyor
from mingtang.kernel.cases.tests.test_rest import Program


def test_a_survey_goes_its_whole_way_on_pages(surveyor: Surveyor) -> None:
    holder, releaser = surveyor.world.client(HOLDER), surveyor.world.client(RELEASER)
    form = vars(surveyor.said())
    assert holder.post("/workbench/surveys/new/", form | {"title": ""}).status_code == 422
    holder.post("/workbench/surveys/new/", form)
    survey = Survey.objects.get()
    there, public = reverse("survey", args=[survey.pk]), reverse("public_survey", args=[survey.pk])
    page = holder.get(there).content.decode()
    assert "设计题目" in page
    page = releaser.get(there).content.decode()
    assert "最近一年您办过这项业务吗" in page
    assert "设计题目" not in page
    assert holder.get(reverse("survey_answers", args=[survey.pk])).status_code == 302
    holder.post(f"{there}edit/", form | {"title": "周末延时服务调查"})
    assert Client().get(public).status_code == 404
    releaser.post(f"{there}release/")
    citizen = Client()
    page = citizen.get(public).content.decode()
    assert "周末延时服务调查" in page
    assert "最近一年您办过这项业务吗" in page
    faulty = citizen.post(public, {"used": "yes", "words": "写好的建议"})
    assert faulty.status_code == 422
    assert "写好的建议" in faulty.content.decode()
    assert citizen.post(public, GIVEN).status_code == 302
    assert "您已经答过" in citizen.get(public).content.decode()
    assert "各题结果" in holder.get(there).content.decode()
    assert holder.get(reverse("survey_answers", args=[survey.pk])).status_code == 200
    survey = surveyor.close(survey)
    assert "现在不能回答" in Client().get(public).content.decode()
    result = reverse("public_survey_result", args=[survey.pk])
    assert Client().get(result).status_code == 404
    holder.post(f"{there}result/", {"result": "多数人希望周末开放。"})
    releaser.post(f"{there}release/")
    page = Client().get(result).content.decode()
    for words in ("多数人希望周末开放", "政务大厅", "1 人回答", "平均 5.0", "文字回答由组织单位阅读"):
        assert words in page
    assert "希望周末也能办" not in page
    assert "看调查结果" in citizen.get(public).content.decode()


def test_a_browser_without_our_token_is_asked_to_keep_it(surveyor: Surveyor) -> None:
    public, stranger = reverse("public_survey", args=[surveyor.opened().pk]), Client()
    refused = stranger.post(public, GIVEN)
    assert refused.status_code == 422
    assert "Cookie" in refused.content.decode()
    assert "希望周末也能办" in refused.content.decode()
    assert stranger.post(public, GIVEN).status_code == 302
    assert SurveyAnswer.objects.count() == 1


def test_lists_cost_the_same_however_long_they_are(surveyor: Surveyor) -> None:
    holder = surveyor.world.client(HOLDER)
    survey = surveyor.opened()
    surveyor.answer(survey, "one")
    addresses = [(Client(), "/interaction/surveys/"), (holder, "/workbench/surveys/")]
    addresses += [(holder, reverse("survey", args=[survey.pk]))]
    before = [statements(*each) for each in addresses]
    surveyor.answer(surveyor.opened(), "one")
    surveyor.answer(survey, "two")
    assert [statements(*each) for each in addresses] == before
    assert before[0] <= 2


def test_programs_read_surveys_and_answer_them(surveyor: Surveyor) -> None:
    citizen = Program(surveyor.world.actor("citizen"))  # type: ignore[arg-type]
    survey = surveyor.opened()
    (row,) = citizen.get("interaction/surveys")["items"]
    assert (row["standing"], row["came"]) == ("open", 0)
    there = f"interaction/surveys/{survey.pk}"
    assert set(citizen.get(there)["questions"]["properties"]) == set(GIVEN)
    faults = citizen.post(f"{there}/answers", {"answers": {"used": "perhaps"}}, 422)["errors"]
    assert any("used" in fault["field"] for fault in faults)
    citizen.post(f"{there}/answers", {"answers": GIVEN}, 201, key="one")
    citizen.post(f"{there}/answers", {"answers": GIVEN}, 409, key="two")
    whole = citizen.get(there)
    assert (whole["came"], whole["outcomes"], whole["result"]) == (1, [], "")
