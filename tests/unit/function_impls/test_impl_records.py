"""The record store. The rules of keys and of references are those of SQL (ISO/IEC 9075-2: UNIQUE, CHECK, RESTRICT)."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from function_impls.records import RecordStore


@pytest.fixture
def store() -> Any:
    return RecordStore()


PRODUCTS = RecordStore().dump_state()["tables"]["products"]


def in_sqlite(condition: str, order: str) -> list[int]:
    """The ids of the products that SQLite finds."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE products (id, name, price, stock)")
        database.executemany("INSERT INTO products VALUES (:id, :name, :price, :stock)", PRODUCTS)
        found = [row[0] for row in database.execute(f"SELECT id FROM products WHERE {condition} ORDER BY {order}, id")]
    database.close()
    return found


@pytest.mark.parametrize(
    ("field", "operator", "value", "sql"),
    [
        ("price", "less", 59.0, "price < 59"),
        ("price", "at_most", 59.0, "price <= 59"),
        ("price", "more", 59, "price > 59"),
        ("price", "at_least", 59, "price >= 59"),
        ("stock", "equals", 0, "stock = 0"),
        ("stock", "not_equals", 0, "stock <> 0"),
        ("name", "contains", "LAMP", "name LIKE '%lamp%'"),
    ],
)
@pytest.mark.parametrize(("order", "descending"), [("price", False), ("stock", True)])
def test_query_finds_what_sqlite_finds(
    store: Any, field: str, operator: str, value: Any, sql: str, order: str, descending: bool
) -> None:
    condition = {"field": field, "operator": operator, "value": value}

    found = store.query_records("products", [condition], order_by=order, descending=descending)

    assert [each["id"] for each in found["records"]] == in_sqlite(sql, f"{order} {'DESC' if descending else 'ASC'}")


def test_conditions_hold_together(store: Any) -> None:
    conditions = [
        {"field": "price", "operator": "more", "value": 50},
        {"field": "stock", "operator": "at_most", "value": 9},
    ]

    found = store.query_records("products", conditions)

    assert [each["id"] for each in found["records"]] == in_sqlite("price > 50 AND stock <= 9", "id")


def test_text_is_not_less_than_a_number(store: Any) -> None:
    assert store.query_records("products", [{"field": "name", "operator": "less", "value": 1}])["total"] == 0


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"name": "A", "email": "a@b.example", "phone": "1"}, "does not exist"),
        ({"name": "A", "email": "ewa.lis@poczta.example"}, "is unique, and record 1042"),
        ({"name": "A", "email": None}, "must not be null"),
        ({"name": 5, "email": "a@b.example"}, "takes a text"),
        ({"name": "A", "email": "a@b.example", "active": 1}, "takes a truth"),
    ],
)
def test_insert_refuses_what_the_fields_do_not_take(store: Any, values: Any, part: str) -> None:
    assert part in store.insert_record("customers", values)["error"]


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"customer_id": 1043}, "names record 1043 of table 'customers', which does not exist"),
        ({"quantity": 51}, "lies from 1 to 50"),
        ({"quantity": 1.5}, "takes a whole number"),
        ({"quantity": True}, "takes a whole number"),
        ({"status": "sent"}, "is one of new, shipped"),
    ],
)
def test_update_refuses_what_the_fields_do_not_take(store: Any, values: Any, part: str) -> None:
    before = store.dump_state()

    assert part in store.update_record("orders", 5120, values)["error"]
    assert store.dump_state() == before


def test_update_may_set_a_unique_field_to_its_own_value(store: Any) -> None:
    assert store.update_record("customers", 1042, {"email": "ewa.lis@poczta.example"})["changed_fields"] == []


def test_update_of_a_missing_record_fails_where_upsert_creates_it(store: Any) -> None:
    values = {"name": "Rower", "price": 1200.0, "stock": 1}

    assert "no record 9" in store.update_record("products", 9, values)["error"]
    assert "no record 9" in store.replace_record("products", 9, values)["error"]
    assert store.upsert_record("products", 9, values) == {"id": 9, "created": True}


def test_replace_drops_fields_that_are_not_given(store: Any) -> None:
    store.replace_record("customers", 1187, {"name": "Jan", "email": "j@n.example"})

    assert store.get_record("customers", 1187) == {"id": 1187, "name": "Jan", "email": "j@n.example"}


def test_record_that_others_need_stays_until_they_are_gone(store: Any) -> None:
    assert "5251" in store.delete_record("products", 2119)["error"]
    store.delete_record("orders", 5251)
    assert store.delete_record("products", 2119) == {"deleted": 2119, "remaining": 9}


def test_table_without_definitions_takes_anything(store: Any) -> None:
    store.load_state({"tables": {"notes": []}})

    assert store.insert_record("notes", {"anything": None}) == {"id": 1, "table": "notes"}


@pytest.mark.parametrize("record", [{"id": True}, {"id": "1"}, {"name": "x"}])
def test_state_with_a_record_without_an_id_is_refused(store: Any, record: Any) -> None:
    with pytest.raises(ValueError, match="missing or repeated"):
        store.load_state({"tables": {"people": [record]}})


def test_counting_and_listing_agree(store: Any) -> None:
    where = {"status": "shipped"}

    assert store.count_records("orders", where)["count"] == store.list_records("orders", where)["total"] == 3


def test_tables_are_listed_with_their_sizes(store: Any) -> None:
    assert [each["count"] for each in store.list_tables()["tables"]] == [12, 7, 10, 10]
