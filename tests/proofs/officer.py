"""An officer at a browser who goes on working whatever happens to the server."""

import re
import threading
import time
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

Answer = tuple[int, dict[str, str], str]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Officer(threading.Thread):
    """Renames one organ again and again until `goal` renamings have been acknowledged or `stop` is set.

    `acknowledged` holds the names whose answer arrived; `tried` holds all that were sent, answered or not.
    """

    def __init__(self, port: int, login: str, password: str, organ: int, goal: int) -> None:
        super().__init__(daemon=True)
        self.port, self.login, self.password, self.organ, self.goal = port, login, password, organ, goal
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.tried: list[str] = []
        self.acknowledged: list[str] = []
        self.refused: list[Answer] = []
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.is_set() and len(self.acknowledged) < self.goal:
            try:
                if not self.token:
                    self._sign_in()
                self._rename()
            except (OSError, HTTPException):  # the server was killed: come back
                self.stop.wait(0.05)

    def _sign_in(self) -> None:
        """Open a session, and keep the token that its forms ask for."""
        first = self._token("/sign-in/official/")
        form = {"who": self.login, "password": self.password, "csrfmiddlewaretoken": first}
        status, _, _ = self._ask("POST", "/sign-in/official/", form)
        if status == 302:
            self.token = self._token(f"/workbench/organs/{self.organ}/name/")

    def _rename(self) -> None:
        name = f"机关{self.organ}第{len(self.tried)}名"
        self.tried.append(name)
        form = {"name": name, "short_name": "", "on": "2026-03-01", "basis": "试", "csrfmiddlewaretoken": self.token}
        answer = self._ask("POST", f"/workbench/organs/{self.organ}/name/", form)
        if answer[0] == 302 and "/sign-in/" not in answer[1].get("location", ""):
            self.acknowledged.append(name)
        else:
            self.refused.append(answer)
            self.token = ""
            time.sleep(0.1)

    def _token(self, path: str) -> str:
        _, _, page = self._ask("GET", path)
        found = TOKEN.search(page)
        return found.group(1) if found else ""

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(form or {}), headers)
            response = connection.getresponse()
            page = response.read().decode()
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, {name.lower(): value for name, value in response.headers.items()}, page
