"""Joint matters of the demonstration city, each branch handled by its own organ on days gone by."""

from typing import Any

from django.db import transaction

from mingtang.config.demo.city import City, read
from mingtang.config.demo.services.applications import Story
from mingtang.domains.services.applications.api import Application
from mingtang.kernel.cases.api import Token, handle, steps_to_return_to
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.queries import appointments_of
from mingtang.lib.flow.commands import Return

HANDLER, CHECKER, DECIDER = 0, 1, 2
WINDOW = "window-clerk"
LAW = "《中华人民共和国行政许可法》第三十八条"


@transaction.atomic
def load_joint_matters(city: City) -> None:
    """Tell their stories, unless that was done before; one transaction, all of it or nothing."""
    if not Application.objects.filter(parts__branch__gt="").exists():
        for entry in read("joint_matters"):
            JointStory(city, entry).tell()
        while run_due_errands():
            pass


class JointStory(Story):
    """One joint matter: what each line of its story says is what somebody of an organ did."""

    def tell(self) -> None:
        lines = self.entry["story"]
        self.filed = self._on(lines[0][0] + 1, lambda: self._file(submitted=True))
        for days_ago, what, *about in lines:
            self._on(days_ago, lambda: getattr(self, f"_{what}")(*about))  # noqa: B023 - called at once

    def _do(self, who: str, node: str, **answers: Any) -> None:
        self._step(self.filed, who, node, answers)

    def _who(self, branch: str, post: int = HANDLER) -> str:
        people = self.entry["people"][branch]
        return str(people if isinstance(people, str) else people[post])

    def _receive(self) -> None:
        self._do(WINDOW, "receive", outcome="收件")

    def _complete(self, *branches: str) -> None:
        for branch in branches:
            self._do(self._who(branch), f"defects_{branch}", outcome="材料齐全")

    def _defects(self, branch: str, about: str, requirement: str, basis: str) -> None:
        missing = [{"about": about, "requirement": requirement, "basis": basis}]
        self._do(self._who(branch), f"defects_{branch}", outcome="需要补正", missing=missing)

    def _notify(self) -> None:
        self._do(self._who(""), "notify")

    def _opine(self, branch: str, outcome: str, reason: str) -> None:
        self._do(self._who(branch), f"opine_{branch}", outcome=outcome, **({"reason": reason} if reason else {}))

    def _accept(self, *branches: str) -> None:
        for branch in branches:
            self._do(self._who(branch), f"accept_{branch}", outcome="受理")

    def _review(self, branch: str) -> None:
        self._do(self._who(branch), f"review_{branch}", opinion="申请材料齐全，符合有关标准，拟同意。")

    def _grant(self, branch: str) -> None:
        """Everything that is left up to the decision."""
        if self._is_open(f"accept_{branch}"):
            self._accept(branch)
        if self._is_open(f"review_{branch}"):
            self._review(branch)
        self._do(self._who(branch, CHECKER), f"check_{branch}", opinion="程序合法，同意。")
        facts = "经审查，申请材料齐全，符合法定条件。"
        self._do(self._who(branch, DECIDER), f"decide_{branch}", outcome="准予", facts=facts, law=LAW)

    def _return(self, branch: str, reason: str) -> None:
        """Whoever checks sends it back to whoever reviewed."""
        case = Application.objects.select_related("case").get(pk=self.filed.pk).case
        no = Token.objects.get(case=case, node=f"check_{branch}", life="A", kind="T").no
        earlier = next(row.no for row in steps_to_return_to(case, no) if row.node == f"review_{branch}")
        account = self.city.officials[self._who(branch, CHECKER)]
        actor = AccountActor(account, appointment=appointments_of(account.person, self.today).first())
        handle(actor, case.pk, Return(no, earlier), opinion=reason)

    def _conclude(self, opinion: str) -> None:
        self._do(self._who(""), "conclude", opinion=opinion)

    def _issue(self) -> None:
        self._do(self._who(""), "issue")

    def _deliver(self) -> None:
        self._do(WINDOW, "deliver", way="电子送达", receiver=self.filed.applicant_name)

    def _is_open(self, node: str) -> bool:
        case = Application.objects.values("case").filter(pk=self.filed.pk)
        return Token.objects.filter(case__in=case, node=node, life="A", kind="T").exists()
