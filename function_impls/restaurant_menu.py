"""The restaurant's dishes and orders, and how both are told; money in whole grosze. No functions of the catalog."""

from __future__ import annotations

from typing import Literal, TypedDict

from function_impls.model import Json

# Code, name, category, price in grosze, portions left, allergens.
MENU = """
D-104 Śledź w oleju|starter|2900|9|fish
D-127 Tatar wołowy|starter|4600|6|eggs
D-139 Deska serów|starter|5200|5|milk,nuts
D-212 Żurek z jajkiem|soup|2400|14|gluten,eggs,celery
D-235 Rosół z makaronem|soup|2100|20|gluten,eggs,celery
D-251 Barszcz czerwony|soup|1900|18|celery
D-308 Pierogi ruskie|main|3400|16|gluten,milk
D-316 Schabowy z kapustą|main|4500|12|gluten,eggs
D-342 Pstrąg z patelni|main|5900|7|fish,milk
D-357 Gołąbki|main|3900|10|celery
D-373 Kaczka z jabłkami|main|7800|4|
D-389 Placki ziemniaczane|main|3200|11|gluten,eggs
D-406 Szarlotka|dessert|2200|9|gluten,milk,eggs
D-421 Sernik|dessert|2300|8|gluten,milk,eggs
D-438 Sorbet malinowy|dessert|1800|12|
D-507 Kompot|drink|900|40|
D-523 Herbata|drink|1200|60|
D-541 Woda mineralna|drink|1000|60|
"""
TABLES = ("T2", "T3", "T5", "T6", "T8", "T11", "T14", "T17")
ORDERS: dict[str, Json] = {
    "RO-18264": {"table": "T3", "status": "open", "lines": {"D-212": [2, 0], "D-316": [1, 0], "D-507": [2, 0]}},
    "RO-35901": {"table": "T8", "status": "open", "lines": {"D-308": [3, 1], "D-421": [2, 0]}},
    "RO-47713": {"table": "T6", "status": "paid", "lines": {"D-373": [2, 0]}},
}


class Dish(TypedDict):
    """A dish of the menu; the price in grosze."""

    code: str
    name: str
    category: str
    price: int
    portions_left: int
    allergens: list[str]


class BillLine(TypedDict):
    """One dish on a bill."""

    code: str
    name: str
    quantity: int
    free: int
    amount: int


class Bill(TypedDict):
    """What an order costs, in grosze; ``lines`` name dish, quantity, free portions and amount."""

    order_id: str
    table: str
    status: Literal["open", "paid", "cancelled"]
    lines: list[BillLine]
    total: int


class Paid(TypedDict):
    """A payment, in grosze."""

    order_id: str
    paid: int
    tip: int
    method: Literal["card", "cash"]
