"""What the record store holds: tables of records and their fields. No functions of the catalog."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from function_impls.constraints import Length, Range
from function_impls.model import Json
from function_impls.worlds import read_world, sound

Scalar: TypeAlias = str | float | bool | None
Record: TypeAlias = dict[str, Scalar]
Fields: TypeAlias = Annotated[dict[str, Scalar], Length(minimum=1)]
TableName: TypeAlias = Annotated[str, Length(minimum=1)]
RecordId: TypeAlias = Annotated[int, Range(minimum=1)]
Operator: TypeAlias = Literal["equals", "not_equals", "less", "at_most", "more", "at_least", "contains"]


class Condition(TypedDict):
    """What one field of a record must be.

    Attributes:
        field: Name of the field.
        operator: How the field is compared; contains looks for a part of a text, whatever its case.
        value: What it is compared with, of the field's own type.
    """

    field: Annotated[str, Length(minimum=1)]
    operator: Operator
    value: Scalar


class Inserted(TypedDict):
    """Where a new record was stored."""

    id: int
    table: str


class Updated(TypedDict):
    """Which fields of a record differ from before."""

    id: int
    changed_fields: list[str]


class Replaced(TypedDict):
    """Which fields a replaced record has no more."""

    id: int
    dropped_fields: list[str]


class Upserted(TypedDict):
    """Whether the record is new."""

    id: int
    created: bool


class Deleted(TypedDict):
    """The record that is gone, and how many its table still has."""

    deleted: int
    remaining: int


class Listed(TypedDict):
    """Some of the records that match, and how many do."""

    records: list[Record]
    total: int


class Counted(TypedDict):
    """How many records match."""

    table: str
    count: int


class TableSummary(TypedDict):
    """A table, the fields of its records and how many there are."""

    table: str
    fields: list[str]
    count: int


class Tables(TypedDict):
    """All tables, by name."""

    tables: list[TableSummary]


class _Field(TypedDict):
    type: Literal["text", "whole_number", "number", "truth"]
    required: NotRequired[bool]
    unique: NotRequired[bool]
    minimum: NotRequired[float]
    maximum: NotRequired[float]
    one_of: NotRequired[list[str]]
    refers_to: NotRequired[str]


class _State(TypedDict):
    tables: dict[str, list[dict[str, Scalar]]]
    fields: NotRequired[dict[str, dict[str, _Field]]]


_KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "whole_number": (int,),
    "number": (int, float),
    "truth": (bool,),
}


class RecordWorld:
    """Tables of records; state is ``{"tables": {table: [{"id": 1, …}, …]}, "fields": {table: {field: {…}}}}``.

    A table without an entry in ``fields`` takes any fields.
    """

    def __init__(self) -> None:
        self._tables: dict[str, dict[int, Record]] = {}
        self._fields: dict[str, dict[str, _Field]] = {}
        self.load_state(read_world("records"))

    def load_state(self, state: Json) -> None:
        """Replace everything with ``state``. Raises ValueError where a record has no id of its own."""
        world = sound(state, _State)
        tables: dict[str, dict[int, Record]] = {}
        for table, records in world["tables"].items():
            rows: dict[int, Record] = {}
            for record in records:
                identity = record.get("id")
                if type(identity) is not int or identity in rows:
                    raise ValueError(f"table {table!r} holds a record whose id is missing or repeated: {identity!r}")
                rows[identity] = record
            tables[table] = rows
        self._tables, self._fields = tables, world.get("fields", {})

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        tables = {table: [dict(record) for record in rows.values()] for table, rows in self._tables.items()}
        return {"tables": tables, "fields": copy.deepcopy(self._fields)}

    def _find(self, table: str, record_id: int) -> Record | None:
        return self._tables.get(table, {}).get(record_id)

    def _matching(self, table: str, where: dict[str, Scalar]) -> list[Record]:
        rows = self._tables[table]
        return [
            rows[identity]
            for identity in sorted(rows)
            if all(field in rows[identity] and rows[identity][field] == value for field, value in where.items())
        ]

    def _known_fields(self, table: str) -> list[str]:
        """All fields of the table, those that only some records have included."""
        rows = self._tables[table].values()
        return sorted({"id", *self._fields.get(table, {}), *(field for record in rows for field in record)})

    def _problem(self, table: str, values: Record, record_id: int, *, whole: bool) -> str | None:
        """What the definition of the table's fields refuses of ``values``; ``whole`` where they are all fields."""
        fields = self._fields.get(table)
        if fields is None:
            return None
        given = {name: value for name, value in values.items() if name != "id"}
        for name, value in given.items():
            if name not in fields:
                return f"field {name!r} of table {table!r} does not exist; there are: {', '.join(fields)}"
            if problem := self._value_problem(table, name, value, record_id):
                return f"field {name!r} of table {table!r} {problem}"
        absent = [name for name, field in fields.items() if field.get("required") and name not in given]
        return f"field {absent[0]!r} of table {table!r} is missing" if whole and absent else None

    def _value_problem(self, table: str, name: str, value: Scalar, record_id: int) -> str | None:
        field = self._fields[table][name]
        if value is None:
            return "must not be null" if field.get("required") else None
        if not isinstance(value, _KINDS[field["type"]]) or isinstance(value, bool) != (field["type"] == "truth"):
            return f"takes a {field['type'].replace('_', ' ')}, not {value!r}"
        if "one_of" in field and value not in field["one_of"]:
            return f"is one of {', '.join(field['one_of'])}, not {value!r}"
        if isinstance(value, int | float) and not field.get("minimum", value) <= value <= field.get("maximum", value):
            return f"lies from {field.get('minimum')} to {field.get('maximum')}, not at {value}"
        target = field.get("refers_to")
        if target is not None and (not isinstance(value, int) or value not in self._tables.get(target, {})):
            return f"names record {value} of table {target!r}, which does not exist"
        twin = next((key for key, row in self._tables[table].items() if row.get(name) == value), record_id)
        return f"is unique, and record {twin} has {value!r}" if field.get("unique") and twin != record_id else None

    def _references(self, table: str, record_id: int) -> Iterator[str]:
        """The records that refer to this one."""
        for other, fields in self._fields.items():
            names = [name for name, field in fields.items() if field.get("refers_to") == table]
            for identity, record in self._tables.get(other, {}).items():
                if any(record.get(name) == record_id for name in names):
                    yield f"record {identity} of table {other!r}"
