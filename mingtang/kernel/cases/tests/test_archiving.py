"""Cases put away: kept as long as the rule says, complete, checkable without Mingtang, destroyed by two."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from mingtang.kernel.cases.archiving import keeping
from mingtang.kernel.cases.archiving.keeping import (
    approve_destruction,
    archive,
    expired,
    make_package,
    opened,
    propose_destruction,
)
from mingtang.kernel.cases.archiving.retention import UnknownRetention, keep_until, retention_code
from mingtang.kernel.cases.models import ArchivePackage, Case, Destruction
from mingtang.kernel.cases.tests.desk import Office, complete
from mingtang.kernel.cases.tests.test_who import grant
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.directory.sign_in import BACKEND
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted
from mingtang.lib.flow.tests.drawing import sequence


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def ended(office: Office, **kind: Any) -> Case:
    case = office.run(sequence("one"), kind=kind)
    complete(office["clerk"], case, "one", "同意")
    return Case.objects.get(pk=case.pk)


def packed(case: Case) -> ArchivePackage:
    package = archive(SYSTEM, case)
    make_package.call(package.pk)
    return ArchivePackage.objects.get(pk=package.pk)


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("", "completed", "D30"),
        ("D10", "completed", "D10"),
        ("30", "completed", "D30"),
        ("Y terminated=D10", "completed", "Y"),
        ("Y terminated=D10", "terminated", "D10"),
    ],
)
def test_how_long_depends_on_the_type_and_on_how_it_ended(text: str, status: str, code: str) -> None:
    assert retention_code(text, status) == code


def test_codes_that_the_standard_does_not_know_are_refused() -> None:
    with pytest.raises(UnknownRetention):
        retention_code("30y", "completed")


def test_years_count_from_the_year_after_the_end() -> None:
    assert keep_until("D10", date(2026, 3, 2)) == date(2036, 12, 31)
    assert keep_until("Y", date(2026, 3, 2)) is None


def test_a_package_holds_the_whole_case_and_is_checked_without_mingtang(office: Office, tmp_path: Path) -> None:
    package = packed(ended(office))
    path = tmp_path / "package.zip"
    with opened(package) as reading:
        path.write_bytes(reading.read())
    with ZipFile(path) as archived:
        steps = json.loads(archived.read("steps.json"))
        assert [step["command"] for step in steps] == ["Start", "Complete"]
        assert json.loads(archived.read("evidence.json"))["waiting"] == 0
        assert json.loads(archived.read("manifest.json")) == package.content
    checked = check(path)
    assert checked.returncode == 0, checked.stderr
    assert f"{len(package.content['files'])} files and 3 records hold" in checked.stdout


@pytest.mark.parametrize(
    ("name", "before", "after"), [("steps.json", b"Complete", b"Return"), ("evidence.json", b"clerk", b"chief")]
)
def test_a_changed_package_is_found_out(office: Office, tmp_path: Path, name: str, before: bytes, after: bytes) -> None:
    """Also when its manifest is put right: what the chain holds cannot be."""
    package, path = packed(ended(office)), tmp_path / "changed.zip"
    with opened(package) as reading, ZipFile(reading) as source, ZipFile(path, "w") as target:
        contents = {each: source.read(each) for each in source.namelist()}
        assert before in contents[name]
        contents[name] = contents[name].replace(before, after)
        if name == "evidence.json":
            _put_right(contents, name)
        for each, data in contents.items():
            target.writestr(each, data)
    assert "BROKEN" in check(path).stderr


def _put_right(contents: dict[str, bytes], name: str) -> None:
    manifest = json.loads(contents["manifest.json"])
    for each in manifest["files"]:
        if each["name"] == name:
            each["sm3"] = hashlib.new("sm3", contents[name]).hexdigest()
    contents["manifest.json"] = json.dumps(manifest).encode()


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """The checker as a third party runs it: the one in the package, with nothing of Mingtang."""
    with ZipFile(path) as archived:
        checker = path.with_name("verify_package.py")
        checker.write_bytes(archived.read("verify_package.py"))
    return subprocess.run(
        [sys.executable, "-I", str(checker), str(path)], capture_output=True, text=True, timeout=60, check=False
    )


def test_only_ended_cases_are_put_away_and_only_once(office: Office) -> None:
    with pytest.raises(Refused, match="还没有办结"):
        archive(SYSTEM, office.run(sequence("one")))
    case = ended(office)
    archive(SYSTEM, case)
    with pytest.raises(Refused, match="已经归档"):
        archive(SYSTEM, case)
    with pytest.raises(NotPermitted):
        archive(office["clerk"], case)


def test_a_package_is_destroyed_by_two_officers_after_its_time(office: Office) -> None:
    package = packed(ended(office))
    first, second = office["甲"], office["乙"]
    for code, officer in (("keeper-a", first), ("keeper-b", second)):
        grant(officer, code, ["cases.archive"])
    with pytest.raises(Refused, match="保管期满"):
        propose_destruction(first, [package.pk], "期满")
    ArchivePackage.objects.update(keep_until=date(2020, 12, 31))
    assert [each.pk for each in expired(first, date(2026, 1, 1))] == [package.pk]
    listed = propose_destruction(first, [package.pk], "期满，无继续保存价值")
    with pytest.raises(Refused, match="提出人以外"):
        approve_destruction(first, listed)
    assert opened(package).read(2) == b"PK"
    approve_destruction(second, listed)
    package.refresh_from_db()
    assert not keeping.archive_store().exists(package.name)
    with pytest.raises(Refused, match="已经销毁"):
        opened(package)
    with pytest.raises(Refused, match="已经批准"):
        approve_destruction(second, listed)


def test_the_page_of_the_archive_from_package_to_destruction(office: Office) -> None:
    package = packed(ended(office))
    for code, name in (("keeper-a", "甲"), ("keeper-b", "乙")):
        grant(office[name], code, ["cases.archive", "directory.read"])
    first, second = (signed_in(office[name]) for name in ("甲", "乙"))
    page = first.get("/workbench/archives/").content.decode()
    assert "在库" in page
    assert "保管期满，待鉴定" not in page
    response = first.get(f"/workbench/archives/{package.pk}/package/")
    assert b"".join(response.streaming_content)[:2] == b"PK"
    ArchivePackage.objects.update(keep_until=date(2020, 12, 31))
    assert "保管期满，待鉴定" in first.get("/workbench/archives/").content.decode()
    wanted = {"packages": [package.pk], "reason": "期满"}
    answer = first.post("/workbench/archives/destructions/", {**wanted, "reason": " "}, follow=True)
    assert "请填写鉴定意见" in answer.content.decode()
    assert (
        "须由另一位档案人员批准"
        in first.post("/workbench/archives/destructions/", wanted, follow=True).content.decode()
    )
    approval = f"/workbench/archives/destructions/{Destruction.objects.get().pk}/"
    assert "提出人以外" in first.post(approval, follow=True).content.decode()
    assert "归档包已销毁" in second.post(approval, follow=True).content.decode()
    assert "已经销毁" in second.get(f"/workbench/archives/{package.pk}/package/", follow=True).content.decode()


def signed_in(actor: AccountActor) -> Client:
    browser = Client()
    browser.force_login(actor.account, backend=BACKEND)
    return browser
