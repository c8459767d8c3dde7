"""How one thing of the directory speaks of another: by id and name."""

from ninja import Field, Schema


class RegionRef(Schema):
    code: str
    name: str


class OrganRef(Schema):
    id: int
    name: str


class UnitRef(Schema):
    id: int
    name: str


class PostRef(Schema):
    id: int
    name: str
    unit: UnitRef | None = None


class PersonRef(Schema):
    id: int
    name: str


class RoleRef(Schema):
    code: str
    name: str


class Imported(Schema):
    imported: int = Field(description="导入的行数")
