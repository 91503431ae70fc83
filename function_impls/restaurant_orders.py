"""A restaurant's menu, orders and bills. Money is whole grosze, never a float."""

from __future__ import annotations

from copy import deepcopy
from typing import Annotated, Literal, TypeAlias

from function_impls.constraints import Pattern, Range
from function_impls.model import Failure, Json, effect, failure
from function_impls.restaurant_menu import MENU, ORDERS, TABLES, Bill, BillLine, Dish, Paid

Category: TypeAlias = Literal["starter", "soup", "main", "dessert", "drink"]
Allergen: TypeAlias = Literal["gluten", "milk", "eggs", "fish", "nuts", "celery"]
TableId: TypeAlias = Annotated[str, Pattern(r"^T[0-9]{1,2}$")]
OrderId: TypeAlias = Annotated[str, Pattern(r"^RO-[0-9]{5}$")]
DishCode: TypeAlias = Annotated[str, Pattern(r"^D-[0-9]{3}$")]
Quantity: TypeAlias = Annotated[int, Range(minimum=1, maximum=20)]

_ORDER_STATES = frozenset({"open", "paid", "cancelled"})


class RestaurantOrders:
    """Orders; state is ``{"menu": {"D-104": {…}}, "tables": [ids], "orders": {"RO-18264": {"table", "status", …}}}``.

    ``lines`` are, by dish code, the portions ordered and how many of them are free.
    """

    def __init__(self) -> None:
        menu: dict[str, Json] = {}
        for row in MENU.strip().split("\n"):
            name, category, price, portions, allergens = row[6:].split("|")
            listed = [each for each in allergens.split(",") if each]
            entry = {"name": name, "category": category, "price": int(price), "left": int(portions)}
            menu[row[:5]] = {**entry, "allergens": listed}
        self._state: dict[str, Json] = {"menu": menu, "tables": list(TABLES), "orders": deepcopy(ORDERS)}

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where a table, dish, status or number is impossible."""
        try:
            new = {key: deepcopy(state[key]) for key in ("menu", "tables", "orders")}
            sound = all(
                type(dish["price"]) is int and dish["price"] > 0 and type(dish["left"]) is int and dish["left"] >= 0
                for dish in new["menu"].values()
                if dish["name"] and dish["category"] and list(dish["allergens"]) is not None
            ) and all(
                each["status"] in _ORDER_STATES
                and each["table"] in new["tables"]
                and all(code in new["menu"] and 0 <= free <= n for code, (n, free) in each["lines"].items())
                for each in new["orders"].values()
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"the state of orders lacks or mistypes {error}") from error
        if not sound:
            raise ValueError("the state of orders has an unknown table, dish or status, or an impossible number")
        self._state = new

    def dump_state(self) -> Json:
        """All state, fit for ``load_state``."""
        return deepcopy(self._state)

    @effect("read_only")
    def list_menu_dishes(self, category: Category | None = None, without: Allergen | None = None) -> list[Dish]:
        """List the dishes on the menu with prices in grosze and portions left.

        Args:
            category: Only dishes of this part of the menu; null for all.
            without: Only dishes that do not contain this allergen; null for all.

        Returns:
            The dishes by code.

        Examples:
            >>> list_menu_dishes(category="soup", without="gluten")
            [{'code': 'D-251',
              'name': 'Barszcz czerwony',
              'category': 'soup',
              'price': 1900,
              'portions_left': 18,
              'allergens': ['celery']}]
        """
        return [
            {
                "code": code,
                "name": dish["name"],
                "category": dish["category"],
                "price": dish["price"],
                "portions_left": dish["left"],
                "allergens": list(dish["allergens"]),
            }
            for code, dish in sorted(self._state["menu"].items())
            if category in (None, dish["category"]) and without not in dish["allergens"]
        ]

    @effect("non_idempotent")
    def open_table_order(self, table: TableId) -> Bill | Failure:
        """Open an order, still empty, for a table that has none.

        Args:
            table: Table, such as T5.

        Returns:
            The empty bill with the order's id.

        Errors:
            no table .*; there are .*: The table does not exist.
            table .* already has the open order .*; add_dish_to_order adds to it: One is open.

        Examples:
            >>> open_table_order(table="T5")
            {'order_id': 'RO-20011', 'table': 'T5', 'status': 'open', 'lines': [], 'total': 0}
            >>> open_table_order(table="T3")
            {'error': 'table T3 already has the open order RO-18264; add_dish_to_order adds to it'}
        """
        if table not in self._state["tables"]:
            return failure(f"no table {table}; there are {', '.join(self._state['tables'])}")
        for key, each in self._state["orders"].items():
            if each["table"] == table and each["status"] == "open":
                return failure(f"table {table} already has the open order {key}; add_dish_to_order adds to it")
        number = 20011
        while f"RO-{number}" in self._state["orders"]:
            number = 10000 + (number - 10000 + 7919) % 90000
        self._state["orders"][f"RO-{number}"] = {"table": table, "status": "open", "lines": {}}
        return self._bill(f"RO-{number}")

    @effect("non_idempotent")
    def add_dish_to_order(
        self,
        order_id: OrderId,
        dish_code: DishCode,
        quantity: Quantity,
        unit_price: Annotated[int, Range(minimum=1, maximum=100000)],
    ) -> Bill | Failure:
        """Add portions of a dish to an open order; they leave the kitchen's stock.

        Args:
            order_id: Id such as RO-18264.
            dish_code: Code on the menu, such as D-308.
            quantity: Number of portions.
            unit_price: Price of one portion in grosze as on the menu, which is checked.

        Returns:
            The bill so far.

        Errors:
            no order .*; give the id of an order of today: The id is unknown.
            no dish .*; list_menu_dishes tells all codes: The code is unknown.
            order .* is (paid|cancelled) and can no longer be changed: The order is closed.
            .* costs .* grosze, not .*: The price is not that of the menu.
            only .* portions of .* are left, not .*: Fewer are left.

        Examples:
            >>> add_dish_to_order(order_id="RO-18264", dish_code="D-406", quantity=2, unit_price=2200)
            {'order_id': 'RO-18264',
             'table': 'T3',
             'status': 'open',
             'lines': [{'code': 'D-212', 'name': 'Żurek z jajkiem', 'quantity': 2, 'free': 0, 'amount': 4800},
                       {'code': 'D-316',
                        'name': 'Schabowy z kapustą',
                        'quantity': 1,
                        'free': 0,
                        'amount': 4500},
                       {'code': 'D-406', 'name': 'Szarlotka', 'quantity': 2, 'free': 0, 'amount': 4400},
                       {'code': 'D-507', 'name': 'Kompot', 'quantity': 2, 'free': 0, 'amount': 1800}],
             'total': 15500}
            >>> add_dish_to_order(order_id="RO-18264", dish_code="D-373", quantity=5, unit_price=7800)
            {'error': 'only 4 portions of D-373 are left, not 5'}
        """
        order = self._open(order_id)
        dish = self._state["menu"].get(dish_code)
        if isinstance(order, str):
            return failure(order)
        if dish is None:
            return failure(f"no dish {dish_code}; list_menu_dishes tells all codes")
        if dish["price"] != unit_price:
            return failure(f"{dish_code} costs {dish['price']} grosze, not {unit_price}")
        if dish["left"] < quantity:
            return failure(f"only {dish['left']} portions of {dish_code} are left, not {quantity}")
        dish["left"] -= quantity
        ordered, free = order["lines"].get(dish_code, [0, 0])
        order["lines"][dish_code] = [ordered + quantity, free]
        return self._bill(order_id)

    @effect("non_idempotent")
    def void_order_dish(self, order_id: OrderId, dish_code: DishCode, quantity: Quantity) -> Bill | Failure:
        """Take portions off an order that were not cooked; they go back to stock.

        Use comp_order_dish for a dish that was served but is free, cancel_table_order for all dishes at once.

        Args:
            order_id: Id such as RO-18264.
            dish_code: Code of the dish.
            quantity: Number of portions to take off.

        Returns:
            The bill so far.

        Errors:
            no order .*; give the id of an order of today: The id is unknown.
            order .* is (paid|cancelled) and can no longer be changed: The order is closed.
            order .* has only .* portions of .* to pay for, not .*: The order has fewer that are not free.

        Examples:
            >>> void_order_dish(order_id="RO-18264", dish_code="D-507", quantity=1)
            {'order_id': 'RO-18264',
             'table': 'T3',
             'status': 'open',
             'lines': [{'code': 'D-212', 'name': 'Żurek z jajkiem', 'quantity': 2, 'free': 0, 'amount': 4800},
                       {'code': 'D-316',
                        'name': 'Schabowy z kapustą',
                        'quantity': 1,
                        'free': 0,
                        'amount': 4500},
                       {'code': 'D-507', 'name': 'Kompot', 'quantity': 1, 'free': 0, 'amount': 900}],
             'total': 10200}
            >>> void_order_dish(order_id="RO-18264", dish_code="D-507", quantity=3)
            {'error': 'order RO-18264 has only 2 portions of D-507 to pay for, not 3'}
        """
        order = self._payable(order_id, dish_code, quantity)
        if isinstance(order, str):
            return failure(order)
        ordered, free = order["lines"][dish_code]
        self._state["menu"][dish_code]["left"] += quantity
        order["lines"][dish_code] = [ordered - quantity, free]
        if ordered == quantity:
            del order["lines"][dish_code]
        return self._bill(order_id)

    @effect("non_idempotent")
    def comp_order_dish(self, order_id: OrderId, dish_code: DishCode, quantity: Quantity) -> Bill | Failure:
        """Give served portions of an order for free, as after a complaint.

        They stay on the bill with the price 0. Use void_order_dish where they were not served.

        Args:
            order_id: Id such as RO-18264.
            dish_code: Code of the dish.
            quantity: Number of portions that become free.

        Returns:
            The bill so far.

        Errors:
            no order .*; give the id of an order of today: The id is unknown.
            order .* is (paid|cancelled) and can no longer be changed: The order is closed.
            order .* has only .* portions of .* to pay for, not .*: The order has fewer that are not free.

        Examples:
            >>> comp_order_dish(order_id="RO-18264", dish_code="D-212", quantity=1)
            {'order_id': 'RO-18264',
             'table': 'T3',
             'status': 'open',
             'lines': [{'code': 'D-212', 'name': 'Żurek z jajkiem', 'quantity': 2, 'free': 1, 'amount': 2400},
                       {'code': 'D-316',
                        'name': 'Schabowy z kapustą',
                        'quantity': 1,
                        'free': 0,
                        'amount': 4500},
                       {'code': 'D-507', 'name': 'Kompot', 'quantity': 2, 'free': 0, 'amount': 1800}],
             'total': 8700}
            >>> comp_order_dish(order_id="RO-47713", dish_code="D-373", quantity=1)
            {'error': 'order RO-47713 is paid and can no longer be changed'}
        """
        order = self._payable(order_id, dish_code, quantity)
        if isinstance(order, str):
            return failure(order)
        ordered, free = order["lines"][dish_code]
        order["lines"][dish_code] = [ordered, free + quantity]
        return self._bill(order_id)

    @effect("non_idempotent")
    def cancel_table_order(self, order_id: OrderId, table: TableId) -> Bill | Failure:
        """Cancel a whole open order of which nothing was served; all portions go back to stock.

        Use void_order_dish for single dishes, pay_order_bill to close an order that was served.

        Args:
            order_id: Id such as RO-18264.
            table: Table of the order, for confirmation.

        Returns:
            The cancelled bill.

        Errors:
            no order .*; give the id of an order of today: The id is unknown.
            order .* is at table .*, not .*: It is of another table.
            order .* is (paid|cancelled) and can no longer be changed: The order is closed.
            portions of .* were served and were given for free; the bill must be paid: They were served already.

        Examples:
            >>> cancel_table_order(order_id="RO-18264", table="T3")
            {'order_id': 'RO-18264',
             'table': 'T3',
             'status': 'cancelled',
             'lines': [{'code': 'D-212', 'name': 'Żurek z jajkiem', 'quantity': 2, 'free': 0, 'amount': 4800},
                       {'code': 'D-316',
                        'name': 'Schabowy z kapustą',
                        'quantity': 1,
                        'free': 0,
                        'amount': 4500},
                       {'code': 'D-507', 'name': 'Kompot', 'quantity': 2, 'free': 0, 'amount': 1800}],
             'total': 11100}
            >>> cancel_table_order(order_id="RO-18264", table="T8")
            {'error': 'order RO-18264 is at table T3, not T8'}
        """
        order = self._open(order_id)
        if isinstance(order, str):
            return failure(order)
        if order["table"] != table:
            return failure(f"order {order_id} is at table {order['table']}, not {table}")
        if any(free for _, free in order["lines"].values()):
            return failure(f"portions of {order_id} were served and were given for free; the bill must be paid")
        for code, (quantity, _) in order["lines"].items():
            self._state["menu"][code]["left"] += quantity
        order["status"] = "cancelled"
        return self._bill(order_id)

    @effect("read_only")
    def get_order_bill(self, order_id: OrderId) -> Bill | Failure:
        """Show the bill of an order, in grosze, without paying it.

        Args:
            order_id: Id such as RO-18264.

        Returns:
            The bill.

        Errors:
            no order .*; give the id of an order of today: The id is unknown.

        Examples:
            >>> get_order_bill(order_id="RO-35901")
            {'order_id': 'RO-35901',
             'table': 'T8',
             'status': 'open',
             'lines': [{'code': 'D-308', 'name': 'Pierogi ruskie', 'quantity': 3, 'free': 1, 'amount': 6800},
                       {'code': 'D-421', 'name': 'Sernik', 'quantity': 2, 'free': 0, 'amount': 4600}],
             'total': 11400}
            >>> get_order_bill(order_id="RO-35902")
            {'error': 'no order RO-35902; give the id of an order of today'}
        """
        return self._bill(order_id) if order_id in self._state["orders"] else failure(_unknown_order(order_id))

    @effect("non_idempotent")
    def pay_order_bill(
        self,
        order_id: OrderId,
        amount: Annotated[int, Range(minimum=0, maximum=10000000)],
        method: Literal["card", "cash"],
        tip: Annotated[int, Range(minimum=0, maximum=100000)] = 0,
    ) -> Paid | Failure:
        """Pay the bill of an open order and close it. get_order_bill only shows it.

        Args:
            order_id: Id such as RO-18264.
            amount: The bill's total in grosze without the tip, which is checked.
            method: How it is paid.
            tip: Tip in grosze on top, at most half of the bill.

        Returns:
            What was paid.

        Errors:
            no order .*; give the id of an order of today: The id is unknown.
            order .* is (paid|cancelled) and can no longer be changed: The order is closed.
            the bill of .* comes to .* grosze, not .*: The amount is not the total.
            a tip of .* is over half of the bill of .*; give at most .*: It is too large.

        Examples:
            >>> pay_order_bill(order_id="RO-35901", amount=11400, method="card", tip=1000)
            {'order_id': 'RO-35901', 'paid': 12400, 'tip': 1000, 'method': 'card'}
            >>> pay_order_bill(order_id="RO-35901", amount=114, method="card")
            {'error': 'the bill of RO-35901 comes to 11400 grosze, not 114'}
        """
        order = self._open(order_id)
        if isinstance(order, str):
            return failure(order)
        total = self._bill(order_id)["total"]
        if amount != total:
            return failure(f"the bill of {order_id} comes to {total} grosze, not {amount}")
        if 2 * tip > total:
            return failure(f"a tip of {tip} is over half of the bill of {total} grosze; give at most {total // 2}")
        order["status"] = "paid"
        return {"order_id": order_id, "paid": total + tip, "tip": tip, "method": method}

    def _open(self, order_id: str) -> dict[str, Json] | str:
        found: dict[str, Json] | None = self._state["orders"].get(order_id)
        if found is None:
            return _unknown_order(order_id)
        if found["status"] != "open":
            return f"order {order_id} is {found['status']} and can no longer be changed"
        return found

    def _payable(self, order_id: str, dish_code: str, quantity: int) -> dict[str, Json] | str:
        order = self._open(order_id)
        if isinstance(order, str):
            return order
        ordered, free = order["lines"].get(dish_code, [0, 0])
        if ordered - free < quantity:
            return f"order {order_id} has only {ordered - free} portions of {dish_code} to pay for, not {quantity}"
        return order

    def _bill(self, order_id: str) -> Bill:
        order = self._state["orders"][order_id]
        lines: list[BillLine] = []
        for code, (quantity, free) in sorted(order["lines"].items()):
            dish = self._state["menu"][code]
            amount = dish["price"] * (quantity - free)
            lines.append({"code": code, "name": dish["name"], "quantity": quantity, "free": free, "amount": amount})
        total = sum(each["amount"] for each in lines)
        return {
            "order_id": order_id,
            "table": order["table"],
            "status": order["status"],
            "lines": lines,
            "total": total,
        }


def _unknown_order(order_id: str) -> str:
    return f"no order {order_id}; give the id of an order of today"
