"""The lock files hold what pyproject.toml asks for, by digest, and name no registry."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]


def locked(file: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", (ROOT / file).read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        ("requirements.lock", [*PROJECT["dependencies"], *EXTRAS["build"]]),
        ("requirements-test.lock", [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["test"], *EXTRAS["check"]]),
    ],
)
def test_every_requirement_is_locked_to_a_version_it_allows(file: str, asked: list[str]) -> None:
    versions = locked(file)
    for requirement in map(Requirement, asked):
        version = versions.get(canonicalize_name(requirement.name), "")
        assert version, f"{requirement.name} is not in {file}: run `make lock`"
        assert requirement.specifier.contains(version), f"{file} has {requirement.name} {version}: run `make lock`"


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-test.lock"])
def test_lock_files_hold_digests_and_name_no_registry(file: str) -> None:
    text = (ROOT / file).read_text()
    assert text.count("--hash=sha256:") > len(locked(file))
    assert "://" not in text
