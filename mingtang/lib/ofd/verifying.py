"""Verifying the seals of an OFD: the protected parts, the signature, the seal, and what nothing protects."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.seals import StateOfSeal, read_seal_signature, verify_seal_signature
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.digests import sm3
from mingtang.lib.ofd.document import Described, Document
from mingtang.lib.ofd.faults import BadPackage
from mingtang.lib.ofd.package import read_package
from mingtang.lib.verdicts import Outcome, Step, Verdict

_METHODS: Mapping[str, Callable[[bytes], bytes]] = {
    oids.SM3: sm3,
    "SM3": sm3,
    oids.SHA256: lambda content: sha256(content).digest(),
    "SHA256": lambda content: sha256(content).digest(),
}
_MOST_NAMED = 5


def verify_ofd(
    ofd: bytes, evidence: Evidence, *, now: datetime, state_of_seal: StateOfSeal | None = None
) -> tuple[Verdict, ...]:
    """A verdict for each signature of the first document, in the order they were made; none if nothing was signed.

    Steps are those of `verify_seal_signature`, then `parts` (everything the signature protects is as it was) and
    `coverage` (nothing else is in the package but signatures; what else there is, is named, and cannot be judged). The
    list of signatures is protected by none: that somebody removed a signature altogether leaves no trace in OFD.
    `evidence`, `now` and `state_of_seal` are as there. Raises BadPackage for what is no OFD.
    """
    document = Document(read_package(ofd))
    document.root  # noqa: B018 -- raises if there is none
    signatures = document.signatures()
    verifying = _Verifying(document, evidence, now, state_of_seal)
    return tuple(verifying.verdict(path, kind) for path, kind in signatures)


class _Verifying:
    """One document; every part is digested once, however many signatures protect it how many times."""

    def __init__(
        self, document: Document, evidence: Evidence, now: datetime, state_of_seal: StateOfSeal | None
    ) -> None:
        self._document = document
        self._evidence, self._now, self._state_of_seal = evidence, now, state_of_seal
        self._digests: dict[tuple[str, str], str] = {}

    def verdict(self, path: str, kind: str) -> Verdict:
        """On the signature whose description is at `path`."""
        try:
            described = self._document.described(path)
            value = self._document.part(described.value)
        except BadPackage as fault:
            return _refused(str(fault))
        if kind != "Seal":
            return Verdict(Outcome.UNKNOWN, (Step("structure", None, "这是不带印章的数字签名，不在此验证", kind),))
        return verify_seal_signature(
            value,
            self._document.part(path),
            evidence=self._evidence,
            now=self._now,
            state_of_seal=self._state_of_seal,
            protected=[self._parts(described, value), self._coverage(described)],
        )

    def _parts(self, described: Described, value: bytes) -> Step:
        """Everything the signature protects is as it was."""
        if described.method not in _METHODS:
            return Step("parts", False, "签章用了不安全或者不认识的摘要算法", described.method)
        changed = [
            each.path for each in described.references if self._digest(each.path, described.method) != each.digest
        ]
        if self._shows_another_seal(described, value):
            changed.append(described.seal or "")
        if changed:
            return Step("parts", False, f"签章之后被改动、替换或者删除的部分：{_named(changed)}", " ".join(changed))
        return Step("parts", True, f"签章保护的 {len(described.references)} 个部分都没有改动")

    def _digest(self, path: str, method: str) -> str | None:
        """In base 64; None for a part that is not there."""
        content = self._document.parts.get(path)
        if content is None:
            return None
        if (path, method) not in self._digests:
            self._digests[path, method] = b64encode(_METHODS[method](content)).decode()
        return self._digests[path, method]

    def _shows_another_seal(self, described: Described, value: bytes) -> bool:
        """Readers show the seal of its own part, while that in the signature is verified: they must be one."""
        try:
            sealed_with = read_seal_signature(value).seal.encoded
        except CryptoFault:
            return False  # has a step of its own
        return described.seal is not None and self._document.parts.get(described.seal) != sealed_with

    def _coverage(self, described: Described) -> Step:
        """Nothing is in the package that the signature does not protect, but signatures."""
        protected = {each.path for each in described.references}
        if others := sorted(set(self._document.parts) - protected - self._machinery):
            return Step("coverage", None, f"文件里有签章没有保护的部分：{_named(others)}", " ".join(others))
        return Step("coverage", True, "文件的全部内容都在签章的保护之内")

    @cached_property
    def _machinery(self) -> set[str]:
        """The parts that signatures consist of, which they cannot protect themselves, and the list of them."""
        parts = {self._document.list_of_signatures or ""}
        for path, _ in self._document.signatures():
            parts.add(path)
            with suppress(BadPackage):
                described = self._document.described(path)
                parts |= {described.seal or "", described.value}
        return parts


def _refused(why: str) -> Verdict:
    return Verdict(Outcome.INVALID, (Step("structure", False, "签章的描述缺失、损坏或者不符合标准", why),))


def _named(paths: list[str]) -> str:
    more = f" 等 {len(paths)} 处" if len(paths) > _MOST_NAMED else ""
    return "、".join(paths[:_MOST_NAMED]) + more
