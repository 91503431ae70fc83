"""The brokerage account. Money is reckoned a second time with decimal, by the tariff of ``BrokerageWorld``."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from function_impls.brokerage import Brokerage

GROSZ = Decimal("0.01")
LATER = "2025-05-30"


@pytest.fixture
def account() -> Any:
    return Brokerage()


def at(account: Any, moment: str) -> Any:
    account.load_state({**account.dump_state(), "now": moment})
    return account


def fee(value: str) -> Decimal:
    return max(Decimal(5), (Decimal(value) * Decimal("0.003")).quantize(GROSZ, ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("symbol", "quantity", "value"), [("LSN", 10, "41.60"), ("BTE", 34, "1642.20"), ("NRD", 37, "10249.00")]
)
def test_purchase_costs_its_value_and_the_commission(account: Any, symbol: str, quantity: int, value: str) -> None:
    assert account.place_market_order(symbol, "buy", quantity, float(value))["status"] == "filled"
    assert account.show_portfolio()["cash"] == float(Decimal("21480.50") - Decimal(value) - fee(value))


def test_sale_brings_its_value_less_the_commission(account: Any) -> None:
    account.place_market_order("MLN", "sell", 400, 400 * 7.41)
    portfolio = account.show_portfolio()

    assert portfolio["cash"] == float(Decimal("21480.50") + 400 * Decimal("7.41") - fee("2964"))
    assert portfolio["positions"][2]["quantity"] == 200


def test_average_price_is_weighted_by_shares(account: Any) -> None:
    account.place_market_order("BTE", "buy", 20, 966)
    average = (80 * Decimal("41.75") + 20 * Decimal("48.30")) / 100

    assert account.show_portfolio()["positions"][0]["average_price"] == float(average.quantize(GROSZ, ROUND_HALF_UP))


def test_position_is_gone_when_all_is_sold(account: Any) -> None:
    account.place_market_order("BTE", "sell", 80, 3848)

    assert [each["symbol"] for each in account.show_portfolio()["positions"]] == ["KWS", "MLN"]


def test_open_purchase_reserves_cash_until_it_is_cancelled(account: Any) -> None:
    free = account.show_portfolio()["free_cash"]
    order = account.place_limit_order("OCE", "buy", 100, 33, 3300, LATER)

    assert account.show_portfolio()["free_cash"] == float(Decimal(str(free)) - 3300 - fee("3300"))
    account.cancel_stock_order(order["order_id"], "OCE")
    assert account.show_portfolio()["free_cash"] == free


def test_limit_that_the_market_offers_is_filled_at_the_market(account: Any) -> None:
    bought = account.place_limit_order("TRM", "buy", 10, 65, 650, LATER)
    sold = account.place_limit_order("BTE", "sell", 10, 46, 460, LATER)

    assert [(each["status"], each["price"]) for each in (bought, sold)] == [("filled", 61.5), ("filled", 48.1)]


def test_limit_waits_at_night(account: Any) -> None:
    order = at(account, "2025-04-08T20:00:00+02:00").place_limit_order("TRM", "buy", 10, 65, 650, LATER)

    assert order["status"] == "open"


def test_same_shares_are_not_sold_twice(account: Any) -> None:
    account.place_stop_loss_order("BTE", 60, 44, LATER)

    assert "only 20" in account.place_limit_order("BTE", "sell", 21, 50, 1050, LATER)["error"]
    assert account.place_limit_order("BTE", "sell", 20, 50, 1000, LATER)["status"] == "open"


def test_changed_order_may_use_its_own_reserve(account: Any) -> None:
    assert account.change_limit_order("SO-274018", "WRL", 200, 100, 20000)["quantity"] == 200
    assert "is needed" in account.change_limit_order("SO-274018", "WRL", 220, 100, 22000)["error"]


def test_orders_are_listed_by_status_and_share(account: Any) -> None:
    ids = [each["order_id"] for each in account.list_stock_orders("any", "KWS")["orders"]]

    assert ids == ["SO-538160", "SO-915472"]
    assert len(account.list_stock_orders("any")["orders"]) == 6
    assert {each["status"] for each in account.list_stock_orders()["orders"]} == {"open"}


def test_watch_list_grows_and_shrinks(account: Any) -> None:
    account.watch_stock("NRD")

    assert account.unwatch_stock("SZP")["watched"] == account.show_portfolio()["watched"] == ["WRL", "NRD"]


# Changes in percent as a pocket calculator gives them
@pytest.mark.parametrize(("symbol", "percent"), [("ZBR", 3.6), ("AQV", -2.7), ("TRM", 0.0)])
def test_change_is_against_the_previous_close(account: Any, symbol: str, percent: float) -> None:
    assert account.get_stock_quote(symbol)["change_percent"] == percent


@pytest.mark.parametrize(
    "moment", ["2025-04-08T08:59:59+02:00", "2025-04-08T17:00:00+02:00", "2025-04-12T12:00:00+02:00"]
)
def test_nothing_trades_while_the_exchange_is_closed(account: Any, moment: str) -> None:
    assert "is closed" in at(account, moment).place_market_order("BTE", "buy", 20, 966)["error"]


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("place_market_order", ("BTX", "buy", 20, 966), "no share"),
        ("place_market_order", ("BTE", "buy", 20, 966000), "worth 966.00 PLN"),
        ("place_market_order", ("NRD", "buy", 362, 100274), "at most 100000.00"),
        ("place_market_order", ("NRD", "buy", 100, 27700), "is needed"),
        ("place_market_order", ("KWS", "sell", 16, 2080), "only 15"),
        ("place_market_order", ("OCE", "sell", 1, 34.7), "only 0"),
        ("place_limit_order", ("BTE", "buy", 20, 47.05, 941, LATER), "multiples of 0.10"),
        ("place_limit_order", ("BTE", "buy", 20, 47, 9400, LATER), "worth 940.00 PLN"),
        ("place_limit_order", ("BTE", "buy", 20, 47, 940, "2025-04-07"), "valid until a day"),
        ("place_limit_order", ("BTE", "buy", 20, 47, 940, "2025-07-08"), "valid until a day"),
        ("place_stop_loss_order", ("BTE", 50, 48.1, LATER), "below the bid of 48.10"),
        ("place_stop_loss_order", ("BTE", 50, 40, LATER), "more than 15 %"),
        ("place_stop_loss_order", ("BTE", 81, 44, LATER), "only 80"),
        ("change_limit_order", ("SO-274019", "WRL", 40, 101, 4040), "no order"),
        ("change_limit_order", ("SO-538160", "KWS", 30, 125, 3750), "no limit order"),
        ("change_limit_order", ("SO-274018", "WRL", 40, 103, 4120), "filled at once"),
        ("cancel_stock_order", ("SO-843296", "GRN"), "is cancelled"),
        ("cancel_stock_order", ("SO-274018", "KWS"), "no order"),
        ("unwatch_stock", ("NRD",), "not on the watch list"),
        ("watch_stock", ("NRX",), "no share"),
    ],
)
def test_refused_step_changes_nothing(account: Any, tool: str, arguments: tuple[Any, ...], part: str) -> None:
    before = account.dump_state()

    assert part in getattr(account, tool)(*arguments)["error"]
    assert account.dump_state() == before


@pytest.mark.parametrize("change", [{"watched": ["XXX"]}, {"now": "2025-04-08"}, {"cash_cents": -1}])
def test_unsound_state_is_refused(account: Any, change: Any) -> None:
    with pytest.raises(ValueError, match="state"):
        account.load_state({**account.dump_state(), **change})
