"""A joint matter (一件事) by the machine interface: a citizen opens a company, four organs handle it side by side.

    mingtang serve --demo                      # in another window: the demonstration city
    python docs/guides/joint-matter-by-api.py http://127.0.0.1:8000

One branch asks for a correction while the others go on; the lead joins what they came to and issues the business licence,
which anybody may verify; the citizen rates.
"""
# ruff: noqa: S310, T201 - the address is given by whoever runs it, who wants to see what happens

import http.cookiejar
import json
import re
import sys
import time
import urllib.parse
import urllib.request
from typing import Any

PASSWORD = "Heyuan@2026"  # noqa: S105 - that of everybody in the demonstration city
CITIZEN, WINDOW, LEAD = "19900082046", "hy0028", "hy0041"
BRANCHES = {  # who handles, checks and decides each branch
    "register": (LEAD, "hy0077", "hy0040"), "seal": ("hy0046", "hy0045", "hy0045"),
    "tax": ("hy0108", "hy0107", "hy0107"), "bank": ("hy0115", "hy0114", "hy0114")}  # fmt: skip
SCENARIO = dict(company="limited", premises="owned", staff="no", seals="yes", invoices="yes", account="yes")  # noqa: C408
ANSWERS = {
    "name": "和源市文澜食品有限公司", "capital": "50", "address": "澄江区文澜路 96 号", "scope": "餐饮服务",
    "shareholders": [{"name": "林叙", "amount": "50"}], "representative": "林叙", "seal_kinds": ["company"]}  # fmt: skip


class Client:
    """Somebody who has signed in, with a session like a browser's."""

    def __init__(self, base: str, login: str) -> None:
        self.base, self.jar = base, http.cookiejar.CookieJar()
        self.http = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        page = f"{base}/sign-in/official/" if login.startswith("hy") else f"{base}/sign-in/"
        form = self.http.open(page).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]  # type: ignore[index]
        told = urllib.parse.urlencode({"who": login, "password": PASSWORD, "csrfmiddlewaretoken": token}).encode()
        self.http.open(urllib.request.Request(page, told, {"Referer": page}))

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One operation. Raises HTTPError, whose body says in words what is wrong."""
        token = next((cookie.value or "" for cookie in self.jar if "csrf" in cookie.name), "")
        raw = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        told = {"Content-Type": kind, "X-CSRFToken": token, "Referer": self.base, **headers}
        request = urllib.request.Request(f"{self.base}/api{path}", raw, told, method=method)
        return json.loads(self.http.open(request).read() or b"null")

    def hand_in(self, materials: str, key: str) -> None:
        """Upload a file and hand it in for a material."""
        upload = self.call("POST", "/uploads", {"name": f"{key}.txt", "size": len(key.encode())})
        done = self.call("PATCH", f"/uploads/{upload['id']}", key.encode(), **{"Upload-Offset": "0"})
        self.call("POST", materials, {"file": done["file"]["id"], "material": key})

    def wait_for(self, *lists: str, **wanted: Any) -> Any:
        """The first row of some lists with these values; the worker may have to come to it first."""
        while True:
            rows = (row for path in lists for row in self.call("GET", path)["items"])
            if found := next((row for row in rows if wanted.items() <= row.items()), None):
                return found
            time.sleep(0.5)

    def step(self, application: dict[str, Any], node: str, **answers: Any) -> None:
        """Do the open step at `node` of an application as soon as it is there."""
        about = f"?case={application['case_id']}&node={node}"
        task = self.wait_for(f"/cases/tasks/mine{about}", f"/cases/tasks/pool{about}")["task"]
        told = {"no": task, "answers": answers, "key": f"{node}-{task}"}
        self.call("POST", f"/services/applications/{application['id']}/steps", told)
        print(f"  {node}: {next(iter(answers.values()), '')}")


def main(base: str) -> dict[str, Any]:
    """The whole course; answers the application as it ended."""
    people = {login: Client(base, login) for login in {CITIZEN, WINDOW}.union(*BRANCHES.values())}
    citizen, window, lead = people[CITIZEN], people[WINDOW], people[LEAD]
    item = citizen.call("GET", "/services/guides?words=" + urllib.parse.quote("企业开办一件事"))["items"][0]["code"]
    one = citizen.call("POST", "/services/applications", {"item": item, "scenario": SCENARIO, "answers": ANSWERS})
    path = f"/services/applications/{one['id']}"
    for asked in (row for row in citizen.call("GET", f"{path}/materials") if row["missing"]):
        citizen.hand_in(f"{path}/materials", asked["key"])
    one = citizen.call("POST", f"{path}/submission")
    window.step(one, "receive", outcome="收件")
    missing = [{"about": "登记联络员", "requirement": "请填写姓名"}]
    people[BRANCHES["tax"][0]].step(one, "defects_tax", outcome="需要补正", missing=missing)
    for key in ("register", "seal", "bank"):
        people[BRANCHES[key][0]].step(one, f"defects_{key}", outcome="材料齐全")
    lead.step(one, "notify")
    grant(people, one, "register")  # while the tax office waits
    citizen.call("POST", f"{path}/correction", {"answers": {**ANSWERS, "liaison": "林叙"}})
    for key in ("seal", "tax", "bank"):
        grant(people, one, key)
    print("关键路径", lead.call("GET", f"{path}/critical-path")["chain"])
    lead.step(one, "conclude", opinion="各部门已经分别办理完毕。")
    body, alphabet = f"91990102MA{one['id']:07}", "0123456789ABCDEFGHJKLMNPQRTUWXY"
    code = body + alphabet[-sum(3**place * alphabet.index(each) for place, each in enumerate(body)) % 31]  # GB 32100
    lead.step(one, "issue", licence_number=code, kind="有限责任公司", capital="伍拾万元整")
    window.step(one, "deliver", way="电子送达", receiver="林叙")
    print([letter["title"] for letter in citizen.call("GET", f"{path}/letters")])
    licence = citizen.wait_for("/services/my-licences", case_id=one["case_id"])
    verified = json.load(urllib.request.urlopen(f"{base}/api/services/licence-verifications/{licence['code']}"))
    asked = citizen.wait_for("/services/rating-invitations", application_id=one["id"])
    rated = citizen.call("POST", "/services/ratings", {"code": asked["code"], "grade": 1, "tags": ["办事效率"]})
    return citizen.call("GET", path) | {"verified": verified["state"], "grade": rated["grade"]}


def grant(people: dict[str, Client], one: dict[str, Any], key: str) -> None:
    """Accepted, reviewed, checked and decided by the people of one organ."""
    handler, checker, decider = (people[login] for login in BRANCHES[key])
    handler.step(one, f"accept_{key}", outcome="受理")
    handler.step(one, f"review_{key}", opinion="材料齐全，符合条件。")
    checker.step(one, f"check_{key}", opinion="同意。")
    decider.step(one, f"decide_{key}", outcome="准予", facts="符合条件。", law="市场主体登记管理条例第十九条")


if __name__ == "__main__":
    print(main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")["state"])
