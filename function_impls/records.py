"""A small record store: named tables of records with whole-number ids.

Insert, update, replace and upsert differ on purpose: insert picks the id itself, update and replace fail on an id that
is not there, upsert takes any id and says whether it created the record.
"""

from __future__ import annotations

from typing import Annotated

from function_impls import records_world as world
from function_impls.constraints import Length, Range
from function_impls.model import Failure, effect, failure
from function_impls.records_world import Condition, Fields, Record, RecordId, RecordWorld, Scalar, TableName


class RecordStore(RecordWorld):
    """Tables of records; see ``RecordWorld`` for the state."""

    @effect("read_only")
    def list_tables(self) -> world.Tables:
        """List the tables of the record store with their fields and how many records they have.

        Returns:
            All tables by name.

        Examples:
            >>> list_tables()
            {'tables': [{'table': 'customers', 'fields': ['active', 'city', 'email', 'id', 'name'], 'count': 12},
              {'table': 'employees', 'fields': ['id', 'name', 'role', 'salary'], 'count': 7},
              {'table': 'orders', 'fields': ['customer_id', 'id', 'product_id', 'quantity', 'status'], 'count': 10},
              {'table': 'products', 'fields': ['id', 'name', 'price', 'stock'], 'count': 10}]}
        """
        tables = sorted(self._tables)
        return {
            "tables": [
                {"table": each, "fields": self._known_fields(each), "count": len(self._tables[each])} for each in tables
            ]
        }

    @effect("non_idempotent")
    def insert_record(self, table: TableName, values: Fields) -> world.Inserted | Failure:
        """Add a new record to a table and give it the next free id.

        Use it only for records that are not there yet and whose id is not known.

        Args:
            table: Name of an existing table, such as customers.
            values: Fields of the new record, without an id.

        Returns:
            The id of the new record, and its table.

        Raises:
            ValueError: There are no values.

        Errors:
            table '.*' does not exist: The table is unknown.
            insert_record chooses the id itself; use upsert_record to store under a given id: The values hold an id.
            field '.*' of table '.*' .*: A field is unknown, missing or refuses its value.

        Examples:
            >>> insert_record(table="customers", values={"name": "Olga Mazur", "email": "olga@mazur.example"})
            {'id': 1968, 'table': 'customers'}
            >>> insert_record(table="customers", values={"name": "Olga Mazur"})
            {'error': "field 'email' of table 'customers' is missing"}

        See Also:
            upsert_record: Stores under an id that you choose.
            update_record: Changes a record that exists.
        """
        if table not in self._tables:
            return failure(f"table {table!r} does not exist")
        if "id" in values:
            return failure("insert_record chooses the id itself; use upsert_record to store under a given id")
        if not values:
            raise ValueError("values must hold at least one field")
        rows = self._tables[table]
        identity = max(rows, default=0) + 1
        if problem := self._problem(table, values, identity, whole=True):
            return failure(problem)
        rows[identity] = {"id": identity, **values}
        return {"id": identity, "table": table}

    @effect("idempotent")
    def update_record(self, table: TableName, record_id: RecordId, values: Fields) -> world.Updated | Failure:
        r"""Change some fields of a record that exists; its other fields stay.

        Fails where there is no such record.

        Args:
            table: Name of an existing table, such as customers.
            record_id: Id of the record.
            values: Fields to set.

        Returns:
            The id, and the fields whose values differ from before.

        Errors:
            no record \d+ in table '.*': The record or its table is unknown.
            the id of a record cannot be changed: The values hold another id.
            field '.*' of table '.*' .*: A field is unknown or refuses its value.

        Examples:
            >>> update_record(table="products", record_id=2073, values={"price": 139.0, "stock": 5})
            {'id': 2073, 'changed_fields': ['price', 'stock']}
            >>> update_record(table="products", record_id=2074, values={"price": 139.0})
            {'error': "no record 2074 in table 'products'"}

        See Also:
            replace_record: Sets all fields, and drops those that are not given.
            upsert_record: Creates the record where it is not there.
            insert_record: Adds a record that is not there yet.
        """
        record = self._find(table, record_id)
        if record is None:
            return failure(f"no record {record_id} in table {table!r}")
        if "id" in values and values["id"] != record_id:
            return failure("the id of a record cannot be changed")
        if problem := self._problem(table, values, record_id, whole=False):
            return failure(problem)
        changed = sorted(field for field, value in values.items() if record.get(field) != value)
        record.update(values)
        return {"id": record_id, "changed_fields": changed}

    @effect("idempotent")
    def replace_record(self, table: TableName, record_id: RecordId, values: Fields) -> world.Replaced | Failure:
        r"""Set all fields of a record that exists; fields that are not given are dropped.

        Fails where there is no such record.

        Args:
            table: Name of an existing table, such as customers.
            record_id: Id of the record.
            values: All fields that the record has from now on, without its id.

        Returns:
            The id, and the fields that the record has no more.

        Errors:
            no record \d+ in table '.*': The record or its table is unknown.
            the id of a record cannot be changed: The values hold another id.
            field '.*' of table '.*' .*: A field is unknown, missing or refuses its value.

        Examples:
            >>> replace_record(table="customers", record_id=1042, values={"name": "Ewa Lis", "email": "e@lis.example"})
            {'id': 1042, 'dropped_fields': ['active', 'city']}
            >>> replace_record(table="customers", record_id=1042, values={"name": "Ewa Lis"})
            {'error': "field 'email' of table 'customers' is missing"}

        See Also:
            update_record: Leaves the fields that are not given as they are.
            upsert_record: Creates the record where it is not there.
        """
        record = self._find(table, record_id)
        if record is None:
            return failure(f"no record {record_id} in table {table!r}")
        if values.get("id", record_id) != record_id:
            return failure("the id of a record cannot be changed")
        if problem := self._problem(table, values, record_id, whole=True):
            return failure(problem)
        dropped = sorted(record.keys() - values.keys() - {"id"})
        self._tables[table][record_id] = {**values, "id": record_id}
        return {"id": record_id, "dropped_fields": dropped}

    @effect("idempotent")
    def upsert_record(self, table: TableName, record_id: RecordId, values: Fields) -> world.Upserted | Failure:
        """Store a whole record under a given id: create it if it is not there, replace it if it is.

        Args:
            table: Name of the table; it is made if it does not exist.
            record_id: Id of the record.
            values: All fields of the record.

        Returns:
            The id, and whether the record is new.

        Errors:
            field '.*' of table '.*' .*: A field is unknown, missing or refuses its value.

        Examples:
            >>> upsert_record(table="suppliers", record_id=7, values={"name": "Papiernia Żywiec", "country": "PL"})
            {'id': 7, 'created': True}
            >>> upsert_record(table="products", record_id=2073, values={"name": "Lampa", "price": -1, "stock": 2})
            {'error': "field 'price' of table 'products' lies from 0.01 to 10000, not at -1"}

        See Also:
            insert_record: Chooses the next free id itself.
            replace_record: Fails where the record does not exist.
            update_record: Changes some fields and leaves the others.
        """
        if problem := self._problem(table, values, record_id, whole=True):
            return failure(problem)
        rows = self._tables.setdefault(table, {})
        created = record_id not in rows
        rows[record_id] = {**values, "id": record_id}
        return {"id": record_id, "created": created}

    @effect("non_idempotent")
    def delete_record(self, table: TableName, record_id: RecordId) -> world.Deleted | Failure:
        r"""Remove one record for good.

        Fails where there is no such record, and where another record refers to it.

        Args:
            table: Name of an existing table, such as customers.
            record_id: Id of the record.

        Returns:
            The id that was deleted, and how many records its table still has.

        Errors:
            no record \d+ in table '.*': The record or its table is unknown.
            record \d+ of table '.*' refers to it; change or delete that first: Another record needs this one.

        Examples:
            >>> delete_record(table="orders", record_id=5120)
            {'deleted': 5120, 'remaining': 9}
            >>> delete_record(table="customers", record_id=1042)
            {'error': "record 5120 of table 'orders' refers to it; change or delete that first"}
        """
        if self._find(table, record_id) is None:
            return failure(f"no record {record_id} in table {table!r}")
        for reference in self._references(table, record_id):
            return failure(f"{reference} refers to it; change or delete that first")
        del self._tables[table][record_id]
        return {"deleted": record_id, "remaining": len(self._tables[table])}

    @effect("read_only")
    def get_record(self, table: TableName, record_id: RecordId) -> Record | Failure:
        r"""Read one record by its id.

        Args:
            table: Name of an existing table, such as customers.
            record_id: Id of the record.

        Returns:
            All fields of the record, its id among them.

        Errors:
            no record \d+ in table '.*': The record or its table is unknown.

        Examples:
            >>> get_record(table="products", record_id=2073)
            {'id': 2073, 'name': 'Lampka biurkowa', 'price': 129.0, 'stock': 12}
            >>> get_record(table="products", record_id=2072)
            {'error': "no record 2072 in table 'products'"}

        See Also:
            list_records: Finds records whose id is not known.
        """
        record = self._find(table, record_id)
        if record is None:
            return failure(f"no record {record_id} in table {table!r}")
        return dict(record)

    @effect("read_only")
    def list_records(
        self,
        table: TableName,
        where: dict[str, Scalar] | None = None,
        limit: Annotated[int, Range(minimum=1, maximum=100)] = 20,
    ) -> world.Listed | Failure:
        """List the records of a table whose fields equal the given values, by ascending id.

        Args:
            table: Name of an existing table, such as customers.
            where: Field values that a record must have; all records where it is left out.
            limit: At most so many records.

        Returns:
            The first records that match, and how many there are in all.

        Errors:
            table '.*' does not exist: The table is unknown.

        Examples:
            >>> list_records(table="employees", where={"role": "magazynier"}, limit=1)
            {'records': [{'id': 3118, 'name': 'Bartosz Żak', 'role': 'magazynier', 'salary': 5400}], 'total': 2}
            >>> list_records(table="clients")
            {'error': "table 'clients' does not exist"}

        See Also:
            query_records: Compares otherwise than for equality, and sorts.
            count_records: Where only the number matters.
            get_record: One record whose id is known.
        """
        if table not in self._tables:
            return failure(f"table {table!r} does not exist")
        matching = self._matching(table, where or {})
        return {"records": [dict(record) for record in matching[:limit]], "total": len(matching)}

    @effect("read_only")
    def query_records(
        self,
        table: TableName,
        conditions: Annotated[list[Condition], Length(maximum=10)],
        order_by: Annotated[str, Length(minimum=1)] = "id",
        descending: bool = False,
        limit: Annotated[int, Range(minimum=1, maximum=100)] = 20,
    ) -> world.Listed | Failure:
        """Find the records of a table that meet all conditions, such as a price below 100, in a chosen order.

        A field that a record lacks, or that holds another type than the value, meets no condition but not_equals.

        Args:
            table: Name of an existing table, such as customers.
            conditions: What the fields must be; with an empty list every record matches.
            order_by: Field to sort by; records without it come last.
            descending: Whether the greatest comes first.
            limit: At most so many records.

        Returns:
            The first records that match, and how many there are in all.

        Errors:
            table '.*' does not exist: The table is unknown.
            field '.*' of table '.*' does not exist; there are.*: A field is unknown.

        Examples:
            >>> query_records(
            ...     table="products",
            ...     conditions=[{"field": "price", "operator": "less", "value": 10}],
            ... )
            {'records': [{'id': 2151, 'name': 'Zeszyt A5', 'price': 6.5, 'stock': 0}], 'total': 1}
            >>> query_records(table="employees", conditions=[], order_by="pay")
            {'error': "field 'pay' of table 'employees' does not exist; there are: id, name, role, salary"}

        See Also:
            list_records: For equal values, by id.
            count_records: Where only the number of records with equal values matters.
        """
        if table not in self._tables:
            return failure(f"table {table!r} does not exist")
        known = self._known_fields(table)
        for name in (*(each["field"] for each in conditions), order_by):
            if name not in known:
                return failure(f"field {name!r} of table {table!r} does not exist; there are: {', '.join(known)}")
        found = [each for each in self._matching(table, {}) if all(_meets(each, one) for one in conditions)]
        present = [each for each in found if each.get(order_by) is not None]
        present.sort(key=lambda each: _rank(each[order_by]), reverse=descending)
        ordered = present + [each for each in found if each.get(order_by) is None]
        return {"records": [dict(each) for each in ordered[:limit]], "total": len(found)}

    @effect("read_only")
    def count_records(self, table: TableName, where: dict[str, Scalar] | None = None) -> world.Counted | Failure:
        """Count the records of a table whose fields equal the given values.

        Args:
            table: Name of an existing table, such as customers.
            where: Field values that a record must have; all records where it is left out.

        Returns:
            The table, and how many records match.

        Errors:
            table '.*' does not exist: The table is unknown.

        Examples:
            >>> count_records(table="customers", where={"active": True})
            {'table': 'customers', 'count': 9}
            >>> count_records(table="Customers")
            {'error': "table 'Customers' does not exist"}

        See Also:
            list_records: Gives the records themselves.
            query_records: The records themselves, also by comparisons.
        """
        if table not in self._tables:
            return failure(f"table {table!r} does not exist")
        return {"table": table, "count": len(self._matching(table, where or {}))}


def _rank(value: Scalar) -> tuple[bool, float, str]:
    """Numbers before texts, so that a field of both can be sorted."""
    return (True, 0, value) if isinstance(value, str) else (False, value or 0, "")


def _meets(record: Record, condition: Condition) -> bool:
    value, wanted, operator = record.get(condition["field"]), condition["value"], condition["operator"]
    if operator in ("equals", "not_equals"):
        return (value == wanted) is (operator == "equals")
    if isinstance(value, str) != isinstance(wanted, str) or value is None or wanted is None:
        return False
    if operator == "contains":
        return isinstance(value, str) and str(wanted).casefold() in value.casefold()
    left, right = _rank(value), _rank(wanted)
    if operator in ("less", "at_most"):
        return left < right or (operator == "at_most" and left == right)
    return left > right or (operator == "at_least" and left == right)
