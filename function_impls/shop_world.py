"""What the web shop holds: products, a basket, coupons, orders; its totals. No functions of the catalog."""

from __future__ import annotations

import copy
from datetime import date
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import Count, Day, Money, cents, read_world, sound, written

Sku: TypeAlias = Annotated[str, Pattern(r"^[A-Z]{3}-[0-9]{4}$")]
OrderId: TypeAlias = Annotated[str, Pattern(r"^ORD-[0-9]{5}$")]
Email: TypeAlias = Annotated[str, Format("email"), Length(maximum=100)]
Quantity: TypeAlias = Annotated[int, Range(minimum=1, maximum=999)]
Price: TypeAlias = Annotated[float, Range(above=0, maximum=1_000_000)]
Category: TypeAlias = Literal["kitchen", "electronics", "books", "garden", "toys", "sport"]
Delivery: TypeAlias = Literal["courier", "parcel_locker", "pickup"]
Status: TypeAlias = Literal["paid", "packed", "shipped", "delivered", "cancelled"]

DELIVERY_CENTS = {"courier": 1599, "parcel_locker": 1199, "pickup": 0}
RETURN_DAYS = 30
CLAIM_DAYS = 60


class Product(TypedDict):
    """A product on sale."""

    sku: str
    name: str
    category: Category
    price: float
    stock: int
    max_per_order: int


class Products(TypedDict):
    """The products that match, cheapest first."""

    products: list[Product]


class BasketLine(TypedDict):
    """So many of one product in the basket."""

    sku: str
    name: str
    quantity: int
    unit_price: float


class Basket(TypedDict):
    """The basket; ``total`` is what its products cost after the coupon, without delivery."""

    lines: list[BasketLine]
    coupon: str | None
    total: float


class Placed(TypedDict):
    """A new order; ``total`` includes delivery."""

    order_id: str
    total: float


class OrderLine(TypedDict):
    """So many of one product in an order; ``settled`` were sent back or refunded."""

    sku: str
    quantity: int
    unit_price: float
    settled: int


class OrderView(TypedDict):
    """What the customer sees of an order; ``history`` tells why it was cancelled, or what came back."""

    order_id: str
    status: Status
    placed: str
    delivered: str | None
    lines: list[OrderLine]
    total: float
    history: list[str]


class MoneyBack(TypedDict):
    """What the customer gets back for an order."""

    order_id: str
    refund: float


class _Product(TypedDict):
    name: str
    category: Category
    price: Money
    stock: Count
    max_per_order: Count


class _Coupon(TypedDict):
    percent: Count
    minimum: Money
    valid_until: Day


class _Basket(TypedDict):
    quantities: dict[str, Count]
    coupon: str | None


class _Order(TypedDict):
    email: str
    status: Status
    placed: Day
    delivered: Day | None
    lines: list[OrderLine]
    discount_percent: Count
    delivery: Delivery
    history: list[str]


class _State(TypedDict):
    today: Day
    products: dict[str, _Product]
    coupons: dict[str, _Coupon]
    basket: _Basket
    orders: dict[str, _Order]


class ShopWorld:
    """A web shop and one basket; state is ``{"today", "products", "coupons", "basket", "orders"}``, by SKU, code, id.

    Prices are in złoty. A discount is rounded half up to a grosz, on the whole basket or line.
    """

    def __init__(self) -> None:
        self.load_state(read_world("shop"))

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where a basket or order holds an unknown product."""
        world: _State = sound(state, _State)
        ordered = {line["sku"] for order in world["orders"].values() for line in order["lines"]}
        if unknown := sorted((ordered | world["basket"]["quantities"].keys()) - world["products"].keys()):
            raise ValueError(f"the state orders {unknown[0]!r}, which is no product of it")
        coupon = world["basket"]["coupon"]
        if coupon is not None and coupon not in world["coupons"]:
            raise ValueError(f"the state's basket has the coupon {coupon!r}, which does not exist")
        self._world = world

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return copy.deepcopy(self._world)

    def _products_cents(self) -> int:
        """What the products of the basket cost before any discount."""
        quantities = self._world["basket"]["quantities"]
        return sum(cents(self._world["products"][sku]["price"]) * count for sku, count in quantities.items())

    def _basket_cents(self) -> int:
        coupon, full = self._world["basket"]["coupon"], self._products_cents()
        return full if coupon is None else discounted(full, self._world["coupons"][coupon]["percent"])

    def _basket_view(self) -> Basket:
        basket, products = self._world["basket"], self._world["products"]
        lines: list[BasketLine] = [
            {"sku": sku, "name": products[sku]["name"], "quantity": count, "unit_price": products[sku]["price"]}
            for sku, count in basket["quantities"].items()
        ]
        return {"lines": lines, "coupon": basket["coupon"], "total": self._basket_cents() / 100}

    def _quantity_problem(self, sku: str, quantity: int) -> str | None:
        """Why the basket cannot hold so many of a product."""
        product = self._world["products"].get(sku)
        if product is None:
            return f"no product {sku!r}"
        if quantity > product["stock"]:
            return f"only {product['stock']} of {sku!r} are in stock, not {quantity}"
        limit = product["max_per_order"]
        return f"at most {limit} of {sku!r} in one order, not {quantity}" if quantity > limit else None

    def _coupon_problem(self, code: str) -> str | None:
        coupon = self._world["coupons"].get(code)
        if coupon is None:
            return f"no coupon {code!r}"
        if coupon["valid_until"] < self._world["today"]:
            return f"coupon {code!r} was valid until {coupon['valid_until']}"
        if self._products_cents() < cents(coupon["minimum"]):
            return f"coupon {code!r} needs products for at least {written(coupon['minimum'])}"
        return None

    def _order_problem(self, order_id: str, email: str) -> str | None:
        order = self._world["orders"].get(order_id)
        agreed = order is not None and order["email"].casefold() == email.casefold()
        return None if agreed else f"no order {order_id!r} with the e-mail {email!r}"

    def _line_problem(self, order_id: str, sku: str, quantity: int) -> str | None:
        line = self._line(order_id, sku)
        if line is None:
            return f"order {order_id!r} has no product {sku!r}"
        left = line["quantity"] - line["settled"]
        return f"only {left} of {sku!r} in order {order_id!r} are open, not {quantity}" if quantity > left else None

    def _line(self, order_id: str, sku: str) -> OrderLine | None:
        return next((line for line in self._world["orders"][order_id]["lines"] if line["sku"] == sku), None)

    def _line_cents(self, order_id: str, sku: str, quantity: int) -> int:
        """What so many of a line cost after the order's discount."""
        line = self._line(order_id, sku)
        full = 0 if line is None else cents(line["unit_price"]) * quantity
        return discounted(full, self._world["orders"][order_id]["discount_percent"])

    def _order_cents(self, order_id: str) -> int:
        order = self._world["orders"][order_id]
        full = sum(cents(line["unit_price"]) * line["quantity"] for line in order["lines"])
        return discounted(full, order["discount_percent"]) + DELIVERY_CENTS[order["delivery"]]

    def _days_since(self, day: str | None) -> int:
        return 0 if day is None else (date.fromisoformat(self._world["today"]) - date.fromisoformat(day)).days


def discounted(full: int, percent: int) -> int:
    """What is left of ``full`` grosze after a discount, which is rounded half up."""
    return full - (full * percent + 50) // 100
