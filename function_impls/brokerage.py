"""A brokerage account on one exchange: quotes, market, limit and stop-loss orders, positions, a watch list."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from function_impls import brokerage_world as world
from function_impls.brokerage_world import (
    BrokerageWorld,
    OrderId,
    OrderStatus,
    OrderValue,
    Price,
    Shares,
    Side,
    Symbol,
)
from function_impls.model import Failure, effect, failure
from function_impls.worlds import Day, cents, written


class Brokerage(BrokerageWorld):
    """A brokerage account; see ``BrokerageWorld`` for the state."""

    @effect("read_only")
    def get_stock_quote(self, symbol: Symbol) -> world.Quote | Failure:
        """Tell what a share costs now: last price, bid, ask, change since yesterday in percent, and tick.

        Args:
            symbol: Symbol of the share, such as BTE.

        Returns:
            The quote in złoty.

        Errors:
            no share '.*': The symbol is unknown.

        Examples:
            >>> get_stock_quote(symbol="BTE")
            {'symbol': 'BTE', 'name': 'Baltik Energia', 'last': 48.2, 'bid': 48.1, 'ask': 48.3,
             'change_percent': 1.26, 'tick': 0.1}
            >>> get_stock_quote(symbol="BTF")
            {'error': "no share 'BTF'"}
        """
        if problem := self._symbol_problem(symbol):
            return failure(problem)
        return self._quote(symbol)

    @effect("non_idempotent")
    def place_market_order(
        self, symbol: Symbol, side: Side, quantity: Shares, expected_value: OrderValue
    ) -> world.Order | Failure:
        r"""Buy or sell shares at once, at the price that the market offers. Only while the exchange is open.

        Args:
            symbol: Symbol of the share, such as BTE.
            side: buy or sell.
            quantity: How many shares.
            expected_value: Quantity times the ask (buy) or bid (sell) in złoty, without commission; it is checked.

        Returns:
            The filled order.

        Errors:
            no share '.*': The symbol is unknown.
            the exchange is closed at .*: It is night or the weekend.
            the order is worth .*, not .*: Quantity, price and value do not agree.
            an order is worth at most 100000.00 PLN, not .*: The order is too large.
            .* with commission is needed, and only .* is free: There is too little cash.
            only \d+ of '.*' are free to sell, not \d+: There are too few shares, or open orders would sell them.

        Examples:
            >>> place_market_order(symbol="BTE", side="buy", quantity=20, expected_value=966)
            {'order_id': 'SO-151085', 'symbol': 'BTE', 'side': 'buy', 'kind': 'market', 'quantity': 20, 'price': 48.3,
             'valid_until': '2025-04-08', 'status': 'filled'}
            >>> place_market_order(symbol="BTE", side="buy", quantity=21, expected_value=966)
            {'error': 'the order is worth 1014.30 PLN, not 966.00 PLN'}

        See Also:
            place_limit_order: Waits for a price that you name.
        """
        if problem := self._symbol_problem(symbol) or self._closed_problem():
            return failure(problem)
        price = self._side_cents(symbol, side)
        value = price * quantity
        if problem := self._value_problem(value, expected_value) or self._means_problem(symbol, side, quantity, value):
            return failure(problem)
        today = datetime.fromisoformat(self._world["now"]).date().isoformat()
        order_id = self._place(symbol, side, "market", quantity, price / 100, today)
        self._fill(order_id, price)
        return self._view(order_id)

    @effect("non_idempotent")
    def place_limit_order(
        self,
        symbol: Symbol,
        side: Side,
        quantity: Shares,
        limit_price: Price,
        order_value: OrderValue,
        valid_until: Day,
    ) -> world.Order | Failure:
        r"""Order to buy shares at no more, or to sell them at no less, than a price; it waits until a day.

        Where the market offers that price while the exchange is open, it is filled at once at the market's price.

        Args:
            symbol: Symbol of the share, such as BTE.
            side: buy or sell.
            quantity: How many shares.
            limit_price: Highest price to buy or lowest price to sell at, at most 15 % away from the last price.
            order_value: Quantity times limit price in złoty; it is checked.
            valid_until: Last day of the order, at most 90 days ahead.

        Returns:
            The order, open or filled.

        Errors:
            no share '.*': The symbol is unknown.
            an order is valid until a day from .* to .*, not .*: The day is over or too far ahead.
            prices of '.*' are multiples of .* PLN, which .* is not: The limit is no multiple of the tick.
            .* is more than 15 % away from the last price of .*: The limit is too far off.
            the order is worth .*, not .*: Quantity, price and value do not agree.
            an order is worth at most 100000.00 PLN, not .*: The order is too large.
            .* with commission is needed, and only .* is free: There is too little cash.
            only \d+ of '.*' are free to sell, not \d+: There are too few shares, or open orders would sell them.

        Examples:
            >>> place_limit_order(
            ...     symbol="BTE", side="buy", quantity=20, limit_price=47, order_value=940, valid_until="2025-04-30"
            ... )
            {'order_id': 'SO-151085', 'symbol': 'BTE', 'side': 'buy', 'kind': 'limit', 'quantity': 20, 'price': 47,
             'valid_until': '2025-04-30', 'status': 'open'}
            >>> place_limit_order(
            ...     symbol="BTE", side="buy", quantity=20, limit_price=4.7, order_value=94, valid_until="2025-04-30"
            ... )
            {'error': '4.70 PLN is more than 15 % away from the last price of 48.20 PLN'}

        See Also:
            place_market_order: Trades at once, whatever the price.
            place_stop_loss_order: Sells when the price falls, to bound a loss.
            change_limit_order: For an order that waits already.
            watch_stock: Only watches the price.
        """
        if problem := self._symbol_problem(symbol) or self._day_problem(valid_until):
            return failure(problem)
        if problem := self._limit_problem(symbol, side, quantity, limit_price, order_value):
            return failure(problem)
        order_id = self._place(symbol, side, "limit", quantity, limit_price, valid_until)
        if self._is_offered(symbol, side, limit_price) and self._closed_problem() is None:
            self._fill(order_id, self._side_cents(symbol, side))
        return self._view(order_id)

    @effect("non_idempotent")
    def place_stop_loss_order(
        self, symbol: Symbol, quantity: Shares, stop_price: Price, valid_until: Day
    ) -> world.Order | Failure:
        r"""Order to sell shares of the account as soon as their price falls to a stop price, to bound a loss.

        Args:
            symbol: Symbol of the share, such as BTE.
            quantity: How many shares; they cannot be in another open order.
            stop_price: Price that sets the sale off, below the bid and at most 15 % away from the last price.
            valid_until: Last day of the order, at most 90 days ahead.

        Returns:
            The open order.

        Errors:
            no share '.*': The symbol is unknown.
            an order is valid until a day from .* to .*, not .*: The day is over or too far ahead.
            prices of '.*' are multiples of .* PLN, which .* is not: The price is no multiple of the tick.
            .* is more than 15 % away from the last price of .*: The price is too far off.
            the stop price must lie below the bid of .*, not at .*: It would sell at once.
            only \d+ of '.*' are free to sell, not \d+: There are too few shares, or open orders would sell them.

        Examples:
            >>> place_stop_loss_order(symbol="BTE", quantity=50, stop_price=44, valid_until="2025-05-30")
            {'order_id': 'SO-151085', 'symbol': 'BTE', 'side': 'sell', 'kind': 'stop_loss', 'quantity': 50, 'price': 44,
             'valid_until': '2025-05-30', 'status': 'open'}
            >>> place_stop_loss_order(symbol="BTE", quantity=500, stop_price=44, valid_until="2025-05-30")
            {'error': "only 80 of 'BTE' are free to sell, not 500"}

        See Also:
            place_limit_order: With side sell, sells when the price rises to a limit.
        """
        if problem := self._symbol_problem(symbol) or self._day_problem(valid_until):
            return failure(problem)
        bid = self._side_cents(symbol, "sell")
        if problem := self._price_problem(symbol, stop_price):
            return failure(problem)
        if cents(stop_price) >= bid:
            return failure(f"the stop price must lie below the bid of {written(bid / 100)}, not at {stop_price:.2f}")
        if problem := self._means_problem(symbol, "sell", quantity, 0):
            return failure(problem)
        return self._view(self._place(symbol, "sell", "stop_loss", quantity, stop_price, valid_until))

    @effect("idempotent")
    def change_limit_order(
        self, order_id: OrderId, symbol: Symbol, quantity: Shares, limit_price: Price, order_value: OrderValue
    ) -> world.Order | Failure:
        r"""Change quantity and limit of an open limit order; it stays open under its id, for the same days.

        Args:
            order_id: Id of the order, such as SO-274018.
            symbol: Symbol of its share, as a check.
            quantity: How many shares in all.
            limit_price: New limit, on its own side of the market and at most 15 % away from the last price.
            order_value: Quantity times limit price in złoty; it is checked.

        Returns:
            The changed order.

        Errors:
            no order '.*' for '.*': The id is unknown, or the order is for another share.
            order '.*' is (filled|cancelled): It is not open any more.
            order '.*' is no limit order: It is a stop loss; cancel it and place another.
            prices of '.*' are multiples of .* PLN, which .* is not: The limit is no multiple of the tick.
            .* is more than 15 % away from the last price of .*: The limit is too far off.
            the order is worth .*, not .*: Quantity, price and value do not agree.
            an order is worth at most 100000.00 PLN, not .*: The order is too large.
            .* with commission is needed, and only .* is free: There is too little cash.
            only \d+ of '.*' are free to sell, not \d+: There are too few shares, or open orders would sell them.
            at .* it would be filled at once; cancel it and place a market order: The market offers that price.

        Examples:
            >>> change_limit_order(order_id="SO-274018", symbol="WRL", quantity=40, limit_price=101, order_value=4040)
            {'order_id': 'SO-274018', 'symbol': 'WRL', 'side': 'buy', 'kind': 'limit', 'quantity': 40, 'price': 101,
             'valid_until': '2025-04-25', 'status': 'open'}
            >>> change_limit_order(order_id="SO-274018", symbol="BTE", quantity=40, limit_price=47, order_value=1880)
            {'error': "no order 'SO-274018' for 'BTE'"}

        See Also:
            cancel_stock_order: Takes the order back.
            place_limit_order: For a further order.
        """
        if problem := self._order_problem(order_id, symbol):
            return failure(problem)
        order = self._world["orders"][order_id]
        if order["kind"] != "limit":
            return failure(f"order {order_id!r} is no limit order")
        if problem := self._limit_problem(symbol, order["side"], quantity, limit_price, order_value, besides=order_id):
            return failure(problem)
        if self._is_offered(symbol, order["side"], limit_price):
            return failure(f"at {written(limit_price)} it would be filled at once; cancel it and place a market order")
        order.update({"quantity": quantity, "price": limit_price})
        return self._view(order_id)

    @effect("non_idempotent")
    def cancel_stock_order(self, order_id: OrderId, symbol: Symbol) -> world.Order | Failure:
        """Take back an open limit or stop-loss order.

        Args:
            order_id: Id of the order, such as SO-274018.
            symbol: Symbol of its share, as a check.

        Returns:
            The cancelled order.

        Errors:
            no order '.*' for '.*': The id is unknown, or the order is for another share.
            order '.*' is (filled|cancelled): It is not open any more.

        Examples:
            >>> cancel_stock_order(order_id="SO-538160", symbol="KWS")
            {'order_id': 'SO-538160', 'symbol': 'KWS', 'side': 'sell', 'kind': 'stop_loss', 'quantity': 30,
             'price': 118.5, 'valid_until': '2025-06-13', 'status': 'cancelled'}
            >>> cancel_stock_order(order_id="SO-619347", symbol="BTE")
            {'error': "order 'SO-619347' is filled"}

        See Also:
            change_limit_order: Changes price or quantity and leaves the order open.
        """
        if problem := self._order_problem(order_id, symbol):
            return failure(problem)
        self._world["orders"][order_id]["status"] = "cancelled"
        return self._view(order_id)

    @effect("read_only")
    def list_stock_orders(
        self, status: OrderStatus | Literal["any"] = "open", symbol: Symbol | None = None
    ) -> world.Orders | Failure:
        """List the orders of the account, by id.

        Args:
            status: Only orders that are open, filled or cancelled; any for all of them.
            symbol: Only orders for this share.

        Returns:
            The orders.

        Errors:
            no share '.*': The symbol is unknown.

        Examples:
            >>> list_stock_orders(symbol="WRL")
            {'orders': [{'order_id': 'SO-274018', 'symbol': 'WRL', 'side': 'buy', 'kind': 'limit', 'quantity': 30,
             'price': 98.0, 'valid_until': '2025-04-25', 'status': 'open'}]}
            >>> list_stock_orders(symbol="WRZ")
            {'error': "no share 'WRZ'"}

        See Also:
            show_portfolio: What the account holds, not what is ordered.
        """
        if symbol is not None and (problem := self._symbol_problem(symbol)):
            return failure(problem)
        orders = [self._view(each) for each in sorted(self._world["orders"])]
        wanted = [each for each in orders if status in ("any", each["status"]) and symbol in (None, each["symbol"])]
        return {"orders": wanted}

    @effect("read_only")
    def show_portfolio(self) -> world.Portfolio:
        """Show what the account holds: cash, shares at their last price, and the watch list.

        Returns:
            The account in złoty.

        Examples:
            >>> show_portfolio()
            {'cash': 21480.5, 'free_cash': 18531.68, 'positions': [
             {'symbol': 'BTE', 'quantity': 80, 'free': 80, 'average_price': 41.75, 'value': 3856.0},
             {'symbol': 'KWS', 'quantity': 45, 'free': 15, 'average_price': 120.1, 'value': 5852.25},
             {'symbol': 'MLN', 'quantity': 600, 'free': 400, 'average_price': 7.02, 'value': 4452.0}],
             'watched': ['SZP', 'WRL']}

        See Also:
            list_stock_orders: What is ordered, not what is held.
        """
        stocks = self._world["stocks"]
        positions: list[world.Position] = [
            {
                "symbol": symbol,
                "quantity": held["quantity"],
                "free": self._free_shares(symbol),
                "average_price": held["average_cents"] / 100,
                "value": cents(stocks[symbol]["price"]) * held["quantity"] / 100,
            }
            for symbol, held in sorted(self._world["positions"].items())
        ]
        return {
            "cash": self._world["cash_cents"] / 100,
            "free_cash": self._free_cash() / 100,
            "positions": positions,
            "watched": list(self._world["watched"]),
        }

    @effect("non_idempotent")
    def watch_stock(self, symbol: Symbol) -> world.Watched | Failure:
        """Put a share on the watch list; nothing is bought.

        Args:
            symbol: Symbol of the share, such as BTE.

        Returns:
            The watch list.

        Errors:
            no share '.*': The symbol is unknown.
            '.*' is on the watch list already: There is nothing to do.

        Examples:
            >>> watch_stock(symbol="BTE")
            {'watched': ['SZP', 'WRL', 'BTE']}
            >>> watch_stock(symbol="SZP")
            {'error': "'SZP' is on the watch list already"}

        See Also:
            place_limit_order: Buys when the price has come down.
        """
        if problem := self._symbol_problem(symbol):
            return failure(problem)
        if symbol in self._world["watched"]:
            return failure(f"{symbol!r} is on the watch list already")
        self._world["watched"].append(symbol)
        return {"watched": list(self._world["watched"])}

    @effect("non_idempotent")
    def unwatch_stock(self, symbol: Symbol) -> world.Watched | Failure:
        """Take a share off the watch list; shares and orders stay.

        Args:
            symbol: Symbol of the share, such as BTE.

        Returns:
            The watch list.

        Errors:
            '.*' is not on the watch list: There is nothing to do.

        Examples:
            >>> unwatch_stock(symbol="SZP")
            {'watched': ['WRL']}
            >>> unwatch_stock(symbol="BTE")
            {'error': "'BTE' is not on the watch list"}
        """
        if symbol not in self._world["watched"]:
            return failure(f"{symbol!r} is not on the watch list")
        self._world["watched"].remove(symbol)
        return {"watched": list(self._world["watched"])}
