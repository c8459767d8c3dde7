import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.db import connection

from mingtang.kernel.jobs.tests import work

StartWorker = Callable[[], subprocess.Popen[bytes]]


def _url_of_test_database() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{database['NAME']}"
    password = f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
    return f"postgresql://{database['USER']}{password}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


@pytest.fixture
def effects(transactional_db: None) -> Iterator[None]:
    work.make_table()
    yield
    work.drop_table()


@pytest.fixture
def start_worker(effects: None) -> Iterator[StartWorker]:
    processes: list[subprocess.Popen[bytes]] = []
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": _url_of_test_database(),
        "TASK_SECONDS": "0.03",
    }

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "mingtang.kernel.jobs.tests.run_worker"]
        processes.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
        return processes[-1]

    yield start
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()


def eventually(condition: Callable[[], bool], seconds: float = 120) -> bool:
    """Ask again and again until `condition` holds; False when it does not within `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False
