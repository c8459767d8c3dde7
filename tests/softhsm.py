"""A token of SoftHSM, which stands for a device. Its library reads its configuration once a process: so there is one token."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")


class Token(NamedTuple):
    """A token of `LIBRARY`, ready to log in to; several stores may share it under different labels of keys."""

    token: str
    pin: str


@pytest.fixture(scope="session")
def softhsm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Token]:
    """The token of this process."""
    folder, made = tmp_path_factory.mktemp("softhsm"), Token("mingtang", "1234")
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    about = ["--init-token", "--free", "--label", made.token, "--pin", made.pin, "--so-pin", "5678"]
    subprocess.run(["softhsm2-util", *about], check=True, capture_output=True)
    yield made
    del os.environ["SOFTHSM2_CONF"]
