"""A brokerage account: quotes, cash, shares, orders, a watch list; its rules. No functions of the catalog."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import Count, Day, Money, cents, fresh_id, read_world, sound, written

Symbol: TypeAlias = Annotated[str, Pattern(r"^[A-Z]{3,4}$")]
OrderId: TypeAlias = Annotated[str, Pattern(r"^SO-[0-9]{6}$")]
Shares: TypeAlias = Annotated[int, Range(minimum=1, maximum=100_000)]
Price: TypeAlias = Annotated[float, Range(above=0, maximum=100_000)]
OrderValue: TypeAlias = Annotated[float, Range(above=0, maximum=1_000_000_000)]
Side: TypeAlias = Literal["buy", "sell"]
OrderKind: TypeAlias = Literal["market", "limit", "stop_loss"]
OrderStatus: TypeAlias = Literal["open", "filled", "cancelled"]

HIGHEST_VALUE_CENTS = 10_000_000
LIMIT_PERCENT = 15
LONGEST_ORDER_DAYS = 90


class Quote(TypedDict):
    """A share's prices; ``tick`` is what every price is a multiple of."""

    symbol: str
    name: str
    last: float
    bid: float
    ask: float
    change_percent: float
    tick: float


class Order(TypedDict):
    """An order; ``price`` is its limit, the price that sets off a stop loss, or what was paid for each share."""

    order_id: str
    symbol: str
    side: Side
    kind: OrderKind
    quantity: int
    price: float
    valid_until: str
    status: OrderStatus


class Orders(TypedDict):
    """The orders that match, by id."""

    orders: list[Order]


class Position(TypedDict):
    """Shares in the account; ``free`` are those that no open order would sell."""

    symbol: str
    quantity: int
    free: int
    average_price: float
    value: float


class Portfolio(TypedDict):
    """The account in złoty; ``free_cash`` is what no open order would spend."""

    cash: float
    free_cash: float
    positions: list[Position]
    watched: list[str]


class Watched(TypedDict):
    """The shares on the watch list, in the order in which they were put there."""

    watched: list[str]


class _Stock(TypedDict):
    name: str
    price: Money
    previous_close: Money
    tick_cents: Annotated[int, Range(minimum=1)]


class _Position(TypedDict):
    quantity: Annotated[int, Range(minimum=1)]
    average_cents: Count


class _Order(TypedDict):
    symbol: str
    side: Side
    kind: OrderKind
    quantity: Annotated[int, Range(minimum=1)]
    price: Money
    valid_until: Day
    status: OrderStatus


class _State(TypedDict):
    now: Annotated[str, Format("date-time")]
    cash_cents: Count
    stocks: dict[str, _Stock]
    positions: dict[str, _Position]
    orders: dict[str, _Order]
    watched: list[str]


