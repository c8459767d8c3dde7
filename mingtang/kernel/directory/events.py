"""Facts of the directory, in the past tense."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from mingtang.kernel.directory.keyring import seal, unseal
from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class OrganEstablished(Event):
    name: ClassVar[str] = "directory.OrganEstablished"
    organ_id: int


@dataclass(frozen=True, kw_only=True)
class OrganChanged(Event):
    """Renamed, moved or otherwise revised."""

    name: ClassVar[str] = "directory.OrganChanged"
    organ_id: int


@dataclass(frozen=True, kw_only=True)
class OrganMerged(Event):
    name: ClassVar[str] = "directory.OrganMerged"
    organ_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class OrganClosed(Event):
    name: ClassVar[str] = "directory.OrganClosed"
    organ_id: int


@dataclass(frozen=True, kw_only=True)
class PersonAppointed(Event):
    name: ClassVar[str] = "directory.PersonAppointed"
    person_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class AppointmentEnded(Event):
    """Somebody has left a post; certificates, seals and tasks bound to it must follow."""

    name: ClassVar[str] = "directory.AppointmentEnded"
    person_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    name: ClassVar[str] = "directory.AccountOpened"
    account_id: int


@dataclass(frozen=True, kw_only=True)
class AccountStateChanged(Event):
    name: ClassVar[str] = "directory.AccountStateChanged"
    account_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class PostGranted(Event):
    name: ClassVar[str] = "directory.PostGranted"
    post_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class GrantEnded(Event):
    name: ClassVar[str] = "directory.GrantEnded"
    post_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class PhoneCodeIssued(Event):
    """A code to be sent to a telephone at once. In the database both are encrypted: facts are kept for long."""

    name: ClassVar[str] = "directory.PhoneCodeIssued"
    phone: str
    code: str
    purpose: str

    def data(self) -> dict[str, Any]:
        sealed = {field: seal(getattr(self, field), f"phone_code.{field}") for field in ("phone", "code")}
        return {**sealed, "purpose": self.purpose}

    @classmethod
    def read(cls, subject: str, data: dict[str, Any]) -> Self:
        phone, code = (unseal(data[field], f"phone_code.{field}") for field in ("phone", "code"))
        return cls(subject=subject, phone=phone, code=code, purpose=data["purpose"])
