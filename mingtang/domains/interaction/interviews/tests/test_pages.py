"""Pages of interviews: what everybody reads and asks, what organs do, and what lists cost."""

from django.test import Client
from django.urls import reverse

from mingtang.domains.interaction.interviews.api import Interview, Question
from mingtang.domains.interaction.interviews.tests.studio import HOLDER, RELEASER, Studio
from mingtang.domains.interaction.moderation.api import show_post
from mingtang.domains.interaction.opinions.tests.test_pages import statements
from mingtang.kernel.cases.tests.test_rest import Program
from mingtang.kernel.evidence.api import SYSTEM


def test_an_interview_goes_its_whole_way_on_pages(studio: Studio) -> None:
    holder, releaser = studio.world.client(HOLDER), studio.world.client(RELEASER)
    said = studio.said()
    form = vars(said) | {"begins_at": f"{said.begins_at:%Y-%m-%dT%H:%M}", "ends_at": f"{said.ends_at:%Y-%m-%dT%H:%M}"}
    faulty = holder.post("/workbench/interviews/new/", form | {"ends_at": form["begins_at"]})
    assert faulty.status_code == 422
    assert "要晚于" in faulty.content.decode()
    holder.post("/workbench/interviews/new/", form)
    interview = Interview.objects.get()
    there, public = reverse("interview", args=[interview.pk]), reverse("public_interview", args=[interview.pk])
    assert Client().get(public).status_code == 404
    holder.post(f"{there}edit/", form | {"title": "加装电梯怎么补贴"})
    releaser.post(f"{there}release/")
    assert "预告" in Client().get(public).content.decode()
    assert Client().post(public, {"text": ""}).status_code == 422
    Client().post(public, {"text": "六层的楼能补多少？", "name": "林叙"})
    question = Question.objects.get()
    judged = reverse("interview_question", args=[interview.pk, question.pk])
    assert "六层的楼能补多少" in holder.get(there).content.decode()
    assert "六层的楼能补多少" not in Client().get(public).content.decode()
    holder.post(judged, {"what": "judging", "verdict": "shown", "shown_text": question.text})
    assert holder.post(judged, {"what": "second", "answer": "最高二十万元。"}).status_code == 422
    studio.begin(interview)
    holder.post(judged, {"what": "second", "answer": "最高二十万元。"})
    page = Client().get(public).content.decode()
    for words in ("正在进行", "看最新的答复", "六层的楼能补多少", "最高二十万元", "林*"):
        assert words in page
    assert "林叙" not in page
    studio.end(interview)
    assert "我要提问" not in Client().get(public).content.decode()
    assert Client().post(public, {"text": "迟到的提问"}).status_code == 422
    assert "问（林*）" in holder.get(f"{there}transcript/").content.decode()
    holder.post(f"{there}transcript/", {"transcript": "主持人：今天谈加装电梯。"})
    assert "今天谈加装电梯" not in Client().get(public).content.decode()
    releaser.post(f"{there}release/")
    assert "今天谈加装电梯" in Client().get(public).content.decode()


def test_lists_cost_the_same_however_long_they_are(studio: Studio) -> None:
    holder = studio.world.client(HOLDER)
    interview = studio.announced()

    def one_more() -> None:
        question = studio.asked(interview)
        show_post(SYSTEM, question, question.text)

    one_more()
    addresses = [(Client(), "/interaction/interviews/"), (holder, "/workbench/interviews/")]
    addresses += [(Client(), interview.get_absolute_url()), (holder, reverse("interview", args=[interview.pk]))]
    before = [statements(*each) for each in addresses]
    one_more()
    studio.announced()
    assert [statements(*each) for each in addresses] == before
    assert before[0] <= 2
    assert before[2] <= 2


def test_programs_read_interviews_and_ask(studio: Studio) -> None:
    citizen = Program(studio.world.actor("citizen"))  # type: ignore[arg-type]
    interview = studio.announced()
    (row,) = citizen.get("interaction/interviews")["items"]
    assert (row["stand"], row["guests"]) == ("announced", "市住建局局长")
    there = f"interaction/interviews/{interview.pk}"
    citizen.post(f"{there}/questions", {"text": "六层的楼能补多少？"}, 201, key="one")
    whole = citizen.get(there)
    assert (whole["questions"], whole["transcript"]) == ([], "")
    question = Question.objects.get()
    show_post(SYSTEM, question, question.text)
    assert [each["text"] for each in citizen.get(there)["questions"]] == ["六层的楼能补多少？"]
    studio.end(interview)
    citizen.post(f"{there}/questions", {"text": "迟了？"}, 409, key="two")
