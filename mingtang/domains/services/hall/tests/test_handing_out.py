"""Results leave the hall to whoever may receive them, by post, or through a cabinet; each way delivers the application."""

import pytest

from mingtang.domains.services.applications import api as applications
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.applications.tests.desk import DECIDER, HANDLER, Desk
from mingtang.domains.services.hall import api
from mingtang.domains.services.hall.models import Handout
from mingtang.domains.services.hall.tests.house import CLERK
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import NotPermitted

pytestmark = pytest.mark.django_db
OWNER = "990102198803043017"


def made(desk: Desk) -> Application:
    """An application whose result waits at the city's hall."""
    application = desk.drafted()
    Application.objects.filter(pk=application.pk).update(window=desk.world.organ("service-bureau"))
    application.window = desk.world.organ("service-bureau")
    citizen = desk.world.actor("citizen")
    application = desk.fresh(applications.submit(citizen, application))  # type: ignore[arg-type]
    applications.receive(desk.world.actor(CLERK), application, desk.no(application, "receive"))
    applications.accept(desk.world.actor(HANDLER), desk.part(application), desk.no(application, "accept"))
    for node, who in (("review", HANDLER), ("check", "district-food-head")):
        applications.review(
            desk.world.actor(who), desk.part(application), desk.no(application, node),
            "提交" if node == "review" else "同意", "符合条件。",
        )  # fmt: skip
    decision = applications.Decision(True, "符合条件。", "食品安全法第三十五条")
    applications.decide(desk.world.actor(DECIDER), desk.part(application), desk.no(application, "decide"), decision)
    applications.issue_result(desk.world.actor(HANDLER), desk.fresh(application), desk.no(application, "issue"))
    return desk.fresh(application)


def test_a_result_is_handed_only_to_whose_paper_says_so(desk: Desk) -> None:
    application, clerk = made(desk), desk.world.actor(CLERK)
    with pytest.raises(Refused, match="都不一致"):
        api.hand_out(clerk, application, api.Parcel("window", "钟离", number="11010519491231002X"))
    handout = api.hand_out(clerk, application, api.Parcel("window", "林叙", number=OWNER))
    assert handout.identity_seen
    assert desk.fresh(application).state == State.CLOSED
    assert application.letters.filter(kind="delivery").exists()
    with pytest.raises(Refused, match="没有要发出的结果"):
        api.hand_out(clerk, application, api.Parcel("window", "林叙", number=OWNER))


def test_a_parcel_has_its_carrier_and_number(desk: Desk) -> None:
    application, clerk = made(desk), desk.world.actor(CLERK)
    with pytest.raises(Refused, match="快递单号"):
        api.hand_out(clerk, application, api.Parcel("post", "林叙", carrier="邮政"))
    api.hand_out(clerk, application, api.Parcel("post", "林叙", carrier="邮政", tracking="EX123"))
    assert application.letters.get(kind="delivery").data["tracking"] == "邮政 EX123"


def test_what_lies_in_a_cabinet_is_delivered_when_it_was_collected(desk: Desk) -> None:
    application, clerk = made(desk), desk.world.actor(CLERK)
    handout = api.hand_out(clerk, application, api.Parcel("cabinet", "林叙", cabinet="B12"))
    assert len(handout.pickup_code) == 6
    assert desk.fresh(application).state == State.ISSUING
    assert handout.pickup_code in desk.world.client("citizen").get("/hall/own/").content.decode()
    api.collected(clerk, Handout.objects.select_related("application__item").get(pk=handout.pk))
    assert desk.fresh(application).state == State.CLOSED


def test_only_who_may_hand_out_does(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        api.hand_out(desk.world.actor(HANDLER), made(desk), api.Parcel("window", "林叙", number=OWNER))


def test_the_desk_finds_a_result_by_query_code_and_keeps_what_was_typed(desk: Desk) -> None:
    application, client = made(desk), desk.world.client(CLERK)
    page = client.get("/workbench/hall/delivery/", {"name": application.shown_code}).content.decode()
    assert application.shown_number in page
    one = f"/workbench/hall/delivery/{application.pk}/"
    answer = client.post(one, {"way": "window", "receiver": "林叙", "number": "1"})
    assert answer.status_code == 422
    assert 'value="林叙"' in answer.content.decode()
    assert client.post(one, {"way": "window", "receiver": "林叙", "number": OWNER}).status_code == 302
    assert "林叙" in client.get("/workbench/hall/handouts/").content.decode()
