"""A web shop: products, one customer's basket, coupons, and orders that can be cancelled, sent back or refunded."""

from __future__ import annotations

from typing import Literal

from function_impls import shop_world as world
from function_impls.model import Failure, effect, failure
from function_impls.shop_basket import ShopBasket
from function_impls.shop_world import (
    CLAIM_DAYS,
    DELIVERY_CENTS,
    RETURN_DAYS,
    Delivery,
    Email,
    OrderId,
    Price,
    Quantity,
    Sku,
)
from function_impls.worlds import cents, fresh_id, same_amount, written


class Shop(ShopBasket):
    """A web shop; see ``ShopWorld`` for the state."""

    @effect("non_idempotent")
    def place_shop_order(self, email: Email, delivery: Delivery, expected_total: Price) -> world.Placed | Failure:
        r"""Order and pay for all that is in the basket, which is empty afterwards.

        Delivery costs 15.99 zł by courier, 11.99 zł to a parcel locker, and nothing where the customer picks it up.

        Args:
            email: E-mail of the customer; it is asked for at every later step.
            delivery: How the order is delivered.
            expected_total: What the customer agreed to pay in złoty: basket after coupon, and delivery.

        Returns:
            The order's id, and its total in złoty.

        Errors:
            the basket is empty: There is nothing to order.
            only \d+ of '.*' are in stock, not \d+: A product has been sold out in between.
            at most \d+ of '.*' in one order, not \d+: The basket holds more than one order may.
            coupon '.*' .*: The coupon of the basket does not hold any more.
            the total is [0-9.]+ PLN, not [0-9.]+ PLN: The expected total is another one.

        Examples:
            >>> place_shop_order(email="ewa.lis@poczta.example", delivery="parcel_locker", expected_total=91.79)
            {'order_id': 'ORD-84842', 'total': 91.79}
            >>> place_shop_order(email="ewa.lis@poczta.example", delivery="courier", expected_total=91.79)
            {'error': 'the total is 95.79 PLN, not 91.79 PLN'}
        """
        basket, orders = self._world["basket"], self._world["orders"]
        if not basket["quantities"]:
            return failure("the basket is empty")
        problems = [self._quantity_problem(sku, count) for sku, count in basket["quantities"].items()]
        if basket["coupon"] is not None:
            problems.append(self._coupon_problem(basket["coupon"]))
        for problem in problems:
            if problem:
                return failure(problem)
        total = (self._basket_cents() + DELIVERY_CENTS[delivery]) / 100
        if not same_amount(total, expected_total):
            return failure(f"the total is {written(total)}, not {written(expected_total)}")
        order_id = fresh_id("ORD-", orders, digits=5)
        coupon, products = basket["coupon"], self._world["products"]
        orders[order_id] = {
            "email": email,
            "status": "paid",
            "placed": self._world["today"],
            "delivered": None,
            "lines": [
                {"sku": sku, "quantity": count, "unit_price": products[sku]["price"], "settled": 0}
                for sku, count in basket["quantities"].items()
            ],
            "discount_percent": 0 if coupon is None else self._world["coupons"][coupon]["percent"],
            "delivery": delivery,
            "history": [],
        }
        for sku, count in basket["quantities"].items():
            products[sku]["stock"] -= count
        self._world["basket"] = {"quantities": {}, "coupon": None}
        return {"order_id": order_id, "total": total}

    @effect("read_only")
    def track_shop_order(self, order_id: OrderId, email: Email) -> world.OrderView | Failure:
        """Tell what an order of the web shop holds and how far it is.

        Args:
            order_id: Id of the order, such as ORD-48213.
            email: E-mail that the order was placed with.

        Returns:
            Status, dates, products and total of the order.

        Errors:
            no order '.*' with the e-mail '.*': The id is unknown, or the e-mail belongs to another order.

        Examples:
            >>> track_shop_order(order_id="ORD-48213", email="marek.w@poczta.example")
            {'order_id': 'ORD-48213', 'status': 'packed', 'placed': '2025-03-12', 'delivered': None,
             'lines': [{'sku': 'SPO-5127', 'quantity': 1, 'unit_price': 89.0, 'settled': 0}],
             'total': 104.99, 'history': []}
            >>> track_shop_order(order_id="ORD-48213", email="ewa.lis@poczta.example")
            {'error': "no order 'ORD-48213' with the e-mail 'ewa.lis@poczta.example'"}
        """
        if problem := self._order_problem(order_id, email):
            return failure(problem)
        order = self._world["orders"][order_id]
        return {
            "order_id": order_id,
            "status": order["status"],
            "placed": order["placed"],
            "delivered": order["delivered"],
            "lines": [line.copy() for line in order["lines"]],
            "total": self._order_cents(order_id) / 100,
            "history": list(order["history"]),
        }

    @effect("non_idempotent")
    def cancel_shop_order(
        self,
        order_id: OrderId,
        email: Email,
        reason: Literal["changed_mind", "ordered_by_mistake", "found_cheaper", "takes_too_long"],
    ) -> world.MoneyBack | Failure:
        """Cancel a whole order that has not left the shop yet. All is paid back, delivery included.

        Args:
            order_id: Id of the order, such as ORD-48213.
            email: E-mail that the order was placed with.
            reason: Why it is cancelled.

        Returns:
            The order, and what is paid back in złoty.

        Errors:
            no order '.*' with the e-mail '.*': The id is unknown, or the e-mail belongs to another order.
            order '.*' is .*; only paid and packed ones can be cancelled: It is too late.

        Examples:
            >>> cancel_shop_order(order_id="ORD-48213", email="marek.w@poczta.example", reason="changed_mind")
            {'order_id': 'ORD-48213', 'refund': 104.99}
            >>> cancel_shop_order(order_id="ORD-31764", email="zofia.d@firma.example", reason="changed_mind")
            {'error': "order 'ORD-31764' is delivered; only paid and packed ones can be cancelled"}

        See Also:
            return_order_items: Sends back products that were delivered.
            claim_order_refund: For products that came damaged or not at all.
        """
        if problem := self._order_problem(order_id, email):
            return failure(problem)
        order = self._world["orders"][order_id]
        if order["status"] not in ("paid", "packed"):
            return failure(f"order {order_id!r} is {order['status']}; only paid and packed ones can be cancelled")
        for line in order["lines"]:
            self._world["products"][line["sku"]]["stock"] += line["quantity"]
        order["status"] = "cancelled"
        order["history"].append(f"cancelled: {reason}")
        return {"order_id": order_id, "refund": self._order_cents(order_id) / 100}

    @effect("non_idempotent")
    def return_order_items(
        self,
        order_id: OrderId,
        email: Email,
        sku: Sku,
        quantity: Quantity,
        reason: Literal["changed_mind", "does_not_fit", "other_than_described"],
    ) -> world.MoneyBack | Failure:
        r"""Send back products that were delivered and are in order, up to 30 days after delivery.

        Their price after discount is paid back, delivery is not.

        Args:
            order_id: Id of the order, such as ORD-31764.
            email: E-mail that the order was placed with.
            sku: Number of the product that goes back.
            quantity: How many go back.
            reason: Why they go back.

        Returns:
            The order, and what is paid back in złoty.

        Errors:
            no order '.*' with the e-mail '.*': The id is unknown, or the e-mail belongs to another order.
            order '.*' is .*; only delivered ones can be returned: It has not arrived, or was cancelled.
            order '.*' was delivered \d+ days ago; returns end after 30: It is too late.
            order '.*' has no product '.*': The product belongs to another order.
            only \d+ of '.*' in order '.*' are open, not \d+: Fewer were bought, or some are back already.

        Examples:
            >>> return_order_items(
            ...     order_id="ORD-31764",
            ...     email="zofia.d@firma.example",
            ...     sku="TOY-6402",
            ...     quantity=1,
            ...     reason="changed_mind",
            ... )
            {'order_id': 'ORD-31764', 'refund': 53.1}
            >>> return_order_items(
            ...     order_id="ORD-31764",
            ...     email="zofia.d@firma.example",
            ...     sku="TOY-6402",
            ...     quantity=3,
            ...     reason="changed_mind",
            ... )
            {'error': "only 2 of 'TOY-6402' in order 'ORD-31764' are open, not 3"}

        See Also:
            cancel_shop_order: Before the order has left the shop.
            claim_order_refund: For products that came damaged, wrong or not at all; nothing is sent back.
        """
        if problem := self._order_problem(order_id, email):
            return failure(problem)
        order = self._world["orders"][order_id]
        if order["status"] != "delivered":
            return failure(f"order {order_id!r} is {order['status']}; only delivered ones can be returned")
        if (days := self._days_since(order["delivered"])) > RETURN_DAYS:
            return failure(f"order {order_id!r} was delivered {days} days ago; returns end after {RETURN_DAYS}")
        if problem := self._line_problem(order_id, sku, quantity):
            return failure(problem)
        self._settle(order_id, sku, quantity, f"returned: {reason}")
        self._world["products"][sku]["stock"] += quantity
        return {"order_id": order_id, "refund": self._line_cents(order_id, sku, quantity) / 100}

    @effect("non_idempotent")
    def claim_order_refund(
        self,
        order_id: OrderId,
        email: Email,
        sku: Sku,
        quantity: Quantity,
        amount: Price,
        cause: Literal["damaged", "wrong_item", "missing"],
    ) -> world.MoneyBack | Failure:
        r"""Claim money back for products that came damaged, wrong or not at all; nothing is sent back.

        It can be claimed once for each piece, up to 60 days after delivery.

        Args:
            order_id: Id of the order, such as ORD-31764.
            email: E-mail that the order was placed with.
            sku: Number of the product, as it was ordered.
            quantity: How many are concerned.
            amount: What is claimed in złoty for all of them, at most what was paid.
            cause: What is wrong with them.

        Returns:
            The order, and what is paid back in złoty.

        Errors:
            no order '.*' with the e-mail '.*': The id is unknown, or the e-mail belongs to another order.
            order '.*' is .*; only shipped and delivered ones can be claimed for: It has not been sent.
            order '.*' is on its way; only missing products can be claimed for: It has not arrived yet.
            order '.*' was delivered \d+ days ago; claims end after 60: It is too late.
            order '.*' has no product '.*': The product belongs to another order.
            only \d+ of '.*' in order '.*' are open, not \d+: Fewer were bought, or some are settled already.
            at most [0-9.]+ PLN can be claimed, not [0-9.]+ PLN: Less was paid for them.

        Examples:
            >>> claim_order_refund(
            ...     order_id="ORD-31764",
            ...     email="zofia.d@firma.example",
            ...     sku="KIT-2119",
            ...     quantity=1,
            ...     amount=15,
            ...     cause="damaged",
            ... )
            {'order_id': 'ORD-31764', 'refund': 15.0}
            >>> claim_order_refund(
            ...     order_id="ORD-31764",
            ...     email="zofia.d@firma.example",
            ...     sku="KIT-2119",
            ...     quantity=1,
            ...     amount=150,
            ...     cause="damaged",
            ... )
            {'error': 'at most 40.50 PLN can be claimed, not 150.00 PLN'}

        See Also:
            return_order_items: For products in order that the customer does not want.
            cancel_shop_order: Before the order has left the shop.
        """
        if problem := self._order_problem(order_id, email):
            return failure(problem)
        order = self._world["orders"][order_id]
        if order["status"] not in ("shipped", "delivered"):
            said = f"order {order_id!r} is {order['status']}; only shipped and delivered ones can be claimed for"
            return failure(said)
        if order["status"] == "shipped" and cause != "missing":
            return failure(f"order {order_id!r} is on its way; only missing products can be claimed for")
        if (days := self._days_since(order["delivered"])) > CLAIM_DAYS:
            return failure(f"order {order_id!r} was delivered {days} days ago; claims end after {CLAIM_DAYS}")
        if problem := self._line_problem(order_id, sku, quantity):
            return failure(problem)
        paid = self._line_cents(order_id, sku, quantity)
        if cents(amount) > paid:
            return failure(f"at most {written(paid / 100)} can be claimed, not {written(amount)}")
        self._settle(order_id, sku, quantity, f"refunded: {cause}")
        return {"order_id": order_id, "refund": cents(amount) / 100}

    def _settle(self, order_id: str, sku: str, quantity: int, why: str) -> None:
        self._world["orders"][order_id]["history"].append(f"{quantity} x {sku} {why}")
        line = self._line(order_id, sku)
        if line is not None:
            line["settled"] += quantity
