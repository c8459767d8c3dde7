"""Settings of the tests: those of the product, in a folder of their own, with cheap passwords and plain static files."""

import atexit
import os
import shutil
import tempfile

if "MINGTANG_VAR" not in os.environ:
    os.environ["MINGTANG_VAR"] = tempfile.mkdtemp(prefix="mingtang-tests-")
    atexit.register(shutil.rmtree, os.environ["MINGTANG_VAR"], ignore_errors=True)

if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # what one of them sweeps away is not another's
    os.environ["MINGTANG_VAR"] += f"/{worker}"

from mingtang.config.settings import *

if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}  # a file, so that threads can compete for it
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

PASSWORD_HASHERS = ["tests.passwords.CheapArgon2"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LOGGING_CONFIG = None