class BrokerageWorld:
    """A brokerage account; state is ``{"now", "cash_cents", "stocks", "positions", "orders", "watched"}``.

    Companies and prices are invented. The exchange is open from Monday to Friday, 9.00 to 17.00 at the offset of
    ``now``; bid and ask lie one tick below and above the last price. A trade costs 0.3 %, at least 5 zł.
    """

    def __init__(self) -> None:
        self.load_state(read_world("brokerage"))

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where something names a share that is not quoted."""
        world: _State = sound(state, _State)
        named = {*world["positions"], *world["watched"], *(order["symbol"] for order in world["orders"].values())}
        if unknown := sorted(named - world["stocks"].keys()):
            raise ValueError(f"the state names the share {unknown[0]!r}, which is not quoted")
        self._world = world

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return copy.deepcopy(self._world)

    def _quote(self, symbol: str) -> Quote:
        stock = self._world["stocks"][symbol]
        change = (stock["price"] - stock["previous_close"]) / stock["previous_close"] * 100
        return {
            "symbol": symbol,
            "name": stock["name"],
            "last": stock["price"],
            "bid": self._side_cents(symbol, "sell") / 100,
            "ask": self._side_cents(symbol, "buy") / 100,
            "change_percent": round(change, 2),
            "tick": stock["tick_cents"] / 100,
        }

    def _side_cents(self, symbol: str, side: Side) -> int:
        """What a share costs now: the ask for who buys, the bid for who sells."""
        stock = self._world["stocks"][symbol]
        return cents(stock["price"]) + (stock["tick_cents"] if side == "buy" else -stock["tick_cents"])

    def _symbol_problem(self, symbol: str) -> str | None:
        return None if symbol in self._world["stocks"] else f"no share {symbol!r}"

    def _closed_problem(self) -> str | None:
        now = datetime.fromisoformat(self._world["now"])
        if now.weekday() < 5 and 9 <= now.hour < 17:
            return None
        return f"the exchange is closed at {self._world['now']}; it opens from Monday to Friday, 9.00 to 17.00"

    def _day_problem(self, day: str) -> str | None:
        today = datetime.fromisoformat(self._world["now"]).date()
        latest = (today + timedelta(days=LONGEST_ORDER_DAYS)).isoformat()
        if today.isoformat() <= day <= latest:
            return None
        return f"an order is valid until a day from {today.isoformat()} to {latest}, not {day}"

    def _price_problem(self, symbol: str, price: float) -> str | None:
        """Why no order may have this price: it is no multiple of a tick, or too far from the last price."""
        stock = self._world["stocks"][symbol]
        last, tick, asked = cents(stock["price"]), stock["tick_cents"], cents(price)
        if asked % tick or abs(price * 100 - asked) > 1e-6:
            return f"prices of {symbol!r} are multiples of {tick / 100:.2f} PLN, which {price} is not"
        if abs(asked - last) * 100 > last * LIMIT_PERCENT:
            return f"{written(price)} is more than {LIMIT_PERCENT} % away from the last price of {written(last / 100)}"
        return None

    def _value_problem(self, value: int, told: float) -> str | None:
        if cents(told) != value:
            return f"the order is worth {written(value / 100)}, not {written(told)}"
        if value > HIGHEST_VALUE_CENTS:
            return f"an order is worth at most {written(HIGHEST_VALUE_CENTS / 100)}, not {written(value / 100)}"
        return None

    def _means_problem(self, symbol: str, side: Side, quantity: int, value: int, *, besides: str = "") -> str | None:
        """Why cash or shares do not suffice; the order ``besides`` is not counted."""
        if side == "sell":
            free = self._free_shares(symbol, besides)
            return f"only {free} of {symbol!r} are free to sell, not {quantity}" if quantity > free else None
        free, needed = self._free_cash(besides), value + commission(value)
        if needed > free:
            return f"{written(needed / 100)} with commission is needed, and only {written(free / 100)} is free"
        return None

    def _free_shares(self, symbol: str, besides: str = "") -> int:
        position = self._world["positions"].get(symbol)
        held = 0 if position is None else position["quantity"]
        orders = [each for each in self._open(besides) if (each["symbol"], each["side"]) == (symbol, "sell")]
        return held - sum(each["quantity"] for each in orders)

    def _free_cash(self, besides: str = "") -> int:
        values = [cents(each["price"]) * each["quantity"] for each in self._open(besides) if each["side"] == "buy"]
        return self._world["cash_cents"] - sum(value + commission(value) for value in values)

    def _open(self, besides: str) -> list[_Order]:
        return [each for key, each in self._world["orders"].items() if each["status"] == "open" and key != besides]

    def _order_problem(self, order_id: str, symbol: str) -> str | None:
        """Why this is no open order for this share."""
        order = self._world["orders"].get(order_id)
        if order is None or order["symbol"] != symbol:
            return f"no order {order_id!r} for {symbol!r}"
        return None if order["status"] == "open" else f"order {order_id!r} is {order['status']}"

    def _limit_problem(
        self, symbol: str, side: Side, quantity: int, price: float, told: float, *, besides: str = ""
    ) -> str | None:
        if problem := self._price_problem(symbol, price):
            return problem
        value = cents(price) * quantity
        problem = self._value_problem(value, told)
        return problem or self._means_problem(symbol, side, quantity, value, besides=besides)

    def _is_offered(self, symbol: str, side: Side, price: float) -> bool:
        """Whether the market offers the price of a limit, or a better one."""
        market = self._side_cents(symbol, side)
        return market <= cents(price) if side == "buy" else market >= cents(price)

    def _view(self, order_id: str) -> Order:
        return {"order_id": order_id, **self._world["orders"][order_id]}

    def _place(self, symbol: str, side: Side, kind: OrderKind, quantity: int, price: float, valid_until: str) -> str:
        order_id = fresh_id("SO-", self._world["orders"], digits=6)
        self._world["orders"][order_id] = {
            "symbol": symbol,
            "side": side,
            "kind": kind,
            "quantity": quantity,
            "price": price,
            "valid_until": valid_until,
            "status": "open",
        }
        return order_id

    def _fill(self, order_id: str, price: int) -> None:
        """Trade the whole order at ``price`` grosze a share."""
        order, positions = self._world["orders"][order_id], self._world["positions"]
        order.update({"status": "filled", "price": price / 100})
        symbol, quantity, value = order["symbol"], order["quantity"], price * order["quantity"]
        held = positions.get(symbol, {"quantity": 0, "average_cents": 0})
        if order["side"] == "buy":
            total = held["quantity"] + quantity
            average = (held["average_cents"] * held["quantity"] * 2 + value * 2 + total) // (2 * total)
            positions[symbol] = {"quantity": total, "average_cents": average}
            self._world["cash_cents"] -= value + commission(value)
            return
        self._world["cash_cents"] += value - commission(value)
        if held["quantity"] == quantity:
            del positions[symbol]
        else:
            held["quantity"] -= quantity


def commission(value: int) -> int:
    """What a trade of so many grosze costs: 0.3 %, rounded half up, at least 5 zł."""
    return max(500, (value * 3 + 500) // 1000)
