"""An entry of the transcript as text to be printed, read aloud and signed by hand."""

from collections.abc import Iterator, Mapping
from datetime import timedelta, timezone
from typing import Any

from mingtang.lib.ceremony.people import moment_written
from mingtang.lib.ceremony.record import Entry

_BEIJING = timezone(timedelta(hours=8))
_ACTS = {"hold": "根密钥仪式", "certify": "签发二级机构证书", "list": "签发根撤销列表"}
_ROLES = {"master": "主持人", "auditor": "监督审计员（见证）", "custodian": "份额保管人"}
_LABELS = {
    "subject": "主体",
    "serial": "序列号",
    "until": "有效至",
    "sm3": "SM3",
    "sha256": "SHA-256",
    "root": "签发的根",
    "request": "请求文件",
    "certificate": "证书文件",
}
_LINE = "─" * 34


def paper(entry: Entry) -> str:
    """Plain text in Chinese, the same for the same entry always, with a line for each signature by hand."""
    parts = (_heading(entry), _steps(entry), _told(entry), _files(entry), _signing(entry))
    return f"\n{_LINE}\n".join("\n".join(part) for part in parts) + "\n"


def _heading(entry: Entry) -> Iterator[str]:
    document = entry.document
    yield f"{_ACTS[entry.act]}　记录第 {entry.number} 号"
    yield f"地点：{document['place']}"
    yield f"时间：{_shown(document['begun'])} 至 {_shown(document['ended'])}（北京时间）"
    for person in document["present"]:
        yield f"{_ROLES[person['role']]}：{person['name']}"
    if document["previous"]:
        yield f"上一号记录的 SM3：{_grouped(document['previous']['sm3'])}"


def _shown(moment: str) -> str:
    return moment_written(moment).astimezone(_BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def _steps(entry: Entry) -> Iterator[str]:
    yield "步骤"
    for number, step in enumerate(entry.document["steps"], start=1):
        yield f"{number}. {_shown(step['at'])}　{step['what']}"


def _told(entry: Entry) -> Iterator[str]:
    told = entry.told
    if entry.act == "certify":
        yield "二级机构证书"
        yield from _described(told)
    elif entry.act == "list":
        yield "本次撤销" if told["revoked"] else "本次没有新的撤销"
        yield from (f"{each['serial']}　{each['reason']}　{_shown(each['at'])}" for each in told["revoked"])
    else:
        yield from _founded(told)


def _founded(told: Mapping[str, Any]) -> Iterator[str]:
    yield "测试根，不得用于生产" if told["test"] else "生产根"
    split, custodians = told["split"], told["custodians"]
    for root, certificate in told["roots"].items():
        yield f"根证书 {root}"
        yield from _described(certificate)
    yield f"口令份额：{len(custodians)} 份，恢复需 {split['threshold']} 份"
    for number, (name, digest) in enumerate(zip(custodians, split["shares"], strict=True), start=1):
        yield f"第 {number} 份　{name}　SM3 {_grouped(digest)}"


def _described(told: Mapping[str, str]) -> Iterator[str]:
    for key, label in _LABELS.items():
        if key in told:
            shown = told[key] if key not in ("sm3", "sha256") else _grouped(told[key])
            yield f"　{label}：{_shown(shown) if key == 'until' else shown}"


def _files(entry: Entry) -> Iterator[str]:
    yield "文件及其 SM3"
    for name, digests in entry.document["files"].items():
        yield f"{name}\n　{_grouped(digests['sm3'])}"


def _signing(entry: Entry) -> Iterator[str]:
    yield "本记录（JSON 文件）的摘要，签名前请逐组核对"
    for label, digest in zip(("SM3", "SHA-256"), entry.digests.values(), strict=True):
        yield f"{label}\n　{_grouped(digest)}"
    yield "我在场，以上属实："
    for person in entry.document["present"]:
        yield f"\n{_ROLES[person['role']]}　{person['name']}{_received(entry, person)}"
        yield "　　签名 ________________　日期 ____________"


def _received(entry: Entry, person: Mapping[str, str]) -> str:
    """Shares are handed out after the entry was signed by the roots: that is confirmed by hand."""
    if entry.act != "hold" or person["role"] != "custodian":
        return ""
    return f"（已亲收第 {entry.told['custodians'].index(person['name']) + 1} 份并核对无误）"


def _grouped(digest: str) -> str:
    """In groups of eight, for reading aloud."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
