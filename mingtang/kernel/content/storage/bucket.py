"""Contents in a bucket of an object store that speaks S3, opened through django-storages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from botocore.exceptions import ClientError

from mingtang.kernel.content.storage.base import CHUNK, FOLDER, Digests, Missing, Store, digested, key_of


class BucketStore(Store):
    """`storage` supplies credentials, addresses and the connection of this thread; bytes are streamed both ways."""

    def __init__(self, storage: Any) -> None:
        self.storage = storage

    def put(self, source: Path) -> Digests:
        with source.open("rb") as file:
            digests = digested(file)
        if not self.has(digests.sha256):
            self._client.upload_file(str(source), self._bucket, key_of(digests.sha256))
        return digests

    def has(self, sha256: str) -> bool:
        try:
            self._client.head_object(Bucket=self._bucket, Key=key_of(sha256))
        except ClientError as error:
            if error.response["Error"]["Code"] in {"404", "NoSuchKey", "NotFound"}:
                return False
            raise
        return True

    def chunks(self, sha256: str, start: int, length: int) -> Iterator[bytes]:
        if length > 0:
            body = self._body(sha256, Range=f"bytes={start}-{start + length - 1}")
            yield from body.iter_chunks(CHUNK)

    @contextmanager
    def at_hand(self, sha256: str) -> Iterator[Path]:
        with NamedTemporaryFile(prefix="mingtang-") as copy:
            for chunk in self._body(sha256).iter_chunks(CHUNK):
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)

    def delete(self, sha256: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=key_of(sha256))

    def listed(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=f"{FOLDER}/{prefix}/"
        )
        for page in pages:
            for entry in page.get("Contents", []):
                yield entry["Key"].rsplit("/", 1)[-1], entry["LastModified"]

    @property
    def place(self) -> str:
        return f"s3://{self._bucket}/{FOLDER}"

    def _body(self, sha256: str, **options: str) -> Any:
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key_of(sha256), **options)["Body"]
        except ClientError as error:
            if error.response["Error"]["Code"] in {"404", "NoSuchKey", "NotFound"}:
                raise Missing(sha256) from error
            raise

    @property
    def _client(self) -> Any:
        return self.storage.connection.meta.client

    @property
    def _bucket(self) -> str:
        return str(self.storage.bucket_name)
