from dataclasses import asdict, dataclass, field


@dataclass
class Basket:
    owner: str
    items: list = field(default_factory=list)

    def put(self, item: str, price: float) -> None:
        self.items.append({"item": item, "price": price})

    @property
    def total(self) -> float:
        return sum(each["price"] for each in self.items)


def function(owner: str, prices: dict) -> dict:
    basket = Basket(owner)
    for item, price in prices.items():
        basket.put(item, price)
    return {**asdict(basket), "total": basket.total}
