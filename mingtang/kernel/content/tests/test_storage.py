"""Both stores keep the same promises: a folder of this node, and a bucket of a local object store."""

import hashlib
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingtang.kernel.content.storage import FolderStore, Missing, Store
from mingtang.lib.digests import sm3_hex

CONTENT = bytes(range(256)) * 3000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def object_store() -> Iterator[str]:
    """The address of a server that speaks S3."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(object_store: str) -> Store:
    from storages.backends.s3 import S3Storage

    from mingtang.kernel.content.storage.bucket import BucketStore

    storage = S3Storage(
        bucket_name="files", endpoint_url=object_store, access_key="key", secret_key="secret", region_name="us-east-1"
    )
    storage.connection.meta.client.create_bucket(Bucket="files")
    return BucketStore(storage)


@pytest.fixture(params=["folder", "bucket"])
def kept_in(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return FolderStore(tmp_path / "files") if request.param == "folder" else request.getfixturevalue("bucket")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(CONTENT)
    return path


def test_what_is_put_comes_back_whole_in_ranges_and_as_a_file(kept_in: Store, source: Path) -> None:
    digests = kept_in.put(source)
    assert (digests.sha256, digests.sm3, digests.size) == (SHA256, sm3_hex(CONTENT), len(CONTENT))
    assert kept_in.has(SHA256)
    assert b"".join(kept_in.chunks(SHA256, 0, len(CONTENT))) == CONTENT
    assert b"".join(kept_in.chunks(SHA256, 300_000, 1000)) == CONTENT[300_000:301_000]
    assert b"".join(kept_in.chunks(SHA256, 5, 0)) == b""
    with kept_in.at_hand(SHA256) as path:
        assert path.read_bytes() == CONTENT


def test_putting_and_deleting_twice_does_no_harm(kept_in: Store, source: Path) -> None:
    assert kept_in.put(source) == kept_in.put(source)
    assert [sha256 for sha256, _ in kept_in.listed(SHA256[:2])] == [SHA256]
    for _ in range(2):
        kept_in.delete(SHA256)
    assert not kept_in.has(SHA256)
    assert list(kept_in.listed(SHA256[:2])) == []


def test_what_is_missing_is_said(kept_in: Store) -> None:
    with pytest.raises(Missing):
        list(kept_in.chunks("0" * 64, 0, 10))
    with pytest.raises(Missing), kept_in.at_hand("0" * 64):
        pass


def test_a_failed_write_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Path) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mingtang.kernel.content.storage.folder.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        FolderStore(tmp_path / "files").put(source)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def _growth(root: str, source: str, found: Any) -> None:
    """Megabytes that this process grew by while it kept a large file."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    FolderStore(root).put(Path(source))
    found.value = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


@pytest.mark.slow
def test_a_large_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    context = multiprocessing.get_context("spawn")
    found = context.Value("d", -1.0)
    process = context.Process(target=_growth, args=(str(tmp_path / "files"), str(large), found))
    process.start()
    process.join(120)
    assert process.exitcode == 0
    assert 0 <= found.value < 50
