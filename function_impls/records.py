"""A small record store: named tables of records with whole-number ids.

Insert, update and upsert differ on purpose: insert picks the id itself, update fails on an id that is not there,
upsert takes any id and says whether it created the record.
"""

from __future__ import annotations

from function_impls.model import Json, Result, failure

Record = dict[str, Json]


class RecordStore:
    """Tables of records; state is ``{"tables": {table: [{"id": 1, …}, …]}}``."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[int, Record]] = {}

    def load_state(self, state: Json) -> None:
        """Replace everything with ``state``. Raises ValueError where a record has no id of its own."""
        tables: dict[str, dict[int, Record]] = {}
        for table, records in state["tables"].items():
            rows: dict[int, Record] = {}
            for record in records:
                identity = record.get("id")
                if not isinstance(identity, int) or identity in rows:
                    raise ValueError(f"table {table!r} holds a record whose id is missing or repeated: {identity!r}")
                rows[identity] = dict(record)
            tables[table] = rows
        self._tables = tables

    def insert_record(self, table: str, values: dict[str, Json]) -> Result:
        """Add a new record and give it the next free id of its table.

        Args:
            table: Name of an existing table.
            values: Fields of the new record, without an id.
        """
        if table not in self._tables:
            return failure(f"table {table!r} does not exist")
        if "id" in values:
            return failure("insert_record chooses the id itself; use upsert_record to store under a given id")
        if not values:
            raise ValueError("values must hold at least one field")
        rows = self._tables[table]
        identity = max(rows, default=0) + 1
        rows[identity] = {"id": identity, **values}
        return {"id": identity, "table": table}

    def update_record(self, table: str, record_id: int, values: dict[str, Json]) -> Result:
        """Change fields of a record that exists; other fields stay.

        Args:
            table: Name of an existing table.
            record_id: Id of the record.
            values: Fields to set.
        """
        record = self._find(table, record_id)
        if record is None:
            return failure(f"no record {record_id} in table {table!r}")
        if "id" in values and values["id"] != record_id:
            return failure("the id of a record cannot be changed")
        changed = sorted(field for field, value in values.items() if record.get(field) != value)
        record.update(values)
        return {"id": record_id, "changed_fields": changed}

    def upsert_record(self, table: str, record_id: int, values: dict[str, Json]) -> Result:
        """Store a record under a given id, replacing the whole record if there is one.

        Args:
            table: Name of the table; it is made if it does not exist.
            record_id: Id to store the record under.
            values: All fields of the record.
        """
        rows = self._tables.setdefault(table, {})
        created = record_id not in rows
        rows[record_id] = {**values, "id": record_id}
        return {"id": record_id, "created": created}

    def delete_record(self, table: str, record_id: int) -> Result:
        """Remove one record for good.

        Args:
            table: Name of an existing table.
            record_id: Id of the record.
        """
        if self._find(table, record_id) is None:
            return failure(f"no record {record_id} in table {table!r}")
        del self._tables[table][record_id]
        return {"deleted": record_id, "remaining": len(self._tables[table])}

    def get_record(self, table: str, record_id: int) -> Result:
        """Read one record by its id.

        Args:
            table: Name of an existing table.
            record_id: Id of the record.
        """
        record = self._find(table, record_id)
        if record is None:
            return failure(f"no record {record_id} in table {table!r}")
        return dict(record)

    def list_records(self, table: str, where: dict[str, Json] | None = None, limit: int = 20) -> Result:
        """List the records whose fields equal the given values, by ascending id.

        Args:
            table: Name of an existing table.
            where: Field values that a record must have; all records where it is left out.
            limit: At most so many records.
        """
        if table not in self._tables:
            return failure(f"table {table!r} does not exist")
        matching = self._matching(table, where or {})
        return {"records": [dict(record) for record in matching[:limit]], "total": len(matching)}

    def count_records(self, table: str, where: dict[str, Json] | None = None) -> Result:
        """Count the records whose fields equal the given values.

        Args:
            table: Name of an existing table.
            where: Field values that a record must have; all records where it is left out.
        """
        if table not in self._tables:
            return failure(f"table {table!r} does not exist")
        return {"table": table, "count": len(self._matching(table, where or {}))}

    def _find(self, table: str, record_id: int) -> Record | None:
        return self._tables.get(table, {}).get(record_id)

    def _matching(self, table: str, where: dict[str, Json]) -> list[Record]:
        rows = self._tables[table]
        return [
            rows[identity]
            for identity in sorted(rows)
            if all(field in rows[identity] and rows[identity][field] == value for field, value in where.items())
        ]
