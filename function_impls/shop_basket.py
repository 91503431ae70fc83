"""The web shop before an order: its products and the basket."""

from __future__ import annotations

from typing import Annotated

from function_impls import shop_world as world
from function_impls.constraints import Length, Pattern
from function_impls.model import Failure, effect, failure
from function_impls.shop_world import Category, Price, Quantity, ShopWorld, Sku
from function_impls.worlds import same_amount, written


class ShopBasket(ShopWorld):
    """Looking for products and filling the basket."""

    @effect("read_only")
    def search_products(
        self,
        text: Annotated[str, Length(maximum=60)] = "",
        category: Category | None = None,
        max_price: Price | None = None,
        in_stock_only: bool = True,
    ) -> world.Products:
        """Find products of the web shop, cheapest first, with price in złoty and stock.

        Args:
            text: Part of the product's name, whatever its case; all products where it is left out.
            category: Only products of this category.
            max_price: Only products that cost at most so many złoty.
            in_stock_only: Whether to leave out what is sold out.

        Returns:
            The products; none where nothing matches.

        Examples:
            >>> search_products(text="czajnik")
            {'products': [{'sku': 'KIT-2086', 'name': 'Czajnik emaliowany', 'category': 'kitchen',
             'price': 119.0, 'stock': 14, 'max_per_order': 5}]}
            >>> search_products(category="toys", max_price=20)
            {'products': []}
        """
        found: list[world.Product] = [
            {"sku": sku, **product}
            for sku, product in self._world["products"].items()
            if text.casefold() in product["name"].casefold()
            and category in (None, product["category"])
            and (max_price is None or product["price"] <= max_price)
            and (product["stock"] > 0 or not in_stock_only)
        ]
        return {"products": sorted(found, key=lambda each: (each["price"], each["sku"]))}

    @effect("read_only")
    def show_basket(self) -> world.Basket:
        """Show the basket of the web shop: products, coupon and what they cost without delivery.

        Returns:
            The basket in złoty.

        Examples:
            >>> show_basket()
            {'lines': [{'sku': 'BOO-7310', 'name': 'Lalka (Bolesław Prus)', 'quantity': 2, 'unit_price': 39.9}],
             'coupon': None, 'total': 79.8}
        """
        return self._basket_view()

    @effect("non_idempotent")
    def add_to_basket(self, sku: Sku, quantity: Quantity, unit_price: Price) -> world.Basket | Failure:
        r"""Put so many more of a product into the basket, on top of those that are in it.

        Args:
            sku: Number of the product, such as KIT-2086.
            quantity: How many to add.
            unit_price: Price of one in złoty, as search_products tells it; a price that has changed is refused.

        Returns:
            The basket.

        Errors:
            no product '.*': The SKU is unknown.
            '.*' costs [0-9.]+ PLN, not [0-9.]+ PLN: The price is another one.
            only \d+ of '.*' are in stock, not \d+: The basket would hold more than the stock.
            at most \d+ of '.*' in one order, not \d+: The basket would hold more than one order may.

        Examples:
            >>> add_to_basket(sku="BOO-7310", quantity=1, unit_price=39.9)
            {'lines': [{'sku': 'BOO-7310', 'name': 'Lalka (Bolesław Prus)', 'quantity': 3, 'unit_price': 39.9}],
             'coupon': None, 'total': 119.7}
            >>> add_to_basket(sku="KIT-2086", quantity=6, unit_price=119)
            {'error': "at most 5 of 'KIT-2086' in one order, not 6"}

        See Also:
            set_basket_quantity: Says how many there are to be, not how many more.
        """
        quantities = self._world["basket"]["quantities"]
        product = self._world["products"].get(sku)
        if product is not None and not same_amount(product["price"], unit_price):
            return failure(f"{sku!r} costs {written(product['price'])}, not {written(unit_price)}")
        if problem := self._quantity_problem(sku, quantities.get(sku, 0) + quantity):
            return failure(problem)
        quantities[sku] = quantities.get(sku, 0) + quantity
        return self._basket_view()

    @effect("idempotent")
    def set_basket_quantity(self, sku: Sku, quantity: Quantity) -> world.Basket | Failure:
        r"""Set how many of a product the basket holds, which is in it already.

        Args:
            sku: Number of the product, such as KIT-2086.
            quantity: How many there are to be, in all.

        Returns:
            The basket.

        Errors:
            '.*' is not in the basket: There is none of it yet.
            only \d+ of '.*' are in stock, not \d+: The basket would hold more than the stock.
            at most \d+ of '.*' in one order, not \d+: The basket would hold more than one order may.

        Examples:
            >>> set_basket_quantity(sku="BOO-7310", quantity=1)
            {'lines': [{'sku': 'BOO-7310', 'name': 'Lalka (Bolesław Prus)', 'quantity': 1, 'unit_price': 39.9}],
             'coupon': None, 'total': 39.9}
            >>> set_basket_quantity(sku="KIT-2086", quantity=1)
            {'error': "'KIT-2086' is not in the basket"}

        See Also:
            add_to_basket: Adds to those that are in the basket, or puts in the first.
            remove_from_basket: Takes out all of a product.
        """
        quantities = self._world["basket"]["quantities"]
        if sku not in quantities:
            return failure(f"{sku!r} is not in the basket")
        if problem := self._quantity_problem(sku, quantity):
            return failure(problem)
        quantities[sku] = quantity
        return self._basket_view()

    @effect("non_idempotent")
    def remove_from_basket(self, sku: Sku) -> world.Basket | Failure:
        """Take all of a product out of the basket.

        Args:
            sku: Number of the product, such as KIT-2086.

        Returns:
            The basket.

        Errors:
            '.*' is not in the basket: There is none of it.

        Examples:
            >>> remove_from_basket(sku="BOO-7310")
            {'lines': [], 'coupon': None, 'total': 0.0}
            >>> remove_from_basket(sku="BOO-7301")
            {'error': "'BOO-7301' is not in the basket"}

        See Also:
            set_basket_quantity: Leaves some in the basket.
        """
        if self._world["basket"]["quantities"].pop(sku, None) is None:
            return failure(f"{sku!r} is not in the basket")
        return self._basket_view()

    @effect("idempotent")
    def apply_coupon(self, code: Annotated[str, Pattern(r"^[A-Z0-9]{4,12}$")]) -> world.Basket | Failure:
        """Lower the price of all products in the basket by a coupon. A basket takes one; a new one replaces it.

        Args:
            code: Code of the coupon, in capitals and digits.

        Returns:
            The basket with its lower total.

        Errors:
            no coupon '.*': The code is unknown.
            coupon '.*' was valid until .*: The coupon has run out.
            coupon '.*' needs products for at least .*: The basket is too cheap for it.

        Examples:
            >>> apply_coupon(code="KSIAZKI5")
            {'lines': [{'sku': 'BOO-7310', 'name': 'Lalka (Bolesław Prus)', 'quantity': 2, 'unit_price': 39.9}],
             'coupon': 'KSIAZKI5', 'total': 75.81}
            >>> apply_coupon(code="WIOSNA15")
            {'error': "coupon 'WIOSNA15' needs products for at least 200.00 PLN"}
        """
        if problem := self._coupon_problem(code):
            return failure(problem)
        self._world["basket"]["coupon"] = code
        return self._basket_view()
