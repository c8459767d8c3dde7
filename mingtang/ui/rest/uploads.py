"""Files that come with a request."""

from io import BufferedIOBase
from typing import BinaryIO, cast

from ninja import UploadedFile

from mingtang.ui.rest.problems import TOO_LARGE, Problem

LARGEST_TABLE = 64 * 1024 * 1024


def opened(file: UploadedFile) -> BinaryIO:
    """The content of an uploaded table. Raises Problem 413 beyond 64 MB; the reader of each table sets its own bound."""
    if (file.size or 0) > LARGEST_TABLE:
        raise Problem(TOO_LARGE, f"文件超过 {LARGEST_TABLE // 1024 // 1024} MB，请拆分后再上传。")
    return cast("BinaryIO", cast("BufferedIOBase", file.file))
