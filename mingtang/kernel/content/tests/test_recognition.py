"""What a file is, and what is not taken."""

from pathlib import Path

import pytest

from mingtang.kernel.content.archives import Unsound
from mingtang.kernel.content.preview import NoPreview, count_pages
from mingtang.kernel.content.recognition import recognise
from mingtang.kernel.content.tests import samples


def seen(tmp_path: Path, name: str, content: bytes) -> str:
    path = tmp_path / "sample"
    path.write_bytes(content)
    return recognise(path, name).code


SOUND = {
    "通知.pdf": samples.pdf(),
    "通知.ofd": samples.ofd(),
    "通知.docx": samples.docx(),
    "表.xlsx": samples.archive(**{"xl/workbook.xml": "<workbook/>"}),
    "讲解.pptx": samples.archive(**{"ppt/presentation.xml": "<p/>"}),
    "旧通知.doc": samples.compound("WordDocument"),
    "旧通知.wps": samples.compound("WordDocument"),
    "旧表.xls": samples.compound("Workbook"),
    "旧表.et": samples.compound("Workbook"),
    "旧讲解.ppt": samples.compound("PowerPoint Document"),
    "旧讲解.dps": samples.compound("PowerPoint Document"),
    "照片.JPG": samples.picture("JPEG"),
    "照片.jpeg": samples.picture("JPEG"),
    "照片.png": samples.picture("PNG"),
    "扫描.tif": samples.picture("TIFF"),
    "照片.webp": samples.picture("WEBP"),
    "说明.txt": "说明\n".encode(),
    "旧说明.txt": "说明：办理流程\r\n".encode("gb18030"),
    "宽说明.txt": "说明".encode("utf-16"),
    "名单.csv": b"\xef\xbb\xbf" + "姓名,电话\n".encode(),
    "数据.xml": b"<?xml version='1.0'?><a/>",
    "材料.zip": samples.archive(a_dot_txt=b"text"),
    "录像.mp4": b"\0\0\0\x18ftypisom" + bytes(40),
}


@pytest.mark.parametrize("name", SOUND)
def test_the_formats_of_government_are_known_by_their_content(tmp_path: Path, name: str) -> None:
    code = seen(tmp_path, name, SOUND[name])
    usual = {"jpeg": "jpg", "tif": "tiff", "wps": "doc", "et": "xls", "dps": "ppt"}
    extension = name.rsplit(".", 1)[1].lower()
    assert code == usual.get(extension, extension)


REFUSED = {
    "a program called a picture": ("照片.jpg", b"MZ\x90\0" + bytes(200), "type"),
    "a page called a text with a zero byte": ("页.txt", b"<html>\0</html>", "type"),
    "a PDF called a picture": ("照片.png", samples.pdf(), "type"),
    "a spreadsheet called a text document": ("表.docx", SOUND["表.xlsx"], "type"),
    "a page of HTML": ("页.html", b"<html><script>alert(1)</script></html>", "type"),
    "a drawing with scripts": ("图.svg", b"<svg onload='alert(1)'/>", "type"),
    "an empty file": ("空.txt", b"", "type"),
    "a document with macros": ("通知.docx", samples.docx(**{"word/vbaProject.bin": b"x"}), "macro"),
    "entities in XML": ("数据.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "entities"),
    "a bomb": ("材料.zip", samples.zip_bomb(), "bomb"),
    "a bomb called a document": ("通知.docx", samples.docx(**{"word/media.bin": bytes(60 * 1024 * 1024)}), "bomb"),
    "entries that share bytes": ("材料.zip", samples.overlapping_zip(), "bomb"),
    "too many entries": ("材料.zip", samples.crowded_zip(), "bomb"),
    "a name that leads outside": ("材料.zip", samples.archive(**{"../../etc/cron.d/x": b"x"}), "trap"),
    "a password": ("材料.zip", samples.locked_zip(), "encrypted"),
    "half an archive": ("材料.zip", samples.archive(a_dot_txt=b"text")[:40], "broken"),
    "a compound file that goes in circles": ("旧.doc", samples.compound("Nothing"), "type"),
    "a compound file cut short": ("旧.doc", samples.compound("WordDocument")[:100], "type"),
}


@pytest.mark.parametrize("sample", REFUSED)
def test_what_is_dangerous_or_not_what_its_name_says_is_refused(tmp_path: Path, sample: str) -> None:
    name, content, reason = REFUSED[sample]
    with pytest.raises(Unsound) as refusal:
        seen(tmp_path, name, content)
    assert refusal.value.reason == reason
    assert "。" in str(refusal.value)


BROKEN_PICTURES = {
    "cut short": ("jpg", samples.picture("JPEG", (640, 480))[:900]),
    "billions of pixels": ("png", samples.huge_png()),
    "wrong checksums": ("png", samples.picture()[:-20] + bytes(20)),
    "a header alone": ("tiff", b"II*\0\x08\0\0\0" + b"\xff" * 60),
}


@pytest.mark.parametrize("sample", BROKEN_PICTURES)
def test_a_picture_that_cannot_be_drawn_is_found_out_of_process(tmp_path: Path, sample: str) -> None:
    kind, content = BROKEN_PICTURES[sample]
    path = tmp_path / "sample"
    path.write_bytes(content)
    with pytest.raises(NoPreview):
        count_pages(path, kind)


def test_pages_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "sample"
    path.write_bytes(samples.pdf(3))
    assert count_pages(path, "pdf") == 3
