"""The web shop. Totals are reckoned a second time with decimal (PN-ISO 80000-1, annex B, rule B: halves upwards)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from function_impls.shop import Shop

MAREK = ("ORD-48213", "marek.w@poczta.example")
ZOFIA = ("ORD-31764", "zofia.d@firma.example")
PIOTR = ("ORD-90137", "piotr.z@poczta.example")
TOM = ("ORD-57920", "tom.reed@mail.example")


@pytest.fixture
def shop() -> Any:
    return Shop()


def after_discount(amount: str, percent: int) -> float:
    off = (Decimal(amount) * percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return float(Decimal(amount) - off)


@pytest.mark.parametrize(("code", "percent"), [("KSIAZKI5", 5), ("WIOSNA15", 15), ("GARDEN8", 8)])
@pytest.mark.parametrize(("quantity", "full"), [(5, "199.50"), (13, "518.70")])
def test_coupon_lowers_the_total_as_decimal_reckons(
    shop: Any, code: str, percent: int, quantity: int, full: str
) -> None:
    shop.add_to_basket("GAR-4220", 10, 7.5)  # 75 zł more, so that every coupon's minimum is met
    shop.set_basket_quantity("BOO-7310", quantity)

    assert shop.apply_coupon(code)["total"] == after_discount(str(Decimal(full) + 75), percent)


def test_order_empties_the_basket_and_the_shelf(shop: Any) -> None:
    shop.add_to_basket("SPO-5249", 2, 159.0)
    shop.apply_coupon("WIOSNA15")
    total = after_discount("397.80", 15)
    placed = shop.place_shop_order("ola@poczta.example", "pickup", total)

    assert placed["total"] == total
    assert shop.show_basket() == {"lines": [], "coupon": None, "total": 0.0}
    assert shop.search_products(text="kijki")["products"][0]["stock"] == 5
    assert shop.track_shop_order(placed["order_id"], "OLA@poczta.example")["total"] == total


def test_cancelled_order_is_back_on_the_shelf_and_paid_back_with_delivery(shop: Any) -> None:
    assert shop.cancel_shop_order(*MAREK, reason="found_cheaper")["refund"] == float(
        Decimal("89.00") + Decimal("15.99")
    )
    assert shop.search_products(text="piłka")["products"][0]["stock"] == 19
    assert "is cancelled" in shop.cancel_shop_order(*MAREK, reason="found_cheaper")["error"]


@pytest.mark.parametrize(("sku", "quantity", "full"), [("SPO-5306", 3, "89.70"), ("TOY-6513", 1, "35.00")])
def test_returned_items_are_paid_back_after_discount(shop: Any, sku: str, quantity: int, full: str) -> None:
    assert shop.return_order_items(*PIOTR, sku, quantity, "does_not_fit")["refund"] == after_discount(full, 15)


def test_piece_is_paid_back_once(shop: Any) -> None:
    assert shop.claim_order_refund(*PIOTR, "SPO-5249", 1, 135.15, "damaged")["refund"] == after_discount("159", 15)
    assert "only 0" in shop.return_order_items(*PIOTR, "SPO-5249", 1, "changed_mind")["error"]
    assert "only 0" in shop.claim_order_refund(*PIOTR, "SPO-5249", 1, 1, "damaged")["error"]
    assert shop.track_shop_order(*PIOTR)["history"][-1] == "1 x SPO-5249 refunded: damaged"


def test_claim_leaves_the_shelf_alone_and_return_does_not(shop: Any) -> None:
    shop.claim_order_refund(*ZOFIA, "TOY-6402", 1, 20, "damaged")
    shop.return_order_items(*ZOFIA, "TOY-6402", 1, "changed_mind")

    assert shop.search_products(text="klocki")["products"][0]["stock"] == 23


def test_search_joins_its_conditions(shop: Any) -> None:
    found = shop.search_products(category="kitchen", max_price=100)["products"]
    sold_out = shop.search_products(category="kitchen", max_price=100, in_stock_only=False)["products"]

    assert [each["sku"] for each in found] == ["KIT-2119", "KIT-2358"]
    assert {each["sku"] for each in sold_out} - {each["sku"] for each in found} == {"KIT-2307"}


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("add_to_basket", ("KIT-2087", 1, 119.0), "no product"),
        ("add_to_basket", ("KIT-2086", 1, 119000.0), "costs 119.00 PLN, not 119000.00 PLN"),
        ("add_to_basket", ("KIT-2307", 1, 79.0), "only 0"),
        ("add_to_basket", ("BOO-7310", 19, 39.9), "at most 20"),
        ("set_basket_quantity", ("BOO-7310", 61), "only 60"),
        ("set_basket_quantity", ("BOO-7352", 1), "not in the basket"),
        ("remove_from_basket", ("BOO-7352",), "not in the basket"),
        ("apply_coupon", ("ZIMA20",), "was valid until 2025-02-28"),
        ("apply_coupon", ("ZIMA21",), "no coupon"),
        ("place_shop_order", ("a@b.example", "pickup", 79.79), "the total is 79.80"),
        ("track_shop_order", ("ORD-48214", MAREK[1]), "no order"),
        ("cancel_shop_order", (*TOM, "changed_mind"), "is shipped"),
        ("return_order_items", (*TOM, "ELE-3127", 1, "changed_mind"), "only delivered"),
        ("return_order_items", ("ORD-26385", "helen.marsh@mail.example", "ELE-3262", 1, "does_not_fit"), "39 days"),
        ("return_order_items", (*ZOFIA, "TOY-6403", 1, "changed_mind"), "has no product"),
        ("claim_order_refund", (*MAREK, "SPO-5127", 1, 1, "missing"), "only shipped and delivered"),
        ("claim_order_refund", ("ORD-73608", "a.pawlowska@firma.example", "KIT-2174", 1, 1, "damaged"), "98 days"),
        ("claim_order_refund", (*TOM, "ELE-3127", 1, 1, "damaged"), "is on its way"),
        ("claim_order_refund", (*TOM, "ELE-3127", 2, 199.99, "missing"), "at most 199.98"),
    ],
)
def test_refused_step_changes_nothing(shop: Any, tool: str, arguments: tuple[Any, ...], part: str) -> None:
    before = shop.dump_state()

    assert part in getattr(shop, tool)(*arguments)["error"]
    assert shop.dump_state() == before


def test_empty_basket_cannot_be_ordered(shop: Any) -> None:
    shop.remove_from_basket("BOO-7310")

    assert shop.place_shop_order("a@b.example", "pickup", 1)["error"] == "the basket is empty"


def test_coupon_does_not_outlive_the_products_that_it_needs(shop: Any) -> None:
    shop.apply_coupon("KSIAZKI5")
    shop.set_basket_quantity("BOO-7310", 1)

    assert "needs products" in shop.place_shop_order("a@b.example", "pickup", 37.9)["error"]


@pytest.mark.parametrize(
    "change", [{"quantities": {"NOT-0001": 1}, "coupon": None}, {"quantities": {}, "coupon": "NO"}]
)
def test_state_with_an_unknown_product_or_coupon_is_refused(shop: Any, change: Any) -> None:
    with pytest.raises(ValueError, match="the state"):
        shop.load_state({**shop.dump_state(), "basket": change})
