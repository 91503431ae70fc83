"""Orders of a restaurant: bills by hand from the menu, stock that adds up, and refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest

from function_impls.restaurant_orders import RestaurantOrders


def call(toolkit: Any, name: str, /, **arguments: Any) -> Any:
    return getattr(toolkit, name)(**arguments)


def portions(toolkit: RestaurantOrders, code: str) -> int:
    return next(each["portions_left"] for each in toolkit.list_menu_dishes() if each["code"] == code)


def test_dumped_state_loads_again() -> None:
    one, other = RestaurantOrders(), RestaurantOrders()
    one.comp_order_dish("RO-18264", "D-507", 1)
    dumped = json.loads(json.dumps(one.dump_state()))
    other.load_state(dumped)

    assert other.dump_state() == one.dump_state() == dumped
    one.open_table_order("T5")
    assert other.dump_state() == dumped


@pytest.mark.parametrize(
    "change", [{"status": "eaten"}, {"table": "T99"}, {"lines": {"D-999": [1, 0]}}, {"lines": {"D-308": [1, 2]}}]
)
def test_unsound_state_is_refused(change: dict[str, Any]) -> None:
    state = RestaurantOrders().dump_state()
    state["orders"]["RO-18264"].update(change)

    with pytest.raises(ValueError, match="unknown table, dish or status"):
        RestaurantOrders().load_state(state)
    with pytest.raises(ValueError, match="lacks"):
        RestaurantOrders().load_state({"menu": {}})


def test_dishes_by_category_and_allergen() -> None:
    toolkit = RestaurantOrders()

    assert len(toolkit.list_menu_dishes()) == 18
    assert {each["name"] for each in toolkit.list_menu_dishes(category="dessert", without="milk")} == {
        "Sorbet malinowy"
    }


def test_an_evening_at_a_table() -> None:
    toolkit = RestaurantOrders()
    order = call(toolkit, "open_table_order", table="T5")["order_id"]

    call(toolkit, "add_dish_to_order", order_id=order, dish_code="D-308", quantity=3, unit_price=3400)
    assert portions(toolkit, "D-308") == 13
    call(toolkit, "void_order_dish", order_id=order, dish_code="D-308", quantity=1)
    assert portions(toolkit, "D-308") == 14
    bill = call(toolkit, "comp_order_dish", order_id=order, dish_code="D-308", quantity=1)
    assert bill["lines"] == [{"code": "D-308", "name": "Pierogi ruskie", "quantity": 2, "free": 1, "amount": 3400}]
    assert bill == call(toolkit, "get_order_bill", order_id=order)
    assert "served" in call(toolkit, "cancel_table_order", order_id=order, table="T5")["error"]
    assert "has only 1" in call(toolkit, "void_order_dish", order_id=order, dish_code="D-308", quantity=2)["error"]
    paid = call(toolkit, "pay_order_bill", order_id=order, amount=3400, method="cash", tip=500)
    assert paid == {"order_id": order, "paid": 3900, "tip": 500, "method": "cash"}
    assert "is paid" in call(toolkit, "pay_order_bill", order_id=order, amount=3400, method="cash")["error"]
    assert call(toolkit, "open_table_order", table="T5")["order_id"] != order


def test_voided_dish_disappears_and_cancelled_order_returns_stock() -> None:
    toolkit = RestaurantOrders()

    bill = call(toolkit, "void_order_dish", order_id="RO-18264", dish_code="D-316", quantity=1)
    assert [each["code"] for each in bill["lines"]] == ["D-212", "D-507"]
    assert portions(toolkit, "D-316") == 13
    assert call(toolkit, "cancel_table_order", order_id="RO-18264", table="T3")["status"] == "cancelled"
    assert (portions(toolkit, "D-212"), portions(toolkit, "D-507")) == (16, 42)


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("open_table_order", {"table": "T4"}, "no table"),
        ("open_table_order", {"table": "T8"}, "already has"),
        ("add_dish_to_order", {"order_id": "RO-18265"}, "no order"),
        ("add_dish_to_order", {"order_id": "RO-47713"}, "is paid"),
        ("add_dish_to_order", {"dish_code": "D-309"}, "no dish"),
        ("add_dish_to_order", {"unit_price": 34}, "costs 3400"),
        ("add_dish_to_order", {"quantity": 17}, "only 16"),
        ("void_order_dish", {"dish_code": "D-308"}, "has only 0"),
        ("comp_order_dish", {"dish_code": "D-212", "quantity": 3}, "has only 2"),
        ("cancel_table_order", {"table": "T2"}, "is at table T3"),
        ("cancel_table_order", {"order_id": "RO-35901", "table": "T8"}, "given for free"),
        ("get_order_bill", {"order_id": "RO-11111"}, "no order"),
        ("pay_order_bill", {"amount": 11101}, "comes to 11100"),
        ("pay_order_bill", {"amount": 11100, "tip": 5551}, "over half"),
    ],
)
def test_refusals_leave_the_state_alone(method: str, arguments: dict[str, Any], error: str) -> None:
    defaults: dict[str, dict[str, Any]] = {
        "open_table_order": {},
        "add_dish_to_order": {"order_id": "RO-18264", "dish_code": "D-308", "quantity": 1, "unit_price": 3400},
        "void_order_dish": {"order_id": "RO-18264", "dish_code": "D-212", "quantity": 1},
        "comp_order_dish": {"order_id": "RO-18264", "dish_code": "D-212", "quantity": 1},
        "cancel_table_order": {"order_id": "RO-18264", "table": "T3"},
        "get_order_bill": {},
        "pay_order_bill": {"order_id": "RO-18264", "amount": 11100, "method": "card"},
    }
    toolkit = RestaurantOrders()
    before = toolkit.dump_state()

    assert error in call(toolkit, method, **{**defaults[method], **arguments})["error"]
    assert toolkit.dump_state() == before
